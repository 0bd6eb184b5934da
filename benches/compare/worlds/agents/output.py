"""Writes the books."""

import csv
import os
from datetime import timedelta
from operator import itemgetter

from base import DAY


def _table(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as fh:
        out = csv.writer(fh, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def _unmark_idle(w, accs, senders):
    """Insiders who were won over and handed nothing out within the window have done nothing yet."""
    won = {aid for aid, typology, story in w.stories if (typology, story) == ("lead_resale", "insider")}
    idle = {a.aid for a in accs if a.aid in won and a.role == "lead_resale" and a.aid not in senders}
    for a in accs:
        if a.aid in idle:
            a.role, a.ring = "clean", ""
    w.stories = [s for s in w.stories if s[0] not in idle or s[1] == "honest"]


def write(w, folder):
    truth = os.path.join(folder, "truth")
    os.makedirs(truth, exist_ok=True)
    at, clock, end = lambda name: os.path.join(folder, name + ".csv"), w.clock, w.end
    accs = sorted(w.accounts, key=lambda a: a.aid)
    reg = {a.aid: a.reg for a in accs}

    _table(
        at("accounts"),
        "account_id account_kind registered_at region holder_hash phone_hash payout_account industry "
        "group_id".split(),
        (
            (a.aid, a.kind, clock(a.reg), a.region, a.holder, a.phone, a.payout, a.industry, a.group or "")
            for a in accs
        ),
    )
    # logins: by far the longest table, written by hand
    w.logins.sort(key=itemgetter(0))
    days = [str(w.start + timedelta(days=d)) + " " for d in range(w.days)]
    hm = ["%02d:%02d:" % (m // 60, m % 60) for m in range(1440)]
    sec = ["%02d" % s for s in range(60)]
    with open(at("logins"), "w", encoding="utf-8") as fh:
        fh.write("account_id,device_id,login_at,ip,region\n")
        lines = []
        for t, a, dev, ip, city in w.logins:
            if a.reg <= t < end:
                d, s = divmod(t, DAY)
                lines.append(
                    "%s,%s,%s%s%s,%s,%s\n" % (a.aid, dev, days[d], hm[s // 60], sec[s % 60], ip, city)
                )
        fh.write("".join(lines))
    w.count = len(lines)

    rows = []
    w.bindings.sort(key=lambda r: (r[1], r[2]))
    for row, nxt in zip(w.bindings, w.bindings[1:]):
        if row[1] == nxt[1] and (row[3] is None or row[3] > nxt[2]):
            row[3] = nxt[2]  # one firm at a time: the new badge ends the old one
    for ent, aid, b, u, method, who in w.bindings:
        if b < end:
            b = max(b, reg[ent] + 60, reg[aid] + 60)
            u = None if u is None or u >= end else max(u, b + 60)
            rows.append((ent, aid, clock(b), "" if u is None else clock(u), method, who))
    _table(
        at("bindings"),
        "enterprise_id account_id bound_at unbound_at method employee_hash".split(),
        sorted(rows),
    )

    w.transfers.sort()
    _table(
        at("lead_transfers"),
        "lead_id contact_hash from_account to_account transferred_at channel".split(),
        ((lid, c, f, to, clock(t), ch) for t, lid, c, f, to, ch in w.transfers),
    )
    w.changes.sort()
    _table(
        at("account_changes"),
        "account_id field changed_at old_value new_value".split(),
        ((a, f, clock(t), o, n) for t, a, f, o, n in w.changes if 0 <= t and t >= reg[a]),
    )
    w.leads.sort(key=lambda r: (r[3], r[0]))
    _table(
        at("leads"),
        "lead_id contact_hash account_id collected_at source followed_up_at".split(),
        ((lid, c, a.aid, clock(t), s, "" if f is None else clock(f)) for lid, c, a, t, s, f in w.leads),
    )
    w.payments.sort()
    ids = w.rng("payment ids")
    _table(
        at("payments"),
        "payment_id payer payee paid_at amount_cny".split(),
        (("x%012x" % ids.getrandbits(48), p, q, clock(t), "%.2f" % m) for t, p, q, m in w.payments if m > 0),
    )
    money = {}
    for d, a, p, m in w.spend:
        if d * DAY + DAY > reg[a]:
            money[(d, a, p)] = money.get((d, a, p), 0) + m
    _table(
        at("ad_spend"),
        "account_id spent_on product spend_cny".split(),
        ((a, str(w.start + timedelta(days=d)), p, "%.2f" % money[(d, a, p)]) for d, a, p in sorted(money)),
    )
    w.notes.sort()
    ids = w.rng("note ids")
    _table(
        at("notes"),
        "note_id account_id published_at text".split(),
        (("n%012x" % ids.getrandbits(48), a, clock(t), text) for t, a, text in w.notes if t >= reg[a]),
    )
    _table(at("approved_operators"), "kind id reason valid_until".split(), sorted(set(w.approved)))

    real = {(lid, f, to) for _, lid, _, f, to, _ in w.transfers}
    _unmark_idle(w, accs, {sender for lid, sender, to in w.lead_truth if (lid, sender, to) in real})
    _table(
        os.path.join(truth, "truth_accounts.csv"),
        ["account_id", "role", "ring"],
        ((a.aid, a.role, a.ring) for a in accs if a.aid not in w.omitted),
    )
    _table(
        os.path.join(truth, "truth_leads.csv"),
        ["lead_id", "from_account", "to_account", "ring"],
        ((*k, w.lead_truth[k]) for k in sorted(w.lead_truth) if k in real),
    )
    role = {a.aid: a.role for a in accs}
    _table(
        os.path.join(truth, "stories.csv"),
        ["account_id", "typology", "story"],
        (s for s in sorted(w.stories) if s[1] != "honest" or role[s[0]] in ("clean", "lead_buyer")),
    )

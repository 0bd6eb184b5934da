"""From plans to rows: logins, notes, ad spend; and the files."""

import csv
import os
from bisect import bisect_right
from datetime import timedelta

from .base import DAY

LIMIT = 6  # logins of one account by one user on one day
TEMPO = 0.66  # of all login rates
PEN = 0.55  # of all writing rates


def place(w, p, t, day, hour, rnd):
    """The network that a person uses at this moment."""
    if p.vpn and rnd() < 0.4:
        return p.vpn
    for a, b, city, net in p.trips:
        if a <= t < b:
            if rnd() < 0.5:
                return net
            return w.carriers[p.city if rnd() < 0.12 else city][p.op]
    for a, b, net, share, from_h, to_h in p.works:
        if a <= t < b and from_h <= hour < to_h and (w.weekday0 + day) % 7 < (6 if to_h > 20 else 5):
            if rnd() < share:
                return net
    if rnd() < p.at_home:
        return p.home(t)
    return w.carriers[p.city][p.op]


def account_logins(w, acc, rows):
    rng = w.rng("logins", acc.id)
    rnd = rng.random
    for s in acc.segs:
        a, b = max(s.a, 0), min(s.b, w.end)
        if b <= a:
            continue
        p = s.who
        hours, top = (s.hours, s.hours[-1]) if s.hours else (p.hours, p.hours[-1])
        rate = s.rate * TEMPO
        burst = 1 + 0.7 * rate
        daily = min(0.97, rate / burst)
        more = 1 - 1 / burst
        mood = 1.0
        for day in range(int(a // DAY), int((b - 1) // DAY) + 1):
            if rnd() < 0.15:
                mood = rnd() * 1.4 + 0.3
            if rnd() > daily * mood * (p.weekend if (w.weekday0 + day) % 7 > 4 else 1.0):
                continue
            k = 1
            while k < LIMIT and rnd() < more:
                k += 1
            for _ in range(k):
                hour = bisect_right(hours, rnd() * top)
                t = day * DAY + hour * 3600 + rnd() * 3600
                if not a <= t < b:
                    continue
                net = s.nets[int(rnd() * len(s.nets))] if s.nets else place(w, p, t, day, hour, rnd)
                if s.devs:
                    dev = s.devs[int(rnd() * len(s.devs))]
                elif p.tablet and rnd() < 0.18:
                    dev = p.tablet
                else:
                    dev = p.device(t) if len(p.phones) > 1 else p.phones[0][1]
                u = rnd()
                city = net.city if u > 0.03 else ("" if u < 0.02 else acc.region or "")
                rows.append((int(t), acc.id, dev, net.ip(day, rnd()), city))


def table(out, name, header, rows):
    with open(os.path.join(out, name + ".csv"), "w", encoding="utf-8", newline="") as f:
        c = csv.writer(f, lineterminator="\n")
        c.writerow(header)
        c.writerows(rows)


def write_logins(w, out):
    rows = []
    for acc in w.accounts:
        account_logins(w, acc, rows)
    rng = w.rng("extra")
    for t, acc, dev, net in w.extra_logins:
        if max(0, acc.reg) <= t < w.end:
            rows.append((int(t), acc.id, dev, net.ip(int(t // DAY), rng.random()), net.city))
    rows.sort()
    days = [(w.start + timedelta(days=d)).strftime("%Y-%m-%d ") for d in range(w.days + 1)]
    clock = [f"{h:02d}:{m:02d}:" for h in range(24) for m in range(60)]
    secs = [f"{s:02d}" for s in range(60)]
    table(
        out,
        "logins",
        ("account_id", "device_id", "login_at", "ip", "region"),
        ((a, d, days[t // DAY] + clock[t % DAY // 60] + secs[t % 60], ip, c) for t, a, d, ip, c in rows),
    )
    return len(rows)


def settle_changes(w):
    """Chain each field's changes in time; the account row shows the last state."""
    out = []
    for acc in w.accounts:
        for t, field, new in sorted(acc.changes):
            if not max(0, acc.reg) <= t < w.end:
                continue
            attr = {"payout_account": "payout"}.get(field, field)
            old = "" if field == "password" else getattr(acc, attr)
            if field != "password":
                if old == new:
                    continue
                setattr(acc, attr, new)
            out.append((int(t), acc.id, field, old or "", new))
    out.sort()
    return [(a, f, w.stamp(t), old, new) for t, a, f, old, new in out]


def kind_at_end(w, acc):
    if acc.kind != "kos" or any(b[3] is None or b[3] >= w.end for b in acc.binds):
        return acc.kind
    return "kos" if acc.binds and acc.binds[-1][4] == "created" else "professional"


def write_notes_and_ads(w, out):
    notes, ads = [], []
    for acc in w.accounts:
        rng = w.rng("notes", acc.id)
        for a, b, per_week, copy in acc.writes:
            t = max(0, a, acc.reg)
            if per_week <= 0:
                continue
            while True:
                t += rng.expovariate(per_week * PEN / 7) * DAY
                if t >= min(b, w.end):
                    break
                hour = t % DAY / 3600
                at = t if hour > 8 else t + 9 * 3600
                if at < min(b, w.end):
                    notes.append((int(at), acc.id, copy.make(rng)))
        for a, b, share, mean, product in acc.ads:
            for day in range(max(0, int(a // DAY)), min(w.days, int(b // DAY) + 1)):
                if rng.random() < share:
                    spend = mean * rng.lognormvariate(-0.12, 0.5)
                    ads.append(
                        (
                            (w.start + timedelta(days=day)).strftime("%Y-%m-%d"),
                            acc.id,
                            product,
                            f"{spend:.2f}",
                        )
                    )
    notes.sort()
    ads.sort()
    table(
        out,
        "notes",
        ("note_id", "account_id", "published_at", "text"),
        ((f"n{i:08d}", a, w.stamp(t), x) for i, (t, a, x) in enumerate(notes, 1000001)),
    )
    table(
        out,
        "ad_spend",
        ("account_id", "spent_on", "product", "spend_cny"),
        ((a, d, p, s) for d, a, p, s in ads),
    )
    return len(notes), len(ads)


def write(w, out):
    os.makedirs(os.path.join(out, "truth"), exist_ok=True)
    changes = settle_changes(w)
    counts = {"accounts": len(w.accounts), "logins": write_logins(w, out)}
    w.accounts.sort(key=lambda a: a.id)
    table(
        out,
        "accounts",
        (
            "account_id",
            "account_kind",
            "registered_at",
            "region",
            "holder_hash",
            "phone_hash",
            "payout_account",
            "industry",
            "group_id",
        ),
        (
            (
                a.id,
                kind_at_end(w, a),
                w.stamp(a.reg),
                a.region,
                a.holder,
                a.phone,
                a.payout,
                a.industry,
                a.group,
            )
            for a in w.accounts
        ),
    )
    binds = sorted((b[2], b[0].id, b[1].id, b[3] or 0, b[4], b[5] or "") for b in rows_of_binds(w))
    table(
        out,
        "bindings",
        ("enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"),
        ((e, a, w.stamp(t), w.stamp(u) if u else "", m, h) for t, e, a, u, m, h in binds),
    )
    w.transfers.sort(key=lambda r: (r[0], r[1].id, r[3]))
    table(
        out,
        "lead_transfers",
        ("lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"),
        ((x.id, x.contact, f, to, w.stamp(t), ch) for t, x, f, to, ch in w.transfers),
    )
    table(out, "account_changes", ("account_id", "field", "changed_at", "old_value", "new_value"), changes)
    w.leads.sort(key=lambda x: (x.t, x.id))
    table(
        out,
        "leads",
        ("lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"),
        (
            (
                x.id,
                x.contact,
                x.collector.id,
                w.stamp(x.t),
                x.source,
                w.stamp(x.followed) if x.followed and x.followed < w.end else "",
            )
            for x in w.leads
        ),
    )
    w.payments.sort()
    table(
        out,
        "payments",
        ("payment_id", "payer", "payee", "paid_at", "amount_cny"),
        ((f"p{i}", a, b, w.stamp(t), f"{m:.2f}") for i, (t, a, b, m) in enumerate(w.payments, 50001)),
    )
    counts["notes"], counts["ad_spend"] = write_notes_and_ads(w, out)
    table(out, "approved_operators", ("kind", "id", "reason", "valid_until"), sorted(set(w.approved)))
    table(
        os.path.join(out, "truth"),
        "truth_accounts",
        ("account_id", "role", "ring"),
        ((a.id, a.role, a.ring) for a in w.accounts if a.ring or not a.drop),
    )
    table(
        os.path.join(out, "truth"),
        "truth_leads",
        ("lead_id", "from_account", "to_account", "ring"),
        sorted(set(w.bad_leads)),
    )
    table(os.path.join(out, "truth"), "stories", ("account_id", "typology", "story"), sorted(set(w.stories)))
    return counts


def rows_of_binds(w):
    """A binding as (enterprise, account, from, until or None, method, identity) inside the window."""
    for ent, acc, t, until, method, emp in w.bindings:
        if t < w.end and (until is None or until > t):
            yield ent, acc, t, until if until is not None and until < w.end else None, method, emp

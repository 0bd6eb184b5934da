"""Plans to rows to files."""

import csv
import os

from base import DAY
from texts import notes_of


def login_rows(world):
    """Every login of every account, from one random stream per account."""
    rows, days = [], world.days
    for acc in world.accounts:
        rng = world.rng("login", acc.id)
        rand, gap = rng.random, rng.expovariate
        for use in acc.uses:
            who, rate = use.who, use.rate
            spot, table, size = who.spot, who.table, len(who.table)
            t = use.a - 0.5 / rate * rand() if use.a <= 0 else use.a
            while True:
                # bursts and lulls: mostly short gaps, now and then a long one
                t += gap(rate * 2.2) if rand() < 0.75 else gap(rate / 2.6)
                if t >= use.b or t >= days:
                    break
                if t < use.a or t < 0:
                    continue
                day = int(t)
                hour = table[int(rand() * size)]
                at = day * DAY + hour * 3600 + int(rand() * 3600)
                if at < use.a * DAY or at >= use.b * DAY or at < acc.reg:
                    at = int(t * DAY)
                    hour = at % DAY // 3600
                    if at < acc.reg:
                        continue
                device, ip, region = spot(rng, day, hour, use.job)
                rows.append((at, acc.id, device, ip, region))
    rows.sort()
    stamp = world.stamp
    return [(aid, device, stamp(at), ip, region) for at, aid, device, ip, region in rows]


def state_rows(world):
    """Accounts as they stand at the end, and the changes that led there."""
    state, changes = [], []
    fields = {
        "phone": "phone",
        "payout_account": "payout",
        "holder": "holder",
        "region": "region",
        "password": None,
    }
    for acc in world.accounts:
        for t, field, new in sorted(acc.changes, key=lambda c: c[0]):
            if not max(0, acc.reg) <= t < world.days * DAY:
                continue
            name, old = fields[field], ""
            if name:
                old = getattr(acc, name)
                if old == new:
                    continue
                setattr(acc, name, new)
            changes.append((t, acc.id, field, old, new))
        state.append(acc)
    rows = [
        (a.id, a.kind, world.stamp(a.reg), a.region, a.holder, a.phone, a.payout, a.industry, a.group)
        for a in sorted(state, key=lambda a: a.id)
    ]
    changes.sort()
    return rows, [(aid, field, world.stamp(t), old, new) for t, aid, field, old, new in changes]


def one_at_a_time(rows):
    """The platform knows one binding of an account at a time: a new one ends the one before."""
    rows, last = sorted(rows, key=lambda r: (r[1], r[2])), {}
    for row in rows:
        before = last.get(row[1])
        if before is not None and (before[3] is None or before[3] >= row[2]):
            before[3] = row[2] - 60
        last[row[1]] = row
    return [r for r in rows if r[3] is None or r[3] > r[2]]


def note_rows(world):
    """Published notes."""
    rows = []
    for acc in world.accounts:
        if acc.voices:
            rng = world.rng("note", acc.id)
            for voice in acc.voices:
                for day, text in notes_of(rng, voice):
                    hour = rng.choice((8, 10, 11, 12, 12, 15, 17, 18, 19, 20, 20, 21, 22))
                    t = int(day) * DAY + hour * 3600 + rng.randrange(3600)
                    if 0 <= t < world.days * DAY and t >= acc.reg and day >= voice.a:
                        rows.append((t, acc.id, text, world.token(rng, "nt", 56)))
    rows.sort()
    return [(note, aid, world.stamp(t), text) for t, aid, text, note in rows]


def spend_rows(world):
    """Advertising money by day."""
    sums = {}
    for acc in world.accounts:
        if acc.campaigns:
            rng = world.rng("spend", acc.id)
            for c in acc.campaigns:
                for day in range(max(0, int(c.a), acc.reg // DAY + 1), min(world.days, int(c.b))):
                    if rng.random() < c.p:
                        key = (day, acc.id, c.product)
                        sums[key] = sums.get(key, 0) + round(c.mean * rng.lognormvariate(-0.2, 0.6), 2)
    return [
        (aid, world.stamp(day * DAY)[:10], product, f"{sums[day, aid, product]:.2f}")
        for day, aid, product in sorted(sums)
    ]


def put(folder, name, header, rows):
    with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)
    return len(rows)


def write(world, out):
    """All files; answers the number of rows of each."""
    truth = os.path.join(out, "truth")
    os.makedirs(truth, exist_ok=True)
    st, count = world.stamp, {}

    def export(name, header, rows):
        count[name] = put(out, name, header, rows)

    accounts, changes = state_rows(world)
    head = (
        "account_id account_kind registered_at region holder_hash phone_hash payout_account industry group_id"
    )
    export("accounts", head, accounts)
    export("account_changes", "account_id field changed_at old_value new_value", changes)
    export("logins", "account_id device_id login_at ip region", login_rows(world))
    end = world.days * DAY
    bound = one_at_a_time(r for r in world.bindings if r[2] < end)
    export(
        "bindings",
        "enterprise_id account_id bound_at unbound_at method employee_hash",
        [
            (e, a, st(t), st(u) if u is not None and u < end else "", m, h)
            for e, a, t, u, m, h in sorted(bound, key=lambda r: (r[2], r[0], r[1]))
        ],
    )
    rows = sorted(set(world.transfers), key=lambda r: (r[4], r))
    head = "lead_id contact_hash from_account to_account transferred_at channel"
    export("lead_transfers", head, [(a, b, c, d, st(t), ch) for a, b, c, d, t, ch in rows])
    leads = sorted((r for r in world.leads if r[3] < end), key=lambda r: (r[3], r[0]))
    export(
        "leads",
        "lead_id contact_hash account_id collected_at source followed_up_at",
        [(a, b, c, st(t), s, st(f) if f is not None and f < end else "") for a, b, c, t, s, f in leads],
    )
    rng = world.rng("payment ids")
    paid = sorted(world.payments, key=lambda r: (r[2], r[0], r[1], r[3]))
    paid = [(world.token(rng, "pm", 48), a, b, st(t), f"{x:.2f}") for a, b, t, x in paid]
    export("payments", "payment_id payer payee paid_at amount_cny", paid)
    export("ad_spend", "account_id spent_on product spend_cny", spend_rows(world))
    export("notes", "note_id account_id published_at text", note_rows(world))
    export("approved_operators", "kind id reason valid_until", sorted(set(world.approved)))

    known = sorted(a.id for a in world.accounts if a.id not in world.outside or a.id in world.roles)
    rows = [(a, world.roles.get(a, "clean"), world.rings.get(a, "")) for a in known]
    count["truth_accounts"] = put(truth, "truth_accounts", "account_id role ring", rows)
    count["truth_leads"] = put(
        truth, "truth_leads", "lead_id from_account to_account ring", sorted(set(world.lead_truth))
    )
    count["stories"] = put(truth, "stories", "account_id typology story", sorted(set(world.stories)))
    return count

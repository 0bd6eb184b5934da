"""Write the world as a data team would: valid, and not quite tidy."""

import csv
import os
from .days import DAY, stamp
from .people import visits

FORMATS = ("plain", "slash", "rfc", "epoch", "millis", "plain", "plain")


class Clock:
    """Formats instants in one export's own manner, fast."""

    def __init__(self, cal, style):
        self.style, self.cal = style, cal
        self.days = {}

    def __call__(self, t):
        t = int(t)
        if self.style == "epoch":
            return str(t)
        if self.style == "millis":
            return f"{t}{t % 997:03d}"
        day, second = divmod(t - self.cal.start, DAY)
        text = self.days.get(day)
        if text is None:
            d = stamp(t)
            text = (
                f"{d.year}/{d.month}/{d.day} "
                if self.style == "slash"
                else f"{d:%Y-%m-%d}" + ("T" if self.style == "rfc" else " ")
            )
            self.days[day] = text
        h, m, s = second // 3600, second // 60 % 60, second % 60
        tail = f"{h}:{m:02d}" if self.style == "slash" else f"{h:02d}:{m:02d}:{s:02d}"
        return text + tail + ("+08:00" if self.style == "rfc" else "")


class Exporter:
    """Every export with its own habits: time format, byte mark, blanks, column order."""

    def __init__(self, w, rng, out):
        self.w, self.rng, self.out = w, rng, out
        self.blank = rng.choice(("", "", "NULL", "\\N"))
        self.dropped = set(
            rng.sample(
                [
                    ("accounts", "industry"),
                    ("leads", "followed_up_at"),
                    ("leads", "source"),
                    ("bindings", "employee_hash"),
                    ("account_changes", "old_value"),
                    ("logins", "region"),
                    ("accounts", "phone_hash"),
                ],
                rng.choice((0, 0, 1)),
            )
        )

    def clock(self, precise=False):
        style = self.rng.choice(FORMATS)
        return Clock(self.w.cal, "plain" if precise and style == "slash" else style)

    def table(self, name, columns, rows):
        """One export; a column may be missing from it, and some rows are delivered twice."""
        keep = [i for i, c in enumerate(columns) if (name, c) not in self.dropped]
        if self.rng.random() < 0.3:
            self.rng.shuffle(keep)
        encoding = self.rng.choice(("utf-8", "utf-8", "utf-8-sig"))
        twice = self.rng.choice((0, 0, 0.0004))
        with open(os.path.join(self.out, name + ".csv"), "w", encoding=encoding, newline="") as f:
            writer = csv.writer(f, lineterminator=self.rng.choice(("\n", "\r\n")))
            writer.writerow([columns[i] for i in keep])
            for row in rows:
                cells = [self.blank if row[i] is None else row[i] for i in keep]
                writer.writerow(cells)
                if twice and self.rng.random() < twice:
                    writer.writerow(cells)

    def logins(self):
        """All logins of all accounts, in order of time, as a log would have them."""
        w, rng = self.w, self.rng
        rows = []
        no_ip, no_region = rng.choice((0, 0.002, 0.02)), rng.choice((0, 0.01, 0.05))
        for acc in w.accounts:
            before = len(rows)
            for use in acc.uses:
                hand = use[0]
                rows += [(t, acc.id) + hand.touch(rng, t, hour) for t, hour in visits(w, rng, use)]
            rows += [
                (t, acc.id) + hand.touch(rng, t, w.cal.hour(t))
                for t, hand in acc.moments
                if acc.registered < t <= w.cal.end
            ]
            if len(rows) == before:
                rows.append(self.lone_visit(acc))
        rows.sort()
        clock = self.clock(True)
        for t, account, device, ip, region in rows:
            luck = rng.random()
            yield account, device, clock(t), None if luck < no_ip else ip, (
                None if luck > 1 - no_region else region
            )

    def lone_visit(self, acc):
        """Hardly anybody never looks in at all."""
        w, rng = self.w, self.rng
        t = int(rng.uniform(max(acc.registered, w.cal.start), w.cal.end))
        hand = acc.uses[0][0] if acc.uses else acc.person
        return (t, acc.id) + hand.touch(rng, t, w.cal.hour(t))

    def run(self):
        w, rng = self.w, self.rng
        order = sorted(w.accounts, key=lambda a: a.id)
        clock = self.clock()
        self.table(
            "accounts",
            [
                "account_id",
                "account_kind",
                "registered_at",
                "region",
                "holder_hash",
                "phone_hash",
                "payout_account",
                "industry",
                "group_id",
            ],
            [
                (
                    a.id,
                    a.kind,
                    clock(a.registered),
                    a.region if rng.random() > 0.015 else None,
                    a.holder,
                    a.phone,
                    a.payout,
                    a.industry,
                    a.group,
                )
                for a in order
            ],
        )
        self.table("logins", ["account_id", "device_id", "login_at", "ip", "region"], self.logins())
        c2 = self.clock()
        self.table(
            "bindings",
            ["enterprise_id", "account_id", "bound_at", "unbound_at", "method", "employee_hash"],
            [
                (e, a, c2(t), c2(u) if u and t < u <= w.cal.end else None, m, h)
                for e, a, t, u, m, h in sorted(w.bindings, key=lambda r: (r[2], r[1], r[0]))
            ],
        )
        c3 = self.clock(True)
        self.table(
            "lead_transfers",
            ["lead_id", "contact_hash", "from_account", "to_account", "transferred_at", "channel"],
            [r[:4] + (c3(r[4]), r[5]) for r in sorted(w.transfers, key=lambda r: (r[4],) + r)],
        )
        c4 = self.clock(True)
        self.table(
            "account_changes",
            ["account_id", "field", "changed_at", "old_value", "new_value"],
            [(a, f, c4(t), o, n) for a, f, t, o, n in sorted(w.changes, key=lambda r: (r[2], r[0], r[1]))],
        )
        c5 = self.clock(True)
        self.table(
            "leads",
            ["lead_id", "contact_hash", "account_id", "collected_at", "source", "followed_up_at"],
            [
                r[:3] + (c5(r[3]), r[4], c5(r[5]) if r[5] else None)
                for r in sorted(w.leads, key=lambda r: (r[3], r[0]))
            ],
        )
        c6 = self.clock()
        self.table(
            "payments",
            ["payment_id", "payer", "payee", "paid_at", "amount_cny"],
            [
                r[:3]
                + (
                    c6(r[3]),
                    (
                        f"{r[4]:.2f}"
                        if rng.random() < 0.9
                        else f"{r[4]:g}" if r[4] < 1e5 and r[4] == int(r[4]) else f"{r[4]:.2f}"
                    ),
                )
                for r in sorted(w.payments, key=lambda r: (r[3], r[0]))
            ],
        )
        self.table(
            "ad_spend",
            ["account_id", "spent_on", "product", "spend_cny"],
            [
                (a, w.cal.dates[d].isoformat(), p, f"{s:.2f}")
                for (a, d, p), s in sorted(daily(w.spend).items(), key=lambda r: (r[0][1], r[0]))
            ],
        )
        c7 = self.clock()
        self.table(
            "notes",
            ["note_id", "account_id", "published_at", "text"],
            [(n, a, c7(t), x) for n, a, t, x in sorted(w.notes, key=lambda r: (r[2], r[0]))],
        )
        c8 = self.clock()
        self.table(
            "approved_operators",
            ["kind", "id", "reason", "valid_until"],
            [(k, i, r, c8(u) if u else None) for k, i, r, u in sorted(w.approved, key=lambda r: r[:2])],
        )
        self.truth(order)

    def truth(self, order):
        """The truth, tidy and complete."""
        folder = os.path.join(self.out, "truth")
        os.makedirs(folder, exist_ok=True)
        plain(
            os.path.join(folder, "truth_accounts.csv"),
            ("account_id", "role", "ring"),
            [(a.id, a.role, a.ring) for a in order],
        )
        plain(
            os.path.join(folder, "truth_leads.csv"),
            ("lead_id", "from_account", "to_account", "ring"),
            sorted(self.w.bad_leads),
        )
        plain(
            os.path.join(folder, "stories.csv"),
            ("account_id", "typology", "story"),
            sorted(set(self.w.stories)),
        )


def daily(rows):
    """One row per account, day and product."""
    total = {}
    for a, d, p, s in rows:
        total[a, d, p] = total.get((a, d, p), 0) + s
    return total


def plain(path, header, rows):
    """A simple UTF-8 table."""
    with open(path, "w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)

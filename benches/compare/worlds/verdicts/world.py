"""The stage: cities, networks, operators, accounts, and the books that events are written into.

Nothing here knows what is honest. An account carries a list of `Use`s (who sits at it, from when to when,
how often); logins are rendered from these at the end, each account with a random stream of its own, so that
the honest world is the same with and without abuse.
"""

import csv
import datetime as dt
import os
import random

import tables as T
from tables import draw

INF = 1e9


class Net:
    """A network: addresses taken at random (carrier, office) or one at a time by lease (broadband)."""

    __slots__ = ("city", "ips", "lease")

    def __init__(self, city, ips, lease=None):
        self.city, self.ips, self.lease = city, ips, lease

    def ip(self, t, rnd):
        if self.lease:
            return self.ips[int((t + 400) / self.lease) % len(self.ips)]
        return self.ips[int(rnd.random() * len(self.ips))] if len(self.ips) > 1 else self.ips[0]


class Operator:
    """Whoever sits at a device: a person, a shop counter, a studio seat."""

    __slots__ = (
        "city",
        "home",
        "carrier",
        "mobile",
        "work",
        "attend",
        "stays",
        "devs",
        "hours",
        "holder",
        "phone",
        "wallet",
        "accounts",
        "slip",
    )

    def __init__(self, city, home, carrier, mobile, dev, hours):
        self.city, self.home, self.carrier, self.mobile = city, home, carrier, mobile
        self.work, self.attend, self.stays, self.hours = [], 0.6, [], hours
        self.devs = [(-INF, INF, dev, 1.0)]
        self.holder = self.phone = self.wallet = None
        self.accounts, self.slip = [], None  # slip: (chance, network) when a proxy is forgotten

    def where(self, t, rnd):
        net = None
        for a, b, home, carrier in self.stays:
            if a <= t < b:
                net = carrier if rnd.random() < self.mobile else home
                break
        else:
            if self.work and 0.37 < t % 1 < 0.78 and rnd.random() < self.attend:
                for a, b, office in self.work:
                    if a <= t < b:
                        net = office
                        break
            if net is None:
                net = self.carrier if rnd.random() < self.mobile else self.home
        if self.slip and rnd.random() < self.slip[0]:
            net = self.slip[1]
        if len(self.devs) == 1:
            dev = self.devs[0][2]
        else:
            live = [d for d in self.devs if d[0] <= t < d[1]] or self.devs[-1:]
            dev = live[0][2] if len(live) == 1 else rnd.choices(live, [d[3] for d in live])[0][2]
        return dev, net.ip(t, rnd), net.city

    def swap_device(self, t, dev, overlap=0.0):
        """From t on a new device; the old ones fade out after the overlap."""
        self.devs = [(a, min(b, t + overlap), d, w) for a, b, d, w in self.devs if a < t + overlap]
        self.devs.append((t, INF, dev, 1.5))

    def main_device(self, t):
        live = [d for d in self.devs if d[0] <= t < d[1]] or self.devs
        return max(live, key=lambda d: d[3])[2]


class Use:
    __slots__ = ("op", "start", "end", "rate", "hours", "echo")

    def __init__(self, op, start, end, rate, hours=None, echo=None):
        self.op, self.start, self.end, self.rate, self.hours, self.echo = op, start, end, rate, hours, echo


class Account:
    __slots__ = (
        "id",
        "kind",
        "reg",
        "region",
        "holder",
        "phone",
        "payout",
        "industry",
        "group",
        "uses",
        "role",
        "ring",
        "judged",
        "stories",
        "owner",
        "notes",
        "firm",
    )

    def __init__(self, aid, kind, owner, reg):
        self.id, self.kind, self.owner, self.reg = aid, kind, owner, reg
        self.region, self.holder = owner.city, owner.holder
        self.phone, self.payout = owner.phone, owner.wallet
        self.industry = self.group = self.ring = ""
        self.role, self.judged, self.uses, self.stories, self.firm = "clean", True, [], [], None
        self.notes = T.NOTES[kind]

    def cut(self, t):
        """Nobody of before uses the account after t."""
        for u in self.uses:
            u.end = min(u.end, t)
        self.uses = [u for u in self.uses if u.start < u.end]


class World:
    def __init__(self, seed, size, level):
        self.seed, self.size, self.level = seed, size, level
        self.scale = size / 20000
        rnd = self.rng("stage")
        self.day0 = dt.date.fromisoformat(rnd.choice(T.FIRST_DAYS))
        self.days = draw(rnd, T.WINDOW)
        self.holidays = [
            d
            for d in ((dt.date.fromisoformat(s) - self.day0).days for s, _ in T.HOLIDAYS)
            if 0 < d < self.days - 3
        ]
        self.stamps, self.ips = {}, set()
        self.accounts, self.people, self.firms, self.posts = [], [], [], []
        self.transfers, self.changes, self.leads, self.payments, self.ads, self.notes = [], [], [], [], [], []
        self.approved, self.resold, self.book, self.got = [], [], {}, {}
        self.slots = {k: [h for h, w in enumerate(ws) for _ in range(w)] for k, ws in T.HOURS.items()}
        self.cities, self.weights = [c[0] for c in T.CITIES], [c[2] for c in T.CITIES]
        self.pool, self.carriers = {}, {}
        gateway = {}  # the largest carrier leaves through one gateway a province
        for name, capital, w in T.CITIES:
            if capital not in gateway:
                gateway[capital] = Net(capital, [self.address(rnd) for _ in range(rnd.randint(3, 6))])
            self.pool[name] = [self.address(rnd) for _ in range(max(60, int(420 * w * self.scale)))]
            two, three = [
                Net(name if rnd.random() < 0.85 else capital, [self.address(rnd) for _ in range(1 + w // 3)])
                for _ in range(2)
            ]
            self.carriers[name] = [gateway[capital]] * 5 + [two] * 3 + [three] * 2
        self.datacentres = [
            Net(rnd.choice(self.cities[:8]), [self.address(rnd) for _ in range(40)]) for _ in range(4)
        ]

    # ---- small makers
    def rng(self, name):
        return random.Random(f"{self.seed}|{self.size}|{name}")

    def address(self, rnd):
        while True:
            ip = (
                f"{rnd.choice((14, 27, 36, 39, 58, 60, 101, 112, 117, 183, 218, 223))}."
                f"{rnd.randrange(256)}.{rnd.randrange(256)}.{rnd.randrange(1, 255)}"
            )
            if ip not in self.ips:
                self.ips.add(ip)
                return ip

    @staticmethod
    def ident(rnd, prefix="", bits=48):
        return f"{prefix}{rnd.getrandbits(bits):0{bits // 4}x}"

    def device(self, rnd):
        if rnd.random() < 0.42:
            h = f"{rnd.getrandbits(128):032X}"
            return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
        return f"{rnd.getrandbits(64):016x}"

    def city(self, rnd, other_than=None):
        while True:
            c = rnd.choices(self.cities, self.weights)[0]
            if c != other_than:
                return c

    def broadband(self, rnd, city):
        return Net(city, rnd.sample(self.pool[city], rnd.randint(2, 9)), draw(rnd, ("logn", 11, 0.9)) + 0.5)

    def office(self, rnd, city):
        return Net(city, [self.address(rnd) for _ in range(rnd.choice((1, 1, 2)))])

    def person(self, rnd, city=None, home=None):
        city = city or self.city(rnd)
        op = Operator(
            city,
            home or self.broadband(rnd, city),
            rnd.choice(self.carriers[city]),
            rnd.betavariate(2, 2.6),
            self.device(rnd),
            draw(rnd, T.PEOPLE_HOURS),
        )
        op.holder, op.phone = self.ident(rnd, "h", 64), self.ident(rnd, "t", 56)
        op.wallet, op.attend = self.ident(rnd, "w"), draw(rnd, T.ATTEND)
        return op

    def station(self, rnd, net, hours="office", dev=None):
        """A seat that does not walk about: counter tablet, office computer, rack."""
        return Operator(net.city, net, net, 0.0, dev or self.device(rnd), hours)

    def account(self, rnd, kind, owner, reg=None, rate=None, start=-1.0, end=INF, op=None):
        if reg is None:
            reg = -draw(rnd, ("logn", 520, 0.8)) - 2
        acc = Account(self.ident(rnd, "", 64), kind, owner, max(reg, -2900))
        if kind == "personal" and rnd.random() < T.MISSING["holder"]:
            acc.holder = ""
        if rnd.random() < T.MISSING["phone"]:
            acc.phone = ""
        if kind in ("personal", "kos") and rnd.random() < T.MISSING["payout"]:
            acc.payout = ""
        if rate is None:
            rate = min(4.0, draw(rnd, T.RATE[kind]))
        acc.uses.append(Use(op or owner, max(start, reg), end, rate))
        owner.accounts.append(acc)
        self.accounts.append(acc)
        return acc

    # ---- books
    def inside(self, t):
        return 0 <= t < self.days

    def story(self, acc, name, typology="honest"):
        if (typology, name) not in acc.stories:
            acc.stories.append((typology, name))

    def change(self, acc, field, t, new=""):
        if t >= self.days:
            return
        old = "" if field == "password" else getattr(acc, field)
        if field != "password":
            setattr(acc, field, new)
        if t >= 0:
            self.changes.append((t, acc.id, field, old or "", new))

    def pay(self, t, src, dst, amount):
        if self.inside(t) and src and dst and src != dst:
            self.payments.append((t, src, dst, f"{max(amount, 0.01):.2f}"))

    def lead(self, rnd, acc, t, source, contact=None, firm=None):
        if not self.inside(t):
            return None
        row = [self.ident(rnd, "l", 56), contact or self.ident(rnd, "c", 64), acc, t, source, None, acc]
        if rnd.random() < T.LEADS["follow"]:
            row[5] = t + draw(rnd, ("logn", 0.25, 1.3))
        self.leads.append(row)  # id, contact, collector, t, source, follow-up, keeper
        self.book.setdefault(acc.id, []).append(row)
        self.got[acc.id, row[0]] = t
        return row

    def since(self, acc, row):
        """When the account came to know the lead."""
        return self.got.get((acc.id, row[0]), row[3])

    def transfer(self, row, src, dst, t, channel, keep=True):
        t = max(t, self.since(src, row) + 0.001) if row else INF
        if not self.inside(t) or src is dst:
            return False
        self.transfers.append((t, row[0], row[1], src.id, dst.id, channel))
        if keep:
            row[6] = dst
            self.got[dst.id, row[0]] = t
            self.book.setdefault(dst.id, []).append(row)
        return True

    def ad(self, acc, day, product, amount):
        if self.inside(day) and amount >= 1:
            self.ads.append((int(day), acc.id, product, f"{amount:.2f}"))

    def note(self, acc, t, text):
        if self.inside(t):
            self.notes.append((t, acc.id, text))

    def approve(self, rnd, kind, ident, reason):
        until = self.date(draw(rnd, ("pick", (400, 6), (-20, 1), (60, 1)))) if rnd.random() < 0.6 else ""
        self.approved.append((kind, ident, reason, until))

    # ---- rendering
    def date(self, t):
        return (self.day0 + dt.timedelta(days=int(t // 1))).isoformat()

    def stamp(self, t):
        day = int(t // 1)
        s = int((t - day) * 86400)
        head = self.stamps.get(day)
        if head is None:
            head = self.stamps[day] = self.date(day)
        return f"{head} {s // 3600:02d}:{s % 3600 // 60:02d}:{s % 60:02d}"

    def render_logins(self):
        rows, end = [], float(self.days)
        first = self.day0.weekday()
        for acc in self.accounts:
            rnd = self.rng("logins " + acc.id)
            rand, gap = rnd.random, rnd.expovariate
            for u in acc.uses:
                op, last, start = u.op, min(u.end, end), max(u.start, acc.reg, 0.0)
                hours = self.slots[u.hours or op.hours]
                worker, n, t = (u.hours or op.hours) == "office", len(hours), start
                while True:
                    t += gap(u.rate)
                    if t >= last:
                        break
                    day = int(t)
                    at = day + (hours[int(rand() * n)] + rand()) / 24
                    if not start <= at < last or (worker and (first + day) % 7 > 4 and rand() < 0.5):
                        continue
                    dev, ip, region = op.where(at, rnd)
                    if rand() < T.MISSING["ip"]:
                        ip = ""
                    if rand() < T.MISSING["region"]:
                        region = ""
                    rows.append((at, acc.id, dev, ip, region))
                    if u.echo and at > start + 0.004:
                        rows.append((at - 0.0005 - rand() * 0.003, acc.id) + u.echo.where(at, rnd))
                    while rand() < T.BURST:
                        at += 0.004 + rand() * 0.05
                        if at >= last:
                            break
                        rows.append((at, acc.id, dev, ip, region))
        rows.sort()
        for t, a, dev, ip, region in rows:
            yield a, dev, self.stamp(t), ip, region

    def write(self, out):
        os.makedirs(os.path.join(out, "truth"), exist_ok=True)

        def save(name, head, rows):
            with open(os.path.join(out, name + ".csv"), "w", encoding="utf-8", newline="") as f:
                w = csv.writer(f, lineterminator="\n")
                w.writerow(head.split())
                w.writerows(rows)

        s, byid = self.stamp, sorted(self.accounts, key=lambda a: a.id)
        save(
            "accounts",
            "account_id account_kind registered_at region holder_hash phone_hash payout_account "
            "industry group_id",
            [
                (a.id, a.kind, s(a.reg), a.region, a.holder, a.phone, a.payout, a.industry, a.group)
                for a in byid
            ],
        )
        save("logins", "account_id device_id login_at ip region", self.render_logins())
        save(
            "bindings",
            "enterprise_id account_id bound_at unbound_at method employee_hash",
            sorted(
                (
                    p.firm.ent.id,
                    p.acc.id,
                    s(p.start),
                    s(p.end) if p.end < self.days else "",
                    p.method,
                    p.declared,
                )
                for p in self.posts
                if p.start < min(self.days, p.end)
            ),
        )
        save(
            "lead_transfers",
            "lead_id contact_hash from_account to_account transferred_at channel",
            [(x[1], x[2], x[3], x[4], s(x[0]), x[5]) for x in sorted(self.transfers)],
        )
        save(
            "account_changes",
            "account_id field changed_at old_value new_value",
            [
                (x[1], x[2].replace("payout", "payout_account"), s(x[0]), x[3], x[4])
                for x in sorted(self.changes)
            ],
        )
        save(
            "leads",
            "lead_id contact_hash account_id collected_at source followed_up_at",
            sorted(
                (r[0], r[1], r[2].id, s(r[3]), r[4], s(r[5]) if r[5] and r[5] < self.days else "")
                for r in self.leads
            ),
        )
        save(
            "payments",
            "payment_id payer payee paid_at amount_cny",
            [(f"p{i:07d}", x[1], x[2], s(x[0]), x[3]) for i, x in enumerate(sorted(self.payments))],
        )
        save(
            "ad_spend",
            "account_id spent_on product spend_cny",
            [(x[1], self.date(x[0]), x[2], x[3]) for x in sorted(self.ads)],
        )
        save(
            "notes",
            "note_id account_id published_at text",
            [(f"n{i:07d}", x[1], s(x[0]), x[2]) for i, x in enumerate(sorted(self.notes))],
        )
        save("approved_operators", "kind id reason valid_until", sorted(set(self.approved)))
        save(
            "truth/truth_accounts", "account_id role ring", [(a.id, a.role, a.ring) for a in byid if a.judged]
        )
        save("truth/truth_leads", "lead_id from_account to_account ring", sorted(set(self.resold)))
        save(
            "truth/stories",
            "account_id typology story",
            [(a.id, k, n) for a in byid for k, n in sorted(a.stories)],
        )

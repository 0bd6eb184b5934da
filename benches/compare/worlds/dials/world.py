"""The world: identifiers, cities and networks, accounts with their users over time, rows and files."""

import csv
import datetime
import math
import os
import random

DAY = 86400
CITIES = [
    ("上海", 9),
    ("北京", 9),
    ("广州", 8),
    ("深圳", 8),
    ("杭州", 7),
    ("成都", 7),
    ("重庆", 6),
    ("武汉", 5),
    ("西安", 4),
    ("苏州", 4),
    ("南京", 4),
    ("长沙", 4),
    ("郑州", 4),
    ("青岛", 3),
    ("合肥", 3),
    ("佛山", 3),
    ("东莞", 3),
    ("宁波", 2),
    ("厦门", 2),
    ("福州", 2),
    ("济南", 2),
    ("沈阳", 2),
    ("昆明", 2),
    ("南昌", 2),
    ("义乌", 1),
    ("莆田", 1),
    ("临沂", 1),
    ("汕头", 1),
    ("海口", 1),
    ("兰州", 1),
]
NAMES = [c for c, _ in CITIES]
WEIGHTS = [n for _, n in CITIES]
HOURS = {
    "day": [7, 8, 9, 10, 11, 12, 12, 13, 15, 17, 18, 19, 20, 20, 21, 21, 22, 22, 23],
    "night": [0, 0, 1, 1, 2, 3, 13, 15, 17, 20, 21, 22, 22, 23, 23],
    "shift": list(range(24)),
    "work": [9, 9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 15, 16, 16, 17, 17, 18, 19, 20],
}


class Account:
    """An account; `segs` are its uses: [from, to, gear, logins a day]."""

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
        "role",
        "ring",
        "omit",
        "person",
        "segs",
        "rate",
        "notes_to",
    )

    def __init__(self, **values):
        self.role, self.ring, self.omit = "clean", "", False
        self.segs, self.industry, self.group, self.notes_to = [], "", "", None
        for name, value in values.items():
            setattr(self, name, value)


class City:
    """A city with its pools of addresses."""

    def __init__(self, w, name, accounts):
        self.name = name
        self.carrier = [w.new_ip() for _ in range(max(2, round(accounts / 1000 * w.d.carrier_pool)))]
        self.home = [w.new_ip() for _ in range(max(20, round(accounts * 0.7 * w.d.home_pool)))]
        self.hotel = [w.new_ip() for _ in range(max(2, accounts // 150))]
        self.space = [w.new_ip() for _ in range(max(1, accounts // 400))]
        self.devices = []  # phones of this city for lending


class World:
    def __init__(self, dials, seed, level, n, null):
        self.d, self.seed, self.level, self.n, self.null = dials, seed, level, n, null
        self.rng = random.Random("honest-%d" % seed)
        self.days = dials.days
        self.end = self.days * DAY
        self.start = datetime.datetime(2025, 3, 1) + datetime.timedelta(days=self.rng.randrange(0, 200))
        self.used = set()
        self.accounts, self.flushed = [], 0
        self.logins, self.bindings, self.transfers, self.changes = [], [], [], []
        self.leads, self.payments, self.spend, self.notes, self.approved = [], [], [], [], []
        self.truth_leads, self.stories, self.firms, self.people = [], [], [], []
        self.contacts = {}
        self.cities = {}
        total = sum(WEIGHTS)
        for name, weight in CITIES:
            self.cities[name] = City(self, name, int(n * weight / total))
        self.relays = [self.new_ip() for _ in range(12)]
        self.old_phones, self.old_numbers = [], []

    # --- draws -----------------------------------------------------------
    def p(self, share):
        return self.rng.random() < share

    def logn(self, median, sigma):
        return median * math.exp(self.rng.gauss(0, sigma))

    def count(self, mean):
        """A whole number with that mean (Poisson for small, rounded normal for large means)."""
        if mean > 30:
            return max(0, round(self.rng.gauss(mean, math.sqrt(mean))))
        limit, k, x = math.exp(-mean), 0, self.rng.random()
        while x > limit:
            k, x = k + 1, x * self.rng.random()
        return k

    def when(self, low=0.0, high=1.0):
        """A moment of the window, in daytime."""
        day = int(self.rng.uniform(low, high) * self.days)
        return min(max(day, 0), self.days - 1) * DAY + self.rng.randrange(8 * 3600, 23 * 3600)

    def since(self, low, high):
        """Like `when`, but perhaps before the window, whose length is the unit."""
        return int(self.rng.uniform(low, high) * self.days) * DAY + self.rng.randrange(8 * 3600, 23 * 3600)

    def city(self):
        return self.rng.choices(NAMES, WEIGHTS)[0]

    def rate(self):
        """Logins a day of one account."""
        s = self.d.login_spread
        return min(self.d.mean_logins / self.days * math.exp(self.rng.gauss(-s * s / 2, s)), 4.0)

    # --- identifiers -----------------------------------------------------
    def fresh(self, make):
        while True:
            x = make()
            if x not in self.used:
                self.used.add(x)
                return x

    def new_id(self):
        return self.fresh(lambda: "%018d" % self.rng.randrange(10**16, 10**18))

    def new_dev(self):
        return self.fresh(lambda: "%016x" % self.rng.getrandbits(64))

    def new_hash(self, prefix):
        return self.fresh(lambda: prefix + "%014x" % self.rng.getrandbits(56))

    def new_ip(self):
        r = self.rng.randrange
        return self.fresh(lambda: "%d.%d.%d.%d" % (r(36, 224), r(256), r(256), r(1, 255)))

    # --- rows ------------------------------------------------------------
    def account(self, kind, person, reg, **more):
        d = self.d
        holder = more.pop("holder", person.holder)
        phone = more.pop("phone", "" if self.p(d.phone_missing) else person.phone)
        payout = more.pop("payout", "" if self.p(d.payout_missing) else person.payout)
        a = Account(
            id=self.new_id(),
            kind=kind,
            reg=reg,
            region=person.city,
            holder=holder,
            phone=phone,
            payout=payout,
            person=person,
            rate=self.rate(),
            **more
        )
        self.accounts.append(a)
        return a

    def change(self, a, field, t, new=""):
        """A change of an account inside the window; the accounts export shows the last state."""
        t = max(t, a.reg + 600 + self.rng.randrange(900))
        if not 0 < t < self.end:
            return
        old = "" if field == "password" else getattr(a, "payout" if field == "payout_account" else field)
        self.changes.append((int(t), a.id, field, old, new))
        if field != "password":
            setattr(a, "payout" if field == "payout_account" else field, new)

    def pay(self, payer, payee, t, amount):
        if payer and payee and payer != payee and 0 < t < self.end:
            self.payments.append(
                (
                    int(t),
                    self.fresh(lambda: "P%015d" % self.rng.randrange(10**15)),
                    payer,
                    payee,
                    max(1, int(amount * 100)),
                )
            )

    def price(self, median, sigma=0.4):
        x = self.logn(median, sigma)
        if self.p(self.d.round_price):
            step = 10 if x < 200 else 50 if x < 1000 else 100
            return max(step, round(x / step) * step)
        return round(x, 2)

    def story(self, a, typology, name):
        self.stories.append((a.id, typology, name))

    def mark(self, a, role, ring, story=None):
        a.role, a.ring = role, ring
        if story:
            self.story(a, "lead_resale" if role == "lead_buyer" else role, story)

    # --- uses ------------------------------------------------------------
    def use(self, a, t0, t1, gear, rate=None):
        if min(t1, self.end) > max(t0, 0):
            a.segs.append([max(t0, 0, a.reg), min(t1, self.end), gear, a.rate if rate is None else rate])

    def cut(self, a, t):
        """Ends every use of the account at t."""
        a.segs = [[s[0], min(s[1], t), s[2], s[3]] for s in a.segs if s[0] < t]

    def login(self, a, t, dev, ip, region):
        if max(a.reg, 0) <= t < self.end:
            self.logins.append((int(t), a.id, dev, ip, region))

    def flush(self):
        """Turns the uses of the accounts made since the last call into logins."""
        rng, rnd, d = self.rng, self.rng.random, self.d
        p_on, p_off = 1 / d.on_run, 1 / (1 + d.off_run)
        share = d.on_run / (d.on_run + 1 + d.off_run)
        geo, log = d.geo_error, self.logins.append
        for a in self.accounts[self.flushed :]:
            for t0, t1, gear, rate in a.segs:
                per_on = rate / share
                on = rnd() < share
                hours, n_hours, aid = gear.hours, len(gear.hours), a.id
                for day in range(int(t0 // DAY), int((t1 - 1) // DAY) + 1):
                    on = (rnd() >= p_on) if on else (rnd() < p_off)
                    if not on:
                        continue
                    x = per_on * 2 * rnd()
                    k = int(x) + (rnd() < x - int(x))
                    for _ in range(k):
                        hour = hours[int(rnd() * n_hours)]
                        t = day * DAY + hour * 3600 + int(rnd() * 3600)
                        if t0 <= t < t1:
                            ip, region = gear.net(rng, t, hour)
                            if rnd() < geo:
                                region = NAMES[int(rnd() * len(NAMES))]
                            log((t, aid, gear.dev(rng, t), ip, region))
        self.flushed = len(self.accounts)

    def chain_changes(self):
        """Brings the changes of an account into the order of time, each old value the new one before."""
        by = {}
        for x in self.changes:
            by.setdefault((x[1], x[2]), []).append(x)
        state = {a.id: a for a in self.accounts}
        self.changes = []
        for (aid, field), rows in by.items():
            now = rows[0][3]
            for t, _, _, _, new in sorted(rows):
                self.changes.append((t, aid, field, now, new))
                now = new
            if field != "password":
                setattr(state[aid], "payout" if field == "payout_account" else field, now)

    # --- files -----------------------------------------------------------
    def write(self, out):
        os.makedirs(os.path.join(out, "truth"), exist_ok=True)
        day = [
            (self.start + datetime.timedelta(days=i)).strftime("%Y-%m-%d")
            for i in range(-3000, self.days + 1)
        ]
        sec = ["%02d:%02d:%02d" % (s // 3600, s // 60 % 60, s % 60) for s in range(DAY)]

        def ts(t):
            return "" if t is None else day[int(t) // DAY + 3000] + " " + sec[int(t) % DAY]

        def put(name, header, rows):
            with open(os.path.join(out, name), "w", encoding="utf-8", newline="") as f:
                x = csv.writer(f, lineterminator="\n")
                x.writerow(header.split())
                x.writerows(rows)

        end = self.end
        self.chain_changes()
        self.accounts.sort(key=lambda a: a.id)
        put(
            "accounts.csv",
            "account_id account_kind registered_at region holder_hash phone_hash "
            "payout_account industry group_id",
            [
                (a.id, a.kind, ts(a.reg), a.region, a.holder, a.phone, a.payout, a.industry, a.group)
                for a in self.accounts
            ],
        )
        self.logins.sort()
        with open(os.path.join(out, "logins.csv"), "w", encoding="utf-8", newline="") as f:
            f.write("account_id,device_id,login_at,ip,region\n")
            f.writelines(
                "%s,%s,%s %s,%s,%s\n" % (a, v, day[t // DAY + 3000], sec[t % DAY], ip, c)
                for t, a, v, ip, c in self.logins
            )
        put(
            "bindings.csv",
            "enterprise_id account_id bound_at unbound_at method employee_hash",
            sorted(
                (b[0], b[1], ts(b[2]), ts(b[3] if b[3] is not None and b[3] < end else None), b[4], b[5])
                for b in self.bindings
                if b[2] < end
            ),
        )
        put(
            "lead_transfers.csv",
            "lead_id contact_hash from_account to_account transferred_at channel",
            [(x[1], x[2], x[3], x[4], ts(x[0]), x[5]) for x in sorted(self.transfers)],
        )
        put(
            "account_changes.csv",
            "account_id field changed_at old_value new_value",
            [(x[1], x[2], ts(x[0]), x[3], x[4]) for x in sorted(self.changes)],
        )
        put(
            "leads.csv",
            "lead_id contact_hash account_id collected_at source followed_up_at",
            [
                (x[1], x[2], x[3], ts(x[0]), x[4], ts(x[5] if x[5] and x[5] < end else None))
                for x in sorted(self.leads, key=lambda x: x[:2])
            ],
        )
        put(
            "payments.csv",
            "payment_id payer payee paid_at amount_cny",
            [(x[1], x[2], x[3], ts(x[0]), "%d.%02d" % divmod(x[4], 100)) for x in sorted(self.payments)],
        )
        merged = {}
        for d, a, product, cents in self.spend:
            merged[(d, a, product)] = merged.get((d, a, product), 0) + cents
        put(
            "ad_spend.csv",
            "account_id spent_on product spend_cny",
            [
                (a, day[d + 3000], product, "%d.%02d" % divmod(c, 100))
                for (d, a, product), c in sorted(merged.items())
            ],
        )
        put(
            "notes.csv",
            "note_id account_id published_at text",
            [(x[1], x[2], ts(x[0]), x[3]) for x in sorted(self.notes)],
        )
        put("approved_operators.csv", "kind id reason valid_until", sorted(set(self.approved)))
        put(
            "truth/truth_accounts.csv",
            "account_id role ring",
            [(a.id, a.role, a.ring) for a in self.accounts if not a.omit],
        )
        put("truth/truth_leads.csv", "lead_id from_account to_account ring", sorted(set(self.truth_leads)))
        put("truth/stories.csv", "account_id typology story", sorted(set(self.stories)))
        put("truth/dials.csv", "dial value low high scale meaning", self.d.rows())

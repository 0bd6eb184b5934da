"""The world: its clock, its identifiers, and the books that are written at the end."""

import csv
import datetime as dt
import os
import random

HMS = [f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}" for s in range(86400)]
STARTS = ("2024-09-02", "2025-01-06", "2025-03-03", "2025-05-06")
HOLIDAYS = (
    ("2024-09-15", 3),
    ("2024-10-01", 7),
    ("2025-01-28", 8),
    ("2025-04-04", 3),
    ("2025-05-01", 5),
    ("2025-05-31", 3),
)
QUOTA = 30


class Account:
    """One account; `stints` say who uses it when and how, everything else is a register entry."""

    __slots__ = (
        "id kind reg region holder phone payout industry group owner stints firm appetite cut created".split()
    )

    def __init__(self, ident, kind, owner, reg):
        self.id, self.kind, self.owner, self.reg = ident, kind, owner, reg
        self.region, self.holder, self.phone = owner.city, owner.holder, owner.phone
        self.payout = self.industry = self.group = ""
        self.stints, self.firm, self.appetite, self.cut, self.created = [], None, 0.3, None, False


class Stint:
    """Use of an account on days d0..d1-1, with overrides of device and network; `at`: once, then."""

    __slots__ = "person d0 d1 rate devs dev_p nets net_p rhythm days weekend at".split()

    def __init__(self, person, d0, d1, rate, **kw):
        self.person, self.d0, self.d1, self.rate = person, d0, d1, rate
        self.devs = kw.get("devs")
        self.dev_p = kw.get("dev_p", 1.0)
        self.nets = kw.get("nets")
        self.net_p = kw.get("net_p", 1.0)
        self.rhythm = kw.get("rhythm")
        self.days = kw.get("days")
        self.weekend = kw.get("weekend", 1.0)
        self.at = kw.get("at")


class Binding:
    """A stay of an account at an enterprise."""

    __slots__ = "firm acc d0 d1 method employee".split()

    def __init__(self, firm, acc, d0, d1, method, employee):
        self.firm, self.acc, self.d0, self.d1 = firm, acc, d0, d1
        self.method, self.employee = method, employee


class World:
    """Holds people, firms and all rows; honest rows come first, so that abuse never disturbs them."""

    def __init__(self, seed, level, null, size):
        self.seed, self.level, self.null, self.size = seed, level, null, size
        r = self.rng("clock")
        self.start = dt.date.fromisoformat(r.choice(STARTS))
        self.days = r.randrange(78, 106)
        self.dates = {d: (self.start + dt.timedelta(d)).isoformat() for d in range(-2600, self.days + 40)}
        self.weekday = [(self.start + dt.timedelta(d)).weekday() for d in range(self.days + 1)]
        self.holiday = set()
        for day, n in HOLIDAYS:
            first = (dt.date.fromisoformat(day) - self.start).days
            self.holiday.update(range(first, first + n))
        self.ids = self.rng("ids")
        self.people, self.accounts, self.firms, self.bindings = [], [], [], []
        self.transfers, self.changes, self.leads, self.payments = [], [], [], []
        self.spend, self.notes, self.approved, self.stories = [], [], [], []
        self.truth, self.left_out, self.truth_leads = {}, set(), []
        self.used_ip, self.honest_notes, self.honest_spend = set(), 0, 0

    def rng(self, name):
        """An own stream of chance for every topic."""
        return random.Random(f"{self.seed}/{name}")

    def new(self, prefix):
        """A fresh opaque identifier."""
        return f"{prefix}{self.ids.getrandbits(60):015x}"

    def ip(self):
        """A fresh address."""
        r = self.ids
        while True:
            a = f"{r.choice((36, 42, 58, 61, 101, 112, 117, 120, 183, 221, 223))}."
            a += f"{r.randrange(1, 255)}.{r.randrange(256)}.{r.randrange(1, 255)}"
            if a not in self.used_ip:
                self.used_ip.add(a)
                return a

    def when(self, day, sec):
        """Text of a moment."""
        return f"{self.dates[day]} {HMS[int(sec) % 86400]}"

    def account(self, kind, owner, reg_day, r):
        """Register an account."""
        acc = Account(self.new("u"), kind, owner, (reg_day, r.randrange(28000, 86000)))
        self.accounts.append(acc)
        return acc

    def bind(self, firm, acc, d0, d1, method, employee):
        """Bind an account; d1 None means it still is."""
        b = Binding(firm, acc, d0, d1, method, employee)
        self.bindings.append(b)
        firm.binds.append(b)
        acc.firm = firm
        if acc.kind == "personal" or acc.kind == "professional":
            acc.kind = "kos"
        acc.industry = acc.industry or firm.industry
        return b

    def change(self, acc, field, day, r, new=""):
        """Log a change of an account (old values are chained when the books are closed)."""
        self.changes.append((acc, field, day, r.randrange(30000, 85000), new))

    def pay(self, payer, payee, day, amount, r):
        """A payment between two payment accounts, if it falls into the window."""
        if 0 <= day < self.days and payer and payee and payer != payee:
            self.payments.append((payer, payee, day, r.randrange(30000, 85000), max(0.01, round(amount, 2))))

    def tell(self, acc, typology, story):
        """Note a story."""
        self.stories.append((acc.id, typology, story))

    def guilty(self, acc, role, ring, story):
        """Write an account into the truth."""
        if acc.id not in self.truth:
            self.truth[acc.id] = (role, ring)
        self.tell(acc, "lead_resale" if role == "lead_buyer" else role, story)

    def cut(self, acc, day):
        """The former user is gone from this day on."""
        acc.cut = (len(acc.stints), day) if acc.cut is None else acc.cut
        for s in acc.stints:
            s.d1 = min(s.d1, day)

    def close_books(self):
        """Chain account changes and drop what a former user would have written after leaving."""
        self.changes.sort(key=lambda c: (c[0].id, c[1], c[2], c[3]))
        rows, key, value = [], None, ""
        for acc, field, day, sec, new in self.changes:
            if not 0 <= day < self.days:
                continue
            attr = {"payout_account": "payout", "password": None}.get(field, field)
            if key != (acc.id, field):
                key, value = (acc.id, field), getattr(acc, attr) if attr else ""
            if attr and new == value:
                continue
            rows.append((acc.id, field, self.when(day, sec), value, new))
            value = new
            if attr:
                setattr(acc, attr, new)
        self.changes = rows
        n, s = self.honest_notes, self.honest_spend
        self.notes = [x for x in self.notes[:n] if not x[0].cut or x[1] < x[0].cut[1]] + self.notes[n:]
        self.spend = [x for x in self.spend[:s] if not x[0].cut or x[1] < x[0].cut[1]] + self.spend[s:]

    def write(self, out, login_rows):
        """Write every file, sorted so that the order of making shows nowhere."""
        os.makedirs(os.path.join(out, "truth"), exist_ok=True)

        def put(name, header, rows, order=True):
            with open(os.path.join(out, name), "w", newline="", encoding="utf-8") as f:
                c = csv.writer(f, lineterminator="\n")
                c.writerow(header.split())
                c.writerows(sorted(rows) if order else rows)

        head = "account_id account_kind registered_at region holder_hash phone_hash payout_account"
        head += " industry group_id"
        cols = [
            (a.id, a.kind, self.when(*a.reg), a.region, a.holder, a.phone, a.payout, a.industry, a.group)
            for a in self.accounts
        ]
        put("accounts.csv", head, cols)
        with open(os.path.join(out, "logins.csv"), "w", newline="", encoding="utf-8") as f:
            f.write("account_id,device_id,login_at,ip,region\n")
            f.writelines(login_rows)
        rows, r = [], self.rng("bindtime")
        for b in self.bindings:
            t0 = self.when(b.d0, r.randrange(32000, 68000))
            t1 = self.when(b.d1, r.randrange(68100, 84000)) if b.d1 is not None else ""
            rows.append((b.firm.acc.id, b.acc.id, t0, t1, b.method, b.employee))
        put("bindings.csv", "enterprise_id account_id bound_at unbound_at method employee_hash", rows)
        head = "lead_id contact_hash from_account to_account transferred_at channel"
        put(
            "lead_transfers.csv",
            head,
            [(a, b, c, d, self.when(e, s), ch) for a, b, c, d, e, s, ch in self.transfers],
        )
        put("account_changes.csv", "account_id field changed_at old_value new_value", self.changes)
        head = "lead_id contact_hash account_id collected_at source followed_up_at"
        put("leads.csv", head, self.leads)
        rows = [(self.new("x"), a, b, self.when(d, s), f"{m:.2f}") for a, b, d, s, m in self.payments]
        put("payments.csv", "payment_id payer payee paid_at amount_cny", rows)
        total = {}
        for a, d, prod, m in self.spend:
            total[a.id, self.dates[d], prod] = total.get((a.id, self.dates[d], prod), 0) + m
        rows = [(*k, f"{m:.2f}") for k, m in total.items()]
        put("ad_spend.csv", "account_id spent_on product spend_cny", rows)
        rows = [(self.new("n"), a.id, self.when(d, s), text) for a, d, s, text in self.notes]
        put("notes.csv", "note_id account_id published_at text", rows)
        put("approved_operators.csv", "kind id reason valid_until", self.approved)
        rows = [
            (a.id, *self.truth.get(a.id, ("clean", "")))
            for a in self.accounts
            if a.id not in self.left_out or a.id in self.truth
        ]
        put("truth/truth_accounts.csv", "account_id role ring", rows)
        put("truth/truth_leads.csv", "lead_id from_account to_account ring", set(self.truth_leads))
        put("truth/stories.csv", "account_id typology story", set(self.stories))

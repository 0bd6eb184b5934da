"""The ledger of a made-up world: accounts, firms, and every row that an export will hold.

Everything that happens is written down through `World`, so that identifiers agree across exports
and the truth is recorded at the moment when somebody does something, not guessed afterwards.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

DAY = 86400
HOUR = 3600
EVERYDAY = (
    "phone_upgrade",
    "family_tablet",
    "several_selves",
    "public_machine",
    "dormitory",
    "repair_shop",
    "moved_house",
    "shop_tablets",
    "coworking",
    "expo_weekend",
    "home_for_festival",
    "group_buy_leader",
)
EPOCH = datetime(1970, 1, 1)


@dataclass
class Account:
    """One account; `stints` say who really used it and when."""

    id: str
    kind: str
    registered: int
    region: str
    holder: str
    phone: str
    payout: str
    industry: str = ""
    group: str = ""
    owner: object = None
    stints: list = field(default_factory=list)
    role: str = "clean"
    ring: str = ""
    stories: list = field(default_factory=list)
    firm: object = None
    binding: dict = None


@dataclass
class Stint:
    """An interval in which one hand uses an account at a weekly rate."""

    hand: object
    start: int
    end: int
    weekly: float


@dataclass
class Firm:
    """A company: its enterprise account, its rooms, its people and its habits."""

    account: Account
    boss: object
    region: str
    industry: str
    office: object
    staff: list = field(default_factory=list)
    pays_wages: bool = False
    weekly_leads: float = 0.0
    daily_spend: float = 0.0
    fixed_notes: str = ""
    busy: bool = False


class World:
    """The window, the random source and all rows."""

    def __init__(self, seed, camouflage):
        self.seed = seed
        self.camouflage = camouflage
        self.rng = random.Random(f"{seed}:honest")
        first = date(2024, 8, 15) + timedelta(days=self.rng.randrange(400))
        self.days = self.rng.randint(95, 175)
        self.t0 = (first - date(1970, 1, 1)).days * DAY
        self.t1 = self.t0 + self.days * DAY
        self.festival = self.t0 + self.rng.randrange(15, self.days - 15) * DAY
        self.accounts, self.firms, self.idle = [], [], []
        self.bindings, self.leads, self.transfers = [], [], []
        self.changes, self.payments, self.spend = [], [], {}
        self.notes, self.approved, self.bad_transfers = [], [], []
        self.rings, self.tolerated = 0, ()

    def token(self, length=24):
        """An opaque identifier that says nothing about its owner."""
        return f"{self.rng.getrandbits(4 * length):0{length}x}"

    def payment_account(self):
        """Wallets and bank cards look different but mean the same."""
        if self.rng.random() < 0.7:
            return f"w{self.rng.getrandbits(52):015x}"
        return f"62{self.rng.randrange(10 ** 16):016d}"

    def moment(self, start=None, end=None):
        """A time of day at which people are usually awake, between two limits."""
        start = self.t0 if start is None else int(start)
        end = self.t1 if end is None else int(end)
        end = max(start + 60, min(end, self.t1))
        day = self.rng.randrange(start // DAY, (end - 1) // DAY + 1) * DAY
        t = day + int(self.rng.triangular(7.5, 24, 15) * HOUR) - 1
        return max(start, min(t, end - 1))

    def middle(self, low=0.2, high=0.75):
        """A moment somewhere in the given part of the window."""
        span = self.t1 - self.t0
        return self.moment(self.t0 + low * span, self.t0 + high * span)

    def add_account(self, kind, owner, region, registered, **more):
        """Open an account for a person; not everybody gives every detail."""
        rng = self.rng
        account = Account(
            self.token(),
            kind,
            int(registered),
            region,
            owner.holder,
            owner.phone if rng.random() > 0.03 else "",
            owner.wallet if rng.random() < 0.72 or kind != "personal" else "",
            owner=owner,
            **more,
        )
        self.accounts.append(account)
        return account

    def change(self, account, what, t, new=None):
        """Change a field; the accounts export shows the value at the end."""
        if not self.t0 <= t < self.t1:
            return
        attr = {"phone": "phone", "payout_account": "payout", "holder": "holder", "region": "region"}.get(what)
        old = getattr(account, attr) if attr else ""
        if attr and not new:
            new = self.payment_account() if attr == "payout" else self.token(32)
        if attr:
            setattr(account, attr, new)
        self.changes.append((account.id, what, t, old, new or ""))

    def pay(self, payer, payee, t, amount):
        """Money moves; outside the window nobody sees it."""
        if payer and payee and payer != payee and self.t0 <= t < self.t1:
            self.payments.append(
                (f"p{self.rng.getrandbits(60):015x}", payer, payee, int(t), max(1, round(amount * 100)))
            )

    def bind(self, firm, account, t, method, employee, until=None):
        """Bind an account to a firm and remember the open binding."""
        row = {"firm": firm, "account": account, "at": int(t), "until": until, "method": method, "employee": employee}
        self.bindings.append(row)
        account.firm, account.binding = firm, row
        account.kind = "kos"
        firm.staff.append(account)
        return row

    def unbind(self, account, t):
        """Close the open binding inside the window."""
        if account.binding and account.binding["until"] is None:
            account.binding["until"] = int(min(max(t, account.binding["at"] + HOUR), self.t1 - 1))

    def lead(self, account, t, source, contact=None):
        """Somebody leaves a contact with an account, which must exist by then."""
        t = max(t, account.registered + 60)
        row = {
            "id": f"l{self.rng.getrandbits(60):015x}",
            "contact": contact or self.token(32),
            "account": account,
            "at": int(t),
            "source": source,
            "follow": None,
        }
        self.leads.append(row)
        return row

    def transfer(self, lead, giver, taker, t, channel, ring=""):
        """Hand a lead over; with a ring it is unlawful. What comes after the window is not seen."""
        t = int(max(t, lead["at"] + 1))
        if t >= self.t1 or t < max(giver.registered, taker.registered):
            return
        self.transfers.append((lead["id"], lead["contact"], giver.id, taker.id, t, channel))
        if ring:
            self.bad_transfers.append((lead["id"], giver.id, taker.id, ring))

    def spend_on(self, account, day, product, amount):
        """Ad spend adds up per account, day and product."""
        if self.t0 <= day < self.t1:
            key = (account.id, day // DAY, product)
            self.spend[key] = self.spend.get(key, 0) + max(100, int(amount * 100))

    def note(self, account, t, text):
        """Publish a note."""
        if self.t0 <= t < self.t1:
            self.notes.append((f"n{self.rng.getrandbits(60):015x}", account.id, int(t), text))

    def approve(self, kind, ident, reason):
        """Put something on the platform's list of approved operators."""
        until = "" if self.rng.random() < 0.4 else self.t1 + self.rng.randint(10, 300) * DAY
        self.approved.append((kind, ident, reason, until))

    def tell(self, story, *accounts):
        """Remember that accounts took part in an honest story."""
        for account in accounts:
            if story not in account.stories:
                account.stories.append(story)

    def new_ring(self):
        """A neutral name for a ring."""
        self.rings += 1
        return f"R{self.rings:03d}"

    def blame(self, account, role, ring, story):
        """Mark an account as abused; the first, strongest role stays."""
        if account.role == "clean":
            account.role, account.ring, account.stories = role, ring, [story]

    def take(self, count=1, kinds=("personal", "professional")):
        """Draw ordinary accounts without a story that would not be tolerated, in shuffled order."""
        taken, kept = [], []
        while self.idle and len(taken) < count:
            account = self.idle.pop()
            (taken if account.kind in kinds and self.is_free(account) else kept).append(account)
        self.idle[:0] = kept
        return taken

    def is_free(self, account):
        """Clean, and nothing has happened to it but what may happen to anybody."""
        return account.role == "clean" and all(s in self.tolerated for s in account.stories)

    def poisson(self, mean):
        """Counts of small events; a normal stands in for large means."""
        if mean > 40:
            return max(0, int(self.rng.gauss(mean, mean**0.5) + 0.5))
        count, total = 0, self.rng.expovariate(1)
        while total < mean:
            count += 1
            total += self.rng.expovariate(1)
        return count

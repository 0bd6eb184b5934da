"""The world: everything that the platform would have recorded, and the truth about it."""

from .days import Calendar
from .places import Atlas


class Account:
    """An account as the export shows it, plus who used it and what it really was."""

    __slots__ = (
        "id",
        "kind",
        "registered",
        "region",
        "holder",
        "phone",
        "payout",
        "industry",
        "group",
        "uses",
        "moments",
        "role",
        "ring",
        "person",
        "topic",
        "note_rate",
        "fixed",
    )

    def __init__(self, account_id, kind, registered, region):
        self.id, self.kind, self.registered, self.region = account_id, kind, registered, region
        self.holder = self.phone = self.payout = self.industry = self.group = None
        self.uses, self.moments, self.role, self.ring = [], [], "clean", ""
        self.person = self.topic = None
        self.note_rate = 0.0
        self.fixed = False

    def use(self, hand, start, end, rate, fade=1.0):
        """Somebody logs in here from start to end; fade above 1 means that interest wears off."""
        start = max(start, self.registered)
        if end > start:
            self.uses.append([hand, start, end, rate, fade])

    def stop(self, t):
        """Nobody who used the account until now does so after this instant."""
        self.uses = [[h, a, min(b, t), r, f] for h, a, b, r, f in self.uses if a < t]


class World:
    """Collects rows; helpers keep the rows consistent with each other."""

    def __init__(self, rng, camouflage, scale):
        self.camouflage, self.scale = camouflage, scale
        self.cal = Calendar(rng)
        self.atlas = Atlas(rng)
        self.accounts, self.bindings, self.transfers, self.changes = [], [], [], []
        self.leads, self.payments, self.spend, self.notes = [], [], [], []
        self.approved, self.stories, self.bad_leads = [], [], []
        self.firms, self.people = [], []
        self.shoppers = {}
        self.escrow = [self.wallet(rng) for _ in range(3)]
        self.shared_flows, self.reassignments, self.fairs = [], [], []
        self.handovers, self.screenings = [], []
        self.seen_transfers = set()
        self.rings = 0

    def hexid(self, rng, width):
        """An opaque identifier of so many hexadecimal digits."""
        return f"{rng.getrandbits(width * 4):0{width}x}"

    def device(self, rng, cloud=False):
        """A device identifier; the makers' formats differ."""
        if cloud and rng.random() < 0.35:
            return "vm" + self.hexid(rng, 14)
        pick = rng.random()
        if pick < 0.35:
            h = self.hexid(rng, 32).upper()
            return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
        return self.hexid(rng, 16) if pick < 0.95 else "w" + self.hexid(rng, 20)

    def wallet(self, rng):
        """A payment account: two wallets and the bank card."""
        pick = rng.random()
        if pick < 0.45:
            return "2088" + f"{rng.randrange(10**12):012d}"
        return "wx_" + self.hexid(rng, 20) if pick < 0.85 else f"62{rng.randrange(10**17):017d}"

    def account(self, rng, kind, registered, region):
        """Open an account; old ones carry short numbers."""
        if rng.random() < 0.12:
            account_id = f"{rng.randrange(10**11):011d}"
        else:
            account_id = self.hexid(rng, 24)
        acc = Account(account_id, kind, int(registered), region)
        self.accounts.append(acc)
        return acc

    def inside(self, t):
        return self.cal.start <= t <= self.cal.end

    def change(self, acc, field, t, new=None):
        """Log a change and keep the account's present value in step with it."""
        if not self.inside(t) or t <= acc.registered:
            return
        acc.fixed = True
        old = {
            "phone": acc.phone,
            "payout_account": acc.payout,
            "holder": acc.holder,
            "region": acc.region,
            "password": None,
        }[field]
        if field == "phone":
            acc.phone = new
        elif field == "payout_account":
            acc.payout = new
        elif field == "holder":
            acc.holder = new
        elif field == "region":
            acc.region = new
        self.changes.append((acc.id, field, int(t), old, new))

    def pay(self, rng, payer, payee, t, amount):
        """Money moves, if it moves inside the window and between two accounts."""
        if payer and payee and payer != payee and self.inside(t) and amount >= 0.01:
            self.payments.append(("p" + self.hexid(rng, 18), payer, payee, int(t), round(amount, 2)))

    def deal(self, rng, buyer, seller, t, amount):
        """A second-hand deal through an escrow service: released after days, less a fee."""
        service = rng.choice(self.escrow)
        self.pay(rng, buyer, service, t, amount)
        self.pay(rng, service, seller, t + rng.randint(1, 7) * 86400, amount * 0.94)

    def settle_changes(self):
        """Stories overlap; let each field's old value be what the change before left."""
        chains = {}
        for row in self.changes:
            chains.setdefault(row[:2], []).append(row)
        self.changes = []
        for (account, field), rows in chains.items():
            value = rows[0][3]
            for row in sorted(rows, key=lambda r: r[2]):
                self.changes.append((account, field, row[2], value, row[4]))
                value = row[4]
            chains[account, field] = value
        names = {"phone": "phone", "payout_account": "payout", "holder": "holder", "region": "region"}
        for acc in self.accounts:
            if acc.fixed:
                for field, name in names.items():
                    if (acc.id, field) in chains:
                        setattr(acc, name, chains[acc.id, field])

    def bind(self, enterprise, acc, t, until, method, declared):
        """Bind a staff account; returns the row so that it may be cut short later."""
        row = [enterprise.id, acc.id, int(t), until and int(until), method, declared]
        self.bindings.append(row)
        return row

    def lead(self, rng, acc, t, contact, source, followed=None):
        lead_id = "L" + self.hexid(rng, 15)
        self.leads.append((lead_id, contact, acc.id, int(t), source, followed and int(followed)))
        return lead_id

    def transfer(self, lead_id, contact, a, b, t, channel, ring=None):
        """Hand a lead over; with a ring the hand-over is unlawful."""
        if a is b or not self.inside(t) or t <= max(a.registered, b.registered):
            return False
        if (lead_id, a.id, b.id) in self.seen_transfers:
            return False
        self.seen_transfers.add((lead_id, a.id, b.id))
        self.transfers.append((lead_id, contact, a.id, b.id, int(t), channel))
        if ring:
            self.bad_leads.append((lead_id, a.id, b.id, ring))
        return True

    def tell(self, acc, story, typology="honest"):
        """Remember, for the study of errors, which story an account took part in."""
        self.stories.append((acc.id, typology, story))

    def ring(self):
        self.rings += 1
        return f"ring{self.rings:04d}"

    def mark(self, acc, role, ring, trick):
        """An account takes part in a trick; its role is the one that fits best."""
        acc.role, acc.ring = role, ring
        self.tell(acc, trick, role)

    def count(self, rng, mean):
        """How many times a story happens in a world of this size."""
        return poisson(rng, mean * self.scale)


def poisson(rng, mean):
    """A Poisson draw; large means by the normal approximation."""
    if mean <= 0:
        return 0
    if mean > 40:
        return max(0, int(rng.gauss(mean, mean**0.5) + 0.5))
    limit, k, p = 2.718281828459045**-mean, 0, rng.random()
    while p > limit:
        k += 1
        p *= rng.random()
    return k

"""The ledger of a world: every row of every export, and the truth."""

from dataclasses import dataclass

from .almanac import DAY, Almanac
from .people import digest, till
from .places import Geography


@dataclass
class Account:
    """An account as the export shows it at the end of the window."""

    id: str
    kind: str
    registered: int
    city: str
    holder: str
    phone: str
    payout: str
    industry: str
    group: str


class World:
    """Tables of one world; nothing outside of the window is ever recorded."""

    def __init__(self, rng):
        self.almanac = Almanac(rng)
        self.geo = Geography(rng)
        self.days, self.length = self.almanac.days, self.almanac.length
        self.accounts, self.logins, self.bindings, self.changes = {}, [], [], []
        self.leads, self.transfers, self.payments = [], [], []
        self.spending, self.notes, self.approved = {}, [], []
        self.truth, self.stories, self.truth_leads = {}, [], []
        self.used_phones, self.firms, self.consumers = [], [], []

    def open_account(
        self, rng, kind, person, registered=None, verified=True, payout=False, city=None, industry="", group=""
    ):
        """Register an account; by default at some time in the last six years."""
        if registered is None:
            registered = -int(rng.betavariate(1, 1.8) * 2200 * DAY) - rng.randrange(DAY)
        account = Account(
            format(rng.getrandbits(96), "024x"),
            kind,
            registered,
            city or person.city,
            person.holder if verified else "",
            person.phone,
            person.wallet if payout else "",
            industry,
            group,
        )
        self.accounts[account.id] = account
        return account

    def login(self, account, device, t, line, rng):
        """One login, seen by the platform with an address and its city."""
        if max(0, account.registered) <= t < self.length:
            ip, city = line.seen(t, rng)
            self.logins.append((t, account.id, device, ip, city))

    def bind(self, enterprise, account, bound, unbound, method, employee):
        """A binding; one that would end after the window is still open."""
        if bound < self.length:
            closed = unbound if unbound is not None and bound < unbound < self.length else None
            self.bindings.append((enterprise.id, account.id, bound, closed, method, employee))

    def change(self, rng, account, what, t, new=None):
        """Change a field of an account at `t`."""
        if not max(0, account.registered) <= t < self.length:
            return
        if what == "password":
            self.changes.append((t, account.id, what, "", ""))
            return
        name = {"payout_account": "payout", "region": "city"}.get(what, what)
        old, new = getattr(account, name), new or (till(rng) if name == "payout" else digest(rng))
        if old != new:
            setattr(account, name, new)
            self.changes.append((t, account.id, what, old, new))

    def lead(self, rng, account, contact, t, source, followed=None):
        """A consumer's contact reaches an account; returns the lead's number."""
        number = "L" + str(rng.randrange(10**13, 10**14))
        if followed is not None and followed >= self.length:
            followed = None
        self.leads.append((t, number, contact, account.id, source, followed))
        return number

    def transfer(self, lead, contact, giver, taker, t, channel):
        """Hand a lead over; tells whether it still fell into the window."""
        if giver.id == taker.id or not 0 <= t < self.length:
            return False
        self.transfers.append((t, lead, contact, giver.id, taker.id, channel))
        return True

    def pay(self, rng, payer, payee, t, amount):
        """Money from one payment account to another."""
        if payer and payee and payer != payee and 0 <= t < self.length:
            self.payments.append((t, "P" + digest(rng)[:12], payer, payee, round(amount, 2)))

    def spend(self, account, day, product, amount):
        """Advertising money of a day."""
        if 0 <= day < self.days:
            key = (int(day), account.id, product)
            self.spending[key] = self.spending.get(key, 0.0) + amount

    def note(self, rng, account, t, text):
        """Publish a note."""
        if max(0, account.registered) <= t < self.length:
            self.notes.append((t, "n" + digest(rng), account.id, text))

    def approve(self, kind, number, reason, until=None):
        """Put an operator on the platform's approved list."""
        self.approved.append((kind, number, reason, until))

    def tell(self, account, story, typology="honest"):
        """Remember the story that an account took part in."""
        self.stories.append((account.id, typology, story))

    def mark(self, account, role, ring, trick):
        """An abused account: its role, its ring, the trick."""
        self.truth[account.id] = (role, ring)
        self.tell(account, trick, role)

    def unlawful(self, lead, giver, taker, ring):
        """A transfer that nobody was allowed to make."""
        self.truth_leads.append((lead, giver.id, taker.id, ring))

    def take_used_phone(self, rng, day):
        """A phone from the second-hand market that was there by this day."""
        ready = [i for i, (_, since) in enumerate(self.used_phones) if since <= day]
        if not ready:
            return None
        return self.used_phones.pop(rng.choice(ready))[0]

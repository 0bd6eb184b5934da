"""An operation: its devices, networks, payment accounts and working hours."""

from .clock import DAY, HOUR, MINUTE, lifelike
from .knobs import LEVELS


class Crew:
    """Somebody who uses other people's accounts as a job."""

    def __init__(self, w, city=None):
        r = w.rng
        self.w, self.knobs = w, LEVELS[w.camouflage]
        self.city = city or w.places.any(r)
        self.base, self.data = self.city.fixed(r, 2), self.city.phone_data(r)
        self.cap = r.int(*self.knobs.accounts_a_device)
        self.slip = r.uniform(*self.knobs.slip)
        self.wallets = [w.payment_account() for _ in range(r.int(*self.knobs.payers))]
        self.middlemen = [w.payment_account() for _ in range(r.int(1, 4))]
        self.profile = r.pick(["office", "two_shifts", "evening", "night", "shopkeeper"], [3, 4, 2, 1, 2])
        self.week = r.pick(["even", "work", "leisure"], [6, 2, 2])
        self.hour = r.int(9, 23) * HOUR
        self.rounds_share = r.choice((0, 0.5, 0.9))
        self.proxies, self.device, self.room = {}, "", 0

    def next_device(self):
        """The device for the next account: a new one when the last is full."""
        if not self.room:
            spread = self.w.rng.int(-1, 1) if self.cap > 1 else 0
            self.device, self.room = self.w.device(), self.cap + spread
        self.room -= 1
        return self.device

    def network(self, city):
        """How an account of a holder in that city reaches the platform."""
        r = self.w.rng
        if self.knobs.proxy == "own":
            return self.base
        if self.knobs.proxy == "line":
            return city.private_line(r) if r.yes(0.8) else city.phone_data(r)
        if city not in self.proxies or r.yes(0.25):
            self.proxies[city] = city.fixed(r, 5)
        return self.proxies[city]

    def take(self, account, city, start, end, rate):
        """Work on an account from start to end; returns the device."""
        w, r = self.w, self.w.rng
        device = self.next_device()
        net = self.network(city)
        spots = [(device, net, 1)]
        if self.knobs.proxy == "own":
            spots.append((device, self.data, 0.2 * r.random()))
        elif r.yes(self.slip):
            spots.append((device, self.base, 0.03 + 0.07 * r.random()))
        spread = r.int(*self.knobs.round_spread) * MINUTE
        rounds = (self.hour + r.int(-20, 20) * MINUTE, spread) if r.yes(self.rounds_share) else ()
        w.use(account, start, end, rate, spots, self.profile, self.week, rounds)
        w.touch(account, start + r.int(0, 30) * MINUTE, device, net)
        return device

    def later(self, t):
        """A while after t: at once for the careless, days for the careful."""
        return lifelike(
            self.w.rng, t + int(self.w.rng.lognorm(self.knobs.settle_days * DAY, 0.9, 3 * MINUTE, 40 * DAY))
        )

    def pay(self, payee, t, amount, payer=None):
        """Money to somebody, through a middleman who keeps a little, or in cash."""
        self._move(payer or self.w.rng.choice(self.wallets), payee, t, amount)

    def charge(self, payer, t, amount):
        """Money from somebody to the operation."""
        self._move(payer, self.w.rng.choice(self.wallets), t, amount)

    def _move(self, payer, payee, t, amount):
        w, r = self.w, self.w.rng
        if r.yes(self.knobs.offline):
            return
        if r.yes(self.knobs.middleman):
            middle = r.choice(self.middlemen)
            w.pay(payer, middle, t, amount)
            w.pay(
                middle,
                payee,
                t + int(r.lognorm(9 * HOUR, 1.2, 5 * MINUTE, 6 * DAY)),
                round(amount * r.uniform(0.9, 0.98), 2),
            )
        else:
            w.pay(payer, payee, t, amount)


def take_over(crew, account, t, number, wallet, eager=1.0):
    """The usual changes after control has passed, spread over time by the careful."""
    w, r = crew.w, crew.w.rng
    for name, old, new, chance in (
        ("password", "", "", 0.95),
        ("phone", account.phone, number, 0.8),
        ("payout_account", account.payout, wallet, 0.6),
        ("holder", account.holder, r.hex(32), 0.04),
    ):
        if r.yes(chance * crew.knobs.change * eager):
            w.change(account, name, crew.later(t), old, new)

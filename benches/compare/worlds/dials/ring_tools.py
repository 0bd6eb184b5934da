"""What all rings share: their gear under camouflage, wallets, deals, near-identical notes, traces."""

import flows
import texts
from people import Desk, Person
from world import DAY, HOURS

TRACES = ("pays", "text", "rounds", "changes", "spend")


class Masked:
    """A person's own phone (or a cloud phone) behind an address in another city."""

    def __init__(self, person, device, ips, city, hours):
        self.person, self.device, self.ips, self.city, self.hours = person, device, ips, city, hours

    def dev(self, rng, t):
        return self.device or self.person.dev(rng, t)

    def net(self, rng, t, hour):
        return self.ips[int(rng.random() * len(self.ips))], self.city


class Ring:
    """One operation. Of the `kinds` of traces it can leave it has at least two; which is up to the dials."""

    def __init__(self, w, kinds=TRACES):
        r, d = w.rng, w.d
        self.w, self.id = w, w.new_hash("R")
        self.boss = Person(w)
        self.city = self.boss.city
        self.hours = HOURS[r.choice(("work", "night", "day", "shift"))]
        self.lines = [w.new_ip() for _ in range(r.randint(1, 3))]
        self.proxies = [w.new_ip() for _ in range(r.randint(3, 8))]
        self.wallets = [self.boss.payout]
        if w.level and w.p(d.skill):
            self.wallets += [w.new_hash("pay") for _ in range(r.randint(1, 2 + 2 * w.level))]
        self.mules = [w.new_hash("pay") for _ in range(r.randint(1, 3))] if w.level else []
        odds = (d.paid_on_platform, d.ring_text, 0.4, d.change_on_sale, d.spend_after)
        self.traces = {x for x, p in zip(TRACES, odds) if w.p(p) and x in kinds}
        while len(self.traces) < 2:
            self.traces.add(r.choice(kinds))
        self.devices, self.load = [], d.farm_devices
        self.plans = {}

    def size(self, low=4, high=40):
        return max(low, min(high, round(self.w.logn(self.w.d.ring_size, 0.5))))

    def device(self):
        """A device for one more account where devices are shared."""
        w = self.w
        per = self.load if w.level == 0 else 1.6
        if not self.devices or w.p(1 / max(1.0, per)):
            self.devices.append(w.new_dev())
        return self.devices[-1]

    def gear(self, city, hours=None):
        """What the ring uses for one account whose holder lives in `city`."""
        w, r = self.w, self.w.rng
        hours = hours or self.hours
        good = w.p(w.d.skill)
        if w.level == 2:  # a cloud phone and an address of its own
            return Desk(
                w,
                [w.new_dev()],
                [w.new_ip() for _ in range(r.randint(1, 3))],
                city if good else w.city(),
                hours,
            )
        if w.level == 1 and good:
            ips = [r.choice(w.cities[city].home)] + ([r.choice(self.proxies)] if w.p(0.3) else [])
            return Desk(w, [self.device()], ips, city, hours)
        return Desk(w, [self.device()], self.lines, self.city, hours)

    def wallet(self):
        return self.w.rng.choice(self.wallets)

    def pay(self, payer, payee, t, amount):
        """Money for the deal, if the ring pays on the platform; at higher levels often over a middleman."""
        w, r = self.w, self.w.rng
        if "pays" not in self.traces or not w.p(0.85):
            return
        if self.mules and w.p(w.d.skill):
            mule = r.choice(self.mules)
            w.pay(payer, mule, t, amount)
            w.pay(mule, payee, t + r.uniform(0.2, 72) * 3600, amount * r.uniform(0.85, 1))
        else:
            w.pay(payer, payee, t, amount)

    def publish(self, accounts, t0, t1, industry):
        """Near-identical notes, if this ring writes such."""
        w, r = self.w, self.w.rng
        if "text" not in self.traces or t1 <= t0:
            return
        for _ in range(r.randint(1, 3)):
            parts, t = texts.plan(r, industry), r.uniform(t0, t1)
            for a in accounts:
                if w.p(0.6):
                    flows.publish(w, a, t + r.uniform(0, 5) * DAY, texts.vary(r, parts, 2 + w.level))

    def story(self, account, role, name):
        self.w.mark(account, role, self.id, name)


def shares(w, goal, least, make_size):
    """Sizes of rings that add up to about `goal`, at least `least` of them."""
    sizes = []
    cap = max(3, goal // least)
    while sum(sizes) < goal or len(sizes) < least:
        sizes.append(min(cap, make_size()))
    return sizes


def goal(w, per_20000, least=12):
    return max(least, round(per_20000 * w.n / 20000))


def buyer_gear(w, ring, person, city):
    """How a buyer or tenant gets at one account: openly, behind an address, or on a cloud phone."""
    if w.level == 0 or not w.p(w.d.skill):
        return person
    ips = [w.rng.choice(w.cities[city].home)] if w.level == 1 else [w.new_ip()]
    return Masked(person, w.new_dev() if w.level == 2 else None, ips, city, person.hours)

"""The hands behind abuse: desks, racks of phones, proxies, cloud phones, purses, and recruiting."""

from core import DAY, Use, pick_hour, poisson
from people import add_account, make_person, private_use
from places import NIGHT_DESK, OFFICE, STUDIO
from texts import template, vary


class Hand:
    """One operation. Level 0: its own desk; 1: proxies in the holder's city, few accounts a device;
    2: a cloud phone with an address of its own for every account."""

    def __init__(self, world, rng, word, city=None, hours=None, per_device=None, ring=None):
        self.world, self.rng, self.level = world, rng, world.level
        self.ring = ring or world.ring_id(word)
        self.city = city or world.atlas.pick(rng)
        self.boss = make_person(world, rng, self.city)
        if rng.random() < 0.7:
            add_account(world, rng, self.boss)
        self.net = world.atlas.office(rng, self.city, rng.choice((1, 1, 2, 3)))
        self.hours = hours or rng.choice((STUDIO, STUDIO, OFFICE, NIGHT_DESK))
        self.week = rng.choice(((1, 1, 1, 1, 1, 0.6, 0.3), (1,) * 7, (1, 1, 1, 1, 1, 1, 0.5)))
        self.per_device = (
            per_device or {0: rng.choice((3, 5, 8, 12)), 1: rng.choice((1, 2, 2, 3)), 2: 1}[self.level]
        )
        self.desk, self.fill, self.proxies = [], 0, {}
        purses = {0: rng.choice((1, 1, 2)), 1: rng.choice((3, 4, 6)), 2: rng.choice((6, 9))}[self.level]
        self.purses = [
            self.boss.payout if i == 0 and self.level == 0 else world.bank() for i in range(purses)
        ]
        self.seen_pay = {0: 0.7, 1: 0.5, 2: 0.22}[self.level]
        self.texts = {}

    # ---- places and devices -----------------------------------------------------------------------
    def device(self, since=0):
        if not self.desk or self.fill >= self.per_device:
            used = None
            ready = [i for i, (d, _) in enumerate(self.world.market) if d < since]
            if self.level < 2 and ready and self.rng.random() < 0.4:
                used = self.world.market.pop(self.rng.choice(ready))[1]
            self.desk.append(used or self.world.device())
            self.fill = 0
        self.fill += 1
        return self.desk[-1]

    def place(self, city):
        """The network on which the hand works on an account that belongs in `city`."""
        atlas, rng = self.world.atlas, self.rng
        if self.level == 0:
            return self.net
        if self.level == 1:
            if city.name not in self.proxies or rng.random() < 0.3:
                self.proxies[city.name] = atlas.exits(rng, city, rng.choice((1, 2, 3, 6)))
            return self.proxies[city.name]
        return atlas.home(rng, city) if rng.random() < 0.75 else atlas.mobile(rng, city)

    def use(self, city, d0, d1, p=None, hours=None, device=None, fresh=False):
        rng = self.rng
        slip = self.level == 1 and rng.random() < 0.1  # somebody forgets the proxy
        net = self.place(city)
        return Use(
            d0,
            d1,
            [device or self.device(d0)],
            p or rng.uniform(0.25, 0.75),
            hours or self.hours,
            net,
            net,
            self.net if slip else None,
            p_roam=0.06,
            more=0.35,
            week=self.week,
            fresh=fresh,
        )

    # ---- money ------------------------------------------------------------------------------------------
    def purse(self):
        return self.rng.choice(self.purses)

    def pays(self, payee, day, amount, sure=False):
        """The operation pays somebody, perhaps where the platform can see it, perhaps in two parts."""
        rng = self.rng
        if not sure and rng.random() > self.seen_pay:
            return
        t = (int(day) + 0.35) * DAY + rng.randrange(48000)
        if self.level and amount > 400 and rng.random() < 0.4:
            part = round(amount * rng.uniform(0.3, 0.7), -1)
            self.world.pay(self.purse(), payee, t, part)
            self.world.pay(self.purse(), payee, t + rng.uniform(0.1, 3) * DAY, amount - part)
        else:
            self.world.pay(self.purse(), payee, t, amount)

    def gets(self, payer, day, amount):
        if self.rng.random() < self.seen_pay:
            self.world.pay(payer, self.purse(), (int(day) + 0.35) * DAY + self.rng.randrange(48000), amount)

    # ---- what the accounts do afterwards ------------------------------------------------------------
    def write(self, acct, topic, d0, d1, a_week=1.2, city=""):
        """Prepared texts on an account."""
        rng, world = self.rng, self.world
        bank = self.texts.setdefault(topic, [template(rng, topic) for _ in range(rng.randrange(3, 7))])
        d0, d1 = max(0, d0), min(world.days, d1)
        if d1 <= d0:
            return
        for _ in range(poisson(rng, a_week * (d1 - d0) / 7)):
            t = (
                int(rng.uniform(d0, d1)) * DAY
                + pick_hour(self.hours, rng.random()) * 3600
                + rng.randrange(3600)
            )
            world.note(acct, t, vary(rng, rng.choice(bank), self.level, topic, city))

    def advertise(self, acct, trade, d0, d1, wait=(1, 8), chance=0.6):
        """Spend that starts some days after the change."""
        rng = self.rng
        if rng.random() > chance:
            return
        day = max(0, d0) + rng.uniform(*wait) * (1 + self.level)
        product = rng.choice([m[0] for m in trade.mix if m[0] != "search"])
        money = trade.money * rng.lognormvariate(0, 0.5)
        while day < min(d1, self.world.days):
            for _ in range(rng.choice((4, 7, 12, 20))):
                if day < min(d1, self.world.days):
                    self.world.spend(acct, int(day), product, money * rng.uniform(0.6, 1.3))
                day += 1
            day += rng.expovariate(1 / 10)

    def take_over(self, acct, day, new_phone=None, new_payout=None, sloppy=0.9):
        """The changes that go with a sale; the more careful the hand, the fewer and the slower."""
        world, rng = self.world, self.rng
        spread = (0.2, 6, 20)[self.level]
        if rng.random() < sloppy:
            world.change(acct, "password", day * DAY + rng.uniform(60, 7200))
        if new_phone and rng.random() < (0.8, 0.65, 0.45)[self.level]:
            world.change(acct, "phone", (day + rng.random() * spread) * DAY + 300, acct.phone, new_phone)
            acct.phone = new_phone
        if new_payout and rng.random() < (0.6, 0.5, 0.3)[self.level]:
            world.change(
                acct,
                "payout_account",
                (day + rng.random() * spread * 1.5) * DAY + 900,
                acct.payout,
                new_payout,
            )
            acct.payout = new_payout


BENIGN = {
    "travel",
    "phone_upgrade",
    "second_hand_phone",
    "family_tablet",
    "public_device",
    "campus",
    "gadget_fan",
}


# ---- recruiting --------------------------------------------------------
def free(world, acct):
    return acct.role == "clean" and acct.id not in world.taken


def recruit(world, rng, count, kinds=("personal",), city=None, fresh=0.0):
    """Existing holders who get involved; a share `fresh` are new people."""
    out = []
    pool = world.recruits.setdefault(
        kinds, [a for a in world.accts if a.kind in kinds and not a.firm and a.uses and a.reg < -60 * DAY]
    )
    while len(out) < count:
        if rng.random() >= fresh:
            for _ in range(40):
                acct = pool[rng.randrange(len(pool))]
                if (
                    free(world, acct)
                    and all(s in BENIGN for _, s in acct.story_rows)
                    and (city is None or acct.person.city is city)
                ):
                    break
            else:
                acct = None
            if acct is not None:
                world.taken.add(acct.id)
                out.append(acct)
                continue
        person = make_person(world, rng, city, abroad=False)
        acct = add_account(world, rng, person, kinds[0], reg_day=-90 - rng.randrange(1200))
        world.taken.add(acct.id)
        out.append(acct)
    return out


def buyer_person(world, rng, city=None):
    return make_person(world, rng, city, abroad=False)


def staff_of(world, rng, key, count, test=None):
    """KOS accounts of ordinary companies of a line, still there and not yet in a story of abuse."""
    pool = [
        (f, p)
        for f in world.firms
        if f.trade.key == key and f.honest
        for p in f.posts
        if p.end is None
        and p.start < 0
        and len(p.stints) == 1
        and free(world, p.acct)
        and (test is None or test(p))
    ]
    picked = rng.sample(pool, min(count, len(pool)))
    for _, post in picked:
        world.taken.add(post.acct.id)
    return picked


def liven(rng, person, acct, lo=0.2):
    """Make sure that a holder who goes on is seen now and then."""
    if acct.uses and acct.uses[0].p < lo:
        acct.uses[0].p = lo + 0.2 * rng.random()
    elif not acct.uses:
        acct.uses.append(private_use(rng, person))

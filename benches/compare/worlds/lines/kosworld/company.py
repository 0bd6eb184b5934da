"""Companies: a licence, a boss, shops with lines and machines, and staff accounts.

How a company runs its staff accounts is mostly a matter of size and of who in the
house understands telephones: own phones, work phones, a tablet on the counter,
one girl at headquarters, the boss at night, or an agency.
"""

from . import device, geo, people, wording
from .calendar import DAY
from .network import Fixed
from .people import hours
from .usage import Rounds

INDUSTRIES = [
    "beauty",
    "education",
    "property",
    "car",
    "clinic",
    "decoration",
    "wedding",
    "travel",
    "food",
    "insurance",
    "tea",
    "fitness",
]
BUSY_HOURS = hours([(10.5, 1, 3), (14.5, 1.6, 4), (17, 1, 2), (20.5, 1, 1)])


class Staff:
    """An employee: the account at the company, the person, and the time of the binding."""

    def __init__(self, acc, person, start, end):
        self.acc, self.person, self.start, self.end = acc, person, start, end


class Company:
    """An enterprise account with its premises and people."""

    def __init__(self, w, rng, city=None, industry=None, boss=None):
        self.w = w
        self.industry = industry or rng.choice(INDUSTRIES)
        self.boss = boss or w.population.person(
            rng, city, rng.choice(["young", "parent", "parent", "middle"]), verified=1, paid=1
        )
        self.city = city or self.boss.city
        self.acc = w.account(
            rng, self.boss, "enterprise", -int(min(2500, rng.expovariate(1 / 600)) * DAY) - DAY, self.industry
        )
        self.acc.region = geo.label(self.city)
        self.acc.payout = w.payment_account(rng)
        self.shops = [w.shop_line(rng, self.city)]
        self.machines = device.browser_kit(rng, w.cal.days, "any", 1.0)
        self.staff = []
        self.wage_day = rng.choice([5, 8, 10, 10, 15, 15, 20, 25])
        self.pays_wages = rng.random() < 0.42
        self.wage_source = self.acc.payout if rng.random() < 0.8 else w.payment_account(rng)
        self.lead_rate = min(9.0, rng.lognormvariate(-0.9, 1.0))
        self.spends = rng.random() < 0.45
        self.copy_style = wording.Style(rng, self.industry)
        self.lead_desk = True
        w.companies.append(self)

    @property
    def id(self):
        """The enterprise's account id."""
        return self.acc.id

    def run_front_desk(self, rng):
        """The enterprise account itself: a machine in the office and the boss's phone."""
        hand = self.boss.hand.copy(
            kit=self.boss.hand.kit + self.machines,
            work=self.shops[0],
            work_share=0.8,
            hours=(BUSY_HOURS, self.boss.hand.hours[1]),
        )
        self.w.use(self.acc, hand, min(3, rng.lognormvariate(-0.7, 0.7)))

    def employ(
        self,
        rng,
        created=None,
        start=None,
        end=None,
        person=None,
        acc=None,
        shop=None,
        declared=0.85,
        age=None,
        city=None,
    ):
        """Bind an employee's account: made by the company, or the employee's own."""
        w = self.w
        created = rng.random() < 0.45 if created is None else created
        if start is None:
            start = (
                max(self.acc.registered, -int(rng.expovariate(1 / 260) * DAY))
                if rng.random() < 0.72
                else rng.randint(0, int(w.cal.end * 0.92))
            )
        person = person or w.population.person(
            rng, city or self.city, age or rng.choice(["young", "young", "parent"]), verified=0.94, paid=0.6
        )
        if acc is None:
            registered = (
                start - rng.randint(0, 3 * DAY)
                if created
                else min(w.join_time(rng), start - rng.randint(DAY, 90 * DAY))
            )
            acc = w.account(rng, person, "kos", registered, self.industry if rng.random() < 0.7 else "")
            if created and rng.random() < 0.5:
                acc.payout = self.acc.payout if rng.random() < 0.5 else ""
        employee = person.holder if rng.random() < declared else ""
        w.bind(self, acc, start, end, "created" if created else "bound", employee)
        member = Staff(acc, person, start, end if end is not None else w.cal.end)
        self.staff.append(member)
        person.hand = person.hand.copy(work=shop or self.shops[0])
        return member

    def own_phone(self, rng, member, factor=1.6):
        """The employee runs the account on the own phone, at the shop and at home."""
        self.w.live(rng, member.acc, factor=factor)

    def team(self, rng, members, screens, loose=120, starts=None):
        """A social team at headquarters goes through the staff accounts one after another."""
        w = self.w
        kits = [
            (
                device.browser_kit(rng, w.cal.days, "any", 1.0)
                if rng.random() < 0.6
                else [(device.android(rng), 0, w.cal.days + 1, 1.0, "any")]
            )
            for _ in range(screens)
        ]
        starts = starts or sorted(
            rng.sample([9.3, 10.2, 11, 13.7, 14.5, 16, 17.2, 20.3], rng.choice([1, 1, 2]))
        )
        rounds = Rounds(
            rng, w.cal, starts, rng.choice([(5, 6), (6,), (6,)]), rng.choice([40, 90, 150]), loose
        )
        for slot, member in enumerate(members):
            hand = member.person.hand.copy(
                kit=kits[slot % screens],
                home=self.shops[0],
                work=self.shops[0],
                work_share=1.0,
                home_share=1.0,
                away={},
                rounds=rounds,
                slot=slot // screens,
                mobile=None,
                public=None,
            )
            w.use(member.acc, hand, rng.uniform(0.15, 0.5))

    def tablet(self, rng, members, shop):
        """The counter's tablet: whoever is on shift takes it; returns the device."""
        w = self.w
        tool = device.android(rng)
        kit = [(tool, 0, w.cal.days + 1, 1.0, "any")]
        shift = hours([(rng.uniform(10, 12), 1.5, 3), (rng.uniform(15, 19), 2, 4)], floor=0.005)
        for member in members:
            hand = member.person.hand.copy(
                kit=kit + [k[:3] + (rng.choice([0.03, 0.3]),) + k[4:] for k in member.person.hand.kit],
                home=shop,
                work=shop,
                home_share=0.8,
                work_share=0.9,
                work_hours=(9, 22),
                hours=(shift, shift),
                off_factor=1.3,
                festival_factor=1.2,
                away={},
            )
            w.use(member.acc, hand, min(2, rng.lognormvariate(-1.2, 0.6)))
        return tool

    def wages(self, rng):
        """Monthly wages to those with a known wallet; sales people get commission on top."""
        if not self.pays_wages:
            return
        for day in self.w.cal.month_days(self.wage_day):
            for member in self.staff:
                if member.start <= day * DAY < member.end + 40 * DAY and member.person.payout:
                    base = 3200 + hash_int(member.acc.id) % 5200
                    self.w.pay(
                        rng,
                        self.wage_source,
                        member.person.payout,
                        day + rng.choice([0, 0, 0, 1]),
                        base + round(rng.expovariate(1 / 1500), 2),
                    )


def hash_int(text):
    """A stable number of a text (Python's own hash changes from run to run)."""
    value = 0
    for char in text:
        value = (value * 131 + ord(char)) % 1_000_003
    return value


def mall_line(w, rng, city):
    """A building's shared line: a dozen unrelated tenants behind it."""
    return Fixed(w.atlas, rng, city, rng.choice([2, 4, 8]))


AGE_WORKING = [a for a in people.AGE_NAMES if a not in ("teen", "elder")]

"""The stage: window, places, networks, accounts and the plans that are turned into rows at the end.

Nothing here knows who is honest.  Accounts carry *plans* (uses, voices, campaigns, changes); rows
are drawn from the plans with one random stream per account, so that a change to one account leaves
the rows of all others as they are.
"""

import datetime as dt
import random

DAY = 86400

# name, province, macro region of the carriers, weight
PLACES = [
    ("上海", "上海", "华东", 10.0),
    ("北京", "北京", "华北", 9.0),
    ("广州", "广东", "华南", 7.0),
    ("深圳", "广东", "华南", 8.0),
    ("东莞", "广东", "华南", 2.5),
    ("佛山", "广东", "华南", 2.2),
    ("汕头", "广东", "华南", 1.0),
    ("杭州", "浙江", "华东", 6.5),
    ("宁波", "浙江", "华东", 2.2),
    ("金华", "浙江", "华东", 2.0),
    ("温州", "浙江", "华东", 1.5),
    ("南京", "江苏", "华东", 3.6),
    ("苏州", "江苏", "华东", 3.8),
    ("徐州", "江苏", "华东", 1.2),
    ("成都", "四川", "西南", 6.0),
    ("绵阳", "四川", "西南", 0.8),
    ("重庆", "重庆", "西南", 4.2),
    ("昆明", "云南", "西南", 1.6),
    ("贵阳", "贵州", "西南", 1.2),
    ("武汉", "湖北", "华中", 4.0),
    ("宜昌", "湖北", "华中", 0.7),
    ("长沙", "湖南", "华中", 3.4),
    ("衡阳", "湖南", "华中", 0.7),
    ("郑州", "河南", "华中", 3.0),
    ("商丘", "河南", "华中", 0.9),
    ("南昌", "江西", "华中", 1.2),
    ("合肥", "安徽", "华东", 2.0),
    ("阜阳", "安徽", "华东", 0.8),
    ("福州", "福建", "华南", 1.4),
    ("厦门", "福建", "华南", 1.8),
    ("莆田", "福建", "华南", 0.9),
    ("济南", "山东", "华北", 1.8),
    ("青岛", "山东", "华北", 2.2),
    ("临沂", "山东", "华北", 1.0),
    ("天津", "天津", "华北", 2.2),
    ("石家庄", "河北", "华北", 1.2),
    ("西安", "陕西", "西北", 3.2),
    ("沈阳", "辽宁", "东北", 1.6),
    ("大连", "辽宁", "东北", 1.4),
    ("哈尔滨", "黑龙江", "东北", 1.3),
    ("南宁", "广西", "华南", 1.3),
    ("海口", "海南", "华南", 0.9),
]

HABITS = {
    "office": [1, 0, 0, 0, 0, 0, 2, 5, 6, 3, 3, 4, 9, 6, 3, 3, 3, 4, 6, 7, 9, 10, 9, 4],
    "evening": [3, 1, 0, 0, 0, 0, 1, 2, 3, 2, 2, 3, 5, 4, 2, 2, 3, 4, 6, 9, 12, 13, 12, 7],
    "night": [10, 8, 5, 3, 1, 0, 0, 0, 1, 1, 2, 3, 4, 4, 3, 3, 3, 4, 4, 5, 7, 9, 11, 12],
    "early": [0, 0, 0, 0, 1, 4, 9, 10, 8, 6, 5, 5, 6, 5, 3, 3, 4, 5, 6, 7, 6, 3, 1, 0],
    "shop": [1, 0, 0, 0, 0, 0, 0, 1, 3, 7, 9, 9, 6, 8, 9, 9, 8, 7, 6, 7, 8, 6, 3, 1],
    "student": [5, 2, 1, 0, 0, 0, 1, 3, 2, 3, 4, 5, 9, 7, 3, 3, 4, 6, 7, 6, 8, 10, 12, 9],
    "desk": [0, 0, 0, 0, 0, 0, 0, 0, 3, 10, 12, 9, 4, 7, 11, 11, 10, 8, 5, 3, 2, 1, 0, 0],
    "studio": [4, 2, 0, 0, 0, 0, 0, 0, 1, 4, 8, 9, 7, 8, 9, 9, 8, 8, 7, 8, 9, 9, 8, 6],
}


def hour_table(rng, habit, jitter=1):
    """48 hours drawn from a habit, shifted a little: somebody's day."""
    shift = rng.randint(-jitter, jitter) if jitter else 0
    return [(h + shift) % 24 for h in rng.choices(range(24), HABITS[habit], k=48)]


class City:
    """A city with its home lines, hotels and carrier gateways."""

    def __init__(self, name, province, macro, weight):
        self.name, self.province, self.macro, self.weight = name, province, macro, weight
        self.lines, self.hotels, self.mobile, self.capital = [], [], [], None


class Home:
    """A home line: its address changes with the lease and comes from the city's pool of addresses."""

    def __init__(self, rng, city):
        self.city = city
        self.lease = rng.choices([1000, 40, 14, 5, 2], [30, 22, 22, 16, 10])[0]
        self.key = rng.getrandbits(40)
        self.tablet = None

    def ip(self, day):
        turn = (day + self.key % 37) // self.lease
        return self.city.lines[(self.key * 31 + turn * 2654435761) % len(self.city.lines)]


class Workplace:
    """An office, a shop or a campus: fixed addresses, perhaps shared tablets."""

    def __init__(self, city, ips, tablets=(), pull=0.55):
        self.city, self.ips, self.tablets, self.pull = city, ips, list(tablets), pull


class Use:
    """Somebody (anything with .table and .spot) uses an account from day a to day b, rate times a day."""

    __slots__ = ("who", "a", "b", "rate", "job")

    def __init__(self, who, a, b, rate, job=False):
        self.who, self.a, self.b, self.rate, self.job = who, a, b, rate, job


class Voice:
    """What an account publishes: vocabulary, pace, and perhaps somebody's prepared copy."""

    __slots__ = ("a", "b", "rate", "topic", "copy", "share", "tweak")

    def __init__(self, a, b, rate, topic, copy=None, share=0.0, tweak=1):
        self.a, self.b, self.rate, self.topic = a, b, rate, topic
        self.copy, self.share, self.tweak = copy, share, tweak


class Campaign:
    """Advertising money spent from day a to b, on most days."""

    __slots__ = ("a", "b", "product", "mean", "p")

    def __init__(self, a, b, product, mean, p=0.6):
        self.a, self.b, self.product, self.mean, self.p = a, b, product, mean, p


class Account:
    """An account with its plans."""

    def __init__(self, serial, aid, kind, reg):
        self.serial, self.id, self.kind, self.reg = serial, aid, kind, reg
        self.region = self.holder = self.phone = self.payout = self.industry = self.group = ""
        self.uses, self.voices, self.campaigns, self.changes = [], [], [], []
        self.person = None

    def cut(self, day):
        """The holder stops on that day: later plans of the account fall away."""
        for plan in (self.uses, self.voices, self.campaigns):
            for item in plan:
                item.b = min(item.b, day)
        self.uses = [u for u in self.uses if u.a < u.b]
        self.voices = [v for v in self.voices if v.a < v.b]
        self.campaigns = [c for c in self.campaigns if c.a < c.b]
        self.changes = [c for c in self.changes if c[0] < day * DAY]

    def change(self, field, when, new=""):
        self.changes.append((int(when), field, new))


class World:
    """All plans and all rows of one made-up world."""

    def __init__(self, seed, level, size):
        self.seed, self.level, self.size, self.scale = seed, level, size, size / 20000
        rng = self.rng("window")
        self.days = rng.randint(75, 110)
        self.pace = 88 / self.days
        self.start = dt.datetime(2025, rng.randint(1, 8), rng.randint(1, 28))
        self.epoch = int(self.start.replace(tzinfo=dt.timezone.utc).timestamp()) - 8 * 3600
        self.accounts, self.persons, self.firms, self.phones_for_sale = [], [], [], []
        self.bindings, self.transfers, self.leads, self.payments, self.approved = [], [], [], [], []
        self.roles, self.rings, self.outside = {}, {}, set()
        self.lead_truth, self.stories, self.story_of = [], [], set()
        self.ring_count, self.day_text, self.taken = 0, {}, set()
        self.places(rng)

    def rng(self, *names):
        return random.Random("/".join(str(x) for x in (self.seed, *names)))

    # ---- tokens ---------------------------------------------------------------------------------------
    def token(self, rng, prefix, bits=48):
        while True:
            text = f"{prefix}{rng.getrandbits(bits):0{bits // 4}x}"
            if text not in self.taken:
                self.taken.add(text)
                return text

    def new_ip(self, rng):
        while True:
            text = f"{rng.choice((36, 58, 60, 101, 112, 113, 117, 120, 171, 183, 218, 223))}." + ".".join(
                str(rng.randint(1, 254)) for _ in range(3)
            )
            if text not in self.taken:
                self.taken.add(text)
                return text

    def new_device(self, rng):
        return self.token(rng, "A-", 64) if rng.random() < 0.68 else self.token(rng, "I-", 80)

    def new_pay(self, rng):
        return self.token(rng, "pay", 44)

    # ---- places ---------------------------------------------------------------------------------------
    def places(self, rng):
        self.cities = [City(*row) for row in PLACES]
        self.weights = [c.weight for c in self.cities]
        total, macros, provinces = sum(self.weights), {}, {}
        for city in self.cities:
            share = city.weight / total * self.size
            city.lines = [self.new_ip(rng) for _ in range(max(40, int(share * 0.9)))]
            city.hotels = [self.new_ip(rng) for _ in range(max(4, int(share / 60)))]
            if city.province not in provinces:
                provinces[city.province] = ([[self.new_ip(rng) for _ in range(4)] for _ in range(3)], city)
            if city.macro not in macros:
                macros[city.macro] = [[self.new_ip(rng) for _ in range(2)] for _ in range(3)]
            gates, city.capital = provinces[city.province]
            # the gateway's registered place is often the capital of the province, not where the phone is
            city.mobile = [gates[k] + macros[city.macro][k] for k in range(3)]

    def city(self, rng):
        return rng.choices(self.cities, self.weights)[0]

    def other_city(self, rng, city):
        while True:
            other = self.city(rng)
            if other is not city:
                return other

    # ---- rows -----------------------------------------------------------------------------------------
    def add_account(self, rng, kind, reg_day, city, industry=""):
        reg = int(reg_day * DAY + rng.randrange(7 * 3600, DAY))
        aid = self.token(rng, f"{self.epoch + reg:08x}", 64)
        acc = Account(len(self.accounts), aid, kind, reg)
        acc.region, acc.industry, acc.phone = city.name, industry, self.token(rng, "ph", 56)
        self.accounts.append(acc)
        return acc

    def bind(self, firm, acc, t, until=None, method="bound", employee=""):
        row = [firm.acc.id, acc.id, int(t), None if until is None else int(until), method, employee]
        self.bindings.append(row)
        return row

    def pay(self, payer, payee, t, amount):
        if payer and payee and payer != payee and 0 <= t < self.days * DAY and amount > 0:
            self.payments.append((payer, payee, int(t), round(amount, 2)))

    def approve(self, kind, ident, reason, until=""):
        self.approved.append((kind, ident, reason, until))

    def stamp(self, t):
        day, sec = divmod(int(t), DAY)
        text = self.day_text.get(day)
        if text is None:
            text = self.day_text[day] = (self.start + dt.timedelta(days=day)).strftime("%Y-%m-%d")
        return f"{text} {sec // 3600:02d}:{sec // 60 % 60:02d}:{sec % 60:02d}"

    # ---- truth ----------------------------------------------------------------------------------------
    def story(self, acc, name, typology="honest"):
        self.stories.append((acc.id, typology, name))
        self.story_of.add(acc.id)

    def new_ring(self, letter):
        self.ring_count += 1
        return f"{letter}{self.ring_count:03d}"

    def mark(self, acc, role, ring, story=None):
        if acc.id not in self.roles:
            self.roles[acc.id], self.rings[acc.id] = role, ring
        if story:
            self.story(acc, story, {"lead_buyer": "lead_resale"}.get(role, role))

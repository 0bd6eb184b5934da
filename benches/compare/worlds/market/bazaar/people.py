"""People: their phones, homes, hours and the small events of an ordinary life."""

from .days import DAY
from .places import Abroad, Fixed, Home
from .world import poisson

RHYTHMS = {
    "evening": (2, 1, 0, 0, 0, 0, 1, 3, 4, 3, 3, 4, 7, 5, 3, 3, 3, 4, 6, 8, 10, 11, 9, 5),
    "early": (0, 0, 0, 0, 1, 4, 8, 9, 7, 5, 4, 5, 7, 4, 3, 3, 4, 5, 6, 7, 6, 4, 1, 0),
    "night": (9, 8, 6, 4, 2, 1, 0, 0, 1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 5, 6, 7, 8, 9, 10),
    "office": (0, 0, 0, 0, 0, 0, 0, 1, 5, 10, 10, 8, 5, 6, 9, 9, 9, 7, 4, 2, 2, 2, 1, 0),
    "shop": (0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 8, 7, 6, 6, 7, 7, 7, 7, 7, 8, 7, 4, 1, 0),
    "shift": (5, 5, 5, 4, 3, 2, 2, 4, 5, 3, 2, 3, 4, 4, 4, 5, 5, 3, 2, 2, 3, 4, 6, 6),
}
RHYTHMS = {name: [sum(w[: i + 1]) for i in range(24)] for name, w in RHYTHMS.items()}


class Desk:
    """A working place: some devices on some networks, in working hours."""

    def __init__(self, devices, nets, rhythm="office", week=0.35):
        self.devices, self.nets = devices, nets
        self.rhythm, self.weekend, self.festive = RHYTHMS[rhythm], week, 0.3

    def touch(self, rng, t, hour):
        net = self.nets[int(rng.random() ** 1.6 * len(self.nets))]
        return self.devices[int(rng.random() ** 1.3 * len(self.devices))], net.ip(rng, t), net.region


class Person:
    """Somebody with a phone, a home line, a carrier and habits of their own."""

    def __init__(self, w, rng, city):
        self.city = city
        self.holder, self.sim, self.wallet = w.hexid(rng, 32), w.hexid(rng, 32), w.wallet(rng)
        self.phones = [(0, w.device(rng))]
        self.homes = [(0, Home(rng, city), city.carrier(rng))]
        self.extras, self.trips, self.work = [], [], None
        self.homebody = rng.betavariate(2, 2)
        self.name = rng.choices(("evening", "early", "night", "office", "shift"), (55, 14, 10, 15, 6))[0]
        self.rhythm = RHYTHMS[self.name]
        self.weekend = rng.uniform(0.7, 1.6)
        self.festive = rng.uniform(0.6, 1.5)
        if rng.random() < 0.09:
            self.extras.append((w.device(rng), rng.uniform(0.05, 0.4), 0))
        w.people.append(self)

    def new_phone(self, t, device):
        self.phones.append((t, device))
        self.phones.sort()

    def move(self, rng, t, city):
        self.homes = sorted(self.homes + [(t, Home(rng, city), city.carrier(rng))], key=lambda h: h[0])

    def travel(self, rng, start, end, city):
        """Away for some days: a hotel or a relative's line, and the phone's own carrier."""
        self.trips.append((start, end, (Fixed if rng.random() < 0.5 else Home)(rng, city), city.carrier(rng)))

    def touch(self, rng, t, hour):
        """The device and network that this person would use at this hour."""
        device = self.phones[0][1]
        if len(self.phones) > 1:
            device = [d for since, d in self.phones if since <= t][-1]
        for extra, share, since in self.extras:
            if t >= since and rng.random() < share:
                device = extra
        net = self._net(rng, t, hour)
        return device, net.ip(rng, t), net.region

    def _net(self, rng, t, hour):
        for start, end, line, mobile in self.trips:
            if start <= t < end:
                return line if rng.random() < 0.45 else mobile
        home, mobile = self.homes[0][1:]
        if len(self.homes) > 1:
            home, mobile = [h[1:] for h in self.homes if h[0] <= t][-1]
        if self.work and 9 <= hour < 19 and rng.random() < 0.6:
            return self.work
        if 9 <= hour < 19:
            return home if rng.random() < self.homebody * 0.5 else mobile
        return home if rng.random() < 0.35 + self.homebody * 0.6 else mobile


def open_account(w, rng, person, kind="personal", age_days=None):
    """Register an account of this person's; most are years old and never earned a fen."""
    age = age_days if age_days is not None else min(2500, rng.expovariate(1 / 600))
    start = w.cal.start - age * DAY + rng.randrange(DAY)
    if age_days is None and rng.random() < 0.05:
        start = w.cal.moment(rng, 0, 0.9)
    acc = w.account(rng, kind, start, person.city.region)
    acc.holder = person.holder if rng.random() < 0.96 else None
    acc.phone = person.sim if rng.random() < 0.985 else None
    acc.payout = person.wallet if kind != "personal" or rng.random() < 0.3 else None
    acc.person = person
    acc.note_rate = 0.05 * rng.paretovariate(1.3) if rng.random() < 0.25 else 0.0
    return acc


def rate(rng, median=0.21):
    """Logins a day: heavy tail, most people look in every few days."""
    return min(1.6, rng.lognormvariate(0, 0.7) * median)


def newcomer(w, rng, city=None, kind="personal", age_days=None, busy=0.21):
    """An ordinary person with one account who uses it all through the window."""
    person = Person(w, rng, city or w.atlas.city(rng))
    acc = open_account(w, rng, person, kind, age_days)
    acc.use(person, w.cal.start, w.cal.end, rate(rng, busy), rng.choice((1, 1, 1, 1, 1.4, 0.8)))
    life(w, rng, person, acc)
    return person, acc


def life(w, rng, person, acc):
    """What happens to anybody in a few months, honest or not."""
    cal = w.cal
    if rng.random() < 0.07:
        upgrade(w, rng, person, acc)
    if rng.random() < 0.14:
        start = cal.moment(rng, 0, 0.95)
        person.travel(rng, start, start + rng.randint(1, 9) * DAY, w.atlas.other(rng, person.city))
        w.tell(acc, "short_trip")
    for day, length in cal.holidays():
        if rng.random() < 0.16:
            start = cal.at(day, -rng.uniform(0, 40))
            person.travel(rng, start, start + (length + rng.randint(-1, 3)) * DAY, rng.choice(w.atlas.small))
            w.tell(acc, "festival_homecoming")
    if rng.random() < 0.012:
        relocate(w, rng, person, acc)


def upgrade(w, rng, person, acc):
    """A new phone; the careful change the password with it, the old one stays in a drawer."""
    t = w.cal.moment(rng, 0.05, 0.95)
    person.new_phone(t, w.device(rng))
    if rng.random() < 0.3:
        w.change(acc, "password", t + rng.randint(60, 3 * DAY))
    w.tell(acc, "phone_upgrade")


def relocate(w, rng, person, acc):
    """A move to another city; the new number often comes weeks later."""
    t = w.cal.moment(rng, 0.1, 0.85)
    city = w.atlas.other(rng, person.city)
    person.move(rng, t, city)
    if rng.random() < 0.5:
        w.change(acc, "region", t + rng.randint(1, 20) * DAY, city.region)
    if rng.random() < 0.4:
        w.change(acc, "phone", t + rng.randint(1, 30) * DAY, w.hexid(rng, 32))
    w.tell(acc, "house_move")


def abroad(w, rng, person, days=None):
    """A stretch abroad or behind a tunnel."""
    start = w.cal.moment(rng, 0, 0.6)
    net = Abroad(rng)
    person.trips.append((start, start + (days or 400) * DAY, net, net))


def visits(w, rng, use):
    """The instants at which somebody logs in during one stretch of use."""
    hand, start, end, per_day, fade = use
    start, end = max(start, w.cal.start), min(end, w.cal.end)
    days = (end - start) / DAY
    if days <= 0:
        return
    first = w.cal.start
    weekday, holiday = w.cal.weekday, w.cal.holiday
    peak_factor = max(1.0, hand.weekend, hand.festive)
    wanted = poisson(rng, per_day * days * rng.gammavariate(4, 0.25)) or (1 if rng.random() < 0.8 else 0)
    cumulative, total = hand.rhythm, hand.rhythm[-1]
    for _ in range(wanted):
        for _ in range(8):
            day = (int(start + (end - start) * rng.random() ** fade) - first) // DAY
            factor = hand.festive if holiday[day] else hand.weekend if weekday[day] > 4 else 1.0
            if rng.random() * peak_factor <= factor:
                break
        mark, hour = rng.random() * total, 0
        while cumulative[hour] < mark:
            hour += 1
        t = first + day * DAY + hour * 3600 + int(rng.random() * 3600)
        if t < start or t > end:
            t = int(start + (end - start) * rng.random())
            hour = w.cal.hour(t)
        yield t, hour

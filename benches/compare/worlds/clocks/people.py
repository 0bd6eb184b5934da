"""Persons: a home, a job, one or two phones, a weekly rhythm, a wallet, relations – and the accounts
whose passwords they know. Whoever knows a password may log in; nothing else ties a person to an account."""
import words


def _table(weights):
    total = sum(weights)
    out = []
    for h, x in enumerate(weights):
        out += [h] * round(200 * x / total)
    return (out + [h for h in range(24) if weights[h] == max(weights)] * 200)[:200]


RHYTHMS = {  # weight of each hour of the day
    "office": _table([2, 1, 0, 0, 0, 0, 1, 4, 7, 3, 3, 3, 8, 5, 2, 2, 2, 3, 6, 6, 7, 9, 9, 6]),
    "retail": _table([4, 2, 1, 0, 0, 0, 0, 2, 4, 5, 4, 3, 3, 5, 6, 4, 3, 3, 3, 3, 4, 6, 9, 8]),
    "student": _table([5, 2, 1, 0, 0, 0, 0, 3, 3, 4, 5, 4, 8, 6, 4, 4, 4, 5, 6, 6, 6, 7, 9, 9]),
    "night": _table([8, 8, 7, 6, 4, 3, 2, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 4, 4, 4, 4, 5, 6, 8]),
    "parent": _table([1, 0, 0, 0, 0, 2, 5, 6, 4, 6, 6, 4, 4, 7, 5, 3, 3, 2, 2, 3, 5, 9, 8, 3]),
    "elder": _table([0, 0, 0, 0, 1, 5, 8, 8, 7, 6, 6, 5, 4, 4, 5, 6, 5, 4, 4, 6, 6, 3, 1, 0]),
    "desk": _table([0, 0, 0, 0, 0, 0, 0, 0, 2, 9, 10, 8, 4, 5, 9, 9, 9, 8, 5, 3, 2, 2, 1, 0]),
    "shop": _table([0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 6, 5, 2, 0]),
    "early": _table([0, 0, 0, 0, 0, 0, 1, 4, 8, 9, 9, 8, 5, 7, 8, 6, 2, 0, 0, 0, 0, 0, 0, 0]),
    "late": _table([6, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 6, 7, 6, 5, 7, 9, 9, 9, 8]),
    "small": _table([9, 9, 8, 7, 5, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 4, 7]),
}
KINDS = ["office"] * 9 + ["retail"] * 4 + ["student"] * 3 + ["night"] * 2 + ["parent"] * 3 + ["elder"]


class Cred:
    """The knowledge of a password: how often somebody uses it, when, on what, from where."""
    __slots__ = ("acc", "rate", "hours", "alt", "altp", "net", "second", "notes", "topic", "work")

    def __init__(self, acc, rate, hours=None, alt=None, altp=0.0, net=None, second=False, notes=0.02,
                 topic="", work=False):
        self.acc, self.rate, self.hours, self.alt, self.altp = acc, rate, hours, alt, altp
        self.net, self.second, self.notes, self.topic, self.work = net, second, notes, topic, work


class Person:
    def __init__(self, w, key, city=None, kind=None):
        self.w, self.key = w, key
        self.rng = w.rng("person" + key)
        self.r = r = self.rng.random
        self.city = city or w.pick_city(self.rng)
        self.kind = kind or KINDS[int(r() * len(KINDS))]
        self.hours = RHYTHMS[self.kind]
        self.home = self.city.line(r)
        self.redials = r() < 0.45
        self.carrier = int(r() * 3)
        self.phone = w.hid("dev", key + "/0")
        self.phone2 = w.hid("dev", key + "/w") if r() < 0.07 else None
        self.n_dev = 0
        self.hash = w.hid("holder", key)
        self.sim = w.hid("sim", key)
        self.wallet = "W" + w.hid("wallet", key)
        self.cash = 500 + int(r() ** 2 * 9000)
        self.off = (5, 6) if self.kind in ("office", "student", "parent") else (int(r() * 7),)
        self.weekend = 0.7 + 0.9 * r()
        self.wifi = 0.55 + 0.4 * r()
        self.homebound = self.kind in ("night", "elder", "parent") and r() < 0.6
        self.work_net = None
        self.trip = None
        self.vpn = None
        self.pause = -1
        self.friends, self.creds = [], []
        self.voice = words.voice(self.rng)
        w.people.append(self)

    # -- things owned -------------------------------------------------------------------------------
    def new_id(self, what):
        self.n_dev += 1
        return self.w.hid(what, f"{self.key}/{self.n_dev}")

    def open_account(self, kind="personal", day=None, rate=None, keep=True, **kw):
        """Registers an account of one's own (before the window unless a day is given)."""
        w, r = self.w, self.r
        if day is None:
            day = -int(3 + r() ** 1.6 * 2400)
        phone = self.sim if not any(c.acc.phone == self.sim for c in self.creds) else self.new_id("sim")
        acc = Account_(w, self.new_id("acc"), kind, w.stamp(day, int(8 * 3600 + r() * 54000)),
                       self.city.name if r() < 0.93 else "", self.hash if r() < 0.9 or kind != "personal"
                               else "",
                       phone, self.wallet if r() < 0.6 or kind != "personal" else "")
        if rate is None:
            rate = 0.03 + 0.56 * r() ** 1.5
        c = Cred(acc, rate, notes=0.005 + 0.06 * r() ** 3, **kw)
        if not keep:
            return c
        if day < 0:
            self.creds.append(c)
        else:
            w.at(day, lambda d: self.creds.append(c))
        return c

    def cred(self, acc):
        return next((c for c in self.creds if c.acc is acc), None)

    def forget(self, acc):
        self.creds = [c for c in self.creds if c.acc is not acc]

    def buy_phone(self, used=False):
        """A new phone; the old one stays in a drawer, goes to a stranger or to a dealer."""
        w, old, x = self.w, self.phone, self.r()
        if x < 0.30:
            w.market.append(old)
        elif x < 0.45:
            w.dealer_stock.append(old)
        if used and len(w.market) > 8:
            self.phone = w.market.pop(int(self.r() * (len(w.market) - 2)))
            for c in self.creds:
                w.tell(c.acc, "honest", "second_hand_phone")
        else:
            self.phone = self.new_id("dev")

    def move(self, city, net=None):
        self.city = city
        self.home = net or city.line(self.r)

    # -- a day --------------------------------------------------------------------------------------
    def live(self, d):
        if d < self.pause:
            return
        r, w = self.r, self.w
        wd = (w.wd0 + d) % 7
        free = wd in self.off or d in w.holiday
        mult = self.weekend if free else 1.0
        if self.redials and r() < 0.08:
            self.home.ip = self.home.city.address(r)
        if self.trip and d >= self.trip[0]:
            self.trip = None
        for c in self.creds:
            x = c.rate * (0.25 if free else 1.05) if c.work else c.rate * mult
            if r() < x:
                self.session(d, c, free)
                if r() < 0.42:
                    self.session(d, c, free)
                    if r() < 0.3:
                        self.session(d, c, free)
        if self.friends and r() < 0.017:
            self.treat(d)

    def place(self, h, free):
        """Address and region of the network at hand at this hour."""
        r, city = self.r, self.city
        if self.vpn and r() < 0.4:
            return self.vpn.ip, self.vpn.city.name, False
        if self.trip:
            net = self.trip[1]
            if r() < 0.55:
                return net.ip, net.city.name, False
            if r() < 0.5:
                city = net.city
        elif not free and 9 <= h < (22 if self.kind == "retail" else 18) and not self.homebound:
            if self.work_net and r() < self.wifi:
                return self.work_net.ip, self.work_net.city.name, False
        elif h not in (8, 18) or free:
            x = r()
            if x < self.wifi - (0.2 if free and 10 < h < 20 else 0):
                return self.home.ip, self.home.city.name, True
            if x > 0.96:
                return city.cafes[int(r() * len(city.cafes))], city.name, False
        pool = city.carriers[self.carrier]
        return pool[int(r() * len(pool))], city.carrier_name if r() < 0.35 else city.name, False

    def session(self, d, c, free=False):
        r, w = self.r, self.w
        h = (c.hours or self.hours)[int(r() * 200)]
        sec = h * 3600 + int(r() * 3600)
        if c.net:
            ip, region, at_home = c.net.ip, c.net.city.name, False
        else:
            ip, region, at_home = self.place(h, free)
        if c.alt and r() < c.altp:
            dev = c.alt[int(r() * len(c.alt))]
        elif c.second and self.phone2:
            dev = self.phone2
        else:
            dev = self.phone
            if at_home and self.home.tablet and r() < 0.15:
                dev = self.home.tablet
            elif r() < 0.006 and self.city.publics and not c.net:
                dev, ip = self.city.publics[int(r() * len(self.city.publics))]
                region = self.city.name
                w.tell(c.acc, "honest", "public_device")
        w.login(c.acc, dev, sec, ip if r() > 0.004 else "", region if r() > 0.02 else "")
        if r() < c.notes:
            text = words.note(self.rng, self.voice, c.topic, self.city.name)
            w.note(c.acc, d, sec + 60 + int(r() * 1500), text)

    def treat(self, d):
        """Red packets, shared meals, things sold to friends."""
        r = self.r
        friend = self.friends[int(r() * len(self.friends))]
        yuan = (6.66, 8.88, 50, 66, 88, 100, 200,
                520)[int(r() * 8)] if r() < 0.4 else round(8 + r() ** 3 * 900, 2)
        if yuan < self.cash:
            self.cash -= yuan * 0.5
            friend.cash += yuan * 0.5
            self.w.pay(self.wallet, friend.wallet, d, int(32400 + r() * 50000), yuan)


def Account_(w, aid, *args):
    from core import Account
    acc = Account("u" + aid, *args)
    w.accounts.append(acc)
    return acc

"""What all operations have in common: nerve, means (phones, proxies, cloud phones), purses and middlemen."""

from base import DAY, Hand
from firms import outsider
from people import open_account


class Rig:
    """The machines of an operation. Their care rises with the camouflage level."""

    def __init__(self, w, rng, city, level, hours="office"):
        self.w, self.rng, self.level, self.city, self.hours = w, rng, level, city, hours
        self.office = w.places.lease(city) if level < 2 else None
        self.pack = rng.randint(5, 14) if level == 0 else rng.choice([1, 2, 2, 3])
        self.desks, self.load, self.proxies = [], [], {}

    def hand(self, home):
        """The hand that will use one more account, whose holder lives at home."""
        w, rng = self.w, self.rng
        if self.level == 2:
            # a phone in a data centre for this account alone, seen from an address of its own
            exits = [w.places.address(home) for _ in range(rng.randint(1, 6))]
            return Hand(w.token("d"), home, exits[0], rng.uniform(0.3, 1.0), self.hours, exits)
        if self.level == 1:
            near = [i for i, h in enumerate(self.desks) if h.city is home and self.load[i] < self.pack]
            if near:
                self.load[near[0]] += 1
                return self.desks[near[0]]
            h = Hand(w.token("d"), home, self.proxy(home), rng.uniform(0.7, 1.0), self.hours)
            if rng.random() < 0.35:  # a second exit of the proxy service
                h.work, h.work_p = self.proxy(home), 0.3
        else:
            if self.desks and self.load[-1] < self.pack:
                self.load[-1] += 1
                return self.desks[-1]
            h = Hand(w.token("d"), self.city, self.office, rng.choice([1.0, 0.95, 0.8]), self.hours)
        self.desks.append(h)
        self.load.append(1)
        return h

    def proxy(self, home):
        """Residential proxies: often the line of a household that knows nothing of it."""
        mine = self.proxies.setdefault(home.name, [])
        if mine and self.rng.random() < 0.45:
            return self.rng.choice(mine)
        if home.people and self.rng.random() < 0.5:
            ip = self.rng.choice(home.people).home_net
        else:
            ip = self.w.places.lease(home)
        mine.append(ip)
        return ip


class Purse:
    """How an operation is paid and pays: by itself, over several accounts, over middlemen, or not visibly."""

    def __init__(self, w, rng, boss, level):
        self.w, self.rng, self.level = w, rng, level
        self.accounts = [boss.payout] + [w.token("y") for _ in range([0, 3, 2][level])]
        self.mules = [w.token("y") for _ in range([0, 3, 8][level])]
        self.visible = rng.uniform(*[(0.7, 1.0), (0.5, 0.85), (0.2, 0.55)][level])

    def _via(self):
        rng = self.rng
        if self.mules and rng.random() < 0.6:
            if self.level == 2 and rng.random() < 0.5:
                self.mules[rng.randrange(len(self.mules))] = self.w.token("y")
            return rng.choice(self.mules)
        return None

    def move(self, payer, payee, amount, t=None):
        w, rng = self.w, self.rng
        if rng.random() > self.visible:
            return
        t = w.now(rng) if t is None else t
        m = self._via()
        if m:
            w.pay(payer, m, t, amount)
            w.pay(m, payee, t + rng.randint(600, 3 * DAY), amount * rng.uniform(0.9, 0.98))
        else:
            w.pay(payer, payee, t, amount)

    def take(self, payer, amount, t=None):
        self.move(payer, self.rng.choice(self.accounts), amount, t)

    def give(self, payee, amount, t=None):
        self.move(self.rng.choice(self.accounts), payee, amount, t)


class Op:
    """An operation: somebody with nerve and cash who decides daily whether to go on, grow, or lie low."""

    role, appetite = "", 10

    def __init__(self, w, rng, begin):
        self.w, self.rng, self.begin = w, rng, begin
        self.level = w.level
        self.ring, self.city = w.ring(), w.places.pick(rng)
        self.boss = outsider(w, rng, self.city)
        self.nerve, self.care = rng.betavariate(5, 2), rng.betavariate(3 + w.level, 3)
        self.rig = Rig(w, rng, self.city, w.level, rng.choice(["early", "late", "office", "night"]))
        self.purse = Purse(w, rng, self.boss, w.level)
        # some bosses have an account of their own: neither goods nor honest
        if w.level < 2 and rng.random() < 0.4:
            own = open_account(w, rng, self.boss, age=rng.uniform(30, 900))
            if own:
                w.omit(own)
                w.people.append(self.boss)
                self.boss.busy = True
                self.boss.work, self.boss.work_p = self.rig.office, 0.35
        self.cash = rng.uniform(8000, 60000)
        self.state, self.until = "waiting", begin
        self.size = 0  # accounts it has drawn in so far
        self.target = max(3, round(self.appetite * rng.uniform(0.75, 1.4)))

    def join(self, acc, story, role=None):
        ok = self.w.mark(acc, role or self.role, self.ring)
        if ok:
            self.size += 1
            self.w.story(acc, role if role in ("traded", "rented", "affiliated") else self.typology(), story)
        return ok

    def typology(self):
        return "lead_resale" if self.role in ("lead_resale", "lead_buyer") else self.role

    def day(self):
        w, rng = self.w, self.rng
        if self.state == "waiting":
            if w.day < self.begin:
                return
            self.state = "running"
            self.start()
        elif self.state == "lying_low":
            if w.day < self.until:
                return
            self.state = "running" if rng.random() < 0.85 else "stopped"
            if self.state == "stopped":
                self.close()
        if self.state != "running":
            return
        r = rng.random()
        if r < 0.006 * (1.4 - self.nerve):  # hears that somebody was caught
            self.state, self.until = "lying_low", w.day + rng.randint(3, 14)
            self.nerve *= 0.8
            return
        if r < 0.012 and self.size >= self.target:  # success makes bold, and bold means careless
            self.target = int(self.target * rng.uniform(1.1, 1.4)) + 1
            self.care *= 0.8
        if self.cash < -20000:
            self.state = "stopped"
            self.close()
            return
        self.work()
        if self.level < 2 and rng.random() < 0.05 * (1 - self.care):
            self.slip()

    def start(self):
        pass

    def work(self):
        pass

    def slip(self):
        pass

    def close(self):
        pass


def usable(w, p):
    """An account of somebody's that is still untouched."""
    for a in p.accounts:
        if a.role == "clean" and a.owner is p and a.aid not in w.omitted:
            return a
    return None


def candidate(w, rng, members):
    """Operations hear of people over those they know already, else over an advertisement somewhere."""
    if members and rng.random() < 0.55:
        m = rng.choice(members)
        if m.friends:
            return rng.choice(m.friends)
    return rng.choice(w.people)

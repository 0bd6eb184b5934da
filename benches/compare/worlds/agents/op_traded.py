"""Trade in accounts: farms, dealers in grown accounts, and people who sell their own."""

from base import DAY, Hand, Seat
from firms import outsider
from ops import Op, candidate, usable
from people import tempted
from places import OFFICE
from sessions import login
from words import Script


class Buyer:
    """Who buys: a small firm that wants more voices, or somebody who wants a start; may come back."""

    def __init__(self, w, rng, level):
        self.w, self.rng, self.level = w, rng, level
        self.firm = None
        if rng.random() < 0.5 and w.firms:
            f = rng.choice(w.firms)
            if f.acc.role == "clean" and not f.selling:
                self.firm = f
                w.omit(f.acc)
        self.person = rng.choice(w.people) if rng.random() < 0.5 else outsider(w, rng, w.places.pick(rng))
        if self.firm is None:
            for a in self.person.accounts:
                w.omit(a)
        self.payout = self.firm.payout if self.firm else self.person.payout
        self.advertises = rng.random() < 0.7

    def hand(self, acc, rig):
        if self.level == 2:
            exits = [self.w.places.address(self.home()) for _ in range(self.rng.randint(1, 5))]
            return Hand(self.w.token("d"), self.home(), exits[0], self.rng.uniform(0.3, 1.0), cgn=exits)
        if self.firm:
            if self.firm.tablets and self.level == 0:
                return self.rng.choice(self.firm.tablets)
            p = self.rng.choice(self.firm.posts).person if self.firm.posts else self.firm.boss
            if self.level == 1 or self.rng.random() < 0.4:
                return Hand(self.w.token("d"), self.firm.city, self.firm.office, 0.6)
            return p
        if self.level == 1:
            return Hand(self.w.token("d"), self.person.home, self.person.home_net, 0.6)
        return self.person

    def home(self):
        return self.firm.city if self.firm else self.person.home


class Dealer(Op):
    """Common to all who sell accounts on: finding buyers and handing over."""

    role = "traded"

    def __init__(self, w, rng, begin):
        Op.__init__(self, w, rng, begin)
        self.buyers, self.gone = [], []

    def buyer(self):
        if self.buyers and self.rng.random() < 0.4:
            return self.rng.choice(self.buyers)
        b = Buyer(self.w, self.rng, self.level)
        self.buyers.append(b)
        return b

    def hand_over(self, acc, story, payee=None, price=None, with_device=None):
        w, rng = self.w, self.rng
        if acc.role != "clean" and acc.ring != self.ring:
            return False
        if not self.join(acc, story):
            return False
        b = self.buyer()
        t = w.now(rng, 10, 21)
        price = price or rng.choice([180, 260, 380, 500, 800, 1200, 2000])
        if payee:
            self.purse.move(b.payout, payee, price, t - rng.randint(0, DAY))
        else:
            self.purse.take(b.payout, price, t - rng.randint(0, DAY))
        self.cash += price
        slow = story == "staged_handover" or self.level == 2
        if with_device:
            hand = with_device
        else:
            hand = b.hand(acc, self.rig)
        # a quick buyer changes everything at once; a wary one takes weeks or leaves things as they are
        if rng.random() < (0.5 if slow else 0.9):
            w.at(w.day + (rng.randint(0, 9) if slow else 0), self.alter, acc, "password", None)
        new = w.token("p") if not b.firm and rng.random() < 0.4 else b.person.number
        if rng.random() < (0.45 if slow else 0.75):
            w.at(w.day + rng.randint(0, 20 if slow else 3), self.alter, acc, "phone", new)
        if rng.random() < (0.35 if slow else 0.55):
            w.at(w.day + rng.randint(1, 30 if slow else 10), self.alter, acc, "payout_account", b.payout)
        if rng.random() < 0.12:
            w.at(w.day + rng.randint(1, 20), self.alter, acc, "holder", b.person.holder)
        if rng.random() < 0.2:
            w.at(w.day + rng.randint(1, 20), self.alter, acc, "region", b.home().name)
        old = list(acc.seats)
        rate = rng.uniform(0.3, 1.3)
        acc.seats = [Seat(hand, rate, post=0.08)]
        if story == "staged_handover":
            for s in old:
                s.rate *= 0.5
                acc.seats.append(s)
                w.at(w.day + rng.randint(4, 18), self.withdraw, acc, s)
        if b.advertises and acc.role == "traded":
            first = w.day + rng.randint(1, 18)
            product = rng.choice(["seeding", "lead_collection", "seeding", "shutiao"])
            daily = rng.lognormvariate(4.5, 0.8)
            for d in range(first, min(w.days, first + rng.randint(5, 40))):
                if rng.random() < 0.6:
                    w.spend.append((d, acc.aid, product, round(daily * rng.uniform(0.5, 1.6), 2)))
        if acc.kind == "personal" and rng.random() < 0.5:
            acc.kind, acc.industry = "professional", acc.industry or "美妆"
        if b.firm and acc.bind is None and rng.random() < 0.6:
            w.at(w.day + rng.randint(1, 8), self.attach, b.firm, acc)
        self.gone.append((acc, old))
        return True

    def alter(self, acc, field, value):
        w = self.w
        w.change(acc, field, w.now(self.rng, 8, 23), value)

    def withdraw(self, acc, seat):
        if seat in acc.seats:
            acc.seats.remove(seat)

    def attach(self, firm, acc):
        if acc.bind is None:
            rng = self.rng
            self.w.bind(firm, acc, self.w.now(rng), "bound", rng.choice(["", acc.holder, firm.boss.holder]))

    def slip(self):
        """Looks whether a sold account still does well, on an old phone."""
        if self.gone:
            acc, old = self.rng.choice(self.gone)
            if old:
                login(self.w, self.rng, acc, old[0].hand, self.w.now(self.rng, 1, 23))


class Farm(Dealer):
    """Raises accounts on its own phones under bought identities and sells them one by one."""

    appetite = 20

    def start(self):
        rng, w = self.rng, self.w
        self.stock, self.names = [], []
        self.capacity = rng.randint(8, 20)
        self.script = Script(rng, rng.choice(["美妆", "母婴", "家装"]), rng.uniform(0.1, 0.5))
        self.story = rng.choice(["farm_raised", "farm_raised", "farm_student_names", "staged_handover"])
        for _ in range(round(self.target * 0.75)):
            self.raise_one(rng.uniform(20, 260) if w.day == 0 else rng.uniform(5, 40))

    def raise_one(self, age=None):
        w, rng = self.w, self.rng
        home = self.city if rng.random() < [0.8, 0.4, 0.3][self.level] else w.places.pick(rng)
        if self.names and self.names[-1][1] < 3 and rng.random() < [0.6, 0.25, 0][self.level]:
            self.names[-1][1] += 1
        else:
            self.names.append([w.token("h"), 1])
        kind = rng.choice(["personal", "personal", "professional"])
        payout = (
            self.purse.accounts[0]
            if self.level == 0 and rng.random() < 0.4
            else w.token("y") if rng.random() < 0.3 else ""
        )
        acc = w.register(
            rng,
            kind,
            self,
            home,
            self.names[-1][0],
            w.token("p"),
            payout,
            rng.choice(["", "美妆", "服饰", "餐饮"]),
            age,
        )
        if acc:
            acc.seats.append(
                Seat(
                    self.rig.hand(home),
                    rng.uniform(0.2, 0.8),
                    OFFICE,
                    0.1,
                    self.script if rng.random() < 0.6 else None,
                )
            )
            self.cash -= 30
            self.w.omit(acc)  # goods on the shelf: neither sold nor honest
            self.stock.append((acc, w.day - (age or 0)))
        return acc

    def work(self):
        w, rng = self.w, self.rng
        self.cash -= 60
        if (
            len(self.stock) < self.capacity
            and self.size + len(self.stock) < self.target
            and rng.random() < 0.3
        ):
            self.raise_one()
        ripe = [s for s in self.stock if w.day - s[1] > 20]
        if ripe and rng.random() < 0.16 + 0.3 * (self.cash < 5000) + 0.02 * len(ripe):
            for _ in range(rng.choice([1, 1, 1, 2, 4])):
                if not ripe:
                    break
                s = ripe.pop(rng.randrange(len(ripe)))
                self.stock.remove(s)
                acc = s[0]
                w.omitted.discard(acc.aid)
                dev = None
                if self.level == 2 and rng.random() < 0.35:
                    dev = acc.seats[0].hand  # the cloud phone is sold along with it
                self.hand_over(acc, "cloud_phone_handed_over" if dev else self.story, with_device=dev)

    def close(self):
        """Winds up: what is left is thrown on the market or left lying."""
        for acc, _ in self.stock:
            if self.rng.random() < 0.5:
                self.w.omitted.discard(acc.aid)
                self.hand_over(acc, "farm_closing_sale")
            else:
                acc.seats = []


class Flipper(Dealer):
    """Buys accounts from people in need or who no longer use them, keeps them a while, sells them on."""

    appetite = 15

    def start(self):
        self.shelf, self.members = [], []

    def work(self):
        w, rng = self.w, self.rng
        for _ in range(40):
            if self.size + len(self.shelf) >= self.target or rng.random() > 0.7:
                break
            p = candidate(w, rng, self.members)
            a = usable(w, p)
            if a is None or a.bind or p.busy or p.age < 17:
                continue
            if tempted(rng, p, 1.5 if p.off else 1.1, 0.3):
                self.members.append(p)
                p.accounts.remove(a)
                price = rng.choice([100, 150, 200, 300])
                self.purse.give(p.payout, price)
                self.cash -= price
                w.change(a, "password", w.now(rng, 9, 12))
                if rng.random() < 0.5:
                    w.change(a, "phone", w.now(rng, 12, 15), w.token("p"))
                hand = self.rig.hand(p.home)
                a.seats = [Seat(hand, rng.uniform(0.1, 0.6), OFFICE)]
                w.mark(a, "traded", self.ring)
                w.story(a, "traded", "dormant_flip" if p.off else "bought_from_needy")
                self.shelf.append((a, w.day + rng.randint(3, 20)))
                if rng.random() < 0.6:
                    break
        for s in [s for s in self.shelf if s[1] <= w.day]:
            self.shelf.remove(s)
            self.hand_over(s[0], "resold_by_dealer")

    def close(self):
        for a, _ in self.shelf:
            a.seats = []


class OwnSale(Dealer):
    """One person sells one account, directly: often after leaving a job, sometimes with the phone."""

    appetite = 1

    def __init__(self, w, rng, begin, p, acc):
        Op.__init__(self, w, rng, begin)
        self.buyers, self.gone, self.p, self.acc = [], [], p, acc
        self.purse.accounts = [p.payout] + self.purse.accounts[1:]

    def work(self):
        w, rng, p, a = self.w, self.rng, self.p, self.acc
        self.state = "stopped"
        if a.role != "clean" or a not in p.accounts:
            return
        p.busy = True
        own = p.device
        if p.job and p.job.acc is a:
            story = "employee_sells_own"
            if rng.random() < 0.6:
                from firms import quit_job

                quit_job(w, rng, p.job)
        else:
            story = rng.choice(["holder_sells_own", "holder_sells_own", "staged_handover"])
        phone = None
        if self.level < 2 and story == "holder_sells_own" and rng.random() < 0.5:
            story, city = "sold_with_phone", w.places.pick(rng)
            phone = Hand(own, city, w.places.lease(city), 0.6)
            p.device = w.token("d")
        if self.hand_over(a, story, with_device=phone):
            p.accounts.remove(a)
            if phone is None and story != "staged_handover" and rng.random() < 0.3 and self.level < 2:
                w.at(w.day + rng.randint(1, 12), login, w, rng, a, p, w.now(rng) + 2 * DAY)


def own_sales(w, rng, wish):
    """Everybody in need with an account that is worth something considers it; few do it."""
    for _ in range(60):
        if wish[0] <= 0:
            return
        p = rng.choice(w.people)
        if rng.random() < 0.5 and w.firms:
            f = rng.choice(w.firms)
            if f.posts:
                p = rng.choice(f.posts).person
        a = usable(w, p)
        if (
            a
            and not p.busy
            and p.age > 17
            and not p.off
            and (a.kind != "personal" or rng.random() < 0.3)
            and (not p.job or p.job.acc is not a or not p.job.made)
            and tempted(rng, p, 1.0, 0.5)
        ):
            wish[0] -= 1
            w.ops.append(OwnSale(w, rng, w.day, p, a))
            for q in p.friends:  # friends hear that there is money in it
                q.fear *= 0.9
            return

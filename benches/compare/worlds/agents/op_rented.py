"""Rental: a studio uses accounts by the week while their holders go on logging in."""

from base import Seat
from ops import Op, candidate, usable
from people import tempted
from places import EVEN, INDUSTRIES
from sessions import login
from words import Script


class Studio(Op):
    role, appetite = "rented", 14
    STYLES = [
        "weekly_rent",
        "weekly_rent",
        "night_shift_rent",
        "campus_recruits",
        "staff_accounts_rented",
        "grandparents_accounts",
        "payout_redirected",
    ]

    def start(self):
        w, rng = self.w, self.rng
        self.members, self.lets = [], []
        self.style = rng.choice(self.STYLES)
        self.topic = rng.choice(INDUSTRIES)
        self.script = Script(rng, self.topic, [0.1, 0.3, 0.6][self.level] * rng.uniform(0.6, 1.4))
        self.fee = rng.choice([50, 70, 80, 100, 150, 200])
        self.copyist = rng.random() < 0.75
        if self.style == "night_shift_rent":
            self.rig.hours = "night"
        seed = round(self.target * rng.uniform(0.4, 0.7))
        for _ in range(6000):
            if self.size >= seed:
                break
            self.approach(w.day == 0)

    def fits(self, p):
        if self.style == "campus_recruits":
            return p.age < 25
        if self.style == "grandparents_accounts":
            return p.age > 50
        if self.style == "staff_accounts_rented":
            return p.job is not None and not p.job.made
        return True

    def approach(self, before=False):
        w, rng = self.w, self.rng
        p = candidate(w, rng, self.members)
        if self.style == "staff_accounts_rented" and rng.random() < 0.7:
            f = rng.choice(w.firms)
            if f.posts:
                p = rng.choice(f.posts).person
        a = usable(w, p)
        if a is None or p.busy or p.off or p.age < 16 or not self.fits(p):
            return
        if not tempted(rng, p, 0.9 + self.fee / 400, 0.4) or not self.join(a, self.style):
            return
        p.busy = True
        self.members.append(p)
        for s in a.seats:  # who lets an account is somebody who uses it
            if s.hand is p:
                s.rate = max(s.rate, rng.uniform(0.08, 0.5))
        hand = self.rig.hand(p.home)
        seat = Seat(hand, rng.uniform(0.35, 1.3), EVEN, 0.12, self.script if self.copyist else None)
        if before:
            a.seats.append(seat)
        else:  # the holder sends the code for the first login
            w.at(w.day + rng.randint(1, 4), self.move_in, a, seat)
        until = w.days if rng.random() < 0.45 else w.day + rng.randint(21, 80)
        self.lets.append([p, a, seat, until, rng.randrange(7)])
        if self.style == "payout_redirected" and rng.random() < 0.7:
            w.change(
                a,
                "payout_account",
                w.now(rng),
                rng.choice(self.purse.accounts) if self.level < 2 else w.token("y"),
            )
        if self.style == "grandparents_accounts" and rng.random() < 0.6 and p.house.members[-1] is not p:
            p.house.members[-1].busy = True  # the grandchild arranged it

    def move_in(self, a, seat):
        a.seats.append(seat)
        if self.level < 2 and self.rng.random() < 0.25:
            self.w.change(a, "password", self.w.now(self.rng))

    def work(self):
        w, rng = self.w, self.rng
        self.cash -= 40
        if rng.random() < 0.1:
            self.script.renew(rng)
        if self.size < self.target:
            for _ in range(18):
                self.approach()
        for let in list(self.lets):
            p, a, seat, until, weekday = let
            if w.day % 7 == weekday:
                self.purse.give(p.payout, self.fee * rng.choice([1, 1, 1, 1.5, 0.5]))
                self.cash += self.fee * rng.uniform(0.2, 1.2)
            if w.day >= until or rng.random() < 0.0015 + 0.004 * p.fear * (1 - self.nerve):
                self.end(let)  # the term is over, or cold feet
            elif rng.random() < 0.012:  # the tenant advertises
                for d in range(w.day, min(w.days, w.day + rng.randint(2, 14))):
                    w.spend.append(
                        (
                            d,
                            a.aid,
                            rng.choice(["seeding", "lead_collection", "shutiao"]),
                            round(rng.uniform(30, 300), 2),
                        )
                    )
            elif rng.random() < 0.004 and self.level > 0:
                self.sublet(let)

    def sublet(self, let):
        """Another studio takes over for the rest of the term: the tenant changes, the holder does not."""
        w, rng = self.w, self.rng
        p, a, seat = let[:3]
        if seat in a.seats:
            a.seats.remove(seat)
        let[2] = Seat(self.rig.hand(p.home), rng.uniform(0.3, 1.2), EVEN, 0.1)
        a.seats.append(let[2])
        w.story(a, "rented", "sublet")

    def end(self, let):
        p, a, seat = let[:3]
        self.lets.remove(let)
        if seat in a.seats:
            a.seats.remove(seat)
        if self.rng.random() < 0.6:
            self.w.change(a, "password", self.w.now(self.rng))
        p.busy = False

    def slip(self):
        """A worker opens accounts of others on the phone in his hand, because it's late."""
        if len(self.lets) > 3:
            hand = self.lets[0][2].hand
            for let in self.rng.sample(self.lets, 3):
                login(self.w, self.rng, let[1], hand, self.w.now(self.rng, 18, 23.5))

    def close(self):
        for let in list(self.lets):
            self.end(let)

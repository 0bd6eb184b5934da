"""Resale of leads: insiders who pass contacts on, cut-outs, brokers, buyers."""

from base import DAY, Seat
from firms import Post, outsider
from ops import Op, usable
from people import House, Person, open_account, tempted
from places import LEADY
from sessions import login


class Broker(Op):
    """Buys contacts from staff of several firms of a trade and sells each to one or more others."""

    role, appetite = "lead_resale", 8

    def start(self):
        w, rng = self.w, self.rng
        trades = sorted(LEADY)
        self.trade = rng.choices(trades, [LEADY[t] for t in trades])[0]
        self.insiders, self.buyers, self.stock, self.owed = [], [], [], {}
        self.desk = self.boss
        self.boss.home.people.append(self.boss)
        self.fronts = [self.front(self.boss, "broker_account")]
        for _ in range(rng.choice([[0, 0, 1], [1, 2], [1, 2, 3]][self.level])):
            mate = outsider(w, rng, self.city if self.level < 2 else w.places.pick(rng))
            if self.level < 2 and rng.random() < 0.4:
                mate.net = mate.home_net = self.boss.home_net
            self.fronts.append(self.front(mate, "cut_out"))
        self.fronts = [f for f in self.fronts if f]
        if not self.fronts:
            self.state = "stopped"
            return
        self.style = rng.choice(
            [
                "sold_to_several",
                "sold_once",
                "aged_and_sold_again",
                "re_entered_as_new",
                "posing_as_partner",
                "sold_to_several",
            ]
        )
        self.price = LEADY[self.trade] * rng.uniform(0.15, 0.6)
        self.batch = [rng.randint(5, 15), rng.randint(3, 8), rng.randint(1, 3)][self.level]
        for _ in range(3000):
            if len(self.insiders) >= self.target * (0.5 if w.day == 0 else 0.3):
                break
            self.recruit()
        for _ in range(rng.randint(2, 6)):
            self.find_buyer()

    def front(self, p, story):
        w, rng = self.w, self.rng
        p.house = p.house or House()
        a = open_account(
            w,
            rng,
            p,
            rng.choice(["personal", "professional", "professional"]),
            rng.uniform(20, 500),
            rng.uniform(0.4, 1.2),
        )
        if a:
            if p not in w.people:
                w.people.append(p)
            p.busy = True
            if self.level == 2:  # the account lives on a cloud phone
                a.seats = [Seat(self.rig.hand(p.home), rng.uniform(0.4, 1.2))]
            self.join(a, story)
            self.size -= 1
            if self.level == 2 and rng.random() < 0.6:
                self.nest(p, a)
        return a

    def nest(self, p, a):
        """The front takes a job at a small firm of the trade, and with it come lawful leads to hide among."""
        w, rng = self.w, self.rng
        near = [
            f
            for f in w.firms
            if f.industry == self.trade
            and f.acc.role == "clean"
            and not f.selling
            and len(f.posts) < 8
            and f.acc.aid not in w.omitted
        ]
        if near:
            f = rng.choice(near)
            row = w.bind(
                f,
                a,
                max(-rng.uniform(5, 60) * DAY, a.reg + DAY) if w.day == 0 else w.now(rng),
                "bound",
                p.holder,
            )
            p.job = Post(p, a, f, w.day, False)
            f.posts.append(p.job)
            f.demand = max(f.demand, 0.8)
            w.story(a, "lead_resale", "front_among_lawful_leads")
            if row[2] < 0:
                for g in w.firms:
                    if g.industry == self.trade and g is not f and rng.random() < 0.15:
                        g.partners.append(f)

    def recruit(self):
        """Somebody at a firm with leads, in need, who is asked by a stranger or a colleague."""
        w, rng = self.w, self.rng
        if self.insiders and rng.random() < 0.4:
            f = rng.choice(self.insiders)[1].firm
        else:
            f = rng.choice(w.firms)
        if f.industry not in LEADY or not f.posts or f.demand < 0.25 or f.selling:
            return
        if f.industry != self.trade and rng.random() < 0.9:
            return
        post = rng.choice(f.posts)
        p, a = post.person, post.acc
        if a.role != "clean" or p.busy or a.aid in w.omitted or a.bind is None:
            return
        if tempted(rng, p, 1.15, 0.4) and self.join(a, "insider"):
            p.busy = True
            self.insiders.append([p, post, [], rng.uniform(0.2, 0.7)])

    def find_buyer(self):
        w, rng = self.w, self.rng
        for _ in range(40):
            f = rng.choice(w.firms)
            if f.industry != self.trade and rng.random() < 0.85:
                continue
            if (
                f.selling
                or f.acc.role not in ("clean",)
                or any(post.firm is f for _, post, _, _ in self.insiders)
            ):
                continue
            acc = f.acc if not f.posts or rng.random() < 0.45 else rng.choice(f.posts).acc
            if acc.role == "clean" and acc.aid not in w.omitted:
                w.mark(acc, "lead_buyer", self.ring)
                w.story(acc, "lead_resale", "buys_leads")
                self.buyers.append((f, acc))
                return

    def work(self):
        w, rng = self.w, self.rng
        if self.size < self.target:
            for _ in range(25):
                self.recruit()
        if len(self.buyers) < 4 + self.target // 3 and rng.random() < 0.06:
            self.find_buyer()
        if not self.buyers:
            return
        for ins in list(self.insiders):
            self.insider_day(ins)
        self.sell()
        if w.day % 7 == 3:
            self.settle()
        if rng.random() < 0.03 and self.level < 2 and len(self.fronts) > 1 and rng.random() > self.care:
            login(w, rng, self.fronts[1], self.boss, w.now(rng))

    def insider_day(self, ins):
        """Collects what came in; hands over when enough lies there and the day feels safe."""
        w, rng = self.w, self.rng
        p, post, pocket, share = ins
        gone = p.job is not post
        if not gone:
            seen = {x[0] for x in pocket}
            for item in post.fresh:
                if (
                    item[2] >= (w.day - 1) * DAY
                    and item[2] < w.day * DAY
                    and item[0] not in seen
                    and rng.random() < share
                ):
                    pocket.append(item)
        elif not pocket:
            self.insiders.remove(ins)
            return
        if len(pocket) < self.batch * (0.3 if gone else 0.7) or rng.random() > 0.5 + 0.4 * (1 - p.fear):
            return
        if rng.random() < 0.012:  # gets afraid and stops
            self.insiders.remove(ins)
            return
        out, ins[2] = pocket[: self.batch], pocket[self.batch :]
        t = w.now(rng, 18, 23) if rng.random() < 0.6 else w.now(rng, 10, 18)
        first = (
            rng.choice(self.fronts[1:]) if len(self.fronts) > 1 and rng.random() < 0.75 else self.fronts[0]
        )
        for lid, contact, when in out:
            t += rng.randint(5, 90) if self.level < 2 else rng.randint(60, 5000)
            tt = max(t, when + 120)
            ch = rng.choice(
                [
                    ["private_message", "export", "export"],
                    ["private_message", "export", "form"],
                    ["crm_assign", "partner_api", "private_message"],
                ][self.level]
            )
            if not w.transfer(lid, contact, post.acc, first, tt, ch, self.ring):
                continue
            at, holder = tt, first
            if first is not self.fronts[0] and rng.random() < 0.8:
                at += rng.randint(900, 2 * DAY)
                if not w.transfer(lid, contact, first, self.fronts[0], at, "private_message", self.ring):
                    continue
                holder = self.fronts[0]
            self.stock.append([lid, contact, holder, at, 0])
            self.owed[p.holder] = (p, self.owed.get(p.holder, (p, 0))[1] + 1)
        if gone:
            w.story(post.acc, "lead_resale", "customer_list_of_former_job")

    def sell(self):
        """Offers what lies there; the style says to how many and when."""
        w, rng = self.w, self.rng
        now = w.day * DAY
        keep = []
        for item in self.stock:
            lid, contact, holder, at, times = item
            wait = 12 * DAY if self.style == "aged_and_sold_again" and times else 0
            if at + wait > now or rng.random() < 0.35:
                keep.append(item)
                continue
            copies = rng.choice([1, 2, 2, 3, 4]) if self.style == "sold_to_several" else 1
            for f, acc in rng.sample(self.buyers, min(len(self.buyers), copies)):
                t = max(at + 600, w.now(rng, 9, 21))
                ch = {"posing_as_partner": "partner_api"}.get(self.style) or rng.choice(
                    ["private_message", "export"]
                    if self.level < 2
                    else ["partner_api", "private_message", "form"]
                )
                out = lid
                if self.style == "re_entered_as_new":
                    out = w.lead(holder, contact, t - 300, "import", None)
                if w.transfer(out, contact, holder, acc, t, ch, self.ring):
                    w.story(holder, "lead_resale", self.style)
                    self.cash += self.price
                    key = f.acc.aid
                    self.owed[key] = (f, self.owed.get(key, (f, 0))[1] + 1)
                    post = [q for q in f.posts if q.acc is not acc]
                    if acc is f.acc and post and rng.random() < 0.6:
                        w.transfer(
                            out,
                            contact,
                            acc,
                            rng.choice(post).acc,
                            t + rng.randint(600, 9 * 3600),
                            "crm_assign",
                        )
            if self.style == "aged_and_sold_again" and times < 2:
                keep.append([lid, contact, holder, now + DAY, times + 1])
        self.stock = keep

    def settle(self):
        for key in sorted(self.owed):
            who, n = self.owed[key]
            if isinstance(who, Person):
                self.purse.give(who.payout, round(n * self.price * 0.4, 2))
            else:
                self.purse.take(who.payout, round(n * self.price, 2))
        self.owed = {}

    def close(self):
        self.stock = []


class SwapRing(Op):
    """Sellers of competing firms who sell each other's lost customers, without a broker."""

    role, appetite = "lead_resale", 5

    def start(self):
        w, rng = self.w, self.rng
        self.posts = []
        for _ in range(6000):
            if len(self.posts) >= self.target:
                break
            f = rng.choice(w.firms)
            if f.industry not in LEADY or not f.posts or f.demand < 0.3 or f.selling:
                continue
            if self.posts and (f.industry != self.posts[0].firm.industry or rng.random() < 0.2):
                continue
            post = rng.choice(f.posts)
            if any(q.firm is f for q in self.posts) and rng.random() < 0.7:
                continue
            if (
                post.acc.role == "clean"
                and not post.person.busy
                and post.acc.bind
                and post.acc.aid not in w.omitted
                and tempted(rng, post.person, 1.2, 0.3)
                and self.join(post.acc, "swap_between_rivals")
            ):
                post.person.busy = True
                self.posts.append(post)

    def work(self):
        w, rng = self.w, self.rng
        for post in self.posts:
            if not post.fresh or rng.random() > 0.45 or post.person.job is not post:
                continue
            other = rng.choice(self.posts)
            if other.firm is post.firm:
                continue
            done = 0
            for lid, contact, when in rng.sample(post.fresh, min(len(post.fresh), [6, 3, 2][self.level])):
                if when < w.day * DAY and (lid, post.acc.aid, other.acc.aid) not in w.lead_truth:
                    ch = (
                        "private_message"
                        if self.level < 2
                        else rng.choice(["private_message", "partner_api", "form"])
                    )
                    done += w.transfer(lid, contact, post.acc, other.acc, w.now(rng, 12, 23), ch, self.ring)
            if done and rng.random() < 0.6:
                self.purse.move(other.person.payout, post.person.payout, done * rng.choice([20, 30, 50, 80]))

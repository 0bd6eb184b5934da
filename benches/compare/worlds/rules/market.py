"""What all trades share: whom the grey market draws on, who buys, what happens on an account afterwards."""

from world import Use
import texts


def pick(w, n, staff=False, home_city=None):
    """Ordinary people who can be talked into it; each at most once."""
    r, out = w.r, []
    if not hasattr(w, "ready"):
        w.ready = [
            a
            for a in w.accounts
            if a.person
            and not a.busy
            and a.kind in ("personal", "professional", "kos")
            and a.holder
            and a.uses
            and a.reg < -10
            and a.uses[0].rate > 0.05
        ]
        r.shuffle(w.ready)
    i = 0
    while len(out) < n and i < len(w.ready):
        a = w.ready[i]
        bound = a.kind == "kos"
        fits = bound == staff and (home_city is None or a.region == home_city)
        if bound:  # in the job since before the window
            fits = fits and a.id in w.last_binding and w.last_binding[a.id][2] < 0
        else:
            fits = fits and a.id not in w.last_binding
        if fits and not a.busy and not (bound and a.firm.kind in ("big", "full")):
            out.append(a)
            w.ready.pop(i)
            a.busy = True
        else:
            i += 1
    return out


class Buyer:
    """A customer of an account farm: a company or a would-be one; follows advice for a while."""

    def __init__(self, w):
        r = w.r
        self.w, self.firm = w, None
        if r.random() < 0.7:
            fs = [
                f
                for f in r.sample(w.firms, min(30, len(w.firms)))
                if f.clean and f.kind == "plain" and len(f.staff) < 20 and f.ent.id not in w.truth
            ]
            if fs:
                self.firm = fs[0]
                w.outside.add(self.firm.ent.id)
        self.city = self.firm.city if self.firm else w.city()
        self.person = w.person(self.city, work=self.firm.office if self.firm else None)
        self.wallet = self.firm.wallet if self.firm and r.random() < 0.4 else self.person.wallet
        self.net = self.firm.office if self.firm else self.person.segs[0][3]
        self.devs, self.load = [], {}

    def device(self, c, t):
        w, r = self.w, self.w.r
        if w.level == 2:
            return w.new_dev()
        cap = 3 if c.keeps("five_a_phone", t) else 9
        for d in self.devs:
            if self.load[d] < cap:
                self.load[d] += 1
                return d
        d = self.person.segs[0][2][0][0] if not self.devs and r.random() < 0.5 else w.new_dev()
        self.devs.append(d)
        self.load[d] = 1
        return d

    def run(self, c, a, city, t0, t1, rate, dev, careful):
        w, r = self.w, self.w.r
        t0, t1 = max(0.0, t0), min(t1, w.days)
        if t0 >= t1:
            return
        last = [u for u in a.uses if u.who == "buyer"]
        d = dev or (last[-1].devs[0][0] if last else self.device(c, t0))
        if w.level == 2:
            net = last[-1].home if last else w.home_net(city if r.random() < 0.7 else self.city)
            mob = r.uniform(0.05, 0.5)
        elif w.level == 1 and (careful or c.keeps("phone_and_city", t0)):
            net, mob = w.proxy_net(city), 0.05
            if not careful and t1 - t0 > 20:  # the proxy is paid for a month; then nobody renews it
                x = t0 + r.choice((20, 30, 30, 60))
                if x < t1 and r.random() < 0.5:
                    a.uses.append(
                        Use(x, t1, rate, [(d, 1.0)], self.net, None, 0.2, "office", 0.6, None, "buyer")
                    )
                    t1 = x
        else:
            net, mob = self.net, 0.2
        hours = r.choice(("office", "common", "studio"))
        a.uses.append(Use(t0, t1, rate, [(d, 1.0)], net, None, mob, hours, r.uniform(0.4, 1), None, "buyer"))


def spend_after(w, c, a, t):
    """Advertising begins after the change; slowly if the rule on jumps is kept."""
    r = w.r
    if r.random() > (0.7, 0.6, 0.45)[w.level]:
        return
    base, slow = r.lognormvariate(5.6, 0.7), c.keeps("spend_jump", max(0, t))
    t += r.uniform(12, 28) if slow else r.uniform(0.5, 6)
    prod = r.choice(("seeding", "lead_collection", "seeding", "search"))
    for i, d in enumerate(range(max(0, int(t)), w.days)):
        if r.random() < 0.8:
            w.ad(a, d, prod, base * r.uniform(0.6, 1.5) * (min(1.0, 0.1 + i / 40.0) if slow else 1.0))


def copy_notes(w, c, accts, t0, t1, text=None, industry=None, n=1):
    """The crew's copy on its accounts; rewritten by the careful, pasted by helpers."""
    r = w.r
    text = text or texts.write(r, industry or r.choice(list(texts.TOPIC)), c.city)
    for a in accts:
        for _ in range(n):
            t = r.uniform(max(0, t0), max(1, min(t1, w.days)))
            if r.random() < (0.7, 0.5, 0.4)[w.level]:
                if c.keeps("same_text", t):
                    own = texts.write(r, industry or a.industry, a.region)
                    new = texts.rewrite(r, text) if r.random() < 0.5 else own
                else:
                    new = texts.touch(r, text)
                w.note(a, t, new)
    return text

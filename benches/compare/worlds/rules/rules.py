"""The platform's rules as the grey market tells them, and the crew that keeps or forgets them.

Every rule: how widely it is known (1 = everybody in the trade, 2 = a rumour), what keeping it costs a crew
(0..1 of a middling budget), the dodge, the trace that the dodge leaves, and why honest people break it.
"""

from world import Use

RULES = {
    "phone_and_city": (
        1,
        0.2,
        "change phone first, city later, or a proxy at the holder's place",
        "proxy drops to the workshop's line",
        "new phone bought on a trip; dormant user who moved",
    ),
    "five_a_phone": (
        1,
        0.4,
        "three to five accounts a phone",
        "one phone takes all on a busy day",
        "family tablets, shop tablets, library and repair-shop devices",
    ),
    "one_network": (
        2,
        0.5,
        "mobile data or one exit an account",
        "auto-joined Wi-Fi of the workshop",
        "dormitories, carriers, co-working floors, hotels",
    ),
    "never_in_office": (
        1,
        0.3,
        "a roll-call day at the office each month",
        "all strangers come the same afternoon",
        "remote sales, parental leave, field staff",
    ),
    "bulk_leads": (
        1,
        0.1,
        "a few leads a day, mixed into lawful ones",
        "the same few each evening; end-of-month rush",
        "reassignment when somebody leaves, a fair, a new CRM",
    ),
    "one_identity": (
        1,
        0.3,
        "bought or relatives' identities",
        "phones and wallets come again",
        "shopkeepers with several accounts, parents who verify for children",
    ),
    "one_wallet": (
        1,
        0.2,
        "several wallets, a middleman",
        "wallets are emptied into one on Sunday",
        "spouses, companies that collect for staff",
    ),
    "cooling_days": (
        2,
        0.3,
        "wait a fortnight between password, phone and payout",
        "an impatient buyer",
        "new number, new bank card and new employer in one week",
    ),
    "full_quota": (
        1,
        0.2,
        "stop at 26 to 29 bindings",
        "a vacated slot is filled within a day or two",
        "busy seasons; staff of a call centre",
    ),
    "same_text": (
        2,
        0.1,
        "change words and order",
        "a helper pastes the original",
        "copy from headquarters or agencies; fashionable phrases",
    ),
    "spend_jump": (
        2,
        0.4,
        "raise the spend slowly",
        "the buyer paid and wants orders now",
        "a successor starts with a new campaign",
    ),
    "twice_sold": (
        2,
        0.2,
        "the second buyer gets a contact days later",
        "the buyers are in one trade",
        "consumers who ask several shops",
    ),
    "odd_hours": (2, 0.3, "work in the holder's hours", "night shift of a helper", "nurses, students abroad"),
    "sudden_life": (
        2,
        0.4,
        "warm up for days before use",
        "skipped when a customer waits",
        "a wedding or a flat makes dormant people active",
    ),
    "two_places": (
        1,
        0.1,
        "agreed hours for holder and renter",
        "the holder forgets the hours",
        "couples and assistants; accelerators",
    ),
    "declared_name": (
        1,
        0.1,
        "declare the holder's own name",
        "names copied wrongly in long lists",
        "an employee whose account is verified by a parent",
    ),
    "short_binding": (
        2,
        0.3,
        "stay a month or more",
        "the whole cohort leaves the same day",
        "seasonal staff, probation, an acquired shop",
    ),
}


class Crew:
    """An operation: level, care, purse, and the days when a helper who knows no rules is on duty."""

    def __init__(self, w, name, city=None):
        r = w.r
        self.w, self.name, self.level, self.city = w, name, w.level, city or w.city()
        self.care = (0.08, r.uniform(0.5, 0.9), r.uniform(0.78, 0.98))[self.level]
        self.purse, self.drift = r.uniform(0.15, 0.9), r.uniform(0.0, 0.35)
        self.help = sorted(r.uniform(0, w.days) for _ in range(r.choice((0, 1, 1, 2))))
        self.help_len = r.uniform(4, 16)
        self.shop = w.fixed_net(self.city, r.choice((1, 1, 2)))
        self.devs, self.load = [], {}
        self.wallets = [w.new_wallet() for _ in range((1, r.randint(2, 4), r.randint(3, 6))[self.level])]
        self.middle = [w.new_wallet() for _ in range((0, r.randint(1, 2), r.randint(2, 3))[self.level])]
        self.offline = (0.1, 0.3, 0.5)[self.level] * r.uniform(0.5, 1.5)  # money that goes another way
        self.hours = r.choice(("studio", "office", "studio", "common"))
        self.day_off = r.randrange(7)

    def helper(self, t):
        return any(a <= t < a + self.help_len for a in self.help)

    def keeps(self, rule, t=0.0):
        known, cost = RULES[rule][:2]
        if self.level < known:
            return self.w.r.random() < 0.07
        p = self.care - self.drift * max(0.0, t) / self.w.days - (0.25 if cost > self.purse else 0.0)
        if self.helper(t):
            p *= 0.4
        return self.w.r.random() < p

    def device(self, t=0.0):
        """A device to run one more account on."""
        w, r = self.w, self.w.r
        if self.level == 2:
            return w.new_dev()
        cap = r.randint(3, 5) if self.keeps("five_a_phone", t) else r.randint(7, 16)
        for d in self.devs:
            if self.load[d] < cap:
                self.load[d] += 1
                return d
        self.devs.append(w.new_dev())
        self.load[self.devs[-1]] = 1
        return self.devs[-1]

    def line(self, city, t=0.0):
        """The network for an account whose holder lives in `city`; and the share of mobile data beside it."""
        w, r = self.w, self.w.r
        if self.level == 2:
            return (w.home_net(city) if r.random() < 0.8 else w.home_net(self.city)), r.uniform(0.1, 0.5)
        if self.keeps("phone_and_city", t):
            return w.proxy_net(city), 0.02
        return self.shop, (0.05 if self.level == 0 else 0.3)

    def run(self, a, city, t0, t1, rate, dev=None, hours=None):
        """The crew uses an account from t0 to t1, with the lapses that come with laziness and helpers."""
        w, r = self.w, self.w.r
        t0, t1 = max(0.0, t0), min(t1, w.days)
        if t0 >= t1:
            return
        dev = dev or self.device(t0)
        net, mob = self.line(city, t0)
        hours = hours or ("common" if self.keeps("odd_hours", t0) else self.hours)
        a.uses.append(
            Use(t0, t1, rate, [(dev, 1.0)], net, None, mob, hours, r.uniform(0.5, 1.1), None, "crew")
        )
        if (
            self.level == 1
            and not self.keeps("one_network", t0)
            and net is not self.shop
            and r.random() < 0.4
        ):
            a.uses.append(
                Use(t0, t1, rate * 0.08, [(dev, 1.0)], self.shop, None, 0.0, hours, 1.0, None, "crew")
            )
        # the exit was down: bare mobile data
        if self.level == 2 and r.random() < 0.15 and city != self.city:
            x = r.uniform(t0, t1)
            a.uses.append(
                Use(
                    x,
                    min(t1, x + 2),
                    rate,
                    [(dev, 1.0)],
                    w.carrier_net(self.city),
                    None,
                    0.0,
                    hours,
                    1.0,
                    None,
                    "crew",
                )
            )
        for h in self.help:
            # the helper takes the nearest phone
            if self.level == 1 and t0 <= h < t1 and r.random() < 0.25:
                d2 = r.choice(self.devs) if self.devs else dev
                a.uses.append(
                    Use(
                        h,
                        min(t1, h + self.help_len),
                        rate * 0.3,
                        [(d2, 1.0)],
                        self.shop,
                        None,
                        0.1,
                        self.hours,
                        1.0,
                        None,
                        "crew",
                    )
                )

    def wallet(self, t=0.0):
        return self.w.r.choice(self.wallets) if self.keeps("one_wallet", t) else self.wallets[0]

    def money(self, payer, payee, t, yuan):
        """Money between the crew and others; some goes by cash or another app, some through a middleman."""
        w, r = self.w, self.w.r
        if r.random() < self.offline:
            return
        if r.random() < 0.7:
            yuan = round(yuan / 10) * 10
        if self.middle and self.keeps("one_wallet", t):
            m = r.choice(self.middle)
            w.pay(payer, m, t, yuan)
            w.pay(m, payee, t + r.uniform(0.02, 3), yuan * r.uniform(0.9, 0.99))
        else:
            w.pay(payer, payee, t, yuan)

    def sweep(self):
        """Side wallets are emptied into the main one, on somebody's fixed day of the week if lazy."""
        w, r = self.w, self.w.r
        for x in self.wallets[1:] + self.middle:
            for k in range(self.day_off, w.days, 7 * r.choice((1, 2, 4))):
                if r.random() < 0.5:
                    w.pay(x, self.wallets[0], k + r.uniform(0.75, 0.99), r.randint(3, 60) * 50)

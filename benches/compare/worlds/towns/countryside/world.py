"""The world under construction: dice, places, ids, and how people settle in it."""

import random

from .clock import DAY, Clock
from .ledger import Ledger
from .networks import Hall, Landline, Networks
from .people import Account, Person, Spell, Use
from .places import Country
from .texts import life_note, retouch, shop_note

_HEX = "0123456789abcdef"
_LUCKY = (6.66, 8.88, 18.88, 52.0, 66.66, 88.0, 88.88, 100.0, 166.0, 200.0, 520.0, 600.0, 666.0)


class World:
    """Shared state. `rng` is the honest dice; tricks bring their own."""

    def __init__(self, seed, camouflage):
        self.seed, self.camouflage = seed, camouflage
        self.rng = random.Random(f"{seed}/honest")
        self.clock = Clock(random.Random(f"{seed}/clock"))
        self.country = Country(self.rng)
        self.nets = Networks(self.rng, self.country)
        self.ledger = Ledger(seed, self.clock)
        self.firms = []
        self.retired, self.free_numbers, self.shoppers, self.tunnels = [], [], [], {}
        self.days = self.clock.days

    # ids -------------------------------------------------------------

    @staticmethod
    def hexid(rng, n=16):
        """An opaque id."""
        return f"{rng.getrandbits(4 * n):0{n}x}"

    def device(self, rng):
        """A device id in the style of its maker."""
        kind = rng.random()
        if kind < 0.38:
            h = self.hexid(rng, 32).upper()
            return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
        return self.hexid(rng, 16) if kind < 0.8 else "oaid" + self.hexid(rng, 20)

    def wallet(self, rng):
        """A payment account."""
        return rng.choice(("zfb", "wx", "bk")) + self.hexid(rng, 12)

    # people ----------------------------------------------------------

    def person(self, rng, town=None, hours=None, line=True):
        """Somebody with a phone, a SIM and mostly a line at home."""
        town = town or self.country.any(rng)
        sim = self.nets.mobile(rng, town)
        nets = [(sim, rng.uniform(0.2, 1.0))]
        if line and rng.random() < 0.8:
            nets.append((Landline(rng, town), rng.uniform(0.4, 2.0)))
        if rng.random() < 0.25:  # a neighbour's, a café's, an employer's line now and then
            nets.append((Landline(rng, town), rng.uniform(0.02, 0.5)))
        devices = [(self.device(rng), 1.0)]
        if rng.random() < 0.14:
            devices.append((self.device(rng), rng.uniform(0.03, 0.4)))
        hours = hours or rng.choices(("evening", "early", "office", "night", "shop"), (58, 14, 13, 7, 8))[0]
        payout = self.wallet(rng) if rng.random() < 0.55 else ""
        spell = Spell(0, self.days, devices, nets, hours)
        return Person(self.hexid(rng), self.hexid(rng, 14), payout, town, spell, sim)

    def rate(self, rng):
        """Logins a day: most people look in a few times a week, some cannot stop."""
        return min(2.2, rng.lognormvariate(-1.75, 0.75))

    def account(self, rng, person, kind=None, rate=None, registered=None, verified=None):
        """An account of a person, used by that person for the whole window."""
        kind = kind or rng.choices(("personal", "professional"), (86, 14))[0]
        if registered is None:
            registered = -int(rng.triangular(2, 1900, 200)) if rng.random() < 0.93 else rng.randrange(self.days - 12)
        t = self.clock.moment(rng, registered)
        account = Account(self.hexid(rng, 24), kind, t, person.town.declared(rng), person, person.town)
        if rng.random() < 0.08:
            account.region = ""
        sure = {"personal": 0.62, "professional": 0.97}.get(kind, 0.93) if verified is None else verified
        if rng.random() > sure:
            account.holder = ""
        if rng.random() < 0.03:
            account.phone = ""
        if kind == "personal" and rng.random() < 0.4:
            account.payout = ""
        account.uses.append(Use(person, 0, self.days, rate if rate is not None else self.rate(rng)))
        self.ledger.accounts.append(account)
        return account

    def resident(self, rng, town=None, **account):
        """A person and their account."""
        person = self.person(rng, town)
        return self.account(rng, person, **account)

    # things people do --------------------------------------------------

    def new_phone(self, rng, person, day, keep=0):
        """Another phone from that day; the old one stays in the drawer for `keep` days."""
        phone = self.device(rng)
        old = person.device_on(day)
        person.change(day, self.days, devices=[(phone, 1.0)])
        if keep:
            person.change(day, min(self.days, day + keep), devices=[(phone, 1.0), (old, 0.3)])
        return old, phone

    def stay(self, rng, person, start, end, town, hall=None, pace=1.0):
        """A stay elsewhere with the own phone and SIM of home (roaming answers at home or there)."""
        nets = [(self.nets.mobile(rng, town), 0.7), (hall or Landline(rng, town), 1.0)]
        if rng.random() < 0.4:
            nets.append((person.sim, 0.35))
        person.change(max(0, start), min(self.days, end), nets=nets, pace=pace)

    def move(self, rng, person, day, town):
        """A move for good."""
        sim = self.nets.mobile(rng, town) if rng.random() < 0.6 else person.sim
        person.change(day, self.days, nets=[(sim, 0.6), (Landline(rng, town), 1.0)])

    def change_phone_number(self, rng, account, day):
        """Another number; the old one goes back to the carrier."""
        new = self.hexid(rng, 14)
        self.ledger.change(account, "phone", self.clock.moment(rng, day, "shop"), account.phone, new)
        account.phone = new

    def change_password(self, rng, account, day):
        """A new password."""
        self.ledger.change(account, "password", self.clock.moment(rng, day))

    def change_payout(self, rng, account, day, new=None):
        """Money goes elsewhere from now on."""
        new = new or self.wallet(rng)
        self.ledger.change(account, "payout_account", self.clock.moment(rng, day), account.payout, new)
        account.payout = new

    def pay(self, rng, payer, payee, day, amount, hours="evening"):
        """Money from one payment account to another."""
        if payer and payee and payer != payee and 0 <= day < self.days:
            self.ledger.payments.append((payer, payee, self.clock.moment(rng, day, hours), round(amount, 2)))

    def red_packet(self, rng, payer, payee, day):
        """A lucky amount."""
        self.pay(rng, payer, payee, day, rng.choice(_LUCKY))

    def note(self, rng, account, day, text=None, hours="evening"):
        """A note; without a text it is about life."""
        t = self.clock.moment(rng, day, hours)
        if t > account.registered:
            self.ledger.notes.append((account.id, t, text or life_note(rng, account.town)))

    shop_text = staticmethod(shop_note)
    retouched = staticmethod(retouch)

    def hall(self, rng, town, exits=1):
        """A shared line in a town."""
        return Hall(rng, town, exits, label=rng.random() < 0.96)

    def look_in(self, rng, account, t, device, net):
        """A single login outside the habit."""
        if account.registered < t < self.clock.end:
            ip, region = net.draw(rng, int(t // DAY))
            self.ledger.logins.append((int(t), account.id, device, ip, region))

    # leads --------------------------------------------------------------

    def contact(self, rng):
        """A consumer."""
        return "c" + self.hexid(rng, 14)

    def lead(self, rng, account, day, contact=None, source=None, hours="shop", followed=0.7):
        """A consumer leaves a number with an account; returns (lead, contact, second)."""
        lead_id, contact = "ld" + self.hexid(rng, 12), contact or self.contact(rng)
        t = max(self.clock.moment(rng, day, hours), account.registered + 3600)
        source = source or rng.choices(("form", "private_message", "import", "comment"), (6, 4, 0.3, 0.7))[0]
        done = t + int(rng.expovariate(1 / 30000.0)) + 60 if rng.random() < followed else None
        if done and done >= self.clock.end:
            done = None
        self.ledger.leads.append((lead_id, contact, account.id, t, source, done))
        return lead_id, contact, t

    def hand_over(self, lead, giver, taker, t, channel, ring=None):
        """Pass a lead on; with a ring it is unlawful."""
        t = min(int(t), self.clock.end - 1)
        if t < lead[2] or t < taker.registered:
            return
        self.ledger.transfers.append((lead[0], lead[1], giver.id, taker.id, t, channel))
        if ring:
            self.ledger.truth_leads.append((lead[0], giver.id, taker.id, ring))

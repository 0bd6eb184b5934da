"""The world's ledger: calendar, identifiers, random streams and the rows agents leave behind."""
import csv
import hashlib
import os
import random
from datetime import date, timedelta

HM = [f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}" for s in range(86400)]

CITY_TABLE = [  # name, inhabitants' weight, city to which carriers' addresses are often attributed
    ("上海", 10, "上海"), ("北京", 9, "北京"), ("广州", 8, "广州"), ("深圳", 8, "广州"), ("杭州", 7, "杭州"),
    ("成都", 7, "成都"), ("重庆", 5, "重庆"), ("武汉", 5, "武汉"), ("苏州", 4, "南京"), ("南京", 4, "南京"),
    ("西安", 4, "西安"), ("长沙", 4, "长沙"), ("郑州", 3, "郑州"), ("青岛", 3, "济南"), ("宁波", 3, "杭州"),
    ("佛山", 2, "广州"), ("合肥", 3, "合肥"), ("厦门", 2, "福州"), ("昆明", 2, "昆明"), ("济南", 2, "济南"),
    ("温州", 1, "杭州"), ("洛阳", 1, "郑州"), ("绵阳", 1, "成都"), ("襄阳", 1, "武汉"),
]


class Net:
    """A fixed line: one public address, in one city; some lines get a new address when they redial."""
    __slots__ = ("city", "ip", "tablet")

    def __init__(self, city, ip):
        self.city, self.ip, self.tablet = city, ip, None


class City:
    def __init__(self, n, row, rnd):
        self.name, self.weight, self.carrier_name = row
        self.prefixes = [f"{36 + n}.{rnd.randrange(256)}", f"{112 + n}.{rnd.randrange(256)}"]
        k = 1 + self.weight // 3
        self.carriers = [[self.address(rnd.random) for _ in range(rnd.randint(1, k))] for _ in range(3)]
        self.cafes = [self.address(rnd.random) for _ in range(2 + self.weight)]
        self.publics = []

    def address(self, r):
        """An address of the city's broadband pool; the pool is finite, so strangers may follow each other."""
        return f"{self.prefixes[r() < 0.5]}.{int(r() * 256)}.{1 + int(r() * 254)}"

    def line(self, r):
        return Net(self, self.address(r))


class Account:
    __slots__ = ("id", "kind", "reg", "region", "holder", "phone", "payout", "industry", "group", "created",
                 "bind", "role", "ring", "omit", "firm", "bound_till")

    def __init__(self, aid, kind, reg, region, holder, phone, payout):
        self.id, self.kind, self.reg, self.region = aid, kind, reg, region
        self.holder, self.phone, self.payout = holder, phone, payout
        self.industry = self.group = ""
        self.created = self.omit = False
        self.bind = self.firm = None
        self.bound_till = ""
        self.role, self.ring = "clean", ""


class World:
    """Calendar, ledger and truth. Agents act; every row of the exports is written by one of their acts."""

    def __init__(self, out, seed, level, null, size):
        self.out, self.seed, self.level, self.null, self.size = out, seed, level, null, size
        c = self.rng("calendar")
        self.days = c.randint(80, 96)
        self.start = date(2025, 3, 1) + timedelta(days=c.randrange(16))
        self.wd0 = self.start.weekday()
        self.daystr = [str(self.start + timedelta(days=i)) for i in range(self.days)]
        self.holiday = {(date(2025, 5, 1) - self.start).days + i for i in range(5)}
        self.holiday |= {(date(2025, 4, 4) - self.start).days + i for i in range(3)}
        self.cities = [City(n, row, self.rng(f"city{n}")) for n, row in enumerate(CITY_TABLE)]
        self.city_cum = []
        for x in self.cities:
            self.city_cum.append(x.weight + (self.city_cum[-1] if self.city_cum else 0))
        self.accounts, self.people, self.firms, self.operations = [], [], [], []
        self.agenda = [[] for _ in range(self.days)]
        self.today = []
        self.n_logins = 0
        self.rows = {k: [] for k in ("bindings", "lead_transfers", "account_changes", "leads", "payments",
                                     "ad_spend", "notes", "approved_operators")}
        self.resold, self.stories, self._told = [], [], set()
        self.market, self.dealer_stock = [], []
        self._n = {}
        os.makedirs(os.path.join(out, "truth"), exist_ok=True)

    # -- identifiers and chance ---------------------------------------------------------------------
    def rng(self, name):
        return random.Random(f"{self.seed}|{name}")

    def hid(self, kind, key=None, size=8):
        """An opaque identifier; without a key the next one of its kind."""
        if key is None:
            key = self._n[kind] = self._n.get(kind, 0) + 1
        return hashlib.blake2b(f"{self.seed}|{kind}|{key}".encode(), digest_size=size).hexdigest()

    def pick_city(self, rng):
        return rng.choices(self.cities, cum_weights=self.city_cum)[0]

    # -- calendar -----------------------------------------------------------------------------------
    def at(self, day, act):
        """An appointment: act(day) happens in the morning of that day, if the window sees it."""
        if 0 <= day < self.days:
            self.agenda[int(day)].append(act)

    def stamp(self, day, sec):
        day, sec = day + int(sec) // 86400, int(sec) % 86400
        if day >= self.days:
            return None
        if day < 0:
            return f"{self.start + timedelta(days=day)} {HM[sec]}"
        return f"{self.daystr[day]} {HM[sec]}"

    # -- what agents leave behind -------------------------------------------------------------------
    def login(self, acc, dev, sec, ip, region):
        if acc.reg > self.dawn and acc.reg > f"{self.dawn} {HM[sec]}":
            return  # not yet registered at that hour
        self.today.append((sec, f"{acc.id},{dev},", f",{ip},{region}\n"))

    def change(self, acc, field, day, sec, new=""):
        t = self.stamp(day, sec)
        if t is None or t <= acc.reg:
            return
        old = ""
        if field != "password":
            attr = {"phone": "phone", "payout_account": "payout", "holder": "holder",
                    "region": "region"}[field]
            old = getattr(acc, attr)
            if old == new:
                return
            setattr(acc, attr, new)
        self.rows["account_changes"].append((acc.id, field, t, old, new))

    def bind(self, firm, acc, day, sec, method, employee):
        """Opens a binding, closing an open one; the platform refuses what exceeds the firm's quota."""
        t = self.stamp(day, sec)
        if t is None or firm.bound >= firm.quota or t <= acc.reg:
            return
        if acc.bind:
            self.unbind(acc, day, max(0, sec - 600))
        if acc.bind:
            return
        if t <= acc.bound_till:
            self.at(day + 1, lambda d: None if acc.bind else self.bind(firm, acc, d, sec, method, employee))
            return
        firm.bound += 1
        acc.bind, acc.firm = [firm.acc.id, acc.id, t, "", method, employee], firm
        self.rows["bindings"].append(acc.bind)

    def unbind(self, acc, day, sec):
        t = self.stamp(day, sec)
        if acc.bind and t and t > acc.bind[2]:
            acc.bind[3] = acc.bound_till = t
            acc.firm.bound -= 1
            acc.bind = acc.firm = None

    def pay(self, payer, payee, day, sec, yuan):
        t = self.stamp(day, sec)
        if t and payer and payee and payer != payee and yuan > 0:
            n = len(self.rows["payments"])
            self.rows["payments"].append([None, payer, payee, t, f"{yuan:.2f}", n])

    def lead(self, acc, contact, day, sec, source):
        t = self.stamp(day, sec)
        if t is None:
            return None
        row = [None, contact, acc.id, t, source, ""]
        row[0] = "L" + self.hid("lead", f"{contact}/{acc.id}/{t}/{source}")
        self.rows["leads"].append(row)
        return row

    def transfer(self, lead, a, b, day, sec, channel, ring=None):
        t = self.stamp(day, sec)
        if t is None or a is b or t <= lead[3]:
            return False
        self.rows["lead_transfers"].append((lead[0], lead[1], a.id, b.id, t, channel))
        if ring:
            self.resold.append((lead[0], a.id, b.id, ring))
        return True

    def spend(self, acc, day, product, yuan):
        if 0 <= day < self.days and yuan > 0:
            self.rows["ad_spend"].append((acc.id, self.daystr[day], product, f"{yuan:.2f}"))

    def note(self, acc, day, sec, text):
        t = self.stamp(day, sec)
        if t and t > acc.reg:
            self.rows["notes"].append(["N" + self.hid("note", f"{acc.id}/{t}"), acc.id, t, text])

    def approve(self, kind, ident, reason, until=""):
        self.rows["approved_operators"].append((kind, ident, reason, until))

    def tell(self, acc, typology, story):
        if (acc.id, story) not in self._told:
            self._told.add((acc.id, story))
            self.stories.append((acc.id, typology, story))

    def guilty(self, acc, role, ring, story):
        acc.role, acc.ring, acc.omit = role, ring, False
        self.tell(acc, "lead_resale" if role == "lead_buyer" else role, story)

    # -- run and write ------------------------------------------------------------------------------
    def run(self):
        with open(os.path.join(self.out, "logins.csv"), "w", encoding="utf-8", newline="") as f:
            f.write("account_id,device_id,login_at,ip,region\n")
            for d in range(self.days):
                self.dawn = self.daystr[d]
                for act in self.agenda[d]:
                    act(d)
                for agent in self.firms:
                    agent.act(d)
                for person in self.people:
                    person.live(d)
                for op in self.operations:
                    op.act(d)
                self.today.sort()
                day = self.daystr[d] + " "
                f.writelines([a + day + HM[s] + b for s, a, b in self.today])
                self.n_logins += len(self.today)
                self.today = []

    def settle(self):
        """Who planned something but never came to do it within the window has done nothing wrong."""
        handed = {x for _, a, b, _ in self.resold for x in (a, b)}
        bound = {x for row in self.rows["bindings"] for x in row[:2]}
        kept = set()
        for a in self.accounts:
            if a.role in ("lead_resale", "lead_buyer") and a.id not in handed or \
                    a.role == "affiliated" and a.id not in bound:
                a.role, a.ring = "clean", ""
                kept.add(a.id)
        self.stories = [s for s in self.stories if s[0] not in kept or s[1] == "honest"]

    def _write(self, name, header, rows):
        with open(os.path.join(self.out, name), "w", encoding="utf-8", newline="") as f:
            out = csv.writer(f, lineterminator="\n")
            out.writerow(header.split(","))
            out.writerows(rows)

    def write(self):
        self.settle()
        accs = sorted(self.accounts, key=lambda a: a.id)
        self._write("accounts.csv", "account_id,account_kind,registered_at,region,holder_hash,phone_hash,"
                    "payout_account,industry,group_id",
                    [(a.id, "kos" if a.bind else a.kind, a.reg, a.region, a.holder, a.phone, a.payout,
                      a.industry, a.group) for a in accs])
        pay = sorted(self.rows["payments"], key=lambda x: (x[3], x[1], x[2], x[4]))
        self.rows["payments"] = [(f"T{i:07d}", *p[1:5]) for i, p in enumerate(pay, 1)]
        heads = {
            "bindings": ("enterprise_id,account_id,bound_at,unbound_at,method,employee_hash", (2, 1)),
            "lead_transfers": ("lead_id,contact_hash,from_account,to_account,transferred_at,channel",
                    (4, 0, 2)),
            "account_changes": ("account_id,field,changed_at,old_value,new_value", (2, 0, 1)),
            "leads": ("lead_id,contact_hash,account_id,collected_at,source,followed_up_at", (3, 0)),
            "payments": ("payment_id,payer,payee,paid_at,amount_cny", (0,)),
            "ad_spend": ("account_id,spent_on,product,spend_cny", (1, 0, 2, 3)),
            "notes": ("note_id,account_id,published_at,text", (2, 0)),
            "approved_operators": ("kind,id,reason,valid_until", (0, 1, 2)),
        }
        for name, (head, key) in heads.items():
            self._write(name + ".csv", head, sorted(self.rows[name], key=lambda x: tuple(x[k] for k in key)))
        self._write("truth/truth_accounts.csv", "account_id,role,ring",
                    [(a.id, a.role, a.ring) for a in accs if not a.omit])
        self._write("truth/truth_leads.csv", "lead_id,from_account,to_account,ring", sorted(set(self.resold)))
        self._write("truth/stories.csv", "account_id,typology,story", sorted(self.stories))

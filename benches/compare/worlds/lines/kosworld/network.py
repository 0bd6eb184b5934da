"""Access networks as an operator's core and a platform's login rows see them.

* Mobile operators put a whole province behind a few hundred public IPv4 addresses,
  often located in the provincial capital; over IPv6 every attachment is a new prefix.
* Home lines get a new address every few days; some sit behind carrier NAT as well.
* Offices, malls and campuses have addresses that stay for years and are everybody's.
"""

from . import geo

OPERATORS = ["cm", "ct", "cu", "cb"]
OPERATOR_WEIGHTS = [54, 24, 20, 2]
LINE_WEIGHTS = [38, 36, 24, 2]
V6_HEAD = {"cm": "2409", "ct": "240e", "cu": "2408", "cb": "240a"}
FIRST_OCTETS = [
    36,
    39,
    42,
    49,
    58,
    59,
    60,
    61,
    101,
    106,
    110,
    111,
    112,
    113,
    114,
    115,
    116,
    117,
    118,
    119,
    120,
    121,
    122,
    123,
    124,
    125,
    140,
    153,
    171,
    175,
    180,
    182,
    183,
    202,
    210,
    211,
    218,
    219,
    220,
    221,
    222,
    223,
]


class Atlas:
    """Who owns which addresses: one /16 per place and operator, NAT pools inside."""

    def __init__(self, rng):
        self.rng = rng
        self._blocks = {}
        self._pools = {}
        self._taken = set()

    def block(self, place, operator):
        """The first two octets of a place's lines."""
        key = (place, operator)
        if key not in self._blocks:
            self._blocks[key] = self._fresh_block()
        return self._blocks[key]

    def prefix(self, place, operator):
        """The IPv6 groups that all lines of a place and operator share."""
        key = (place, operator, 6)
        if key not in self._blocks:
            self._blocks[key] = f"{V6_HEAD[operator]}:{self.rng.randint(0x100, 0x8fff):x}"
        return self._blocks[key]

    def _fresh_block(self):
        while True:
            block = f"{self.rng.choice(FIRST_OCTETS)}.{self.rng.randint(0, 255)}"
            if block not in self._taken:
                self._taken.add(block)
                return block

    def pool(self, place, operator, size):
        """A carrier NAT: few public addresses in a handful of /24s."""
        key = (place, operator, size)
        if key not in self._pools:
            block = self._fresh_block()
            nets = [self.rng.randint(0, 255) for _ in range(max(1, size // 60))]
            self._pools[key] = [
                f"{block}.{self.rng.choice(nets)}.{self.rng.randint(1, 254)}" for _ in range(size)
            ]
        return self._pools[key]


def _v6_tail(rng):
    bits = rng.getrandbits(64)
    return f"{bits >> 48:x}:{bits >> 32 & 65535:x}:{bits >> 16 & 65535:x}:{bits & 65535:x}"


class Broadband:
    """A home or shop line: leased IPv4, delegated IPv6 prefix, phones with daily suffixes."""

    def __init__(self, atlas, rng, city, lease=None):
        self.city = city
        self.operator = rng.choices(OPERATORS, LINE_WEIGHTS)[0]
        self.lease = lease or rng.choice([2, 3, 5, 7, 7, 14, 30, 60, 400])
        self.phase = rng.randint(0, 400)
        self.v6_share = rng.choice([0, 0, 0, 0.35, 0.6, 0.85])
        self.region = geo.label(city if rng.random() > 0.015 else geo.other_city(rng, city))
        self._nat = atlas.pool(city, self.operator, 120) if rng.random() < 0.3 else None
        self._head = atlas.block(city, self.operator)
        self._head6 = atlas.prefix(city, self.operator)
        self._epoch = None
        self._v4 = self._v6 = ""
        self._tails = {}

    def address(self, rng, day, hour, device):
        """The address a device shows on this line on a day."""
        epoch = (day + self.phase) // self.lease
        if epoch != self._epoch:
            self._renew(rng, epoch)
        if rng.random() >= self.v6_share:
            return self._v4, self.region
        known = self._tails.get(device)
        if known is None or known[0] != day:
            known = self._tails[device] = (day, _v6_tail(rng))
        return f"{self._v6}:{known[1]}", self.region

    def _renew(self, rng, epoch):
        self._epoch = epoch
        self._v4 = (
            rng.choice(self._nat)
            if self._nat
            else (f"{self._head}.{rng.randint(0, 255)}.{rng.randint(1, 254)}")
        )
        self._v6 = f"{self._head6}:{rng.randint(0, 65535):x}:{rng.randint(0, 65535):x}"


class Mobile:
    """A SIM: provincial carrier NAT on IPv4, or a new IPv6 prefix for every attachment."""

    def __init__(self, atlas, rng, city, operator=None):
        self.city = city
        self.operator = operator or rng.choices(OPERATORS, OPERATOR_WEIGHTS)[0]
        province = geo.PROVINCE.get(city, city)
        self._pool = atlas.pool(province, self.operator + "-m", 260 if self.operator == "cm" else 140)
        self._head6 = atlas.prefix(province + "-m", self.operator)
        self.v6_share = rng.choice([0.1, 0.45, 0.6, 0.75])
        self._city_label = geo.label(city)
        self._capital_label = geo.label(geo.CAPITAL.get(province, city))
        self._to_capital = rng.choice([0.1, 0.3, 0.3, 0.7])
        self._session = None
        self._current = ("", "")

    def address(self, rng, day, hour, device):
        """One attachment lasts some hours, then another address comes."""
        session = (day, hour // 4)
        if session != self._session or rng.random() < 0.15:
            self._session = session
            self._current = self._attach(rng)
        return self._current

    def _attach(self, rng):
        region = self._capital_label if rng.random() < self._to_capital else self._city_label
        if rng.random() < self.v6_share:
            head = f"{self._head6}:{rng.randint(0, 65535):x}:{rng.randint(0, 65535):x}"
            return f"{head}:{_v6_tail(rng)}", region
        return rng.choice(self._pool), region


class Fixed:
    """A leased line with one to some thirty addresses that never change."""

    def __init__(self, atlas, rng, city, size=1):
        self.city = city
        self.region = geo.label(city)
        head = f"{atlas.block(city, rng.choice(OPERATORS[:3]))}.{rng.randint(0, 255)}"
        first = rng.randint(1, 250 - min(size, 200))
        self._pool = [f"{head}.{first + i}" for i in range(size)]

    def address(self, rng, day, hour, device):
        """Any of the line's addresses; the firewall decides."""
        return rng.choice(self._pool), self.region


class Foreign:
    """A tunnel or a stay abroad: a few exits of a hosting or foreign access provider."""

    def __init__(self, atlas, rng, country):
        self.city = country
        self.region = country
        self._pool = atlas.pool(country, "exit", 40)
        self._mine = rng.sample(self._pool, 3)

    def address(self, rng, day, hour, device):
        """Mostly the same few exits, sometimes a new one."""
        return (rng.choice(self._mine) if rng.random() < 0.9 else rng.choice(self._pool)), self.region


class ProxyPool:
    """A seller of residential exits: each city has some; customers get them again and again."""

    def __init__(self, atlas, rng, per_city):
        self._atlas, self._rng, self._per_city = atlas, rng, per_city
        self._exits = {}

    def exit(self, city):
        """A line in the city that other customers of the pool may have as well."""
        lines = self._exits.setdefault(city, [])
        if len(lines) < self._per_city:
            lines.append(Broadband(self._atlas, self._rng, city, lease=self._rng.choice([3, 10, 30])))
            return lines[-1]
        return self._rng.choice(lines)

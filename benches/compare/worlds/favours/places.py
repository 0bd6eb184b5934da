"""Cities and the networks people stand in when they open the app.

A household's router, a carrier's shared gateway, an office line and a hotel
differ in who else is behind them and for how long an address lasts.
"""

CITIES = [
    ("上海", 9),
    ("北京", 9),
    ("广州", 8),
    ("深圳", 8),
    ("杭州", 7),
    ("成都", 7),
    ("重庆", 6),
    ("武汉", 5),
    ("西安", 5),
    ("南京", 5),
    ("苏州", 4),
    ("郑州", 4),
    ("长沙", 4),
    ("东莞", 3),
    ("青岛", 3),
    ("沈阳", 3),
    ("合肥", 3),
    ("佛山", 2),
    ("宁波", 2),
    ("昆明", 2),
    ("福州", 2),
    ("厦门", 2),
    ("哈尔滨", 2),
    ("南宁", 2),
    ("义乌", 1),
    ("临沂", 1),
    ("赣州", 1),
    ("遵义", 1),
    ("阜阳", 1),
    ("周口", 1),
    ("汕头", 1),
    ("莆田", 1),
    ("绵阳", 1),
    ("襄阳", 1),
    ("喀什", 1),
    ("三亚", 1),
]
CITY_NAMES = [c for c, _ in CITIES]
CITY_WEIGHTS = [w for _, w in CITIES]
HOME_TOWNS = ["阜阳", "周口", "赣州", "遵义", "临沂", "绵阳", "襄阳", "汕头", "莆田", "南宁"]
ABROAD = ["香港", "日本", "泰国", "新加坡"]
CARRIERS = 3
V6_HEADS = ("2409:8a", "240e:3", "2408:82")
V6_MOBILE = ("2409:89", "240e:4", "2408:84")
FIRST_OCTETS = (
    36,
    39,
    58,
    60,
    61,
    101,
    106,
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
    171,
    175,
    180,
    182,
    183,
    218,
    219,
    220,
    221,
    222,
    223,
)


def mix(*parts):
    """A small stable integer hash, so that an address can be recomputed."""
    value = 0x9E3779B9
    for part in parts:
        value = ((value ^ (part & 0xFFFFFFFF)) * 0x85EBCA6B + 0xC2B2AE35) & 0xFFFFFFFF
        value ^= value >> 13
    return value


def city_index(city):
    """Cities have a number; places abroad come after them."""
    if city in CITY_NAMES:
        return CITY_NAMES.index(city)
    return len(CITY_NAMES) + ABROAD.index(city)


class Net:
    """A network seen from outside: what address does a login show today?

    kind `home` keeps an address for a lease, `mobile` lends one of a few
    gateway addresses to everybody in town, `fixed` never changes, and `pool`
    (a proxy seller's modems) hands out addresses of a few neighbouring blocks.
    """

    __slots__ = ("kind", "city", "key", "carrier", "lease", "v6", "index")

    def __init__(self, kind, city, rng):
        self.kind = kind
        self.city = city
        self.key = rng.getrandbits(32)
        self.carrier = rng.choices(range(CARRIERS), (5, 3, 2))[0]
        self.lease = rng.choice((1, 2, 3, 7, 7, 14, 30, 60, 400))
        self.v6 = {"home": 0.35, "mobile": 0.45}.get(kind, 0.0) * (rng.random() < 0.7)
        self.index = city_index(city)

    def address(self, day, rng):
        """The address of one login on this day."""
        if self.v6 and rng.random() < self.v6:
            return self._address6(day, rng)
        if self.kind == "mobile":
            size = 6 + mix(self.index, self.carrier) % 20
            low = mix(self.index, self.carrier, rng.randrange(size))
        elif self.kind == "fixed":
            low = self.key
        elif self.kind == "pool":
            low = mix(self.key, rng.randrange(3)) & 0xFF00 | rng.randrange(256)
        else:
            low = mix(self.key, int(day) // self.lease)
        base = mix(self.index, self.carrier, 7)
        first = FIRST_OCTETS[base % len(FIRST_OCTETS)]
        return f"{first}.{(base >> 8) % 256}.{(low >> 8) % 256}.{low % 254 + 1}"

    def _address6(self, day, rng):
        """Privacy addresses: the prefix lives a lease, the rest a day."""
        if self.kind == "mobile":
            head, low = V6_MOBILE[self.carrier], mix(self.key, int(day * 3))
        else:
            head, low = V6_HEADS[self.carrier], mix(self.key, int(day) // self.lease)
        tail = mix(self.key, int(day), 5), rng.getrandbits(16)
        return (
            f"{head}{self.index:02x}:{low >> 16:x}:{low & 0xFFFF:x}:"
            f"{tail[0] >> 16:x}:{tail[0] & 0xFFFF:x}:{tail[1]:x}"
        )

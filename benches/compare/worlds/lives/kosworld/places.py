"""Cities and the networks that people use there."""

from .timeline import DAY

CITIES = (
    ("上海", 12),
    ("北京", 11),
    ("广东深圳", 10),
    ("广东广州", 10),
    ("浙江杭州", 9),
    ("四川成都", 8),
    ("重庆", 7),
    ("湖北武汉", 6),
    ("江苏苏州", 6),
    ("江苏南京", 5),
    ("陕西西安", 5),
    ("湖南长沙", 5),
    ("河南郑州", 5),
    ("天津", 4),
    ("山东青岛", 4),
    ("浙江宁波", 4),
    ("福建厦门", 4),
    ("安徽合肥", 4),
    ("广东东莞", 4),
    ("广东佛山", 3),
    ("福建福州", 3),
    ("山东济南", 3),
    ("云南昆明", 3),
    ("辽宁沈阳", 3),
    ("广西南宁", 2),
    ("江西南昌", 2),
    ("贵州贵阳", 2),
    ("浙江金华", 3),
    ("浙江温州", 2),
    ("河北石家庄", 2),
    ("山西太原", 2),
    ("黑龙江哈尔滨", 2),
    ("吉林长春", 2),
    ("海南三亚", 1),
    ("河南周口", 1),
    ("安徽阜阳", 1),
    ("江西赣州", 1),
    ("广东揭阳", 1),
    ("湖南邵阳", 1),
    ("福建莆田", 1),
    ("江苏宿迁", 1),
    ("甘肃兰州", 1),
    ("新疆乌鲁木齐", 1),
    ("内蒙古呼和浩特", 1),
    ("西藏拉萨", 1),
)
COUNTY_CITIES = (
    "河南周口",
    "安徽阜阳",
    "江西赣州",
    "广东揭阳",
    "湖南邵阳",
    "福建莆田",
    "江苏宿迁",
    "四川成都",
    "河南郑州",
)
ABROAD = ("英国", "澳大利亚", "日本", "美国", "新加坡", "中国香港", "法国")
NAMES = [c for c, _ in CITIES]
_WEIGHTS = [n for _, n in CITIES]
_INDEX = {c: i for i, c in enumerate(NAMES + list(ABROAD))}
_MASK = (1 << 64) - 1
_V4_HEADS = (
    36,
    39,
    58,
    60,
    101,
    106,
    111,
    112,
    113,
    114,
    115,
    117,
    119,
    120,
    121,
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
_V6_HEADS = ("2408:84", "2409:89", "240e:3", "240e:4", "2409:8a", "2408:82")


def mix(*parts):
    """A stable hash of small integers; the addresses of a network are drawn from it."""
    h = 0x243F6A8885A308D3
    for p in parts:
        h = ((h ^ p) * 0x9E3779B97F4A7C15) & _MASK
        h ^= h >> 29
    return h


def draw_city(rng):
    return rng.choices(NAMES, _WEIGHTS)[0]


def other_city(rng, city):
    """A city other than the given one."""
    while True:
        found = draw_city(rng)
        if found != city:
            return found


class Network:
    """A way into the internet: `pool` addresses that are re-dealt every `lease` seconds.

    A phone mast has a few hundred addresses for everybody in town; a home gets a new one whenever
    the carrier feels like it; an office pays for a fixed one.
    """

    __slots__ = ("key", "city", "pool", "lease", "v6")

    def __init__(self, key, city, pool=1, lease=0, v6=0.0):
        self.key, self.city, self.pool, self.lease, self.v6 = key, city, pool, lease, v6

    def ip(self, t, rng):
        """The address that a server sees at time t."""
        era = (t + self.key % 90000) // self.lease if self.lease else 0
        if self.v6 and rng.random() < self.v6:
            h = mix(self.key, era, 6, rng.randrange(self.pool * 40) if self.pool > 1 else 0)
            host = rng.getrandbits(64)
            return "%s%x:%x:%x:%x:%x:%x:%x" % (
                _V6_HEADS[h % 6],
                (h >> 8) % 15 + 1,
                h >> 16 & 0xFFFF,
                h >> 32 & 0xFFFF,
                host >> 48,
                host >> 32 & 0xFFFF,
                host >> 16 & 0xFFFF,
                host & 0xFFFF,
            )
        h = mix(self.key, era, 4, rng.randrange(self.pool) if self.pool > 1 else 0)
        head = _V4_HEADS[(_INDEX[self.city] * 3 + h % 4) % len(_V4_HEADS)]
        return "%d.%d.%d.%d" % (head, h >> 8 & 255, h >> 16 & 255, (h >> 24) % 254 + 1)


class Atlas:
    """Makes networks and keeps the carriers' shared ones."""

    def __init__(self):
        self._carriers = {}
        self._last = 1000

    def _key(self):
        self._last += 7
        return self._last

    def mobile(self, city, carrier):
        """The carrier's network of a city, shared by everybody with that SIM card."""
        found = self._carriers.get((city, carrier))
        if found is None:
            pool = 160 + mix(_INDEX[city], carrier) % 300
            found = self._carriers[city, carrier] = Network(
                self._key(), city, pool, 0, (0.25, 0.5, 0.65)[carrier]
            )
        return found

    def home(self, city, rng):
        """Broadband at home: mostly its own changing address, sometimes behind the carrier's gateway."""
        if rng.random() < 0.15:
            return self.mobile(city, rng.randrange(3))
        lease = int(DAY * rng.choice((1, 2, 3, 7, 12, 30, 90)) * rng.uniform(0.8, 1.3))
        return Network(self._key(), city, 1, lease, rng.choice((0, 0, 0.3, 0.6)))

    def fixed(self, city, pool=1, v6=0.0):
        """An office, shop, school or hotel line with fixed addresses."""
        return Network(self._key(), city, pool, 0, v6)

    def proxy(self, city, pool, lease_days=3):
        """Residential exits that somebody rents; they look like homes of that city."""
        return Network(self._key(), city, pool, int(lease_days * DAY), 0.0)

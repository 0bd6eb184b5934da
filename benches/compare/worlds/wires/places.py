"""Cities, networks and devices, with what the capture makes of them."""

from hashlib import blake2b

from core import DAY, Device, hexid, weighted

# city, province, capital of the province, weight
CITIES = [
    ("上海", "上海", "上海", 9),
    ("北京", "北京", "北京", 8),
    ("广州", "广东", "广州", 7),
    ("深圳", "广东", "广州", 7),
    ("佛山", "广东", "广州", 3),
    ("东莞", "广东", "广州", 3),
    ("汕头", "广东", "广州", 1),
    ("杭州", "浙江", "杭州", 7),
    ("宁波", "浙江", "杭州", 3),
    ("温州", "浙江", "杭州", 2),
    ("金华", "浙江", "杭州", 2),
    ("南京", "江苏", "南京", 4),
    ("苏州", "江苏", "南京", 4),
    ("无锡", "江苏", "南京", 2),
    ("徐州", "江苏", "南京", 1),
    ("成都", "四川", "成都", 6),
    ("绵阳", "四川", "成都", 1),
    ("重庆", "重庆", "重庆", 5),
    ("武汉", "湖北", "武汉", 5),
    ("襄阳", "湖北", "武汉", 1),
    ("长沙", "湖南", "长沙", 4),
    ("衡阳", "湖南", "长沙", 1),
    ("郑州", "河南", "郑州", 4),
    ("洛阳", "河南", "郑州", 1),
    ("周口", "河南", "郑州", 1),
    ("西安", "陕西", "西安", 4),
    ("济南", "山东", "济南", 2),
    ("青岛", "山东", "济南", 3),
    ("临沂", "山东", "济南", 1),
    ("福州", "福建", "福州", 2),
    ("厦门", "福建", "福州", 2),
    ("泉州", "福建", "福州", 2),
    ("合肥", "安徽", "合肥", 3),
    ("阜阳", "安徽", "合肥", 1),
    ("沈阳", "辽宁", "沈阳", 2),
    ("大连", "辽宁", "沈阳", 2),
    ("昆明", "云南", "昆明", 2),
    ("南宁", "广西", "南宁", 2),
    ("石家庄", "河北", "石家庄", 2),
    ("哈尔滨", "黑龙江", "哈尔滨", 2),
]
CITY_NAMES = [c[0] for c in CITIES]
CAPITAL = {c[0]: c[2] for c in CITIES}
PROVINCE = {c[0]: c[1] for c in CITIES}
CARRIERS = (("m", 5), ("u", 2), ("t", 3))


def some_city(rng):
    return weighted(rng, [(c[0], c[3]) for c in CITIES])


class Net:
    """A network. What it shows as address depends on its kind, what it shows as place on the geo-IP data."""

    __slots__ = ("kind", "city", "key", "pool", "lease", "shown", "six", "cache")

    def __init__(self, w, rng, kind, city):
        self.kind, self.city, self.key = kind, city, hexid(rng)
        self.pool, self.lease, self.six, self.cache = None, 1, 0.0, {}
        wrong = w.geo_wrong
        if kind == "mobile":
            self.shown = CAPITAL[city] if rng.random() < 0.6 else city
        elif rng.random() < wrong:
            self.shown = some_city(rng)
        else:
            self.shown = CAPITAL[city] if rng.random() < 0.18 else city
        if kind == "lease":
            self.lease = rng.choice((1, 2, 3, 7, 7, 14, 30))
        elif kind == "fixed":
            self.six = rng.choice((0, 0, 0, 0.5))
        elif kind == "mobile":
            self.six = w.mobile_six

    def _hash(self, part):
        if part not in self.cache:
            self.cache[part] = blake2b(f"{self.key}/{part}".encode(), digest_size=8).hexdigest()
        return self.cache[part]

    def address(self, day, rng):
        kind = self.kind
        if kind == "lease":
            return self._hash(day // self.lease)
        if kind == "six":  # delegated prefix, new one every day
            return self._hash(day)
        if kind == "fixed":
            if self.six and rng.random() < self.six:
                return self._hash(f"s{day}")
            return self._hash("f")
        if self.six and rng.random() < self.six:  # mobile IPv6: a new one at every attach
            return hexid(rng)
        return self._hash(-1 - int(rng.random() * self.pool))


def setup(w):
    """World-wide capture conditions and the shared networks of carriers."""
    rng = w.rng("places")
    w.geo_wrong = rng.uniform(0.03, 0.08)
    w.mobile_six = rng.uniform(0.35, 0.6)
    w.clone_ids = [hexid(rng) for _ in range(max(3, round(9 * w.scale)))]
    w.clone_ids[0] = "0" * 16
    w.image_ids = [hexid(rng) for _ in range(max(3, round(10 * w.scale)))]
    w.os_day = rng.randrange(5, w.days - 10)
    w.mobile, w.cgnat = {}, {}
    for city, _, _, weight in CITIES:
        for carrier, share in CARRIERS:
            net = Net(w, rng, "mobile", city)
            net.pool = max(2, round(weight * share * 0.5 * w.scale))
            w.mobile[city, carrier] = net
        nets = []
        for _ in range(max(1, round(weight * w.scale))):
            net = Net(w, rng, "nat", city)
            net.pool = rng.randint(1, 4)
            nets.append(net)
        w.cgnat[city] = nets
    w.idc = []
    for city in ("杭州", "广州", "北京", "成都", "金华"):
        net = Net(w, rng, "nat", city)
        net.pool = max(3, round(12 * w.scale))
        w.idc.append(net)


def home_net(w, rng, city):
    r = rng.random()
    if r < 0.42:
        return Net(w, rng, "six", city)
    if r < 0.80:
        return Net(w, rng, "lease", city)
    if r < 0.95:
        return rng.choice(w.cgnat[city])
    return Net(w, rng, "fixed", city)


def office_net(w, rng, city):
    r = rng.random()
    if r < 0.6:
        return Net(w, rng, "fixed", city)
    return Net(w, rng, "lease" if r < 0.85 else "six", city)


def sim(w, rng, city):
    """The mobile network that somebody's card shows; migrants often keep the card from home."""
    where = some_city(rng) if rng.random() < 0.10 else city
    return w.mobile[where, weighted(rng, CARRIERS)]


def fresh_id(rng, kind):
    if kind == "ios":
        x = hexid(rng, 32).upper()
        return f"{x[:8]}-{x[8:12]}-{x[12:16]}-{x[16:20]}-{x[20:]}"
    return hexid(rng, 20) if kind == "pc" else hexid(rng)


def make_device(w, rng, kind=None, since=0):
    """A device with the id resets that will happen to it in the window."""
    kind = kind or ("ios" if rng.random() < 0.38 else "android")
    first = fresh_id(rng, kind)
    moments = []
    if kind in ("android", "ios", "tablet", "cloud"):
        if kind == "android" and rng.random() < 0.012:
            return Device(kind, [(-(10**9), rng.choice(w.clone_ids))], rng.choice((0, 0, 0.2)))
        if rng.random() < 0.09:  # app reinstalled
            moments.append(rng.randrange(w.end))
        if kind != "cloud" and rng.random() < 0.05:  # OS upgrade
            moments.append((w.os_day + rng.randrange(20)) * DAY + rng.randrange(DAY))
    elif kind == "pc":  # cookies cleared now and then
        t = rng.expovariate(1 / (35 * DAY))
        while t < w.end and len(moments) < 9:
            moments.append(int(t))
            t += rng.expovariate(1 / (35 * DAY))
    elif kind == "emulator":
        if rng.random() < 0.45:
            first = rng.choice(w.image_ids)
        elif rng.random() < 0.4:
            moments.append(rng.randrange(w.end))
    ids = [(-(10**9), first)]
    for t in sorted(moments):
        if t > since:
            ids.append((t, fresh_id(rng, "android" if kind in ("emulator", "cloud", "tablet") else kind)))
    refresh = rng.choice((0, 0, 0, 0, 0.1, 0.3, 0.7)) if kind != "pc" else 0
    return Device(kind, ids, refresh)


def handed_on(w, rng, device, t):
    """A used device in new hands: a factory reset changes the id on some models only."""
    if rng.random() < 0.5:
        ids = [x for x in device.ids if x[0] <= t] + [(t, fresh_id(rng, device.kind))]
        return Device(device.kind, ids, device.refresh)
    return device

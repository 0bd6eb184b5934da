"""What an address says about a place: landlines, carriers, shared halls, proxies.

Geolocation labels are as uneven as in life: landlines are known to the city, carrier gateways often
answer from the provincial capital, IPv6 to the province or not at all.
"""

CARRIERS = ("240e", "2409", "2408")  # telecom, mobile, unicom


def _labels(town, depth):
    """Twelve labels to draw from; the mix is how exact the locator is for this kind of line."""
    if depth == "line":
        return (town.short,) * 10 + (town.province, "")
    if depth == "gateway":
        seat = town.province if town.province == town.capital else town.province + town.capital
        if town.kind == "county":
            return (town.short,) * 5 + (seat,) * 4 + (town.province,) * 3
        return (town.short,) * 9 + (town.province,) * 2 + ("",)
    return (town.province,) * 7 + (town.short,) * 4 + ("",)


class Landline:
    """A home or shop line: dialled anew every few days, with IPv6 where the modem is young."""

    def __init__(self, rng, town, v6=None):
        self.town, self.number = town, rng.randrange(1 << 30)
        self.lease = rng.choice((1, 2, 3, 7, 14, 30, 90))
        self.v6 = rng.choice((0, 0, 0.3, 0.6, 0.8)) if v6 is None else v6
        self.prefix = f"{rng.choice(CARRIERS)}:{town.v6:x}:{rng.randrange(65536):x}:{rng.randrange(16, 4096):x}"
        self.labels, self.labels6 = _labels(town, "line"), _labels(town, "v6")

    def draw(self, rng, day):
        """Address and label of one login."""
        r = rng.random()
        if r < self.v6:
            tail = rng.getrandbits(64)
            ip = f"{self.prefix}:{tail >> 48:x}:{tail >> 32 & 65535:x}:{tail >> 16 & 65535:x}:{tail & 65535:x}"
            return ip, self.labels6[tail % 12]
        return self.town.v4(self.number + day // self.lease * 7919), self.labels[int(r * 997) % 12]


class Carrier:
    """A carrier in a town: a handful of gateways for everybody, or a new IPv6 prefix each day."""

    def __init__(self, rng, town, prefix):
        self.town, self.prefix = town, prefix
        size = {"metro": 48, "city": 18, "county": 6}[town.kind]
        self.gateways = [town.v4(rng.randrange(1 << 30)) for _ in range(size)]
        self.labels, self.labels6 = _labels(town, "gateway"), _labels(town, "v6")
        self.v6 = rng.uniform(0.25, 0.65)

    def draw(self, rng, day):
        """Address and label of one login."""
        bits = rng.getrandbits(80)
        if (bits & 1023) / 1024 < self.v6:
            return (
                f"{self.prefix}:{self.town.v6 + 1 & 65535:x}:{bits >> 10 & 65535:x}:{bits >> 26 & 65535:x}"
                f"::{bits >> 42 & 65535:x}"
            ), self.labels6[(bits >> 60) % 12]
        return self.gateways[(bits >> 10) % len(self.gateways)], self.labels[(bits >> 30) % 12]


class Hall:
    """One or a few fixed addresses for many people: campus, dormitory, café, office, hotel, park."""

    def __init__(self, rng, town, exits=1, label=True):
        self.town = town
        self.exits = [town.v4(rng.randrange(1 << 30)) for _ in range(exits)]
        self.labels = _labels(town, "line") if label else ("",) * 12

    def draw(self, rng, day):
        """Address and label of one login."""
        r = int(rng.random() * 1200)
        return self.exits[r % len(self.exits)], self.labels[r // 100]


class Rail:
    """A train line: whichever town's carrier the carriage is passing."""

    def __init__(self, carriers):
        self.carriers, self.town = carriers, carriers[0].town

    def draw(self, rng, day):
        """Address and label of one login."""
        return rng.choice(self.carriers).draw(rng, day)


class Networks:
    """Carriers exist once per town; everything else is made when somebody moves in."""

    def __init__(self, rng, country):
        self.carriers = {t: [Carrier(rng, t, prefix) for prefix in CARRIERS] for t in country.towns}

    def mobile(self, rng, town):
        """A SIM card of that town."""
        return self.carriers[town][rng.choices((0, 1, 2), (3, 5, 2))[0]]

    def rail(self, rng, towns):
        """A line through those towns."""
        return Rail([self.mobile(rng, town) for town in towns])

"""Device identifiers as the app reports them, and how they change without a new phone."""


def android(rng):
    """Android id: sixteen hex digits, kept until a factory reset."""
    return f"{rng.getrandbits(64):016x}"


def iphone(rng):
    """Vendor identifier: an upper-case UUID that a reinstallation renews."""
    return _uuid(rng).upper()


def harmony(rng):
    """Open advertising identifier: a lower-case UUID."""
    return _uuid(rng)


def browser(rng):
    """A cookie; it lives until somebody cleans up."""
    return f"web_{rng.getrandbits(96):024x}"


def _uuid(rng):
    text = f"{rng.getrandbits(128):032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{text[16:20]}-{text[20:]}"


def phone(rng, iphone_share):
    """A phone of the kind that somebody of this age and city carries."""
    roll = rng.random()
    if roll < iphone_share:
        return iphone(rng)
    return harmony(rng) if roll > 0.85 else android(rng)


def phone_kit(rng, days, iphone_share, upgrade=0.10):
    """The phone over the window, with its reinstallations and perhaps an upgrade.

    A kit is a list of (device, first day, last day, weight, place); place is
    ``any``, ``work`` or ``home``.
    """
    kit, first = [], 0
    current = phone(rng, iphone_share)
    while first <= days:
        renews = 0.14 if current[8:9] == "-" and current.isupper() else 0.05
        if rng.random() < renews + upgrade:
            last = rng.randint(first, days)
            kit.append((current, first, last, 1.0, "any"))
            if rng.random() < 0.4:
                kit.append((current, last, min(days, last + rng.randint(1, 12)), 0.15, "home"))
            first, upgrade = last + 1, upgrade / 3
            current = phone(rng, iphone_share)
        else:
            kit.append((current, first, days + 1, 1.0, "any"))
            break
    return kit or [(current, 0, days + 1, 1.0, "any")]


def browser_kit(rng, days, place, weight):
    """A computer whose cookie is cleaned every few weeks or never."""
    kit, first = [], 0
    life = rng.choice([20, 45, 90, 400])
    while first <= days:
        last = first + max(3, int(rng.expovariate(1 / life)))
        kit.append((browser(rng), first, last, weight, place))
        first = last + 1
    return kit

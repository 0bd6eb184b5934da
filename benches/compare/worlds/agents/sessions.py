"""The logins of a day, and the notes written during them."""

from base import DAY
from words import chatter


def login(w, rng, acc, hand, t):
    """One login outside the daily routine, on the hand's own device."""
    if 0 <= t < w.end:
        w.logins.append((int(t), acc, hand.device, hand.net, hand.city.name))


def visit(w, acc, device, ip, city, t):
    if 0 <= t < w.end:
        w.logins.append((int(t), acc, device, ip, city.name))


def routine(w, rng):
    rnd, out = rng.random, w.logins.append
    base, wd, pace = w.day * DAY, (w.start.weekday() + w.day) % 7, w.pace
    for acc in w.accounts:
        for seat in acc.seats:
            n = int(seat.rate * seat.week[wd] * pace + rnd())
            if not n:
                continue
            h = seat.hand
            if h.off:
                continue
            if rnd() < 0.3:
                n += 1 + int(rnd() * 2.5)
            hours, size, city = h.hours, len(h.hours), h.city.name
            for _ in range(n):
                t = base + int((hours[int(rnd() * size)] + rnd()) * 3600)
                dev = h.device
                r = rnd()
                if r < h.alt_p and h.alt:
                    dev = h.alt
                    ip = h.alt_net or h.net
                else:
                    r = rnd()
                    if r < h.work_p and h.work:
                        ip = h.work
                    elif r < h.work_p + h.net_p:
                        ip = h.net
                    else:
                        ip = h.cgn[int(rnd() * len(h.cgn))]
                out((t, acc, dev, ip, city))
                if rnd() < seat.post:
                    note(w, rng, acc, seat, t + 60 + int(rnd() * 1500))


def note(w, rng, acc, seat, t, script=None):
    script = script or seat.script
    city = acc.region
    if script and rng.random() < 0.7:
        text = script.copy(rng, city)
    else:
        text = chatter(rng, acc.topic or acc.industry, city, acc.kind != "personal" and rng.random() < 0.7)
    w.notes.append((min(int(t), w.end - 1), acc.aid, text))

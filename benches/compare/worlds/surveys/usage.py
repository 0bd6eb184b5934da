"""From stints to logins: when somebody uses an account, on what, from where."""

from base import HMS
from people import TABLE


def login_lines(w):
    """All logins, account by account, as finished lines. Each account has an own stream of chance."""
    out = []
    for acc in sorted(w.accounts, key=lambda a: a.id):
        r = w.rng("use/" + acc.id)
        rows = []
        floor = acc.reg[0] * 86400 + acc.reg[1]
        for st in acc.stints:
            one_stint(w, r, st, rows)
        rows.sort()
        last = None
        for t, dev, ip, region in rows:
            if t < floor or t == last:
                continue
            last = t
            day, sec = divmod(t, 86400)
            out.append(f"{acc.id},{dev},{w.dates[day]} {HMS[sec]},{ip},{region}\n")
    return out


def one_stint(w, r, st, rows):
    """Logins of one user of one account."""
    rnd = r.random
    p = st.person
    table = TABLE[st.rhythm or p.rhythm]
    size = len(table)
    away = {}
    for a, b, city in p.trips:
        for d in range(a, b):
            away[d] = city
    city, home = p.city, p.home
    moves = list(p.moves)
    work = None
    mood = 1.0
    d1 = min(st.d1, w.days)
    base = p.rhythm in ("office", "student", "early")
    for day in range(max(0, st.d0), d1):
        while moves and moves[0][0] <= day:
            _, city, home = moves.pop(0)
        if day == st.d0 or day % 7 == 0:
            mood = r.gammavariate(1.6, 0.625)
        if st.days is not None and day not in st.days:
            continue
        free = w.weekday[day] > 4 or day in w.holiday
        x = st.rate * mood * (st.weekend if free else 1.0)
        n = int(x) if st.at is None else 1
        if st.at is None and rnd() < x - n:
            n += 1
        if not n:
            continue
        if p.work:
            work = None
            for a, b, net in p.work:
                if a <= day < b:
                    work = net
        for _ in range(n):
            if st.at is None:
                h = table[int(rnd() * size)]
                sec = h * 3600 + int(rnd() * 3600)
            else:
                sec = st.at
                h = sec // 3600
            at = None
            trip = away.get(day)
            place = trip or city
            if st.nets and (st.net_p >= 1 or rnd() < st.net_p):
                at = st.nets[int(rnd() * len(st.nets))]
            elif trip:
                if trip in w.abroad:
                    at = w.abroad[trip]
                elif rnd() < 0.4:
                    at = w.hotel[trip][(day + len(p.holder) + p.age) % 12]
            elif work is not None and 9 <= h < 19 and not (free and base):
                if rnd() < 0.5:
                    at = work
            elif h < 8 or h >= 19 or rnd() < 0.4:
                if rnd() < p.wifi:
                    at = home
            elif rnd() < 0.06:
                at = w.public[city]
            if st.devs and (st.dev_p >= 1 or rnd() < st.dev_p):
                dev = st.devs[int(rnd() * len(st.devs))]
            elif p.cloud and rnd() < 0.4:
                dev, at = p.cloud[0], p.cloud[1]
            elif at is home and p.tablet and rnd() < 0.18:
                dev = p.tablet
            elif at is not None and p.pc and not trip and rnd() < 0.3:
                dev = p.pc
            else:
                dev = p.phone_at(day)
            if at is not None:
                rows.append((day * 86400 + sec, dev, at.ip(day, rnd()), at.region))
            else:
                pool = w.mobile[place, p.carrier]
                ip, region = pool[int(rnd() * len(pool))]
                rows.append((day * 86400 + sec, dev, ip, region))

"""Accounts sold and rented: what the caller admits after ten minutes on the phone."""

import tricks_firms
from hands import (
    aftermath,
    hand,
    own_side,
    post,
    private_life,
    rounds,
    seat_for,
    seller,
    settle,
    slip,
    take_over,
)
from honest import other_seat
from world import DAY, Seat


def sold(w, h, account, t, price=None, rate=None, keep=None):
    """One sale: the old life ends, a stranger's begins; some sellers peek in once more."""
    r = w.rng
    private_life(w, account, 0, t - r.choice((0, 0, 1, 4, 15)) * DAY)
    if r.random() < 0.25:
        w.touch(account, account.person.seat, t + r.uniform(0.1, 20) * DAY)
    take_over(w, h, account, t)
    settle(w, h, account.person.pay, t - r.randint(300, 90000), price or round(r.lognormvariate(6.3, 0.9)))
    seat = keep or seat_for(w, h, account, account.person.city)
    post(w, h, account, t)
    return account, seat, t, w.end


def promote(w, account, t, mean=60):
    """The reason for buying: advertisements start soon after."""
    r = w.rng
    if r.random() < 0.4:
        w.advertise(
            account,
            t + r.randint(1, 15) * DAY,
            w.end,
            r.choice(("seeding", "lead_collection", "shutiao")),
            mean,
        )


def farm_drip(w, ring, n):
    """Raises accounts on his own shelf for months and sells them one by one to whoever asks."""
    r, h = w.rng, hand(w)
    grown, own_side_turns = [], []
    for _ in range(n):
        a = seller(w, ring, "traded", "farm_drip", age=r.randint(5, 160) * DAY)
        if r.random() < (0.5, 0.15, 0.08)[w.camouflage]:
            a.holder = h.me.holder
        t, buyer = w.when(0.25, 0.92), w.person()
        own_side_turns.append((a, seat_for(w, h, a, h.me.city), 0, t))
        post(w, h, a, -DAY, 2)
        w.live(a, other_seat(w, buyer.seat), t, w.end, None, buyer.rhythm)
        w.change(a, "password", t + 300)
        w.change_phone(a, t + r.randint(400, 90000), buyer.phone)
        if r.random() < 0.5:
            w.change_payout(a, t + 2 * DAY, buyer.pay)
        settle(w, h, buyer.pay, t, r.choice((168, 260, 388, 520, 900)), back=True)
        promote(w, a, t)
        grown.append(a)
    rounds(w, h, own_side_turns)
    own_side(w, h)


def quit_and_sold(w, ring, n):
    """Leaves the shop, has no use for the followers, sells to a former customer or rival."""
    h, turns = hand(w), []
    for _ in range(min(n, w.rng.randint(1, 4))):
        firm, t = tricks_firms.host(w), w.when(0.2, 0.85)
        a = seller(w, ring, "traded", "quit_and_sold", firm.city, "professional")
        w.bind(firm.account, a, -w.rng.randint(30, 300) * DAY, t - w.rng.randint(1, 25) * DAY)
        turns.append(sold(w, h, a, t))
        promote(w, a, t)
        aftermath(w, a)
    rounds(w, h, turns)


def wedding_debt(w, ring, n):
    """Sells the only account once, in need, and regrets it on the phone."""
    h = hand(w)
    a = seller(w, ring, "traded", "wedding_debt")
    t = w.when(0.15, 0.85)
    _, seat, _, _ = sold(w, h, a, t, w.rng.randint(600, 6000))
    w.live(a, seat, t, w.end, w.rng.uniform(0.3, 1.4), h.me.rhythm)
    slip(w, h, a, t, w.end)
    promote(w, a, t)
    aftermath(w, a)
    own_side(w, h)


def middleman_flip(w, ring, n):
    """A dealer holds each account for some days, checks it and sells it on at half as much again."""
    r, dealer, turns = w.rng, hand(w), []
    buyers = [hand(w) for _ in range(max(1, n // 3))]
    ends = {id(b): [] for b in buyers}
    for _ in range(n):
        a, t, b = seller(w, ring, "traded", "middleman_flip"), w.when(0.1, 0.75), r.choice(buyers)
        price = round(r.lognormvariate(6, 0.7))
        turns.append(sold(w, dealer, a, t, price))
        u = t + r.randint(1, 25) * DAY
        turns[-1] = turns[-1][:3] + (u,)
        take_over(w, b, a, u)
        settle(w, b, r.choice(dealer.purses), u, round(price * r.uniform(1.2, 1.9)))
        ends[id(b)].append((a, seat_for(w, b, a, a.person.city), u, w.end))
        promote(w, a, u)
    rounds(w, dealer, turns)
    for b in buyers:
        if ends[id(b)]:
            rounds(w, b, ends[id(b)])


def sold_twice_by_appeal(w, ring, n):
    """Sells, rings the desk as the robbed holder, gets it back by face check and sells again."""
    r, first, second = w.rng, hand(w), hand(w)
    turns, later = [], []
    person = None
    for _ in range(min(n, r.randint(1, 5))):
        a, t = seller(w, ring, "traded", "sold_twice_by_appeal"), w.when(0.1, 0.5)
        person = person or a.person
        if r.random() < 0.5:
            a.person, a.holder = person, person.holder
        back = t + r.randint(6, 30) * DAY
        turns.append(sold(w, first, a, t)[:3] + (back,))
        w.change(a, "password", back)
        w.change_phone(a, back + 400, a.person.phone)
        w.live(a, a.person.seat, back, back + 4 * DAY, 1.2, a.person.rhythm)
        u = back + r.randint(3, 14) * DAY
        take_over(w, second, a, u)
        settle(w, second, a.person.pay, u, r.randint(300, 2500))
        later.append((a, seat_for(w, second, a, a.person.city), u, w.end))
    rounds(w, first, turns)
    rounds(w, second, later)


def sleepers_bought(w, ring, n):
    """Buys forgotten accounts in bulk for their age; the holders barely remember them."""
    r, h, turns = w.rng, hand(w), []
    arrival = w.when(0.15, 0.6)
    for _ in range(n):
        a = seller(w, ring, "traded", "sleepers_bought", age=r.randint(900, 3000) * DAY)
        t = arrival + r.randint(0, (4, 12, 40)[w.camouflage]) * DAY + r.randint(0, 40000)
        if r.random() < 0.3:
            w.live(a, a.person.seat, 0, t, 0.03, a.person.rhythm)
        take_over(w, h, a, t)
        settle(w, h, a.person.pay, t, r.choice((50, 80, 100, 150)))
        turns.append((a, seat_for(w, h, a, a.person.city), t, w.end))
        post(w, h, a, t, 4)
        promote(w, a, t, 35)
    rounds(w, h, turns)


def shop_sublet_with_account(w, ring, n):
    """Hands over lease, stock and the personal account that was never the shop's to sell."""
    h = hand(w)
    a = seller(w, ring, "traded", "shop_sublet_with_account", h.me.city, "professional", "shop")
    t = w.when(0.2, 0.8)
    shop = w.office_net()
    private = a.person.seat
    w.live(a, Seat(private.devices, [shop, private.nets[0]], a.person.city), 0, t, 0.7, "shop")
    take_over(w, h, a, t, 0.8)
    settle(w, h, a.person.pay, t - DAY, w.rng.randint(20, 160) * 500)
    w.live(a, Seat([h.me.device], [shop, h.me.seat.nets[0]], h.me.city), t, w.end, 0.8, "shop")
    if w.rng.random() < 0.4:
        w.touch(a, private, t + 5 * DAY)


def bought_by_new_shop(w, ring, n):
    """A shop buys grown accounts and binds them at once, so that its staff look famous."""
    r, firm = w.rng, tricks_firms.host(w, fresh=True)
    h, turns = hand(w, firm.city), []
    for _ in range(n):
        a, t = seller(w, ring, "traded", "bought_by_new_shop"), w.when(0.1, 0.8)
        turns.append(sold(w, h, a, t))
        w.bind(
            firm.account, a, t + r.randint(1, 20) * DAY, employee=h.me.holder if r.random() < 0.3 else None
        )
        w.advertise(a, t + 8 * DAY, w.end, r.choice(("seeding", "lead_collection")), 90)
    rounds(w, h, turns)


def full_house(w, ring, n):
    """One licence, bought accounts bound to it, forms on all of them, and the callers sold on."""
    r, h, turns = w.rng, hand(w), []
    firm = tricks_firms.licence(w, ring, "full_house", h)
    firm.account.role = "lead_resale"
    shops = tricks_firms.buyers(w, ring, "full_house", r.randint(1, 3), firm.industry)
    for _ in range(n):
        a, t = seller(w, ring, "traded", "full_house"), w.when(0.05, 0.6)
        turns.append(sold(w, h, a, t))
        w.bind(firm.account, a, t + r.randint(1, 9) * DAY)
        w.advertise(a, t + 9 * DAY, w.end, "lead_collection", 110)
        rows = sorted(
            (
                w.lead(a, r.uniform(t + 9 * DAY, w.end), "form")
                for _ in range(r.randint(3, 16))
                if t + 10 * DAY < w.end
            ),
            key=lambda x: x[3],
        )
        middle = firm.account if r.random() < 0.6 else a
        if middle is not a:
            for row in rows:
                w.transfer(row[0], row[1], a, middle, row[3] + r.randint(20, 500), "crm_assign")
        for row, target, u in tricks_firms.hand_over(
            w, ring, middle, [f.account for f in shops], rows, ("export", "form", "private_message"), 1
        ):
            tricks_firms.follow(w, row, target, u)
    for f in shops:
        for _ in range(r.randint(1, 4)):
            tricks_firms.pay_for(
                w, f.account.payout, r.choice(h.purses), w.when(0.3, 0.98), r.randint(3, 20), 40
            )
    rounds(w, h, turns)


def key_person_dies(w, ring, n):
    """Sells the late husband's account as her own; the new hand passes no check in his name."""
    h = hand(w)
    a, t = seller(
        w, ring, "traded", "key_person_dies", rhythm="elder", age=w.rng.randint(400, 2500) * DAY
    ), w.when(0.2, 0.7)
    widow = w.person(a.person.city, "elder")
    w.live(a, a.person.seat, 0, t - 30 * DAY, 0.4, "elder")
    w.live(a, Seat([a.person.device], [widow.seat.nets[0]], widow.city), t - 25 * DAY, t, 0.1, "elder")
    take_over(w, h, a, t, 0.6)
    settle(w, h, widow.pay, t, w.rng.randint(200, 3000))
    w.live(a, seat_for(w, h, a, a.person.city), t, w.end, 0.6, h.me.rhythm)
    w.live(w.account(widow), widow.seat, rhythm="elder")


# rented ------------------------------------------------------------------------


def monthly(w, h, account, start, end, fee):
    """Rent on a day that slips, with a month or two forgotten."""
    t = start + w.rng.randint(0, 3) * DAY
    while t < min(end, w.end):
        if w.rng.random() < 0.88:
            settle(w, h, account.person.pay, t, fee)
        t += w.rng.randint(27, 34) * DAY


def rental_studio(w, ring, n):
    """A studio posts on rented accounts all day; the holders keep scrolling in the evening."""
    r, h, turns = w.rng, hand(w), []
    fee = r.choice((60, 80, 100, 150, 200))
    for _ in range(n):
        a = seller(w, ring, "rented", "rental_studio", kind="personal")
        private_life(w, a)
        start = r.choice((0, w.when(0.05, 0.6)))
        end = w.end if r.random() < 0.7 else start + r.randint(25, 70) * DAY
        turns.append((a, seat_for(w, h, a, a.person.city), start, end))
        monthly(w, h, a, start, end, fee + r.choice((0, 0, 20)))
        post(w, h, a, start, 5)
        promote(w, a, start, 30)
    rounds(w, h, turns)
    own_side(w, h)


def dorm_recruit(w, ring, n):
    """One student signs up the corridor, keeps a cut of the rent and relays the codes."""
    r, h, city = w.rng, hand(w), w.city()
    agent, wifi, turns = w.person(city, "student"), w.home_net(), []
    for k in range(n):
        a = seller(w, ring, "rented", "dorm_recruit", city, "personal", "student")
        a.person.seat.nets = [wifi, w.carrier(city)] if r.random() < 0.7 else a.person.seat.nets
        private_life(w, a)
        start = w.when(0.1, 0.5) + k * r.randint(0, 2 * DAY)
        turns.append((a, seat_for(w, h, a, city), start, w.end))
        for m in range(r.randint(1, 3)):
            w.pay(agent.pay, a.person.pay, start + m * 30 * DAY, r.choice((30, 40, 50)))
        post(w, h, a, start, 4)
    for m in range(3):
        settle(w, h, agent.pay, w.when(0.2, 0.6) + m * 30 * DAY, 60 * n)
    w.live(w.account(agent), agent.seat, rhythm="student")
    rounds(w, h, turns)


def day_rate(w, ring, n):
    """Let out by the day for a launch or a festival; ten days in, then silence."""
    r, h, turns = w.rng, hand(w), []
    bursts = [w.when(0.05, 0.85) for _ in range(r.randint(1, 4))]
    for _ in range(n):
        a = seller(w, ring, "rented", "day_rate")
        private_life(w, a)
        seat = seat_for(w, h, a, a.person.city)
        for b in bursts:
            if r.random() < 0.75 or b is bursts[0]:
                end = b + r.randint(3, 10) * DAY
                turns.append((a, seat, b - r.randint(0, DAY), end))
                settle(w, h, a.person.pay, end, r.randint(2, 12) * 15)
                w.note(a, b + r.randint(0, 2 * DAY), r.choice(h.text) + "！")
    h.idle = 0.03
    rounds(w, h, turns)


def face_check_standby(w, ring, n):
    """The renter does all; the holder is fetched only when the platform wants a face."""
    r, h, turns = w.rng, hand(w), []
    for _ in range(n):
        a, t = seller(w, ring, "rented", "face_check_standby"), w.when(0.02, 0.4)
        private_life(w, a, 0, t)
        seat = seat_for(w, h, a, a.person.city)
        turns.append((a, seat, t, w.end))
        for _ in range(r.randint(2, 7)):
            u = r.uniform(t, w.end)
            w.touch(a, a.person.seat, u)
            w.touch(a, seat, u + r.randint(60, 1500))
            if r.random() < 0.5:
                settle(w, h, a.person.pay, u + 4000, r.choice((20, 30, 50, 66)))
        if r.random() < 0.4:
            w.change_payout(a, t + 5 * DAY, r.choice(h.purses))
        post(w, h, a, t, 4)
    rounds(w, h, turns)


def lent_to_a_friend_for_rent(w, ring, n):
    """A single tenant whom the holder knows by first name only; a dispute over the last month."""
    r, h = w.rng, hand(w)
    a, t = seller(w, ring, "rented", "lent_to_a_friend_for_rent", kind="professional"), w.when(0.02, 0.4)
    end = t + r.randint(30, 90) * DAY
    private_life(w, a, 0, None, 0.25)
    seat = seat_for(w, h, a, a.person.city)
    w.live(a, seat, t, end, r.uniform(0.4, 1.5), h.me.rhythm)
    slip(w, h, a, t, min(end, w.end))
    monthly(w, h, a, t, end, r.choice((200, 300, 500)))
    w.change(a, "password", end + 5000)
    promote(w, a, t)


TRICKS = {
    farm_drip: (3, 20),
    quit_and_sold: (1, 4),
    wedding_debt: (1, 1),
    middleman_flip: (3, 11),
    sold_twice_by_appeal: (1, 5),
    sleepers_bought: (4, 18),
    shop_sublet_with_account: (1, 1),
    bought_by_new_shop: (2, 8),
    rental_studio: (4, 26),
    dorm_recruit: (3, 8),
    day_rate: (3, 12),
    face_check_standby: (2, 10),
    lent_to_a_friend_for_rent: (1, 1),
    full_house: (3, 10),
    key_person_dies: (1, 1),
}


def populate(w, quota):
    """Every trick in turn, in shuffled order, until enough accounts are abused."""
    r = w.rng
    tricks = {**TRICKS, **tricks_firms.TRICKS}
    deck, done = [], 0
    while done < quota:
        if not deck:
            deck = r.sample(list(tricks), len(tricks))
        trick = deck.pop()
        low, high = tricks[trick]
        if high < 3 and r.random() < 0.5:
            continue
        n = min(high, low + int(r.expovariate(1 / max(1, (high - low) / 3))))
        if w.size < 6000:
            n = min(n, low + 3)
        if len(w.accounts) + 4 * n + 60 > w.size:
            return
        ring = w.ring()
        trick(w, ring, n)
        done += sum(a.ring == ring for a in w.accounts)

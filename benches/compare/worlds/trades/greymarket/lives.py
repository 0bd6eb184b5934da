"""Honest private people, ordinary ones and those whom life made look odd."""

from dataclasses import replace

from .almanac import DAY, HOUR
from .firms import w_time
from .people import device, digest, live, new_person, small_changes, till
from .text import INDUSTRIES, note_text


def ordinary(w, rng):
    """Somebody with one account, rarely two or three, and small changes in life."""
    person = new_person(w, rng)
    for extra in range(rng.choices((1, 2, 3), (90, 8, 2))[0]):
        kind = "professional" if rng.random() < 0.1 else "personal"
        account = w.open_account(
            rng,
            kind,
            person,
            verified=rng.random() < 0.75,
            payout=rng.random() < 0.3,
            industry=rng.choice(INDUSTRIES) if kind == "professional" else "",
        )
        if rng.random() < 0.08:
            account.registered = rng.randrange(w.length * 3 // 4)
        if extra:
            account.phone = digest(rng)
        live(w, rng, account, person.habit)
        _everyday(w, rng, account, kind, person)


def _everyday(w, rng, account, kind, person):
    """Changes as with anybody, a note now and then, an advert, a debt to a friend."""
    small_changes(w, rng, account)
    if kind == "professional" and rng.random() < 0.15:
        first = rng.randrange(w.days)
        for day in range(first, first + rng.choice((2, 5, 10, 30))):
            w.spend(account, day, rng.choice(("seeding", "shutiao")), rng.uniform(10, 150))
    for _ in range(int(rng.expovariate(1 / (3 if kind == "professional" else 0.25)))):
        w.note(rng, account, w_time(w, rng), note_text(rng, account.industry, person.city))
    if rng.random() < 0.08:
        w.pay(
            rng,
            account.payout or person.wallet,
            till(rng),
            w_time(w, rng),
            rng.choice((50, 66.6, 88, 100, 200, 520, 1000)),
        )


def _owner(w, rng, story, **kw):
    """A person and the one account the story is about."""
    person = new_person(w, rng, **kw)
    account = w.open_account(
        rng, "professional" if rng.random() < 0.2 else "personal", person, payout=rng.random() < 0.4
    )
    small_changes(w, rng, account)
    w.tell(account, story)
    return person, account


def phone_upgrade(w, rng):
    """A new phone; the old one goes to a drawer, a child or a dealer."""
    person, account = _owner(w, rng, "phone_upgrade")
    t = w_time(w, rng)
    live(w, rng, account, person.habit, 0, t)
    live(w, rng, account, replace(person.habit, devices=[device(rng)]), t)
    if rng.random() < 0.5:
        w.used_phones.append((person.habit.devices[0], t // DAY + rng.randint(1, 20)))


def second_hand_phone(w, rng):
    """A stranger buys the used phone and logs in to the own account on it."""
    person, account = _owner(w, rng, "second_hand_phone")
    t = w_time(w, rng, w.length // 6)
    phone = w.take_used_phone(rng, t // DAY)
    live(w, rng, account, person.habit, 0, t)
    live(w, rng, account, replace(person.habit, devices=[phone or device(rng)]), t)
    if rng.random() < 0.3:
        w.change(rng, account, "password", t + rng.randrange(2 * HOUR))


def family_tablet(w, rng):
    """Parents, a child and a grandmother share the tablet in the living room."""
    tablet, head = device(rng), None
    for _ in range(rng.randint(2, 5)):
        person, account = _owner(w, rng, "family_tablet", city=head.city if head else None)
        head = head or person
        habit = replace(
            person.habit,
            devices=person.habit.devices + [tablet] * rng.randint(2, 12),
            evening=[head.home] * 5 + [person.carrier],
        )
        live(w, rng, account, habit)
        if rng.random() < 0.3:
            account.payout = head.wallet


def dormant_return(w, rng):
    """Away for a year; back with a new phone, number and city, password forgotten."""
    person, account = _owner(w, rng, "dormant_return")
    t = w_time(w, rng)
    city = w.geo.city(rng, person.city)
    if rng.random() < 0.5:
        live(w, rng, account, person.habit, 0, t // 4, 0.05)
    live(w, rng, account, replace(person.moved_to(w, rng, city), devices=[device(rng)]), t)
    w.change(rng, account, "password", t + rng.randrange(900))
    if rng.random() < 0.7:
        w.change(rng, account, "phone", t + rng.randrange(5 * DAY))
    if rng.random() < 0.4:
        w.change(rng, account, "region", t + rng.randrange(20 * DAY), city)


def moved_city(w, rng):
    """A move for work or love: another line, later another number."""
    person, account = _owner(w, rng, "moved_city")
    t, city = w_time(w, rng), w.geo.city(rng, person.city)
    live(w, rng, account, person.habit, 0, t)
    live(w, rng, account, person.moved_to(w, rng, city), t)
    if rng.random() < 0.4:
        w.change(rng, account, "phone", t + rng.randrange(30 * DAY))
    if rng.random() < 0.5:
        w.change(rng, account, "region", t + rng.randrange(30 * DAY), city)


def traveller(w, rng):
    """A salesman who sleeps in another city every week."""
    person, account = _owner(w, rng, "traveller")
    t = 0
    while t < w.length:
        stop = t + rng.randint(2, 9) * DAY
        habit = person.habit if rng.random() < 0.4 else person.moved_to(w, rng, w.geo.city(rng))
        live(w, rng, account, habit, t, stop, 0.5)
        t = stop


def public_device(w, rng):
    """A machine in a library, a hotel lobby or a net café; hundreds pass by."""
    city, machine = w.geo.city(rng), [device(rng) for _ in range(rng.randint(1, 4))]
    line = w.geo.office(rng, city)
    for _ in range(rng.randint(50, 240)):
        person, account = _owner(w, rng, "public_device", city=city)
        live(w, rng, account, person.habit)
        for _ in range(rng.choice((1, 1, 1, 2, 5))):
            w.login(account, rng.choice(machine), w_time(w, rng, high=23), line, rng)


def dormitory(w, rng):
    """Six in a room on one line; phones are borrowed when a battery is empty."""
    city = w.geo.city(rng)
    line, mates = w.geo.office(rng, city), []
    for _ in range(rng.randint(4, 8)):
        mates.append(_owner(w, rng, "dormitory", city=city, kind="student"))
    for person, account in mates:
        friend = rng.choice(mates)[0].habit.devices[0]
        habit = replace(
            person.habit,
            devices=person.habit.devices * 3 + [friend],
            day=[line, person.carrier],
            evening=[line] * 4 + [person.carrier],
        )
        live(w, rng, account, habit)


def overseas_student(w, rng):
    """Studies abroad, uses a line back home to watch series; all addresses odd."""
    person, account = _owner(w, rng, "overseas_student", kind="night")
    far = rng.choice(w.geo.abroad)
    back = rng.choice(w.geo.exits[person.city])
    t = w_time(w, rng)
    live(w, rng, account, person.habit, 0, t if rng.random() < 0.4 else 1)
    live(w, rng, account, replace(person.habit, day=[far, far, back], evening=[far, back]), t)


def line_from_a_provider(w, rng):
    """A home-worker or gamer on a rented exit in the own city: nothing to hide."""
    person, account = _owner(w, rng, "line_from_a_provider")
    exits = [rng.choice(w.geo.exits[person.city])]
    live(w, rng, account, replace(person.habit, day=exits * 3 + [person.carrier], evening=exits * 3 + [person.home]))


def cloud_phone_gamer(w, rng):
    """Has a cloud phone for a game and leaves this app on it running, too."""
    person, account = _owner(w, rng, "cloud_phone_gamer", kind="night")
    t = w_time(w, rng)
    live(w, rng, account, person.habit, 0, t)
    cloud = replace(
        person.habit,
        devices=person.habit.devices + [device(rng)] * 8,
        day=[w.geo.line(rng, w.geo.city(rng))] * 3 + [person.carrier],
    )
    live(w, rng, account, cloud, t)


def recycled_number(w, rng):
    """The carrier gives an old number to a stranger, who registers with it."""
    person, account = _owner(w, rng, "recycled_number")
    t, old = w_time(w, rng, 0, w.length // 2), account.phone
    live(w, rng, account, person.habit)
    w.change(rng, account, "phone", t)
    other, fresh = _owner(w, rng, "recycled_number")
    fresh.registered, fresh.phone = t + rng.randint(20, 60) * DAY, old
    if fresh.registered >= w.length:
        fresh.registered = t + DAY
    live(w, rng, fresh, other.habit)


def helped_by_child(w, rng):
    """A grandmother's account; the daughter sets it up and is paid for it."""
    child, own = _owner(w, rng, "helped_by_child")
    live(w, rng, own, child.habit)
    own.payout = child.wallet
    for _ in range(rng.randint(1, 2)):
        elder, account = _owner(w, rng, "helped_by_child", kind="old", city=child.city)
        account.payout = child.wallet
        live(w, rng, account, elder.habit, rate=0.4)
        t = w_time(w, rng)
        w.change(rng, account, "password", t)
        live(w, rng, account, replace(child.habit, devices=child.habit.devices[:1]), t, t + 6 * DAY, 0.3)


def couple_shop(w, rng):
    """A couple sells from two accounts, one wallet, whoever has a free hand."""
    her, first = _owner(w, rng, "couple_shop", kind="shop")
    him, second = _owner(w, rng, "couple_shop", kind="shop", city=her.city)
    first.payout = second.payout = her.wallet
    both = her.habit.devices[:1] * 3 + him.habit.devices[:1]
    live(w, rng, first, replace(her.habit, devices=both), rate=0.7)
    live(w, rng, second, replace(him.habit, devices=both[::-1], evening=her.habit.evening), rate=0.5)


def papers_corrected(w, rng):
    """Verified years ago with a mother's identity; put right when of age or married."""
    person, account = _owner(w, rng, "papers_corrected")
    live(w, rng, account, person.habit)
    t = w_time(w, rng)
    w.change(rng, account, "holder", t)
    if rng.random() < 0.5:
        w.change(rng, account, "payout_account", t + rng.randrange(9 * DAY))


def widow(w, rng):
    """The account of somebody who died; the family keeps it with the shop."""
    person, account = _owner(w, rng, "widow")
    t = w_time(w, rng, w.length // 4)
    live(w, rng, account, person.habit, 0, t - 8 * DAY)
    heir = new_person(w, rng, person.city)
    same_house = replace(
        heir.habit, evening=person.habit.evening, devices=person.habit.devices[:1] + heir.habit.devices[:1]
    )
    live(w, rng, account, same_house, t)
    w.change(rng, account, "password", t)
    for what, new in (("phone", heir.phone), ("payout_account", heir.wallet), ("holder", heir.holder)):
        w.change(rng, account, what, t + rng.randrange(40 * DAY), new)


def creator_assistant(w, rng):
    """A creator whose cousin answers messages from her own phone every afternoon."""
    person, account = _owner(w, rng, "creator_assistant", kind="night")
    cousin = new_person(w, rng, person.city if rng.random() < 0.6 else None, "desk")
    t = w_time(w, rng, 0, w.length // 2)
    live(w, rng, account, person.habit, rate=0.6)
    live(w, rng, account, cousin.habit, t, rate=0.8)
    for when in w.almanac.month_days(3):
        w.pay(
            rng,
            account.payout or person.wallet,
            cousin.wallet,
            when * DAY + 20 * HOUR,
            rng.choice((800, 1000, 1500, 2000)),
        )


def hobby_starts_to_pay(w, rng):
    """A cat account, quiet for months, gets a payout account and an advert."""
    person, account = _owner(w, rng, "hobby_starts_to_pay")
    t = w_time(w, rng)
    live(w, rng, account, person.habit, 0, t, 0.1)
    live(w, rng, account, person.habit, t, None, 1.2)
    w.change(rng, account, "payout_account", t + rng.randrange(DAY), person.wallet)
    for day in range(t // DAY + 2, t // DAY + rng.randint(4, 20)):
        w.spend(account, day, rng.choice(("shutiao", "seeding")), rng.uniform(20, 200))


def stolen_phone(w, rng):
    """The phone is gone: new one, new password, number back from the carrier."""
    person, account = _owner(w, rng, "stolen_phone")
    t = w_time(w, rng)
    live(w, rng, account, person.habit, 0, t)
    back = t + rng.randint(2, 90) * HOUR
    live(w, rng, account, replace(person.habit, devices=[device(rng)]), back)
    w.change(rng, account, "password", back)
    if rng.random() < 0.3:
        w.change(rng, account, "phone", back + rng.randrange(DAY))


def group_buy_leader(w, rng):
    """Collects for vegetables, sends the small change back to half the estate."""
    person, account = _owner(w, rng, "group_buy_leader", kind="parent")
    account.payout = person.wallet
    live(w, rng, account, person.habit, rate=1.0)
    for _ in range(rng.randint(6, 18)):
        buyer, other = _owner(w, rng, "group_buy_leader", city=person.city)
        other.payout = buyer.wallet
        live(w, rng, other, buyer.habit)
        for _ in range(rng.randint(1, 4)):
            t = w_time(w, rng)
            w.pay(rng, buyer.wallet, person.wallet, t, rng.randint(19, 160) + 0.9)
            if rng.random() < 0.35:
                w.pay(rng, person.wallet, buyer.wallet, t + rng.randint(1, 4) * DAY, rng.randint(3, 40))

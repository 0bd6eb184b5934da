"""Leads as companies really work them: by the clock of whoever is on duty."""

from .almanac import DAY

ASKING_HOURS = [2, 1, 0.5, 0.3, 0.2, 0.3, 0.8, 1.5, 2, 3, 4, 4, 5, 4, 3, 3, 3, 3, 4, 5, 7, 8, 7, 4]


def asking_time(rng, day):
    """Consumers ask at lunch and in the evening."""
    return day * DAY + rng.choices(range(24), ASKING_HOURS)[0] * 3600 + rng.randrange(3600)


def next_desk_moment(world, firm, t):
    """When the desk gets to it: minutes in shop hours, otherwise the next morning."""
    r = world.rng
    hour = t % DAY / 3600
    opens, closes = (9.2, 18) if firm.rhythm == "office" else (9.8, 21)
    if opens <= hour <= closes:
        return t + r.expovariate(1 / 1500)
    day = int(t // DAY) + (1 if hour > closes else 0)
    return day * DAY + opens * 3600 + r.expovariate(1 / 2400)


def one_lead(world, firm, day, contact=None):
    """A consumer leaves a number; it is assigned, called, sometimes passed on."""
    r = world.rng
    staff = firm.on_duty(day)
    if not staff:
        return None
    t = asking_time(r, day)
    job = r.choice(staff)
    collector = firm.enterprise if r.random() < 0.5 else job.account
    t = max(t, collector.registered + 60)
    desk = next_desk_moment(world, firm, t)
    followed = int(desk + r.expovariate(1 / 20000)) if r.random() < 0.72 else None
    if followed and followed >= world.almanac.end:
        followed = None
    if t >= world.almanac.end:
        return None
    lead_id, contact = world.lead(collector, t, contact, followed=followed)
    if collector is firm.enterprise:
        world.transfer(
            lead_id, contact, collector, job.account, desk, "crm_assign" if r.random() < 0.93 else "form"
        )
    holder = job
    if r.random() < 0.09 and len(staff) > 1:
        holder = r.choice(staff)
        world.transfer(
            lead_id,
            contact,
            job.account,
            holder.account,
            desk + r.expovariate(1 / (2.5 * DAY)),
            r.choices(("crm_assign", "private_message"), (8, 1))[0],
        )
    return lead_id, contact, holder


def work(world):
    """Every company's leads, day after day; quiet on festivals, loud in sales."""
    r, al = world.rng, world.almanac
    asked = []
    for firm in world.companies:
        if not firm.leads:
            continue
        book = []
        for day in range(al.days):
            size = min(30, len(firm.on_duty(day))) ** 0.85
            mean = (
                firm.leads
                * size
                * (0.45 if al.festival[day] else 1.0)
                * (1.3 if al.weekday[day] > 4 else 0.9)
            )
            for _ in range(int(mean) + (r.random() < mean % 1)):
                again = r.choice(asked) if asked and r.random() < 0.035 else None
                done = one_lead(world, firm, day, again)
                if done:
                    book.append((day,) + done)
                    if r.random() < 0.2:
                        asked.append(done[1])
        leavers_hand_over(world, firm, book)


def leavers_hand_over(world, firm, book):
    """On somebody's last day the supervisor reassigns the whole book in one go."""
    r, al = world.rng, world.almanac
    for job in [s for s in firm.staff if 5 < s.end < al.days]:
        heirs = [s for s in firm.on_duty(job.end) if s is not job]
        mine = [b for b in book if b[3] is job and b[0] <= job.end]
        if not heirs or len(mine) < 4 or r.random() < 0.4:
            continue
        world.tell("leaver_hands_over_book", job.account)
        heirs = r.sample(heirs, min(len(heirs), r.choice((1, 1, 2, 3))))
        t = job.end * DAY + r.uniform(10, 19) * 3600
        for _, lead_id, contact, _ in mine[-120:]:
            t += r.uniform(0.3, 3)
            world.transfer(
                lead_id, contact, job.account, r.choice(heirs).account, max(t, job.end * DAY), "crm_assign"
            )

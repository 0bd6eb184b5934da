"""Consumers leave a phone number; companies pass it around until somebody calls.

A lead is collected by the enterprise's form, in an employee's private messages or
by import; the desk hands it out, a leaver's pile goes to a colleague, a partner
or the franchise gets some.  Consumers ask several shops in the same week.
"""

from .calendar import DAY


class Lead:
    """A consumer's contact as one account holds it."""

    __slots__ = ("id", "contact", "owner", "second")

    def __init__(self, lead_id, contact, owner, second):
        self.id, self.contact, self.owner, self.second = lead_id, contact, owner, second


def collect(w, rng, acc, second, source, contact=None, followed=0.7):
    """A lead arrives at an account; many get a call, some never do."""
    second = int(second)
    if not max(0, acc.registered) <= second < w.cal.end:
        return None
    contact = contact or w.hash(rng)
    lead = Lead(w.serial("lead"), contact, acc, second)
    call = second + int(rng.lognormvariate(8.6, 1.4)) if rng.random() < followed else None
    if call is not None and call >= w.cal.end:
        call = None
    w.leads.append([lead.id, contact, acc.id, second, source, call])
    return lead


def transfer(w, lead, giver, taker, second, channel, ring=None):
    """Hand a lead over; an unlawful transfer also goes into the truth."""
    second = int(second)
    if giver.id == taker.id or second >= w.cal.end or second < max(0, taker.registered):
        return False
    w.transfers.append([lead.id, lead.contact, giver.id, taker.id, second, channel])
    if ring:
        w.lead_truth.append([lead.id, giver.id, taker.id, ring])
    return True


def working_second(rng, day):
    """A moment when a sales desk is manned."""
    return day * DAY + int(min(23.5, max(7.5, rng.gauss(14.5, 3.2))) * 3600)


def contact_for(w, rng, company, day):
    """Usually somebody new; sometimes a consumer who asks at several shops in town."""
    recent = w.contacts.setdefault((company.city, company.industry), [])
    while recent and recent[0][0] < day - 21:
        recent.pop(0)
    if recent and rng.random() < 0.07:
        return rng.choice(recent)[1]
    contact = w.hash(rng)
    recent.append((day, contact))
    return contact


def run_desks(w, rng):
    """All companies' lead business day by day, so that shoppers meet several of them."""
    for company in w.companies:
        company.pile = {}
    for day in range(w.cal.days):
        lift = (1.5 if w.cal.sales[day] else 1.0) * (0.5 if w.cal.kind[day] == 2 else 1.0)
        for company in w.companies:
            if not company.lead_desk:
                continue
            rate = company.lead_rate * lift
            count = int(rate) + (rng.random() < rate % 1)
            for _ in range(count):
                _arrival(w, rng, company, day)
            _leavers(w, rng, company, day)


def _arrival(w, rng, company, day):
    second = working_second(rng, day)
    present = [m for m in company.staff if m.start <= second < m.end]
    contact = contact_for(w, rng, company, day)
    if present and rng.random() < 0.45:
        member = rng.choice(present)
        lead = collect(w, rng, member.acc, second, "private_message", contact)
        if lead and rng.random() < 0.35:
            transfer(w, lead, member.acc, company.acc, second + rng.randint(60, 2 * DAY), "crm_assign")
    else:
        source = rng.choices(["form", "private_message", "import"], [75, 18, 7])[0]
        lead = collect(w, rng, company.acc, second, source, contact)
        member = rng.choice(present) if present else None
        if lead and member and rng.random() < 0.75:
            channel = (
                "crm_assign" if rng.random() < 0.88 else rng.choice(["form", "private_message", "export"])
            )
            transfer(w, lead, company.acc, member.acc, second + int(rng.expovariate(1 / 9000)), channel)
    if lead and member:
        company.pile.setdefault(member.acc.id, []).append(lead)


def _leavers(w, rng, company, day):
    """When somebody goes, the pile is reassigned in one click, or forgotten."""
    for member in company.staff:
        if member.end // DAY == day and member.end < w.cal.end and rng.random() < 0.7:
            heirs = [m for m in company.staff if m.start <= member.end and m.end > member.end + DAY]
            if heirs:
                heir = rng.choice(heirs)
                second = day * DAY + rng.randint(9 * 3600, 19 * 3600)
                for lead in company.pile.pop(member.acc.id, [])[-80:]:
                    transfer(w, lead, member.acc, heir.acc, max(second, lead.second + 60), "crm_assign")

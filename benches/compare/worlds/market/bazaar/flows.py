"""Leads that honest companies share, reassign and bring home from fairs."""

from .days import DAY
from .firms import collect


def share(w, rng, source, targets, channel, share_of, settle):
    """Head office or a declared partner passes contacts on; some settle per contact."""
    for lead_id, contact, holder, t in list(source.own_leads):
        if rng.random() > share_of:
            continue
        target = rng.choice(targets)
        near = [f for f in targets if f.city is source.city]
        target = rng.choice(near) if near and rng.random() < 0.4 else target
        at = t + rng.randint(2, 60) * 1800
        if w.transfer(lead_id, contact, holder, target.account, at, channel):
            team = target.active(at)
            if team and rng.random() < 0.5:
                w.transfer(
                    lead_id,
                    contact,
                    target.account,
                    rng.choice(team).acc,
                    at + rng.randint(600, DAY),
                    "crm_assign",
                )
            if settle and rng.random() < settle:
                w.pay(
                    rng,
                    target.till,
                    source.till,
                    at + rng.randint(1, 20) * DAY,
                    rng.choice((30, 50, 80, 100, 150)),
                )


def reassign(w, rng, firm, leaver, t):
    """The leaver's contacts go to colleagues in one afternoon."""
    team = [m for m in firm.active(t) if m is not leaver]
    mine = [x for x in firm.own_leads if x[2] is leaver.acc and x[3] < t]
    if not team:
        return
    for k, (lead_id, contact, holder, _) in enumerate(mine):
        w.transfer(
            lead_id, contact, holder, rng.choice(team).acc, t + DAY + k * rng.randint(1, 40), "crm_assign"
        )


def fair(w, rng, firm, day, count):
    """Business cards of a weekend, typed in on the spot or on Monday."""
    for _ in range(count):
        collect(w, rng, firm, w.cal.at(day + rng.choice((0, 0, 1, 1, 2)), rng.uniform(9, 18)), "import")


def hand_on(w, rng, firm):
    """Colleagues give each other customers by message; the giver gets a share now and then."""
    for lead_id, contact, holder, t in firm.own_leads:
        team = [m for m in firm.active(t) if m.acc is not holder]
        givers = [m for m in firm.staff if m.acc is holder]
        if team and givers and rng.random() < 0.3:
            taker, at = rng.choice(team), t + rng.randint(1, 72) * 3600
            if w.transfer(lead_id, contact, holder, taker.acc, at, "private_message") and rng.random() < 0.15:
                w.pay(
                    rng,
                    taker.person.wallet,
                    givers[0].person.wallet,
                    at + rng.randint(3, 20) * DAY,
                    rng.choice((50, 100, 200, 300)),
                )


def screen(w, rng, firm, caller):
    """Out to the telesales firm in the evening, back to a salesperson when worth a visit."""
    for lead_id, contact, holder, t in firm.own_leads:
        at = t + rng.randint(2, 30) * 1800
        team, callers = firm.active(at), caller.active(at)
        if not team or not callers or rng.random() > 0.6:
            continue
        agent = rng.choice(callers).acc
        if (
            w.transfer(lead_id, contact, holder, agent, at, rng.choice(("partner_api", "export")))
            and rng.random() < 0.5
        ):
            w.transfer(
                lead_id, contact, agent, rng.choice(team).acc, at + rng.randint(1, 3) * DAY, "partner_api"
            )


def run_all(w, rng):
    """Play every lawful hand-over that the stories have arranged."""
    for args in w.fairs:
        fair(w, rng, *args)
    for args in w.shared_flows:
        share(w, rng, *args)
    for firm in w.handovers:
        hand_on(w, rng, firm)
    for args in w.screenings:
        screen(w, rng, *args)
    for args in w.reassignments:
        reassign(w, rng, *args)

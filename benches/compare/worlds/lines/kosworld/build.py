"""Puts a world together: companies, people, late stories, abuse, ordinary accounts, then rows."""

from . import commerce, geo, honest_people, honest_work, leads, tricks_accounts, tricks_company
from .usage import play
from .world import World


def build_world(seed, level, null, size):
    """A whole world, deterministic by its arguments."""
    w = World(seed, level, size)
    _honest(w)
    if not null:
        _abuse(w)
    _ordinary(w)
    _late(w)
    leads.run_desks(w, w.rng("desks"))
    commerce.company_life(w, w.rng("company life"))
    commerce.private_life(w, w.rng("private life"))
    _small_changes(w, w.rng("small changes"))
    _former_staff(w, w.rng("former staff"))
    _settle_changes(w)
    _renumber(w, w.rng("numbers"))
    w.logins = _logins(w)
    return w


def _times(rng, rate, w):
    """Whole instances of a story for this size of world."""
    rate = rate * w.size / 20000 * rng.uniform(0.8, 1.2)
    return int(rate) + (rng.random() < rate % 1)


def _honest(w):
    for module in (honest_work, honest_people):
        for story, rate in module.STORIES:
            rng = w.rng(story.__name__)
            for _ in range(_times(rng, rate, w)):
                story(w, rng)
    rng = w.rng("ordinary companies")
    for _ in range(_times(rng, honest_work.ORDINARY_COMPANIES, w)):
        honest_work.plain_company(w, rng)


def _late(w):
    """Stories in which people who are already there meet."""
    for module in (honest_work, honest_people):
        for story, rate in module.LATE_STORIES:
            rng = w.rng(story.__name__)
            for _ in range(_times(rng, rate, w)):
                story(w, rng)


def _abuse(w):
    """Rings until the share of abused accounts is reached; every trick once before any comes again."""
    rng = w.rng("abuse")
    budget = int(w.size * rng.uniform(0.024, 0.042))
    tricks = tricks_accounts.TRICKS + tricks_company.TRICKS
    hand = []
    while _abused(w) < budget:
        if not hand:
            hand = rng.sample(tricks, len(tricks))
        trick, low, high = hand.pop()
        size = min(high, max(low, int(low + rng.expovariate(2.2 / (high - low + 1)))))
        trick(w, rng, size)


def _abused(w):
    return sum(a.role != "clean" for a in w.accounts)


def _ordinary(w):
    """Everybody else: one account, one life."""
    rng = w.rng("ordinary")
    while len(w.accounts) < w.size:
        who = w.population.person(rng)
        kind = "professional" if rng.random() < 0.07 else "personal"
        acc = w.account(rng, who, kind)
        w.live(rng, acc)


def _small_changes(w, rng):
    """The background of forgotten passwords, new numbers, new cards and corrected regions."""
    for acc in w.accounts:
        for field, chance, make in (
            ("password", 0.07, str),
            ("phone", 0.025, lambda: w.hash(rng)),
            ("payout_account", 0.02, lambda: w.payment_account(rng)),
            ("region", 0.008, lambda: geo.label(acc.person.hometown)),
        ):
            if rng.random() < chance and (field != "payout_account" or acc.payout):
                from_second = max(acc.registered, 0)
                if from_second < w.cal.end - 1:
                    new = make()
                    w.change(acc, field, rng.randrange(from_second, w.cal.end), new)


def _former_staff(w, rng):
    """Some accounts lose the badge with their last binding, others keep it for months."""
    bound = {row[1] for row in w.bindings if row[3] is None}
    for acc in w.accounts:
        if acc.kind == "kos" and acc.id not in bound and rng.random() < 0.4:
            acc.kind = rng.choice(["personal", "professional"])


def _settle_changes(w):
    """Stories wrote changes in their own order; the log and the snapshot follow the clock."""
    by_account = {a.id: a for a in w.accounts}
    attribute = {"phone": "phone", "payout_account": "payout", "holder": "holder", "region": "region"}
    chains = {}
    for row in w.changes:
        chains.setdefault((row[0], row[1]), []).append(row)
    for (account, field), rows in chains.items():
        if field in attribute and len(rows) > 1:
            value = rows[0][3]
            for row in sorted(rows, key=lambda r: r[2]):
                row[3], value = value, row[4]
            setattr(by_account[account], attribute[field], value)


def _renumber(w, rng):
    """Running numbers in the order of time, with the gaps that other customers leave."""
    for table, column in ((w.leads, 3), (w.payments, 3), (w.notes, 2)):
        table.sort(key=lambda row: (row[column], row[0]))
        number, names = rng.randint(10**6, 10**9), {}
        for row in table:
            number += rng.randint(1, 9)
            names[row[0]] = f"{row[0][0]}{number:012d}"
            row[0] = names[row[0]]
        if table is w.leads:
            for row in w.transfers + w.lead_truth:
                row[0] = names[row[0]]


def _outage(w, rng, rows):
    """The collector of log-ins was down for some hours of one night or day."""
    first = rng.randrange(w.cal.end)
    last = first + rng.randint(2, 11) * 3600
    return [row for row in rows if not first <= row[0] < last]


def _logins(w):
    """All log-ins in the order of time; nobody stays without a single one."""
    rng, out = w.rng("logins"), []
    for spell in w.spells:
        play(rng, w.cal, spell, out)
    if rng.random() < 0.4:
        out = _outage(w, rng, out)
    seen = {row[1] for row in out}
    for acc in w.accounts:
        if acc.id not in seen:
            first = max(acc.registered, 0)
            second = rng.randrange(first, w.cal.end)
            hand, day = acc.person.hand, second // 86400
            net = hand.home or hand.mobile
            tool = hand.kit[0][0]
            ip, region = net.address(rng, day, second % 86400 // 3600, tool)
            out.append((second, acc.id, tool, ip, region))
    out.sort()
    return out

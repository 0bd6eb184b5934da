"""Writes a world as the exports of the contract and its truth."""
import csv
import os
from datetime import timedelta

from base import DAY, mix

HEAD = {
    "accounts": "account_id account_kind registered_at region holder_hash phone_hash payout_account industry "
                "group_id",
    "logins": "account_id device_id login_at ip region",
    "bindings": "enterprise_id account_id bound_at unbound_at method employee_hash",
    "lead_transfers": "lead_id contact_hash from_account to_account transferred_at channel",
    "account_changes": "account_id field changed_at old_value new_value",
    "leads": "lead_id contact_hash account_id collected_at source followed_up_at",
    "payments": "payment_id payer payee paid_at amount_cny",
    "ad_spend": "account_id spent_on product spend_cny",
    "notes": "note_id account_id published_at text",
    "approved_operators": "kind id reason valid_until"}


class Clock:
    """Second of the window -> text."""

    def __init__(self, w):
        self.w, self.days = w, {}
        self.secs = ["%02d:%02d:%02d" % (s // 3600, s // 60 % 60, s % 60) for s in range(DAY)]

    def day(self, d):
        if d not in self.days:
            self.days[d] = (self.w.start + timedelta(days=int(d))).isoformat()
        return self.days[d]

    def __call__(self, t):
        return "" if t is None else f"{self.day(t // DAY)} {self.secs[t % DAY]}"


def settle(w):
    """Former users of passed-on company accounts stop at their last day; nobody logs in before
    registration."""
    cut = {a: (t, i) for a, t, i in w.cuts}
    if cut:
        w.logins[:] = [x for i, x in enumerate(w.logins)
                       if x[1] not in cut or x[0] < cut[x[1]][0] or i >= cut[x[1]][1]]
    w.cuts.clear()


def write(w, out):
    """All files, sorted by time or id so that the order tells nothing."""
    c = Clock(w)
    os.makedirs(os.path.join(out, "truth"), exist_ok=True)

    def table(name, rows, head=None):
        with open(os.path.join(out, name + ".csv"), "w", newline="", encoding="utf-8") as f:
            x = csv.writer(f, lineterminator="\n")
            x.writerow((head or HEAD[name]).split())
            x.writerows(rows)

    reg = {a: v[2] for a, v in w.acc.items()}
    logins = sorted(x for x in w.logins if x[0] >= reg[x[1]])
    twice = {i for i, x in enumerate(logins) if mix(int(x[1], 16), x[0]) % 2500 == 0}
    table("logins", (y for i, x in enumerate(logins) for y in
                     [(x[1], x[2], c(x[0]), x[3], x[4])] * (2 if i in twice else 1)))
    w.n_logins = len(logins) + len(twice)
    table("accounts", ((a, k, c(t), *rest) for a, k, t, *rest in (w.acc[a] for a in sorted(w.acc))))
    table("bindings", ((e, a, c(t), c(u if u and u < w.end else None), m, h) for e, a, t, u, m, h in
                       sorted(w.bindings, key=lambda b: (b[2], b[:2])) if t < w.end))
    table("lead_transfers", ((a, b, x, y, c(t), ch) for a, b, x, y, t, ch in
                             sorted(w.transfers, key=lambda x: (x[4], x[:4]))))
    table("account_changes", ((a, f, c(t), o, n) for a, f, t, o, n in
                              sorted(w.changes, key=lambda x: (x[2], x[:2])) if reg[a] <= t < w.end))
    table("leads", ((a, b, x, c(t), s, c(f)) for a, b, x, t, s, f in
                    sorted((x for x in w.leads if x[3] < w.end), key=lambda x: (x[3], x[0]))))
    table("payments", ((i, a, b, c(t), f"{m:.2f}") for i, a, b, t, m in
                       sorted(w.payments, key=lambda x: (x[3], x[0]))))
    table("ad_spend", ((a, c.day(d), k, f"{m:.2f}") for a, d, k, m in sorted(w.spend,
            key=lambda x: (x[1], x[0], x[2], x[3]))))
    table("notes", ((i, a, c(t), x) for i, a, t, x in sorted(w.notes, key=lambda x: (x[2], x[0]))
            if t >= reg[a]))
    table("approved_operators", ((k, i, why, "" if u is None else c.day(u)) for k, i, why, u in
                                 sorted(set(w.approved), key=str)))
    table("truth/truth_accounts", ((a, *w.role[a]) for a in sorted(w.acc) if a not in w.outside),
            "account_id role ring")
    kept = {x[0] for x in w.transfers}
    table("truth/truth_leads", (x for x in sorted(set(w.truth_leads)) if x[0] in kept),
          "lead_id from_account to_account ring")
    table("truth/stories", sorted(set(w.stories)), "account_id typology story")

"""Everything that happened, and its export as files."""

import os
import random

from .clock import DAY
from .people import logins_of

_MISSING = ("", "", "", "", "NULL", "-", "无", "\\N")

# Optional columns that some export jobs do not deliver.
_OFTEN_ABSENT = (
    ("accounts", "industry"),
    ("accounts", "phone_hash"),
    ("bindings", "employee_hash"),
    ("leads", "followed_up_at"),
    ("accounts", "region"),
    ("approved_operators", "valid_until"),
)


def _cell(value):
    text = str(value)
    if "," in text or '"' in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


class Ledger:
    """The tables of one world and the truth about it."""

    def __init__(self, seed, clock):
        self.seed, self.clock = seed, clock
        self.accounts, self.logins, self.bindings, self.transfers = [], [], [], []
        self.changes, self.leads, self.payments = [], [], []
        self.ads, self.notes, self.approved = [], [], []
        self.truth, self.truth_leads, self.stories = {}, [], []
        rng = random.Random(f"{seed}/columns")
        self.absent = rng.choice(_OFTEN_ABSENT) if rng.random() < 0.4 else None
        self.marked = rng.choice(("bindings", "notes", "payments", None))  # written with a BOM
        self.rings = 0

    def story(self, account, name, typology="honest"):
        """Remember what an account took part in."""
        self.stories.append((account.id, typology, name))

    def guilty(self, account, role, ring, name):
        """The truth about an account; the first role given is the one that fits best."""
        self.truth.setdefault(account.id, (role, ring))
        self.story(account, name, role)

    def is_clean(self, account):
        """Whether nothing unlawful is known of the account."""
        return account.id not in self.truth

    def new_ring(self):
        """A name for a ring."""
        self.rings += 1
        return f"ring{self.rings:03d}"

    def change(self, account, field, t, old="", new=""):
        """A change of the account's data."""
        self.changes.append((account.id, field, max(int(t), account.registered + 900), old, new))

    def run_lives(self):
        """Log everybody in. Each account has its own dice, so a neighbour's crime changes nothing."""
        for account in self.accounts:
            rng = random.Random(f"{self.seed}/{account.id}")
            rows = logins_of(rng, account, self.clock)
            if not rows:
                rows = self._one_look(rng, account)
            self.logins.extend(rows)

    def _one_look(self, rng, account):
        """Even the sleepiest account is opened once in the window."""
        use = account.uses[0]
        spell = use.person.spells[-1]
        low = max(0, account.registered // DAY + 1)
        day = min(self.clock.days - 1, rng.randrange(low, max(low + 1, self.clock.days)))
        ip, region = (use.nets or spell.nets)[0][0].draw(rng, day)
        device = (use.devices or spell.devices)[0][0]
        return [(self.clock.moment(rng, day), account.id, device, ip, region)]

    def write(self, out):
        """All files, sorted by time as an export job would leave them."""
        os.makedirs(os.path.join(out, "truth"), exist_ok=True)
        rng = random.Random(f"{self.seed}/clerks")
        stamp, service, sheet = self.clock.stamp, self.clock.offset_stamp, self.clock.sheet_stamp
        binding_style = rng.choice((stamp, sheet, service))
        transfer_style, lead_style = rng.choice((stamp, service)), rng.choice((stamp, sheet))

        def gap(value):
            return value if value else rng.choice(_MISSING)

        def when(style, t):
            return "" if t is None else style(t)

        self._put(
            out,
            "accounts",
            "account_id,account_kind,registered_at,region,holder_hash,phone_hash," "payout_account,industry,group_id",
            (
                (
                    a.id,
                    a.kind,
                    stamp(a.registered),
                    gap(a.region),
                    gap(a.holder),
                    gap(a.phone),
                    gap(a.payout),
                    a.industry,
                    a.group,
                )
                for a in sorted(self.accounts, key=lambda a: a.id)
            ),
        )
        self._put_logins(out, rng)
        self._put(
            out,
            "bindings",
            "enterprise_id,account_id,bound_at,unbound_at,method,employee_hash",
            (
                (b[0], b[1], binding_style(b[2]), when(binding_style, b[3]), b[4], gap(b[5]))
                for b in sorted(self.bindings, key=lambda b: (b[2], b[0], b[1]))
            ),
        )
        rows = sorted(self.transfers, key=lambda r: (r[4], r[0], r[3]))
        rows += [row for row in rows if rng.random() < 0.002]
        self._put(
            out,
            "lead_transfers",
            "lead_id,contact_hash,from_account,to_account,transferred_at,channel",
            ((*r[:4], transfer_style(r[4]), r[5]) for r in rows),
        )
        self._put(
            out,
            "account_changes",
            "account_id,field,changed_at,old_value,new_value",
            ((c[0], c[1], stamp(c[2]), c[3], c[4]) for c in sorted(self.changes, key=lambda c: (c[2], c[0], c[1]))),
        )
        self._put(
            out,
            "leads",
            "lead_id,contact_hash,account_id,collected_at,source,followed_up_at",
            (
                (*r[:3], lead_style(r[3]), r[4], when(lead_style, r[5]))
                for r in sorted(self.leads, key=lambda r: (r[3], r[0]))
            ),
        )
        rows = sorted(self.payments, key=lambda r: (r[2], r[0], r[1], r[3]))
        self._put(
            out,
            "payments",
            "payment_id,payer,payee,paid_at,amount_cny",
            ((f"px{i:07d}", r[0], r[1], service(r[2]), f"{r[3]:.2f}") for i, r in enumerate(rows)),
        )
        self._put(
            out,
            "ad_spend",
            "account_id,spent_on,product,spend_cny",
            (
                (r[0], self.clock.date(r[1]), r[2], f"{r[3]:.2f}")
                for r in sorted(self.ads, key=lambda r: (r[1], r[0], r[2]))
            ),
        )
        rows = sorted(self.notes, key=lambda r: (r[1], r[0], r[2]))
        self._put(
            out,
            "notes",
            "note_id,account_id,published_at,text",
            ((f"n{i:07x}", r[0], stamp(r[1]), r[2]) for i, r in enumerate(rows)),
        )
        self._put(out, "approved_operators", "kind,id,reason,valid_until", sorted(self.approved))
        self._put_truth(out)

    def _put_logins(self, out, rng):
        rows = self.logins
        rows.sort()
        stamp = self.clock.stamp
        with open(os.path.join(out, "logins.csv"), "w", encoding="utf-8", newline="") as f:
            f.write("account_id,device_id,login_at,ip,region\n")
            for t, account, device, ip, region in rows:
                line = f"{account},{device},{stamp(t)},{ip},{region}\n"
                f.write(line)
                if rng.random() < 0.0005:  # a retried webhook
                    f.write(line)

    def _put_truth(self, out):
        truth = os.path.join(out, "truth")
        clean = ("clean", "")
        self._put(
            truth,
            "truth_accounts",
            "account_id,role,ring",
            ((a.id, *self.truth.get(a.id, clean)) for a in sorted(self.accounts, key=lambda a: a.id)),
        )
        self._put(truth, "truth_leads", "lead_id,from_account,to_account,ring", sorted(self.truth_leads))
        self._put(truth, "stories", "account_id,typology,story", sorted(set(self.stories)))

    def _put(self, folder, name, header, rows):
        columns = header.split(",")
        keep = [i for i, column in enumerate(columns) if (name, column) != self.absent]
        encoding = "utf-8-sig" if name == self.marked else "utf-8"
        with open(os.path.join(folder, name + ".csv"), "w", encoding=encoding, newline="") as f:
            f.write(",".join(columns[i] for i in keep) + "\n")
            for row in rows:
                f.write(",".join(_cell(row[i]) for i in keep) + "\n")

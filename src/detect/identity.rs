//! # Identity that belongs to somebody else
//!
//! **Finds** accounts whose phone, payout account or holder changed to one that another person, or
//! an enterprise, has: somebody with whom the account had nothing to do before.
//!
//! **Matters** because a buyer who wants the income and the control of a bought account enters a
//! payout account and a phone, and those that are at hand are in use elsewhere.
//!
//! **Honest twins.** A person's own accounts share what is theirs: same holder, no finding. A
//! company's accounts are paid to the company; whoever was bound to it two weeks before the change, or
//! was declared as its employee, is no stranger. What an enterprise made it may pass on: such accounts
//! are left out. Families keep a purse together: accounts that met on a device or a telling network
//! before the change are related. Carriers hand numbers out again: whoever gave a value up before does
//! not have it any more, and a number alone weighs little. What the account shares with the other one
//! only *after* the change excuses nothing, since a buyer binds what is bought.
//!
//! **Background.** Of all changes of a field in these exports, the share that leads to a stranger's
//! value. That the field changed at all is `identity_changed` of `handover`, in the same family, and
//! isn't counted again here. **Wrong** for couples who live apart and for gifts among friends.
//!
//! Values that several holders have without any change between them say nothing here: mistyped and
//! recycled numbers, shared family accounts.
//!
//! **Settings:** none.
//!
//! Cost: linear in accounts and changes, but for a sort of the values; at the most
//! [`MOST_OWNERS`] owners of a value and [`MOST_MET`] accounts on a device or address are looked at.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::facts::{Facts, Index};
use super::features::about;
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology};
use crate::ids::{Domain, NONE};
use crate::schema::{self, ExportKind};
use crate::time::DAY_MS;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "identity",
    typologies: &[Typology::Traded],
    needs: &["accounts", "account_changes", "account_changes.new_value", "accounts.holder_hash"],
    uses: &[
        "account_changes.old_value",
        "accounts.payout_account",
        "accounts.phone_hash",
        "bindings",
        "logins",
        "logins.ip",
    ],
    codes: &[
        Code {
            name: "payout_of_stranger",
            family: Family::Identity,
            doc: "the payout account changed to that of an unrelated person or company",
        },
        Code {
            name: "phone_of_stranger",
            family: Family::Identity,
            doc: "the phone changed to that of an unrelated person or company",
        },
        Code {
            name: "holder_of_others",
            family: Family::Identity,
            doc: "the holder changed to somebody who holds other, unrelated accounts",
        },
    ],
    manual: include_str!("identity.rs"),
    run,
};

/// Of the payout accounts that buyers enter, about one in seven is seen elsewhere: resellers have few,
/// most buyers have no other account. Hardly anybody has the income paid to a stranger.
const PAYOUT: Odds<2> = Odds { abuse: [0.85, 0.15], honest: [0.99, 0.01] };
/// Of phones the same; but a new number may have been somebody else's, and the old owner may not have
/// told the platform.
const PHONE: Odds<2> = Odds { abuse: [0.88, 0.12], honest: [0.975, 0.025] };
/// A new holder with other accounts is a buyer as well as whoever took a shop over from a friend.
const HOLDER: Odds<2> = Odds { abuse: [0.85, 0.15], honest: [0.94, 0.06] };
/// A binding this young at the change may come with it, and excuses nothing.
const SETTLED_MS: i64 = 14 * DAY_MS;
/// Owners of a value that are looked at.
const MOST_OWNERS: usize = 50;
/// Accounts on a device or an address that are looked at.
const MOST_MET: usize = 200;

/// Fields in the order of the codes.
const FIELDS: [u32; 3] = [schema::PAYOUT, schema::PHONE, schema::HOLDER];
/// The field that says who holds an account.
const HOLDER_FIELD: usize = 2;

/// A time in which an account had a value of a field. Sorted by all its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Holding {
    /// Place of the field in [`FIELDS`].
    field: usize,
    value: u64,
    account: u32,
    from: i64,
    to: i64,
    /// The change that began it; [`NONE`] if it was so from the beginning.
    change: u32,
}

/// A change to a known value.
struct Seen {
    account: u32,
    field: usize,
    change: u32,
    at: i64,
    /// An unrelated account that has the value, if one does, and how many do.
    stranger: Option<(u32, usize)>,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let seen = look(facts);
    Box::new(move |background| {
        let bits = |(field, odds): (usize, Odds<2>)| {
            let of = seen.iter().filter(|s| s.field == field);
            let changes = of.map(|s| (s.account, Some(usize::from(s.stranger.is_some()))));
            odds.weigh(&background.tally(Typology::Traded, Family::Identity, changes))[1]
        };
        let bits = [(0, PAYOUT), (1, PHONE), (2, HOLDER)].map(bits);
        let telling = seen.iter().filter_map(|s| finding(facts, s, s.stranger?, bits[s.field]));
        let mut found: Vec<Evidence> = telling.collect();
        // Changed to and fro, a value is one finding.
        found.sort_unstable_by(Evidence::order);
        found.dedup_by_key(|e| (e.subject, e.code));
        found
    })
}

fn finding(facts: &Facts<'_>, seen: &Seen, stranger: (u32, usize), bits: i32) -> Option<Evidence> {
    let (other, owners) = stranger;
    let found =
        about(seen.account, Typology::Traded, DETECTOR.codes[seen.field].name, Family::Identity, bits)
            .between(seen.at, seen.at)
            .with("owners", Figure::Count(owners as i64))
            .from_sources([Source::Change(seen.change), Source::Account(other)]);
    let found = match (facts.accounts.is_enterprise(other), seen.field) {
        (true, _) => found.with_object(NodeKind::Enterprise, other),
        (false, 0) => {
            let new = facts.frames.numbers(ExportKind::AccountChanges, "new_value")[seen.change as usize];
            let text = facts.frames.names.text(Domain::Value, new);
            let payout = facts.frames.names.of(Domain::PaymentAccount).find(text);
            found.with_object(NodeKind::PaymentAccount, payout.unwrap_or(NONE))
        }
        (false, _) => found,
    };
    (bits > 0).then_some(found)
}

/// All changes of phone, payout account and holder to a value, and whether it is a stranger's.
fn look(facts: &Facts<'_>) -> Vec<Seen> {
    let mut holdings = holdings(facts);
    holdings.par_sort_unstable();
    let holders = Holders::new(&holdings, facts);
    let same = |a: &Holding, b: &Holding| (a.field, a.value) == (b.field, b.value);
    holdings
        .par_chunk_by(same)
        .filter(|group| group.len() > 1 || group[0].change != NONE)
        .filter(|group| group[0].value != u64::from(NONE))
        .flat_map_iter(|group| {
            group.iter().filter(|h| h.change != NONE).filter_map(|taken| {
                holders.before(taken.account, taken.from)?;
                Some(Seen {
                    account: taken.account,
                    field: taken.field,
                    change: taken.change,
                    at: taken.from,
                    stranger: stranger(facts, &holders, group, taken),
                })
            })
        })
        .collect()
}

/// The first unrelated account that has the value while the account has it, and how many there are;
/// `None` if even one owner is related, since then it is somebody whom the account knows.
fn stranger(
    facts: &Facts<'_>,
    holders: &Holders,
    group: &[Holding],
    taken: &Holding,
) -> Option<(u32, usize)> {
    let created = |b: &&super::facts::Binding| b.created && b.from <= taken.from;
    if facts.companies.of(taken.account).any(|b| created(&b)) || is_company_till(facts, taken) {
        return None;
    }
    let overlap = |h: &&Holding| h.account != taken.account && h.from < taken.to && taken.from < h.to;
    let owners = group.iter().filter(overlap).take(MOST_OWNERS);
    let known = |h: &&Holding| {
        facts.accounts.is_enterprise(h.account) || facts.accounts.holder[h.account as usize] != NONE
    };
    let owners: Vec<u32> = owners.filter(known).map(|h| h.account).collect();
    let stranger = *owners.first()?;
    let related = owners.iter().any(|&other| related(facts, holders, taken, other));
    (!related).then_some((stranger, owners.len()))
}

/// Whether an account's income goes to a company that it was bound to then, as agencies of creators have it.
fn is_company_till(facts: &Facts<'_>, taken: &Holding) -> bool {
    let Ok(payout) = u32::try_from(taken.value) else { return false };
    let mut bound = facts.companies.of(taken.account).filter(|b| b.from <= taken.from);
    let till = |hand| payout != NONE && facts.companies.is_paid_into(payout, &[hand]);
    taken.field == 0 && bound.any(|b| till(facts.companies.hand(b.enterprise)))
}

/// Whether an account had to do with another one, or with its holder, before a change.
fn related(facts: &Facts<'_>, holders: &Holders, taken: &Holding, other: u32) -> bool {
    let (account, at) = (taken.account, taken.from);
    let before = holders.before(account, at);
    let person = facts.accounts.holder[other as usize];
    if person != NONE && before == Some(person) {
        return true;
    }
    let settled = at - SETTLED_MS;
    let bindings = || facts.companies.of(account).filter(|b| b.from < settled);
    let mut accounts = vec![other];
    accounts.extend(facts.by_holder.rows(person).iter().copied().take(MOST_OWNERS));
    let companies = &facts.companies;
    let colleague = |other: u32| {
        let own = companies.hand(other);
        let bound = companies.of(other).filter(|b| b.from < settled).map(|b| companies.hand(b.enterprise));
        let mut hands = bound.chain((own != NONE).then_some(own));
        hands.any(|hand| bindings().any(|b| companies.hand(b.enterprise) == hand))
    };
    bindings().any(|b| person != NONE && b.employee == person)
        || accounts.into_iter().any(colleague)
        || met(facts, account, other, at)
}

/// Whether two accounts used one device, or one address that tells a place, before a moment.
fn met(facts: &Facts<'_>, account: u32, other: u32, at: i64) -> bool {
    let early = (1u128 << facts.bit(at)) - 1;
    let on_device = facts.uses(account).iter().take(MOST_MET).filter(|u| u.days & early != 0).any(|u| {
        let other = facts.uses(other).iter().take(MOST_MET).find(|o| o.device == u.device);
        other.is_some_and(|o| o.days & early != 0)
    });
    on_device || {
        let home = facts.home_region[account as usize];
        let addresses = |of: u32| {
            let rows = facts.networks.of(of).filter(|&row| facts.networks.days(row) & early != 0);
            rows.map(|row| facts.networks.ip[row])
        };
        // Both are sorted by address.
        let theirs: Vec<u32> = addresses(other).collect();
        addresses(account).any(|ip| theirs.binary_search(&ip).is_ok() && facts.tells_place(ip, home))
    }
}

/// Who held accounts whose holder changed.
struct Holders<'f> {
    changed: FxHashMap<u32, Vec<(i64, u64)>>,
    now: &'f [u32],
}

impl<'f> Holders<'f> {
    fn new(holdings: &[Holding], facts: &Facts<'f>) -> Self {
        let mut changed: FxHashMap<u32, Vec<(i64, u64)>> = FxHashMap::default();
        for h in holdings.iter().filter(|h| h.field == HOLDER_FIELD) {
            changed.entry(h.account).or_default().push((h.from, h.value));
        }
        changed.retain(|_, held| held.len() > 1);
        changed.values_mut().for_each(|held| held.sort_unstable());
        Holders { changed, now: facts.accounts.holder }
    }

    /// Who held an account well before a moment; `None` if that is not known. A holder whom no row of
    /// `accounts` names is a person, too.
    fn before(&self, account: u32, at: i64) -> Option<u32> {
        let value = match self.changed.get(&account) {
            Some(held) => held.iter().rev().find(|h| h.0 < at - SETTLED_MS).map(|h| h.1)?,
            None => u64::from(self.now[account as usize]),
        };
        (value != u64::from(NONE)).then_some(u32::try_from(value).unwrap_or(u32::MAX - 1))
    }
}

/// Who has had which phone, payout account and holder when.
fn holdings(facts: &Facts<'_>) -> Vec<Holding> {
    let frames = facts.frames;
    let of = |column| frames.numbers(ExportKind::AccountChanges, column);
    let (account, field) = (of("account_id"), of("field"));
    let (old, new) = (of("old_value"), of("new_value"));
    let at = frames.wides(ExportKind::AccountChanges, "changed_at");
    let changes = Index::new(facts.accounts.count(), account);
    let payout = frames.numbers(ExportKind::Accounts, "payout_account");
    let now = [payout, facts.accounts.phone, facts.accounts.holder];
    let domains = [Domain::PaymentAccount, Domain::Phone, Domain::Person];
    let one = |account: u32, place: usize| -> Vec<Holding> {
        let value = |value: u32| number(frames, domains[place], value);
        let rows = changes.rows(account).iter().copied();
        let mut rows: Vec<u32> = rows.filter(|&row| field[row as usize] == FIELDS[place]).collect();
        rows.sort_unstable_by_key(|&row| (at[row as usize], row));
        let first = match rows.first() {
            Some(&row) => value(old[row as usize]),
            None => u64::from(now[place][account as usize]),
        };
        let begun = rows.iter().map(|&row| (at[row as usize], value(new[row as usize]), row));
        let held = periods(std::iter::once((i64::MIN, first, NONE)).chain(begun).collect());
        let holding = |(from, to, value, change)| Holding { field: place, value, account, from, to, change };
        held.into_iter().map(holding).collect()
    };
    (0..facts.accounts.count() as u32)
        .into_par_iter()
        .flat_map_iter(|account| {
            [one(account, 0), one(account, 1), one(account, HOLDER_FIELD)].into_iter().flatten()
        })
        .filter(|h| h.value != u64::from(NONE) || h.field == HOLDER_FIELD)
        .collect()
}

/// (begin, value, change) in the order of time → (begin, end, value, change).
fn periods(begun: Vec<(i64, u64, u32)>) -> Vec<(i64, i64, u64, u32)> {
    let ends = begun.iter().skip(1).map(|b| b.0).chain([i64::MAX]);
    begun.iter().zip(ends).map(|(&(from, value, change), to)| (from, to, value, change)).collect()
}

/// The number of a changed value among those of its kind, or one of its own beyond them.
fn number(frames: &crate::frames::Frames, domain: Domain, value: u32) -> u64 {
    if value == NONE {
        return u64::from(NONE);
    }
    let text = frames.names.text(Domain::Value, value);
    match frames.names.of(domain).find(text) {
        Some(known) => u64::from(known),
        None => (1 << 32) + u64::from(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: a number that its owner gave up last year seems to be a stranger's still.
    #[test]
    fn a_value_is_held_until_the_next_change() {
        let held = periods(vec![(i64::MIN, 7, NONE), (10, 8, 0), (20, 7, 1)]);
        assert_eq!(held, [(i64::MIN, 10, 7, NONE), (10, 20, 8, 0), (20, i64::MAX, 7, 1)]);
    }

    /// Fault: the holder who came with the sale passes for the one before it, so that the buyer's
    /// payout account seems to be the holder's own.
    #[test]
    fn who_held_it_before_is_who_held_it_two_weeks_before() {
        let day = DAY_MS;
        let held = vec![(i64::MIN, 3), (100 * day, 4)];
        let holders = Holders { changed: FxHashMap::from_iter([(0, held)]), now: &[4, 5, NONE] };
        assert_eq!(holders.before(0, 101 * day), Some(3));
        assert_eq!(holders.before(0, 120 * day), Some(4));
        assert_eq!(holders.before(1, 0), Some(5));
        assert_eq!(holders.before(2, 0), None);
    }
}

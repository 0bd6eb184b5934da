//! Bindings → what was seen of them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::facts::{Binding, Contact, Facts};
use super::Seen;
use crate::ids::NONE;
use crate::schema::ExportKind;
use crate::time::DAY_MS;

/// Others bound to the company that are needed to say something of it.
const COMPANY_SIZE: usize = 4;

pub(super) fn look<'f>(
    facts: &'f Facts<'_>,
    handled: &Handled,
    binding: &'f Binding,
    cohort: u32,
) -> Option<Seen<'f>> {
    let employed = facts.employment.of(binding)?;
    // Whoever changes employer has two companies, and stays with one of them.
    let short = facts.companies.of(binding.account).filter(|b| length(b) == 1);
    let hands = short.map(|b| facts.companies.hand(b.enterprise));
    Some(Seen {
        binding,
        days: employed.days,
        // Where the company works the account, its place is the company's and says nothing of the holder's.
        place: match employed.contact {
            Some(Contact::Meets) => Some(0),
            Some(Contact::Local) => Some(1),
            Some(Contact::Region) => Some(2),
            Some(Contact::Never) => Some(3),
            Some(Contact::Worked) | None => None,
        },
        worked: match employed.contact {
            Some(Contact::Meets) => Some(0),
            Some(Contact::Worked) => Some(1 + u8::from(employed.works_most)),
            _ => None,
        },
        declared: employed.declared_other.map(u8::from),
        wage: employed.wage.filter(|&paid| paid || employed.pay_due).map(|paid| u8::from(!paid)),
        pay_due: employed.pay_due,
        fee: &employed.fees,
        leads: employed.leads.map(|works| if works { handled.class(binding.account) } else { 2 }),
        idle: (facts.frames.has("leads") && !binding.created).then_some(employed.idle),
        trade: trade(facts, binding),
        length: length(binding),
        company: None,
        cohort,
        companies: hands.collect::<FxHashSet<u32>>().len().max(1) as u32,
    })
}

/// Whether the account's line of business is the company's (0) or another (1). Whoever changes employer
/// often leaves the former one's in the profile: that says nothing of the new one.
fn trade(facts: &Facts<'_>, binding: &Binding) -> Option<u8> {
    let industry = |account: u32| facts.accounts.industry[account as usize];
    let (own, company) = (industry(binding.account), industry(binding.enterprise));
    if own == NONE || company == NONE {
        return None;
    }
    let mut former = facts.companies.of(binding.account).filter(|b| b.to <= binding.from);
    (own == company || !former.any(|b| industry(b.enterprise) == own)).then_some(u8::from(own != company))
}

/// Transfers of leads, by account, within its companies.
pub(super) struct Handled {
    transfers: Vec<u32>,
    /// The most transfers that are few: of the accounts with any, in the order of their transfers, as many as the
    /// first one after the lowest third has.
    few: u32,
}

impl Handled {
    pub(super) fn new(facts: &Facts<'_>) -> Handled {
        let of = |column| facts.frames.numbers(ExportKind::LeadTransfers, column);
        let mut transfers = vec![0; facts.accounts.count()];
        for (&from, &to) in of("from_account").iter().zip(of("to_account")) {
            let hands = facts.companies.hands_of(to);
            if facts.companies.hands_of(from).iter().any(|hand| hands.contains(hand)) {
                transfers[from as usize] += 1;
                transfers[to as usize] += 1;
            }
        }
        Handled::of(transfers)
    }

    /// From transfers by account.
    fn of(transfers: Vec<u32>) -> Handled {
        let mut sorted: Vec<u32> = transfers.iter().copied().filter(|&n| n > 0).collect();
        sorted.sort_unstable();
        Handled { few: sorted.get(sorted.len() / 3).copied().unwrap_or(0), transfers }
    }

    /// 0 many, 1 few.
    fn class(&self, account: u32) -> u8 {
        u8::from(self.transfers[account as usize] <= self.few)
    }
}

/// 0 it goes on, 1 it ended after some weeks, 2 after another time.
fn length(binding: &Binding) -> u8 {
    match (binding.to, (binding.to.saturating_sub(binding.from)) / DAY_MS) {
        (i64::MAX, _) => 0,
        (_, 10..=75) => 1,
        _ => 2,
    }
}

/// For each ended binding how many others of the same enterprise began, and ended, within the cohort
/// days of it. Those that began near it are found with two pointers over the enterprise's bindings in
/// the order of their beginning; at the most [`MOST_LOOKED_AT`] of them are looked at.
pub(super) fn cohorts(facts: &Facts<'_>) -> Vec<u32> {
    let near = (facts.settings.cohort_days + 1) * DAY_MS;
    let all = facts.companies.all();
    let mut sizes = vec![0; all.len()];
    let mut order: Vec<usize> = (0..all.len()).filter(|&i| all[i].to != i64::MAX).collect();
    order.sort_unstable_by_key(|&i| (all[i].enterprise, all[i].from, i));
    for group in order.chunk_by(|&a, &b| all[a].enterprise == all[b].enterprise) {
        let mut first = 0;
        for &i in group {
            while all[i].from - all[group[first]].from > near {
                first += 1;
            }
            let begun = group[first..]
                .iter()
                .take(MOST_LOOKED_AT)
                .take_while(|&&j| all[j].from - all[i].from <= near);
            let ended = begun.filter(|&&j| (all[j].to - all[i].to).abs() <= near);
            sizes[i] = ended.count().saturating_sub(1) as u32;
        }
    }
    sizes
}

/// Bindings about one time that are looked at.
const MOST_LOOKED_AT: usize = 200;

/// For each binding the share of the company's other bindings that share nothing with it.
pub(super) fn look_at_companies(seen: &mut [Seen<'_>]) {
    let own = |s: &Seen<'_>| !s.binding.created;
    let mut strangers: FxHashMap<u32, (usize, usize)> = FxHashMap::default();
    for s in seen.iter().filter(|s| own(s) && s.place.is_some()) {
        let of = strangers.entry(s.binding.enterprise).or_default();
        of.0 += usize::from(s.place != Some(0));
        of.1 += 1;
    }
    for s in seen.iter_mut().filter(|s| own(s) && s.place.is_some()) {
        let (apart, all) = strangers[&s.binding.enterprise];
        let others = (apart - usize::from(s.place != Some(0)), all - 1);
        s.company = (others.1 >= COMPANY_SIZE).then(|| match others.0 as f64 / others.1 as f64 {
            ..0.25 => 0,
            ..0.6 => 1,
            _ => 2,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: accounts without leads move the line between few and many, or a token lead counts as work.
    #[test]
    fn few_leads_are_those_of_the_lower_third() {
        let handled = |transfers: &[u32]| Handled::of(transfers.to_vec());
        let usual = handled(&[0, 0, 1, 2, 3, 8, 9, 20]);
        // Six have any; the third of them has three.
        assert_eq!([2, 4, 5].map(|account| usual.class(account)), [1, 1, 0]);
    }
}

//! # Leads that leave
//!
//! **Finds** transfers of leads that leave a company for an unrelated one or for nobody's account, what
//! becomes of them there, and the accounts that do so again and again.
//!
//! **Matters** because consumers gave their contact to one company; whoever sells it on (倒卖客资)
//! breaks the platform's rules and data protection law.
//!
//! **Honest twins.** Assignment inside a company, a leaver's leads reassigned in bulk, and branches or
//! franchises that share leads stay within one hand: no finding. A partner is approved, or gets leads over
//! the interface between companies (negative); a channel is chosen by the sender, so that it excuses no lead
//! for somebody without a company, and none that the sender had from somebody else and gives to several. What one
//! company's own account hands another's of its own customers, each to one company only, is business that neither
//! hides. People on their own have nobody to hand a lead on to but strangers: the photographer sends couples to the
//! make-up artist. They are compared with their like. What came by mistake and is sent back is no transfer, nor is what
//! a call centre has called and returns to the company that it had it from.
//! A consumer who asks several shops leaves a lead at each, and
//! none of them is a transfer.
//!
//! **Background.** The relation of sender and receiver among all transfers of these exports, and how
//! often leads are passed on, paid for and sold twice. **Wrong** for partners who were never declared.
//!
//! Cost: linear in transfers and payments.

mod transfers;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::facts::Facts;
use super::features::{about, count};
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, Node, NodeKind, Odds, Source, Typology};
use crate::ids::NONE;
use crate::schema::ExportKind;
use crate::time::DAY_MS;
pub use transfers::{INTERNAL, NOBODY, Transfers, relation};
use transfers::{PARTNER, parties_by_contact};

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "lead_resale",
    typologies: &[Typology::LeadResale],
    needs: &["lead_transfers", "bindings", "accounts"],
    uses: &[
        "lead_transfers.channel",
        "payments",
        "accounts.payout_account",
        "accounts.holder_hash",
        "approved_operators",
    ],
    codes: &[
        Code {
            name: "lead_to_partner",
            family: Family::Lead,
            doc: "the lead goes to a declared or approved partner",
        },
        Code {
            name: "lead_to_nobody",
            family: Family::Lead,
            doc: "the lead leaves for an account that belongs to no company",
        },
        Code {
            name: "lead_to_stranger",
            family: Family::Lead,
            doc: "the lead leaves for an unrelated company",
        },
        Code {
            name: "lead_had",
            family: Family::Lead,
            doc: "the sender had the contact from somebody unrelated",
        },
        Code {
            name: "lead_passed_on",
            family: Family::Lead,
            doc: "the receiver hands it on to yet another party",
        },
        Code {
            name: "contact_sold_twice",
            family: Family::Contact,
            doc: "the same contact goes to several unrelated parties",
        },
        Code {
            name: "lead_paid",
            family: Family::Money,
            doc: "the receiver's side pays the sender's about then",
        },
        Code {
            name: "contacts_resold",
            family: Family::Contact,
            doc: "contacts from the account go to several unrelated parties",
        },
        Code {
            name: "leads_leave",
            family: Family::Lead,
            doc: "the account hands leads to unrelated parties",
        },
        Code { name: "leads_paid", family: Family::Money, doc: "receivers of its leads pay the account" },
        Code {
            name: "leads_brokered",
            family: Family::Lead,
            doc: "the account gets leads from one party and hands them to another",
        },
    ],
    manual: include_str!("lead_resale.rs"),
    run,
};

/// Sender and receiver of resold leads: one hand, declared partners, nobody's account, another
/// company. Brokers and buyers, hardly ever colleagues. By whose the leads were: of a company's staff, and of people on
/// their own, who have no colleagues, so that whatever they hand on leaves: the photographer sends couples to the
/// make-up artist, a creator the followers to the brand that pays.
const RELATION: [Odds<4>; 2] = [
    Odds { abuse: [0.02, 0.04, 0.34, 0.60], honest: [0.90, 0.06, 0.02, 0.02] },
    Odds { abuse: [0.02, 0.04, 0.34, 0.60], honest: [0.30, 0.10, 0.30, 0.30] },
];
/// Leads that whoever sells them had from somebody else; who recommends a friend has met the customer.
const HAD: Odds<2> = Odds { abuse: [0.6, 0.4], honest: [0.98, 0.02] };
/// Resold leads are passed on, or not.
const PASSED_ON: Odds<2> = Odds { abuse: [0.6, 0.4], honest: [0.98, 0.02] };
/// Unrelated parties that get the contact: one, two, more.
const PARTIES: Odds<3> = Odds { abuse: [0.6, 0.2, 0.2], honest: [0.97, 0.025, 0.005] };
/// Money the other way is in sight for half.
const PAID: Odds<2> = Odds { abuse: [0.5, 0.5], honest: [0.98, 0.02] };
/// Transfers of an account that leave, of those who resell: none, one, up to four, some, dozens. Of staff, and of
/// people on their own.
const LEAVE: [Odds<5>; 2] = [
    Odds { abuse: [0.02, 0.13, 0.25, 0.30, 0.30], honest: [0.93, 0.04, 0.02, 0.007, 0.003] },
    Odds { abuse: [0.02, 0.13, 0.25, 0.30, 0.30], honest: [0.20, 0.25, 0.30, 0.20, 0.05] },
];
/// Accounts that resell and are paid by a receiver; of staff who hand on up to four, of staff who hand on more, and of
/// people on their own: who sends a friend a customer now and then gets a red packet for it.
const ACCOUNT_PAID: [Odds<2>; 3] = [
    Odds { abuse: [0.5, 0.5], honest: [0.90, 0.10] },
    Odds { abuse: [0.5, 0.5], honest: [0.98, 0.02] },
    Odds { abuse: [0.5, 0.5], honest: [0.80, 0.20] },
];
/// Accounts that resell and are brokers.
const BROKERED: Odds<2> = Odds { abuse: [0.7, 0.3], honest: [0.995, 0.005] };
/// Accounts that resell the same contact to several.
const RESOLD: Odds<2> = Odds { abuse: [0.6, 0.4], honest: [0.98, 0.02] };
/// Leads from which on they are dozens: who recommends a friend sends one now and then.
const DOZENS: usize = 24;
/// How near a payment must be to a transfer: bills are settled within a month.
const PAID_WITHIN_MS: i64 = 31 * DAY_MS;
/// How soon a receiver hands a lead on.
const PASSED_WITHIN_MS: i64 = 14 * DAY_MS;

/// What was seen of one transfer.
struct Seen {
    /// 0 of staff, 1 of somebody on their own.
    whose: usize,
    relation: usize,
    /// Whether the sender had the contact from somebody unrelated.
    had: bool,
    passed_on: bool,
    parties: usize,
    payment: Option<u32>,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let t = Transfers::of(facts);
    let relations = t.relations(facts);
    let rows = 0..relations.len();
    let parties = parties_by_contact(facts, &t, &relations);
    let passed = passed_on(&t, &relations);
    let received = received(&t, &relations);
    let seen: Vec<Seen> = rows
        .into_par_iter()
        .map(|row| Seen {
            whose: whose(facts, t.from[row]),
            relation: relations[row],
            had: had(&t, &received, row),
            passed_on: passed[row],
            parties: parties.get(&t.contact[row]).copied().unwrap_or(1),
            payment: payment(facts, &t, row),
        })
        .collect();
    Box::new(move |background| {
        let mut found = transfer_findings(facts, &t, &seen, background);
        found.extend(account_findings(facts, &t, &seen, background));
        found
    })
}

/// Whose leads an account hands on: 0 a company's, for which its holder works with this account or another; 1 its own.
fn whose(facts: &Facts<'_>, account: u32) -> usize {
    let holders = facts.by_holder.rows(facts.accounts.holder[account as usize]);
    let works = |&account: &u32| !facts.companies.hands_of(account).is_empty();
    usize::from(![account].iter().chain(holders).any(works))
}

/// When somebody first got a contact from an unrelated party, by contact and receiver.
fn received(t: &Transfers<'_>, relations: &[usize]) -> FxHashMap<(u32, u32), i64> {
    let mut received: FxHashMap<(u32, u32), i64> = FxHashMap::default();
    for row in (0..relations.len()).filter(|&row| relations[row] >= NOBODY) {
        let first = received.entry((t.contact[row], t.to[row])).or_insert(t.at[row]);
        *first = (*first).min(t.at[row]);
    }
    received
}

/// Whether a lead leaves that its sender had from an unrelated party.
fn had(t: &Transfers<'_>, received: &FxHashMap<(u32, u32), i64>, row: usize) -> bool {
    received.get(&(t.contact[row], t.from[row])).is_some_and(|&at| at <= t.at[row])
}

/// Transfers that leave and whose receiver hands the same lead or contact on to another party soon.
fn passed_on(t: &Transfers<'_>, relations: &[usize]) -> Vec<bool> {
    let mut leaving: FxHashMap<(u32, u32), Vec<i64>> = FxHashMap::default();
    for row in (0..relations.len()).filter(|&row| relations[row] >= 2) {
        leaving.entry((t.contact[row], t.from[row])).or_default().push(t.at[row]);
    }
    leaving.values_mut().for_each(|times| times.sort_unstable());
    (0..relations.len())
        .map(|row| {
            let times = leaving.get(&(t.contact[row], t.to[row])).map_or(&[][..], Vec::as_slice);
            let next = times.partition_point(|&at| at < t.at[row]);
            relations[row] >= 2 && times.get(next).is_some_and(|&at| at - t.at[row] <= PASSED_WITHIN_MS)
        })
        .collect()
}

/// The payment nearest in time by the receiver's side to the sender's.
fn payment(facts: &Facts<'_>, t: &Transfers<'_>, row: usize) -> Option<u32> {
    let (from, to, at) = (t.from[row], t.to[row], t.at[row]);
    // Whoever resells a company's leads may have its till paid for them.
    let payee = facts.frames.numbers(ExportKind::Accounts, "payout_account")[from as usize];
    if payee == NONE {
        return None;
    }
    let companies = &facts.companies;
    let hands = companies.hands_at(to, at);
    let side =
        |payer: u32| payer == facts.accounts.payout[to as usize] || companies.is_paid_into(payer, &hands);
    let near = |row: &u32| {
        let row = *row as usize;
        (facts.payments.at[row] - at).abs() <= PAID_WITHIN_MS && side(facts.payments.payer[row])
    };
    let rows = facts.payments.to_person(payee).iter().copied().filter(near);
    rows.min_by_key(|&row| ((facts.payments.at[row as usize] - at).abs(), row))
}

fn transfer_findings(
    facts: &Facts<'_>,
    t: &Transfers<'_>,
    seen: &[Seen],
    ordinary: &Background,
) -> Vec<Evidence> {
    let known = |row: usize| ordinary.has(t.from[row]) && ordinary.has(t.to[row]);
    let background = || seen.iter().enumerate().filter(|(row, _)| known(*row)).map(|(_, s)| s);
    let relation = [0, 1].map(|whose| {
        RELATION[whose].bits(count(background().filter(|s| s.whose == whose).map(|s| Some(s.relation))))
    });
    let leaving = || background().filter(|s| s.relation >= NOBODY);
    let had = HAD.bits(count(leaving().map(|s| Some(usize::from(s.had)))));
    let passed = PASSED_ON.bits(count(background().map(|s| Some(usize::from(s.passed_on)))));
    let parties = PARTIES.bits(count(background().map(|s| Some(s.parties.clamp(1, 3) - 1))));
    let paid = PAID.bits(count(background().map(|s| Some(usize::from(s.payment.is_some())))));
    let paid = if facts.frames.has("payments") { paid } else { [0; 2] };
    let of = |(row, s): (usize, &Seen)| -> Vec<Evidence> {
        if s.relation == INTERNAL || (s.relation == PARTNER && s.payment.is_none()) {
            return Vec::new();
        }
        let finding = |code, family, bits| {
            Evidence {
                subject: Node::new(NodeKind::Transfer, row as u32),
                ..about(0, Typology::LeadResale, code, family, bits)
            }
            .between(t.at[row], t.at[row])
            .with_object(NodeKind::Account, t.to[row])
            .from_sources([Source::Transfer(row as u32)])
        };
        let code = ["", "lead_to_partner", "lead_to_nobody", "lead_to_stranger"][s.relation];
        let mut found = vec![finding(code, Family::Lead, relation[s.whose][s.relation])];
        if s.had && s.relation >= NOBODY {
            found.push(finding("lead_had", Family::Lead, had[1]));
        }
        if s.passed_on {
            found.push(finding("lead_passed_on", Family::Lead, passed[1]));
        }
        if s.parties > 1 {
            let bits = parties[s.parties.clamp(1, 3) - 1];
            found.push(
                finding("contact_sold_twice", Family::Contact, bits)
                    .with("parties", Figure::Count(s.parties as i64)),
            );
        }
        if let Some(payment) = s.payment {
            let amount = Figure::Money(facts.payments.amount[payment as usize]);
            found.push(
                finding("lead_paid", Family::Money, paid[1])
                    .with("amount_cny", amount)
                    .from_sources([Source::Payment(payment)]),
            );
        }
        found
    };
    seen.par_iter().enumerate().flat_map_iter(of).collect()
}

/// What one account does with leads.
struct Sender {
    account: u32,
    /// 0 of staff, 1 of somebody on their own.
    whose: usize,
    leaving: Vec<u32>,
    all: usize,
    payments: Vec<u32>,
    brokered: usize,
    resold: usize,
}

fn account_findings(
    facts: &Facts<'_>,
    t: &Transfers<'_>,
    seen: &[Seen],
    ordinary: &Background,
) -> Vec<Evidence> {
    let senders = senders(t, seen);
    let class = |s: &Sender| match s.leaving.len() {
        0 => 0,
        1 => 1,
        2..=4 => 2,
        5..DOZENS => 3,
        _ => 4,
    };
    let honest = || senders.iter().filter(|s| ordinary.has(s.account));
    let leave = [0, 1].map(|whose| {
        let of = senders.iter().filter(|s| s.whose == whose).map(|s| (s.account, Some(class(s))));
        LEAVE[whose].weigh(&ordinary.tally(Typology::LeadResale, Family::Lead, of))
    });
    let kind = |s: &Sender| match (s.whose, class(s)) {
        (0, class) => usize::from(!matches!(class, 1 | 2)),
        _ => 2,
    };
    let paid = [0, 1, 2].map(|of_kind: usize| {
        let of = honest().filter(|s| !s.leaving.is_empty() && kind(s) == of_kind);
        ACCOUNT_PAID[of_kind].bits(count(of.map(|s| Some(usize::from(!s.payments.is_empty())))))[1]
    });
    let paid = if facts.frames.has("payments") { paid } else { [0; 3] };
    let brokered = BROKERED.bits(count(honest().map(|s| Some(usize::from(s.brokered > 0)))));
    let resold = RESOLD.bits(count(honest().map(|s| Some(usize::from(s.resold > 0)))));
    let of = |s: &Sender| -> Vec<Evidence> {
        if s.leaving.is_empty() {
            return Vec::new();
        }
        let times: Vec<i64> = s.leaving.iter().map(|&r| t.at[r as usize]).collect();
        let (from, to) = (times.iter().min().copied().unwrap_or(0), times.iter().max().copied().unwrap_or(0));
        let finding =
            |code, family, bits| about(s.account, Typology::LeadResale, code, family, bits).between(from, to);
        let sources = || s.leaving.iter().map(|&row| Source::Transfer(row));
        // One finding a receiver ties sender and receivers together; the bits are counted once.
        let mut by_receiver = s.leaving.clone();
        by_receiver.sort_by_key(|&row| t.to[row as usize]);
        let receivers = || by_receiver.chunk_by(|&a, &b| t.to[a as usize] == t.to[b as usize]);
        let mut left = Portions::new(leave[s.whose][class(s)], receivers().count());
        let mut found: Vec<Evidence> = receivers()
            .map(|rows| {
                finding("leads_leave", Family::Lead, left.next())
                    .with("leaving", Figure::Count(s.leaving.len() as i64))
                    .with("transfers", Figure::Count(s.all as i64))
                    .with_object(NodeKind::Account, t.to[rows[0] as usize])
                    .from_sources(rows.iter().map(|&row| Source::Transfer(row)))
            })
            .collect();
        if s.brokered > 0 {
            let leads = Figure::Count(s.brokered as i64);
            found.push(
                finding("leads_brokered", Family::Lead, brokered[1])
                    .with("leads", leads)
                    .from_sources(sources()),
            );
        }
        if s.resold > 0 {
            let leads = Figure::Count(s.resold as i64);
            found.push(
                finding("contacts_resold", Family::Contact, resold[1])
                    .with("leads", leads)
                    .from_sources(sources()),
            );
        }
        if let Some(&row) = s.payments.first() {
            let amount = s.payments.iter().map(|&r| facts.payments.amount[r as usize]).sum();
            found.push(
                finding("leads_paid", Family::Money, paid[kind(s)])
                    .with("amount_cny", Figure::Money(amount))
                    .with("payments", Figure::Count(s.payments.len() as i64))
                    .with_object(NodeKind::PaymentAccount, facts.payments.payer[row as usize])
                    .from_sources(s.payments.iter().map(|&r| Source::Payment(r))),
            );
        }
        found
    };
    senders.par_iter().flat_map_iter(of).collect()
}

fn senders(t: &Transfers<'_>, seen: &[Seen]) -> Vec<Sender> {
    let mut by_sender: Vec<u32> = (0..seen.len() as u32).collect();
    by_sender.sort_unstable_by_key(|&row| (t.from[row as usize], row));
    let of = |rows: &[u32]| -> Sender {
        let account = t.from[rows[0] as usize];
        let leaves = |row: &&u32| seen[**row as usize].relation >= 2;
        let leaving: Vec<u32> = rows.iter().filter(leaves).copied().collect();
        let brokered = leaving.iter().filter(|&&row| seen[row as usize].had).count();
        let mut payments: Vec<u32> = leaving.iter().filter_map(|&row| seen[row as usize].payment).collect();
        payments.sort_unstable();
        payments.dedup();
        let resold = leaving.iter().filter(|&&row| seen[row as usize].parties > 1).count();
        Sender {
            account,
            whose: seen[rows[0] as usize].whose,
            all: rows.len(),
            brokered,
            resold,
            payments,
            leaving,
        }
    };
    by_sender.chunk_by(|&a, &b| t.from[a as usize] == t.from[b as usize]).map(of).collect()
}

/// Some bits in as many whole portions as there are receivers, none of which is lost to rounding.
struct Portions {
    left: i32,
    portions: i32,
}

impl Portions {
    fn new(bits: i32, portions: usize) -> Portions {
        Portions { left: bits, portions: portions as i32 }
    }

    /// The next portion.
    fn next(&mut self) -> i32 {
        let portion = self.left / self.portions.max(1);
        self.left -= portion;
        self.portions -= 1;
        portion
    }
}

#[cfg(test)]
mod tests {
    use super::Portions;

    /// Fault: of leads that went to thousands of receivers hardly anything was left, each portion being cut to whole
    /// thousandths of a bit.
    #[test]
    fn portions_add_up() {
        for (bits, number) in [(3_000, 4_001), (-3_001, 2), (5, 5), (0, 3)] {
            let mut left = Portions::new(bits, number);
            assert_eq!((0..number).map(|_| left.next()).sum::<i32>(), bits);
        }
    }
}

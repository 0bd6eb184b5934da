//! # The trail of a lead
//!
//! **Finds** what a resold lead leaves behind beside the transfer itself: contacts that turn up as new
//! leads of a stranger, leads that go to the same stranger after the same time again and again, a stock of
//! leads carried off in one go, leads that leave over the holder's own second account, and accounts that hand leads to
//! strangers and never collected one.
//!
//! **Matters** because a transfer to a stranger may have an innocent reason, and the worst ones are not in
//! the export at all: a list is sold outside the platform, and only its re-entry shows.
//!
//! **Honest twins.** Consumers who ask several shops leave a form at each, or write to each: forms don't
//! count, messages only after a hand-over to the very shop, imported lists always. Somebody who
//! leaves hands the leads to colleagues, in bulk, too: one hand, no finding. People who copy leads to a
//! second account of their own do so as leads come, not by the stock, and keep them. A partner's leads
//! flow steadily as well: declared partners are left out. Where an enterprise's own account collects for its staff,
//! they collect none either: they are compared with others who hand leads to strangers.
//!
//! **Background.** How often contacts re-enter, how much the time varies that pairs of colleagues need,
//! and who exports a stock, among all who hand on leads. **Wrong** for two shops that share a mall and
//! its customers, and for an undeclared partner whose leads flow by a machine.
//!
//! Cost: linear in leads and transfers, times a logarithm; of a contact with more than [`trail::MOST_EVENTS`]
//! events, which is no person's, nothing is looked at.

mod trail;

use rustc_hash::FxHashSet;

use super::facts::Facts;
use super::features::{about, class_of, count, count_of, longest_run, thresholds};
use super::lead_resale::{INTERNAL, NOBODY, Transfers};
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, Node, NodeKind, Odds, Source, Typology};
use crate::ids::NONE;
use crate::schema::ExportKind;
use crate::time::DAY_MS;
use trail::{Entry, Trails, is_own, trails};

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "lead_trails",
    typologies: &[Typology::LeadResale],
    needs: &["lead_transfers", "bindings", "accounts"],
    uses: &["leads", "leads.source", "accounts.holder_hash", "lead_transfers.channel", "approved_operators"],
    codes: &[
        Code {
            name: "contact_re_entered",
            family: Family::Contact,
            doc: "the receiver enters the contact as a new lead of its own",
        },
        Code {
            name: "contacts_re_enter",
            family: Family::Contact,
            doc: "receivers of the account's leads enter the contacts as new leads of their own",
        },
        Code {
            name: "contacts_appear",
            family: Family::Contact,
            doc: "the account's contacts turn up on a stranger's imported lists, without a transfer",
        },
        Code {
            name: "steady_lag",
            family: Family::Lead,
            doc: "leads go to the same stranger after nearly the same time, again and again",
        },
        Code {
            name: "stock_exported",
            family: Family::Lead,
            doc: "a stock of older leads goes to an account outside the company within days",
        },
        Code {
            name: "carried_on",
            family: Family::Contact,
            doc: "leads go to a stranger over a second account of the same holder",
        },
        Code {
            name: "collects_nothing",
            family: Family::Contact,
            doc: "the account hands leads to strangers and never collected one itself",
        },
    ],
    manual: include_str!("lead_trails.rs"),
    run,
};

/// Resold leads that the buyer enters as new: whoever hides where customers come from does.
const RE_ENTERED: Odds<2> = Odds { abuse: [0.7, 0.3], honest: [0.995, 0.005] };
/// Senders with no lead that re-enters after the transfer, with one, with several.
const RE_ENTER: Odds<3> = Odds { abuse: [0.5, 0.1, 0.4], honest: [0.99, 0.007, 0.003] };
/// Contacts of an account that turn up with one stranger without a transfer: up to one, up to three, more.
/// Lists are sold outside the platform by few of those who resell leads on it.
const APPEAR: Odds<3> = Odds { abuse: [0.88, 0.04, 0.08], honest: [0.985, 0.013, 0.002] };
/// Whether the time to a stranger varies as among colleagues, less than among three quarters of their
/// pairs, or than among nine in ten. Who sells leads does so by habit, at once or at the end of the day.
const STEADY: Odds<3> = Odds { abuse: [0.45, 0.20, 0.35], honest: [0.75, 0.15, 0.10] };
/// Senders who carry off no stock; one while they stay; one before they leave. Most resale is by the lead.
const EXPORTED: Odds<3> = Odds { abuse: [0.85, 0.07, 0.08], honest: [0.994, 0.004, 0.002] };
/// Holders no lead of whom leaves over their own second account; one; several.
const CARRIED: Odds<3> = Odds { abuse: [0.90, 0.03, 0.07], honest: [0.996, 0.003, 0.001] };

/// Accounts that hand leads to strangers and collect some themselves; that never do, and hand on one or two; three or
/// more. Brokers and cut-outs only pass on; whoever has leads of the own business collects them.
const COLLECTS: Odds<3> = Odds { abuse: [0.70, 0.04, 0.26], honest: [0.95, 0.03, 0.02] };

/// Leads between a pair that say something of the time they take.
const LEAST_LEADS: usize = 5;
/// Spread of the logarithm of that time where too few colleagues' pairs are known: a factor of 1.6 and of
/// 2.2 either way, where people who hand on leads between other work differ by a factor of three.
const EXPECTED_SPREAD: [f64; 2] = [0.5, 0.8];
/// Leads handed to strangers that are more than a favour.
const LEAST_HANDED_ON: usize = 3;
/// Shorter times don't differ.
const MINUTE_MS: i64 = 60_000;
/// Days within which a stock is carried off.
const STOCK_MS: i64 = 7 * DAY_MS;
/// A lead is stock if it was there this long: what is handed on in the course of work is younger.
const OLD_MS: i64 = 7 * DAY_MS;
/// How long before the binding ends a stock is carried off: notice is given a month ahead.
const NOTICE_MS: i64 = 31 * DAY_MS;

/// What one account does, at its most telling.
struct Trait {
    account: u32,
    class: usize,
    object: u32,
    number: usize,
    figure: f64,
    observed: (i64, i64),
    sources: Vec<Source>,
}

/// All observations.
struct Seen {
    senders: Vec<u32>,
    re_entered: Vec<(u32, u32)>,
    re_enter: Vec<Trait>,
    appear: Vec<Trait>,
    colleagues: Vec<f64>,
    steady: Vec<Trait>,
    exported: Vec<Trait>,
    carried: Vec<Trait>,
    /// Accounts that hand leads to strangers, and those of them that collect none.
    givers: Vec<u32>,
    idle: Vec<Trait>,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let t = Transfers::of(facts);
    let relations = t.relations(facts);
    let trails = trails(facts, &t, &relations);
    let seen = observe(facts, &t, &relations, trails);
    Box::new(move |background| findings(&t, &seen, background))
}

fn observe(facts: &Facts<'_>, t: &Transfers<'_>, relations: &[usize], trails: Trails) -> Seen {
    let mut senders = t.from.to_vec();
    senders.sort_unstable();
    senders.dedup();
    let (handed, others): (Vec<Entry>, Vec<Entry>) =
        trails.entries.into_iter().partition(|e| e.transfer.is_some());
    let mut re_entered: Vec<(u32, u32)> = handed.iter().filter_map(|e| Some((e.transfer?, e.lead))).collect();
    re_entered.sort_unstable();
    re_entered.dedup_by_key(|r| r.0);
    let collected = facts.frames.wides(ExportKind::Leads, "collected_at");
    let (colleagues, steady) = steady(t, relations, &trails.lags);
    let (givers, idle) = idle(facts, t, relations);
    Seen {
        senders,
        re_entered,
        re_enter: by_stranger(handed, collected, |n| n.min(2)),
        appear: by_stranger(others, collected, |n| usize::from(n > 1) + usize::from(n > 3)),
        colleagues,
        steady,
        exported: exported(facts, t, relations, &trails.lags),
        carried: carried(t, &trails.carried),
        givers,
        idle,
    }
}

/// For each holder the stranger with whom most of its contacts turn up; classes by their number.
fn by_stranger(mut entries: Vec<Entry>, collected: &[i64], class: fn(usize) -> usize) -> Vec<Trait> {
    entries.sort_unstable_by_key(|e| (e.holder, e.by, e.lead));
    let of = |entries: &[Entry]| {
        let times = || entries.iter().map(|e| collected[e.lead as usize]);
        let rows = entries
            .iter()
            .flat_map(|e| e.transfer.map(Source::Transfer).into_iter().chain([Source::Lead(e.lead)]));
        Trait {
            account: entries[0].holder,
            class: class(entries.len()),
            object: entries[0].by,
            number: entries.len(),
            figure: 0.0,
            observed: (times().min().unwrap_or(0), times().max().unwrap_or(0)),
            sources: rows.collect(),
        }
    };
    most(entries.chunk_by(|a, b| (a.holder, a.by) == (b.holder, b.by)).map(of))
}

/// Of each account's traits the one with the highest class, then number.
fn most(all: impl Iterator<Item = Trait>) -> Vec<Trait> {
    let mut all: Vec<Trait> = all.collect();
    all.sort_by_key(|t| (t.account, std::cmp::Reverse((t.class, t.number)), t.object));
    all.dedup_by_key(|t| t.account);
    all
}

/// How much the time varies for which a lead stays: among pairs of colleagues, and of the steadiest
/// stranger of each sender. In natural logarithms, since an hour more matters little in a day.
fn steady(t: &Transfers<'_>, relations: &[usize], lags: &[(u32, i64)]) -> (Vec<f64>, Vec<Trait>) {
    let mut rows: Vec<(u32, u32, u32, i64)> =
        lags.iter().map(|&(row, lag)| (t.from[row as usize], t.to[row as usize], row, lag)).collect();
    rows.sort_unstable();
    let (mut colleagues, mut strangers) = (Vec::new(), Vec::new());
    for pair in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|p| p.len() >= LEAST_LEADS) {
        let spread = spread(pair.iter().map(|r| r.3));
        match relations[pair[0].2 as usize] {
            INTERNAL => colleagues.push(spread),
            NOBODY.. => strangers.push(Trait {
                account: pair[0].0,
                class: 0,
                object: pair[0].1,
                number: pair.len(),
                figure: spread,
                observed: observed(t, pair.iter().map(|r| r.2)),
                sources: pair.iter().map(|r| Source::Transfer(r.2)).collect(),
            }),
            _ => {}
        }
    }
    strangers.sort_by(|a, b| {
        a.account.cmp(&b.account).then(a.figure.total_cmp(&b.figure)).then(a.object.cmp(&b.object))
    });
    strangers.dedup_by_key(|t| t.account);
    (colleagues, strangers)
}

/// Standard deviation of the logarithms of some times, a minute at the least.
fn spread(lags: impl Iterator<Item = i64> + Clone) -> f64 {
    let logs = lags.map(|lag| (lag.max(MINUTE_MS) as f64).ln());
    let number = logs.clone().count().max(1) as f64;
    let mean = logs.clone().sum::<f64>() / number;
    (logs.map(|log| (log - mean).powi(2)).sum::<f64>() / number).sqrt()
}

/// First and last moment of some transfers.
fn observed(t: &Transfers<'_>, rows: impl Iterator<Item = u32> + Clone) -> (i64, i64) {
    let times = rows.map(|row| t.at[row as usize]);
    (times.clone().min().unwrap_or(0), times.max().unwrap_or(0))
}

/// Stocks of leads that went outside within days: class 1 while the sender stays, 2 before it leaves.
fn exported(facts: &Facts<'_>, t: &Transfers<'_>, relations: &[usize], lags: &[(u32, i64)]) -> Vec<Trait> {
    let outside = |row: u32| {
        let (from, to) = (t.from[row as usize], t.to[row as usize]);
        relations[row as usize] >= NOBODY || is_own(facts, from, to)
    };
    let staff = |row: u32| !facts.companies.hands_at(t.from[row as usize], t.at[row as usize]).is_empty();
    let mut old: Vec<(u32, u32, i64, u32)> = lags
        .iter()
        .filter(|(row, lag)| *lag >= OLD_MS && outside(*row) && staff(*row))
        .map(|&(row, _)| (t.from[row as usize], t.to[row as usize], t.at[row as usize], row))
        .collect();
    old.sort_unstable();
    let of = |pair: &[(u32, u32, i64, u32)]| -> Option<Trait> {
        let (account, object) = (pair[0].0, pair[0].1);
        let times: Vec<i64> = pair.iter().map(|row| row.2).collect();
        let stock = &pair[longest_run(&times, STOCK_MS)];
        let number = stock.len();
        let last = stock.last()?.2;
        let left =
            facts.companies.of(account).any(|b| b.from <= last && b.to >= last && b.to - last <= NOTICE_MS);
        (number >= LEAST_LEADS).then(|| Trait {
            account,
            class: 1 + usize::from(left),
            object,
            number,
            figure: 0.0,
            observed: (stock[0].2, last),
            sources: stock.iter().map(|r| Source::Transfer(r.3)).collect(),
        })
    };
    most(old.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter_map(of))
}

/// Leads that left over a second account: of the first account, and of the second.
fn carried(t: &Transfers<'_>, rows: &[(u32, u32)]) -> Vec<Trait> {
    let ends = |&(first, next): &(u32, u32)| {
        let (over, to) = (t.from[next as usize], t.to[next as usize]);
        [(t.from[first as usize], over, first, next), (over, to, first, next)]
    };
    let mut all: Vec<(u32, u32, u32, u32)> = rows.iter().flat_map(ends).collect();
    all.sort_unstable();
    let of = |rows: &[(u32, u32, u32, u32)]| Trait {
        account: rows[0].0,
        class: rows.len().min(2),
        object: rows[0].1,
        number: rows.len(),
        figure: 0.0,
        observed: observed(t, rows.iter().flat_map(|r| [r.2, r.3])),
        sources: rows.iter().flat_map(|r| [r.2, r.3]).map(Source::Transfer).collect(),
    };
    most(all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).map(of))
}

/// Accounts that hand leads to strangers; and those of them that never collected one, with the stranger who gets most.
fn idle(facts: &Facts<'_>, t: &Transfers<'_>, relations: &[usize]) -> (Vec<u32>, Vec<Trait>) {
    if !facts.frames.has("leads") {
        return (Vec::new(), Vec::new());
    }
    let collectors: FxHashSet<u32> =
        facts.frames.numbers(ExportKind::Leads, "account_id").iter().copied().collect();
    let given = (0..t.from.len() as u32).filter(|&row| relations[row as usize] >= NOBODY);
    let mut given: Vec<(u32, u32, u32)> =
        given.map(|row| (t.from[row as usize], t.to[row as usize], row)).collect();
    given.sort_unstable();
    let by_giver = given.chunk_by(|a, b| a.0 == b.0);
    let of = |rows: &[(u32, u32, u32)]| Trait {
        account: rows[0].0,
        class: if rows.len() < LEAST_HANDED_ON { 1 } else { 2 },
        object: rows
            .chunk_by(|a, b| a.1 == b.1)
            .max_by_key(|to| (to.len(), to[0].1))
            .map_or(NONE, |to| to[0].1),
        number: rows.len(),
        figure: 0.0,
        observed: observed(t, rows.iter().map(|r| r.2)),
        sources: rows.iter().map(|r| Source::Transfer(r.2)).collect(),
    };
    let idle = by_giver.clone().filter(|rows| !collectors.contains(&rows[0].0)).map(of).collect();
    (by_giver.map(|rows| rows[0].0).collect(), idle)
}

fn findings(t: &Transfers<'_>, seen: &Seen, background: &Background) -> Vec<Evidence> {
    let ordinary = |all: &[u32]| all.iter().filter(|&&a| background.has(a)).count();
    let (senders, givers) = (ordinary(&seen.senders), ordinary(&seen.givers));
    let count_among = |all: usize, traits: &[Trait]| -> [u64; 3] {
        count_of(all, traits.iter().filter(|t| background.has(t.account)).map(|t| t.class))
    };
    let count = |traits: &[Trait]| count_among(senders, traits);
    let limits = thresholds(seen.colleagues.clone(), [0.10, 0.25], EXPECTED_SPREAD);
    let steadiness = |spread: f64| 2 - class_of(spread, limits);
    let steady = STEADY.bits(self::count(seen.colleagues.iter().map(|&s| Some(steadiness(s)))));
    let mut found = re_entered(t, seen, background);
    let tell = |trait_: &Trait, code: &'static str, family, bits| {
        let found = about(trait_.account, Typology::LeadResale, code, family, bits)
            .between(trait_.observed.0, trait_.observed.1)
            .with("leads", Figure::Count(trait_.number as i64))
            .with_object(NodeKind::Account, trait_.object)
            .from_sources(trait_.sources.iter().copied());
        if trait_.figure > 0.0 { found.with("spread", Figure::Ratio(trait_.figure)) } else { found }
    };
    let groups = [
        (&seen.re_enter, "contacts_re_enter", Family::Contact, RE_ENTER.bits(count(&seen.re_enter))),
        (&seen.appear, "contacts_appear", Family::Contact, APPEAR.bits(count(&seen.appear))),
        (&seen.exported, "stock_exported", Family::Lead, EXPORTED.bits(count(&seen.exported))),
        (&seen.carried, "carried_on", Family::Contact, CARRIED.bits(count(&seen.carried))),
        (&seen.idle, "collects_nothing", Family::Contact, COLLECTS.bits(count_among(givers, &seen.idle))),
    ];
    for (traits, code, family, bits) in groups {
        found.extend(traits.iter().filter(|t| t.class > 0).map(|t| tell(t, code, family, bits[t.class])));
    }
    let strangers = seen.steady.iter().map(|t| (t, steadiness(t.figure)));
    found.extend(strangers.map(|(t, class)| tell(t, "steady_lag", Family::Lead, steady[class])));
    found
}

/// Transfers after which the contact re-entered.
fn re_entered(t: &Transfers<'_>, seen: &Seen, background: &Background) -> Vec<Evidence> {
    let ordinary = |row: u32| background.has(t.from[row as usize]) && background.has(t.to[row as usize]);
    let all = (0..t.from.len() as u32).filter(|&row| ordinary(row)).count();
    let known = seen.re_entered.iter().filter(|(row, _)| ordinary(*row));
    let bits = RE_ENTERED.bits(count_of(all, known.map(|_| 1)))[1];
    let tell = |&(row, lead): &(u32, u32)| {
        let at = t.at[row as usize];
        Evidence {
            subject: Node::new(NodeKind::Transfer, row),
            ..about(0, Typology::LeadResale, "contact_re_entered", Family::Contact, bits)
        }
        .between(at, at)
        .with_object(NodeKind::Account, t.to[row as usize])
        .from_sources([Source::Transfer(row), Source::Lead(lead)])
    };
    seen.re_entered.iter().map(tell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_by_hand() {
        let hours =
            |all: &[i64]| spread(all.iter().map(|h| h * 60 * MINUTE_MS).collect::<Vec<_>>().into_iter());
        assert_eq!(hours(&[3, 3, 3]), 0.0);
        // One and four hours: half the logarithm of four on each side of the mean.
        assert!((hours(&[1, 4]) - 2f64.ln()).abs() < 1e-12);
        // Less than a minute counts as a minute.
        assert_eq!(spread([0, 30_000].into_iter()), 0.0);
    }

    #[test]
    fn of_several_strangers_the_one_with_most_contacts_counts() {
        let entry = |by, lead| Entry { holder: 1, by, transfer: None, lead };
        let found = by_stranger(vec![entry(7, 0), entry(8, 1), entry(8, 2)], &[5, 6, 9], |n| n.min(2));
        let found: Vec<_> = found.iter().map(|t| (t.account, t.object, t.class, t.observed)).collect();
        assert_eq!(found, [(1, 8, 2, (6, 9))]);
    }
}

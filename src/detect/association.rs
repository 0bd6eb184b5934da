//! # The company that an account keeps
//!
//! **Finds** accounts that share a device, an address, a payer, a payee, an enterprise or a text with accounts
//! that are believed to be abused: what is too little to see of one account is plain of ten that one
//! operation works with.
//!
//! **Matters** because operations have stock: accounts not sold yet, let for a week only, seen on few
//! days. They hang on the same payer, phone or client as those that are plain to see.
//!
//! **How.** A thing that accounts share either belongs to an operation, so that most accounts on it
//! are its own, or it doesn't, so that they are a draw from everybody. What is believed of the *other*
//! parties on it says which; from that follows what it says of this one. That is one round of belief
//! propagation on the graph of accounts and things (Pandit, Chau, Wang and Faloutsos, *NetProbe*, WWW
//! 2007), with beliefs that leave association itself out, so that no suspicion comes back as its own
//! proof.
//!
//! **Honest twins.** Staff of a company that also binds strangers, neighbours of a studio, people whom
//! a payer of rents pays for a sofa: association alone is capped well under review, never counts as an
//! independent family, and what speaks for the honest account (it meets its company) weighs against it.
//! Accounts of one holder count as one party: they move, and get new phones, together. So do colleagues,
//! and accounts that are paid into one payment account, on a network or where payments go: a sales force
//! that never meets looks alike in everything that has to do with its company, and an agency's creators post
//! what it sends them. So colleagues prove each other only by who operates them.
//!
//! **Background.** The share of suspects among all accounts that share things. **Wrong** for whoever
//! really lives with the suspect.
//!
//! Cost: linear in calendars, networks, payments and bindings; things with more than [`MOST`] accounts
//! are left out, since the few suspects on them say nothing.

mod companions;

use rayon::prelude::*;

use self::companions::Companions;
use super::facts::{Facts, SUSTAINED_DAYS, accounts_on, is_approved, span};
use super::features::about;
use super::{Background, Belief, Code, Detector, Weigh};
use crate::evidence::{
    Evidence, FAMILIES, Family, Figure, NodeKind, Source, TYPOLOGIES, Typology, millibits,
};
use crate::ids::{Domain, NONE};
use crate::schema::ExportKind;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "association",
    typologies: &ABUSES,
    needs: &["logins", "accounts"],
    uses: &["logins.ip", "payments", "bindings", "accounts.payout_account", "notes"],
    codes: &[
        Code {
            name: "shares_device",
            family: Family::Association,
            doc: "suspects of other parties use the same device",
        },
        Code {
            name: "shares_network",
            family: Family::Association,
            doc: "suspects of other parties use the same telling network address",
        },
        Code {
            name: "shares_payer",
            family: Family::Association,
            doc: "whoever pays the holder pays suspects, too",
        },
        Code {
            name: "shares_payee",
            family: Family::Association,
            doc: "suspects pay the same payment account",
        },
        Code {
            name: "shares_enterprise",
            family: Family::Association,
            doc: "suspects are bound to the same enterprise",
        },
        Code {
            name: "shares_text",
            family: Family::Association,
            doc: "suspects of other parties post the same text",
        },
    ],
    manual: include_str!("association.rs"),
    run,
};

/// Leads tell themselves who hands them to whom, so that nothing is added about those who resell them.
const ABUSES: [Typology; 3] = [Typology::Traded, Typology::Rented, Typology::Affiliated];

/// Share of an operation's own among the accounts on a thing that belongs to it; the others are
/// customers, staff as a front, neighbours.
const OWN: f64 = 0.6;
/// How likely a thing that several parties share is to belong to an operation, before anything is known
/// of them, for every suspect among so many accounts: where suspects are rare, operations are. Homes, shops
/// and tills share far more things than operations do.
const OPERATION: f64 = 0.25;
/// Nothing to be seen of an account is this many times likelier if it is honest: most abuse shows
/// something.
const NOTHING_SEEN: f64 = 0.25;
/// Most bits, either way, that the belief about one other account counts.
const MOST_BELIEF: f64 = 8.0;
/// Most bits that the company of an account weighs.
const MOST_BITS: f64 = 6.0;
/// Least thousandths of a bit that are worth a row.
const LEAST: i32 = 500;
/// Accounts on a thing above which it is left out.
const MOST: usize = 500;

/// What is seen of an account itself must be this many times likelier under the abuse: nobody is
/// suspected for others alone.
const OWN_LEAST: f64 = 2.0;

/// Place of payers among the kinds of things, in the order of the detector's codes.
const PAYER: usize = 2;
/// Place of payees among the kinds of things, in the order of the detector's codes.
const PAYEE: usize = 3;
/// Place of enterprises among the kinds of things, in the order of the detector's codes.
const ENTERPRISE: usize = 4;
/// Place of texts among the kinds of things, in the order of the detector's codes.
const TEXT: usize = 5;
/// Devices in passing.
const VISIT: usize = 6;
/// For each kind of thing, families whose findings may come from the very thing: all who share it would
/// look suspect together, and prove each other. A family's tablet is everybody's second device, elsewhere
/// than the phone and at other hours. Of an enterprise's accounts only who operates them counts.
const ECHOES: [&[Family]; 7] = [
    &[Family::Sharing, Family::Device, Family::Place, Family::Rhythm],
    &[Family::Sharing, Family::Place],
    &[Family::Money],
    &[Family::Money],
    &[
        Family::Place,
        Family::Identity,
        Family::Money,
        Family::Binding,
        Family::Lead,
        Family::Spend,
        Family::Contact,
        Family::Content,
        Family::Usage,
    ],
    &[Family::Content, Family::Usage],
    &[],
];
/// The same for renting, of an enterprise's accounts: who hands out work phones, or posts centrally, has two devices
/// on every account, so that of colleagues counts only whom they share them with, and the hours.
const WORKED: &[Family] = &[Family::Device];

const LEARNED: [&[Typology]; 7] = [
    &[Typology::Traded, Typology::Rented],
    &[],
    &[],
    &[Typology::Traded, Typology::Affiliated],
    &[Typology::Traded, Typology::Rented, Typology::Affiliated],
    &[],
    &[Typology::Traded, Typology::Rented],
];

/// A thing that at least two parties share.
struct Thing {
    kind: usize,
    id: u32,
    /// (account, its party), sorted by party. One holder's accounts are one party.
    members: Vec<(u32, u32)>,
}

impl Thing {
    /// The accounts of each party.
    fn parties(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        self.members.chunk_by(|a, b| a.1 == b.1)
    }
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let things = things(facts);
    Box::new(move |background| weigh(facts, &things, background))
}

/// All things that several parties share.
fn things(facts: &Facts<'_>) -> Vec<Thing> {
    let devices = facts.frames.names.of(Domain::Device).len() as u32;
    let mut all: Vec<Thing> = (0..devices).into_par_iter().filter_map(|id| device(facts, id)).collect();
    all.par_extend((0..devices).into_par_iter().filter_map(|id| visited(facts, id)));
    let addresses = facts.frames.addresses.len() as u32;
    all.par_extend((0..addresses).into_par_iter().filter_map(|id| address(facts, id)));
    all.extend(money(facts));
    let enterprises = 0..facts.accounts.count() as u32;
    all.par_extend(enterprises.into_par_iter().filter_map(|id| {
        let bound = facts.companies.to(id).map(|b| b.account).take(MOST + 1);
        thing(facts, ENTERPRISE, id, bound.collect())
    }));
    all.par_extend(facts.library.of_text.par_iter().filter_map(|(&id, of)| text(facts, id, of.clone())));
    all
}

/// A text that is not everybody's; colleagues are one party.
fn text(facts: &Facts<'_>, id: u32, of: std::ops::Range<usize>) -> Option<Thing> {
    if of.len() < 2 || of.len() > MOST || !facts.library.is_rare(id) {
        return None;
    }
    let open = facts.library.postings[of].iter().filter(|posting| !is_approved(facts, posting));
    shared(TEXT, id, open.map(|p| (p.party, p.account)).collect())
}

fn device(facts: &Facts<'_>, id: u32) -> Option<Thing> {
    let parties = &facts.parties[id as usize].parties;
    if parties.len() < 2 || parties.len() > MOST {
        return None;
    }
    let approved = facts.approvals.device_days(id);
    let stayed = accounts_on(facts, id).into_iter();
    let stay = facts.parties[id as usize].stay();
    let stayed = stayed.filter(|(_, days)| (days & !approved).count_ones() >= stay);
    let party = |account: u32| facts.parties[id as usize].party_of(account).map_or(account, |p| p.first);
    let members = stayed.map(|(account, _)| (party(account), account)).collect();
    shared(0, id, members)
}

fn visited(facts: &Facts<'_>, id: u32) -> Option<Thing> {
    let on = &facts.parties[id as usize];
    if on.parties.len() < 2 || on.parties.len() > MOST || on.parties.iter().all(|p| on.stays(p)) {
        return None;
    }
    let approved = facts.approvals.device_days(id);
    let open = accounts_on(facts, id).into_iter().filter(|(_, days)| days & !approved != 0);
    let party = |account: u32| on.party_of(account).map_or(account, |p| p.first);
    shared(VISIT, id, open.map(|(account, _)| (party(account), account)).collect())
}

fn address(facts: &Facts<'_>, id: u32) -> Option<Thing> {
    let rows = facts.by_ip.rows(id);
    if rows.len() < 2 || rows.len() > MOST {
        return None;
    }
    let approved = facts.approvals.address_days(id);
    let days = |row: u32| facts.networks.days(row as usize) & !approved;
    let stayed = rows.iter().filter(|&&r| days(r).count_ones() >= SUSTAINED_DAYS);
    let accounts: Vec<u32> = stayed.map(|&r| facts.networks.account[r as usize]).collect();
    let home = accounts.first().map_or(NONE, |&a| facts.home_region[a as usize]);
    // Colleagues are on their company's network together, as the holder's accounts are.
    let party = |account: u32| match (facts.companies.hands_of(account), holder_party(facts, account)) {
        ([hand, ..], _) => *hand,
        (_, party) => party,
    };
    let members = accounts.into_iter().map(|account| (party(account), account)).collect();
    facts.tells_place(id, home).then(|| shared(1, id, members)).flatten()
}

/// Payers by whom they pay, and payees by who pays them; companies' wages and tills left out.
fn money(facts: &Facts<'_>) -> Vec<Thing> {
    let payments = &facts.payments;
    let of_row = |row: u32| {
        let at = row as usize;
        let (payer, payee) = (payments.payer[at], payments.payee[at]);
        let counts = move |hub: u32, holder: u32| {
            payer != payee
                && (1..=MOST).contains(&facts.by_payout.rows(holder).len())
                && !facts.approvals.payment_account(hub, payments.at[at])
                && !facts.wages.pays(payer, payee)
        };
        let sides = [(2, payer, payee), (3, payee, payer)];
        sides
            .into_iter()
            .filter(move |&(_, hub, holder)| counts(hub, holder))
            .map(move |(kind, hub, holder)| (kind, hub, row, holder))
    };
    let rows = (0..payments.payer.len() as u32).into_par_iter();
    let mut dealings: Vec<(usize, u32, u32, u32)> = rows.flat_map_iter(of_row).collect();
    dealings.par_sort_unstable();
    // Whoever is paid through one payment account is paid together, and colleagues look alike.
    let party =
        |account: u32| match (facts.companies.hands_of(account), facts.accounts.payout[account as usize]) {
            ([hand, ..], _) => *hand,
            (_, NONE) => holder_party(facts, account),
            (_, payout) => holder_party(facts, facts.by_payout.rows(payout)[0]),
        };
    let of_hub = |of: &[(usize, u32, u32, u32)]| {
        let mut accounts: Vec<u32> = Vec::new();
        for &(.., holder) in of {
            if accounts.len() > MOST {
                break;
            }
            accounts.extend_from_slice(facts.by_payout.rows(holder));
        }
        let (kind, hub, ..) = of[0];
        shared(kind, hub, accounts.into_iter().map(|account| (party(account), account)).collect())
    };
    dealings.par_chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter_map(of_hub).collect()
}

/// A thing whose parties are holders.
fn thing(facts: &Facts<'_>, kind: usize, id: u32, accounts: Vec<u32>) -> Option<Thing> {
    shared(kind, id, accounts.into_iter().map(|account| (holder_party(facts, account), account)).collect())
}

/// The first account of an account's holder.
fn holder_party(facts: &Facts<'_>, account: u32) -> u32 {
    match facts.accounts.holder[account as usize] {
        NONE => account,
        holder => facts.by_holder.rows(holder)[0],
    }
}

fn shared(kind: usize, id: u32, mut members: Vec<(u32, u32)>) -> Option<Thing> {
    members.sort_unstable();
    members.dedup();
    let parties = members.chunk_by(|a, b| a.0 == b.0).count();
    let members = members.into_iter().map(|(party, account)| (account, party)).collect();
    (2..=MOST).contains(&parties).then_some(Thing { kind, id, members })
}

fn weigh(facts: &Facts<'_>, things: &[Thing], background: &Background) -> Vec<Evidence> {
    if background.beliefs().is_empty() {
        return Vec::new();
    }
    let suspects = background.beliefs().iter().filter(|b| b.suspect).count();
    let base = (suspects.max(1) as f64 / facts.accounts.count().max(1) as f64).min(OWN / 2.0);
    let companions = Companions::new(facts, things, background);
    let opinions = |thing| opinions(facts, thing, background, base, &companions);
    let mut said: Vec<Said> = things.par_iter().flat_map_iter(opinions).collect();
    // Of several things of one kind the one that says most speaks.
    said.par_sort_unstable_by_key(|s| (s.account, s.typology, s.kind, std::cmp::Reverse(s.millibits), s.id));
    said.dedup_by_key(|s| (s.account, s.typology, s.kind));
    let speaks = said.chunk_by(|a, b| (a.account, a.typology) == (b.account, b.typology));
    speaks.flat_map(|all| findings(facts, all)).collect()
}

/// What a thing says of one account.
struct Said {
    account: u32,
    typology: Typology,
    kind: usize,
    millibits: i32,
    id: u32,
    suspects: u32,
    /// Suspects that a reviewer confirmed.
    confirmed: u32,
    parties: u32,
}

/// What a thing says of each of its accounts, for each abuse.
fn opinions(
    facts: &Facts<'_>,
    thing: &Thing,
    background: &Background,
    base: f64,
    companions: &Companions,
) -> Vec<Said> {
    let prior = facts.settings.prior;
    let believed = |account: u32| background.belief(account);
    let seller = believed(thing.id).filter(|b| thing.kind == ENTERPRISE && b.suspect);
    let suspect = |&(account, _): &(u32, u32)| believed(account).is_some_and(|b| b.suspect);
    if seller.is_none() && !thing.members.iter().any(suspect) {
        return Vec::new();
    }
    let classes = companions::classes(facts, background, thing);
    let mut said = Vec::new();
    // Whoever lets an account is paid; who pays has somebody work for them.
    // Whoever shares out earnings runs accounts for all who have a share, which is no lease.
    let silent = thing.kind == PAYEE || (thing.kind == PAYER && facts.wages.is_house(thing.id));
    let speaks = |typology: &Typology| !silent || *typology != Typology::Rented;
    for typology in ABUSES.into_iter().filter(speaks) {
        // What an enterprise is believed to be says whether it sells places; colleagues look alike.
        let sells = match (thing.kind, typology) {
            (ENTERPRISE, Typology::Affiliated) => Some(seller.map_or(f64::NEG_INFINITY, |seller| {
                likelihood(Some(seller), typology, prior, [&[]; 2]).log2()
            })),
            _ => None,
        };
        let worked = thing.kind == ENTERPRISE && typology == Typology::Rented;
        let without = [ECHOES[thing.kind], if worked { WORKED } else { &[] }];
        let of = |account: u32| likelihood(believed(account), typology, prior, without);
        // The most suspect account of a party speaks for it.
        let parties: Vec<(&[(u32, u32)], f64)> = thing
            .parties()
            .map(|party| (party, vote(party.iter().map(|m| of(m.0)).fold(0.0, f64::max), base)))
            .collect();
        let all: f64 = parties.iter().map(|p| p.1).sum();
        let suspects = parties.iter().filter(|p| p.0.iter().any(suspect)).count();
        let judged = |party: &[(u32, u32)]| party.iter().any(|m| facts.verdicts.confirmed(m.0));
        let confirmed = parties.iter().filter(|p| judged(p.0)).count();
        for ((party, own), &class) in parties.iter().zip(&classes) {
            let votes = sells.unwrap_or(all - own);
            let voted = if thing.kind == VISIT { 0 } else { millibits(message(votes, base, OPERATION * base).min(5.0)) };
            let learned = class.filter(|_| LEARNED[thing.kind].contains(&typology));
            let weight = if thing.kind == ENTERPRISE { 0.6 } else { 1.0 };
            let bits = learned.map_or(voted, |class| ((f64::from(companions.bits(class, typology)) * weight) as i32));
            let bits = bits.clamp(0, millibits(MOST_BITS));
            let visits = |m: &&(u32, u32)| thing.kind != VISIT || is_visit(facts, thing.id, m.0);
            let members = party.iter().filter(|_| bits >= LEAST).filter(visits);
            let seen = members.filter(|m| likelihood(believed(m.0), typology, prior, [&[]; 2]) >= OWN_LEAST);
            said.extend(seen.map(|&(account, _)| Said {
                account,
                typology,
                kind: thing.kind,
                millibits: bits,
                id: thing.id,
                suspects: (suspects - usize::from(party.iter().any(suspect))) as u32,
                confirmed: (confirmed - usize::from(judged(party))) as u32,
                parties: parties.len() as u32 - 1,
            }));
        }
    }
    said
}

fn is_visit(facts: &Facts<'_>, device: u32, account: u32) -> bool {
    let on = &facts.parties[device as usize];
    on.party_of(account).is_none_or(|p| !on.stays(p))
}

/// How many times likelier what was seen of an account is under an abuse than under honest use or any
/// other abuse: what another explains better says nothing for this one.
fn likelihood(belief: Option<&Belief>, typology: Typology, prior: f64, without: [&[Family]; 2]) -> f64 {
    let Some(belief) = belief else { return NOTHING_SEEN };
    let counts = |f: &&Family| !without.iter().any(|families| families.contains(f));
    let bits = |t: usize| {
        let families = FAMILIES.iter().filter(counts).map(|&f| belief.families[t][f as usize]);
        f64::from(families.sum::<i32>()) / 1000.0
    };
    let this = typology as usize;
    let others: f64 = (0..TYPOLOGIES.len()).filter(|&t| t != this).map(|t| bits(t).exp2()).sum();
    (bits(this).exp2() / (1.0 + prior * others)).log2().clamp(-MOST_BELIEF, MOST_BELIEF).exp2()
}

/// Bits by which an account speaks for its thing to belong to an operation.
fn vote(likelihood: f64, base: f64) -> f64 {
    ((OWN * likelihood + 1.0 - OWN) / (base * likelihood + 1.0 - base)).log2()
}

/// Bits that a thing says of an account, from the votes of the others on it. `prior`: how likely it is to
/// belong to an operation before any vote.
fn message(votes: f64, base: f64, prior: f64) -> f64 {
    let odds = (votes + (prior / (1.0 - prior)).log2()).exp2();
    let operation = odds / (1.0 + odds);
    let abused = operation * OWN + (1.0 - operation) * base;
    (abused / (1.0 - abused) * (1.0 - base) / base).log2()
}

/// Rows of one account and abuse; together they weigh no more than [`MOST_BITS`].
fn findings(facts: &Facts<'_>, said: &[Said]) -> Vec<Evidence> {
    let mut left = millibits(MOST_BITS);
    let mut order: Vec<&Said> = said.iter().collect();
    order.sort_by_key(|s| (std::cmp::Reverse(s.millibits), s.kind));
    let mut found = Vec::new();
    for s in order {
        let bits = s.millibits.min(left);
        left -= bits;
        if bits >= LEAST {
            found.push(finding(facts, s, bits));
        }
    }
    found
}

fn finding(facts: &Facts<'_>, s: &Said, bits: i32) -> Evidence {
    let window = facts.moments(facts.active_days(s.account) | 1);
    let mut found = about(s.account, s.typology, DETECTOR.codes[if s.kind == VISIT { 0 } else { s.kind }].name, Family::Association, bits)
        .between(window.0, window.1)
        .with("suspects", Figure::Count(i64::from(s.suspects)))
        .with("others", Figure::Count(i64::from(s.parties)));
    if s.confirmed > 0 {
        found = found.with("confirmed", Figure::Count(i64::from(s.confirmed)));
    }
    match s.kind {
        0 | VISIT => {
            let days = facts.usage(s.account, s.id).cloned();
            let source = days.map(|u| Source::Logins {
                account: s.account,
                device: s.id,
                days: span(u.days),
                rows: u.logins,
            });
            found.with_object(NodeKind::Device, s.id).from_sources(source)
        }
        1 => found.from_sources([]),
        TEXT => posted(facts, s, found),
        ENTERPRISE => {
            let bound = facts.companies.of(s.account).filter(|b| b.enterprise == s.id);
            found.with_object(NodeKind::Enterprise, s.id).from_sources(bound.map(|b| Source::Binding(b.row)))
        }
        kind => {
            let payout = facts.accounts.payout[s.account as usize];
            let (hub, rows) = match kind {
                2 => (facts.payments.payer, facts.payments.to_person(payout)),
                _ => (facts.payments.payee, facts.payments.by(payout)),
            };
            let rows = rows.iter().filter(|&&r| hub[r as usize] == s.id);
            found.with_object(NodeKind::PaymentAccount, s.id).from_sources(rows.map(|&r| Source::Payment(r)))
        }
    }
}

/// A finding with the note by which the text was posted first, and the account's own.
fn posted(facts: &Facts<'_>, s: &Said, found: Evidence) -> Evidence {
    let postings = &facts.library.postings[facts.library.of_text[&s.id].clone()];
    let notes = facts.frames.numbers(ExportKind::Notes, "note_id");
    let first = notes[facts.library.first(s.id).row as usize];
    let own = postings.iter().filter(|p| p.account == s.account);
    found.with_object(NodeKind::Note, first).from_sources(own.map(|p| Source::Note(p.row)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_and_messages_by_hand() {
        // An account as likely under abuse as otherwise says nothing.
        assert!(vote(1.0, 0.01).abs() < 1e-12);
        // A certain one says log2(own / base).
        assert!((vote(1e9, 0.006) - (OWN / 0.006).log2()).abs() < 1e-3);
        // No votes: the thing hardly moves anybody; many: bounded by what an operation's thing says.
        assert!(message(0.0, 0.01, 0.01) < 1.0);
        let most = (OWN / (1.0 - OWN) / (0.01 / 0.99)).log2();
        assert!((message(60.0, 0.01, 0.01) - most).abs() < 1e-6);
    }

    /// Fault: an attacker who ties one suspect to a stranger by one payment pushes the stranger up.
    #[test]
    fn one_suspect_among_ordinary_parties_says_little() {
        let base = 0.01;
        let suspect = vote(2f64.powf(MOST_BELIEF), base);
        let ordinary = vote(NOTHING_SEEN, base);
        assert!(message(suspect + 8.0 * ordinary, base, OPERATION * base) < 0.5);
    }
}

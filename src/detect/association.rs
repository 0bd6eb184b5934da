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
//! Of accounts that are all but certain the exports themselves tell what their company means: how many of those
//! who share a phone, a payee or an enterprise with such an account are abused as well, from what else is
//! seen of them (`companions.rs`). Where operations work with a few phones it is most of them, where families sell
//! an account it is few. Where enough of them are there, that counts in place of the votes.
//!
//! **Honest twins.** Staff of a company that also binds strangers, neighbours of a studio, people whom
//! a payer of rents pays for a sofa: association alone is capped well under review, never counts as an
//! independent family, and what speaks for the honest account (it meets its company) weighs against it.
//! Accounts of one holder count as one party: they move, and get new phones, together. So do colleagues,
//! and accounts that are paid into one payment account, on a network or where payments go: a sales force
//! that never meets looks alike in everything that has to do with its company, and an agency's creators post
//! what it sends them. So colleagues prove each other only by who operates them, unless some are all but certain; and
//! then what is measured counts six tenths.
//!
//! **Background.** The share of suspects among all accounts that share things, and of each abuse in each class of
//! company. **Wrong** for whoever
//! really lives with the suspect.
//!
//! Cost: linear in calendars, networks, payments and bindings; things with more than 500 accounts
//! are left out, since the few suspects on them say nothing.

mod companions;
mod kinds;
mod opinions;
mod things;

use rayon::prelude::*;

use self::companions::Companions;
use self::kinds::{DEVICE, ENTERPRISE, KINDS, NETWORK, PAYER, TEXT, VISIT};
use self::opinions::{LEAST, Look, Said};
use self::things::{Thing, things};
use super::facts::{Facts, span};
use super::features::about;
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Source, millibits};
use crate::schema::ExportKind;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "association",
    typologies: &opinions::ABUSES,
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
            name: "bound_to_seller",
            family: Family::Association,
            doc: "the enterprise that it is bound to is itself suspected of selling places",
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

/// Most bits that the company of an account weighs.
const MOST_BITS: f64 = 6.0;

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let things = things(facts);
    Box::new(move |background| weigh(facts, &things, background))
}

fn weigh(facts: &Facts<'_>, things: &[Thing], background: &Background) -> Vec<Evidence> {
    if background.beliefs().is_empty() {
        return Vec::new();
    }
    let companions = Companions::new(facts, things, background);
    let look = Look::new(facts, background, &companions);
    let mut said: Vec<Said> = things.par_iter().flat_map_iter(|thing| look.opinions(thing)).collect();
    // Who published a text first has taken it from nobody: whoever copies it can't bring the account into company.
    said.retain(|s| s.kind != TEXT || facts.library.first(s.id).account != s.account);
    // Of several things of one kind, devices in passing among devices, the one that says most speaks.
    let code = |s: &Said| KINDS[s.kind].code;
    let most = |s: &Said| (s.account, s.typology, code(s), std::cmp::Reverse(s.millibits), s.kind, s.id);
    said.par_sort_unstable_by_key(most);
    said.dedup_by_key(|s| (s.account, s.typology, code(s)));
    let speaks = said.chunk_by(|a, b| (a.account, a.typology) == (b.account, b.typology));
    speaks.flat_map(|all| findings(facts, all)).collect()
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
    let window = facts.active_time(s.account);
    let code = if s.by_seller { "bound_to_seller" } else { DETECTOR.codes[KINDS[s.kind].code].name };
    let mut found = about(s.account, s.typology, code, Family::Association, bits)
        .between(window.0, window.1)
        .with("suspects", Figure::Count(i64::from(s.suspects)))
        .with("others", Figure::Count(i64::from(s.parties)));
    if let Some(share) = s.share {
        found = found.with("abused_alike", Figure::Ratio(share));
    }
    if s.confirmed > 0 {
        found = found.with("confirmed", Figure::Count(i64::from(s.confirmed)));
    }
    match s.kind {
        DEVICE | VISIT => {
            let days = facts.usage(s.account, s.id).cloned();
            let source = days.map(|u| Source::Logins {
                account: s.account,
                device: s.id,
                days: span(u.days),
                rows: u.logins,
            });
            found.with_object(NodeKind::Device, s.id).from_sources(source)
        }
        NETWORK => found.from_sources([]),
        TEXT => posted(facts, s, found),
        ENTERPRISE => {
            let bound = facts.companies.of(s.account).filter(|b| b.enterprise == s.id);
            found.with_object(NodeKind::Enterprise, s.id).from_sources(bound.map(|b| Source::Binding(b.row)))
        }
        kind => {
            let payout = facts.accounts.payout[s.account as usize];
            let (hub, rows) = match kind {
                PAYER => (facts.payments.payer, facts.payments.to_person(payout)),
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

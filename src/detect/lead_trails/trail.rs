//! Contacts followed through collections and transfers.

use rayon::prelude::*;

use super::super::facts::Facts;
use super::super::lead_resale::{INTERNAL, NOBODY, Transfers, relation};
use crate::ids::Domain;
use crate::ids::NONE;
use crate::schema::ExportKind;
use crate::time::DAY_MS;

/// How soon a contact turns up elsewhere.
const RE_ENTERS_MS: i64 = 14 * DAY_MS;
/// How soon a lead leaves the holder's second account.
const CARRIED_MS: i64 = 31 * DAY_MS;
/// Events of one contact above which it is a placeholder.
pub const MOST_EVENTS: usize = 64;

/// Something that happened to a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    contact: u32,
    at: i64,
    /// Whoever has the contact from then on.
    account: u32,
    /// Whether it is a transfer, else a collection.
    transfer: bool,
    row: u32,
}

/// Who may have entered a lead.
#[derive(Clone, Copy)]
enum Origin {
    Consumer,
    Either,
    Staff,
}

/// A contact that turned up as a stranger's new lead.
pub struct Entry {
    /// Who had it before.
    pub holder: u32,
    /// Who entered it.
    pub by: u32,
    /// The transfer to the stranger's side, if there was one.
    pub transfer: Option<u32>,
    /// The new lead, a row of the leads.
    pub lead: u32,
}

/// What the events of contacts show.
#[derive(Default)]
pub struct Trails {
    /// Transfers with the time for which the sender had the lead.
    pub lags: Vec<(u32, i64)>,
    /// Contacts that turned up elsewhere.
    pub entries: Vec<Entry>,
    /// Transfer to the holder's own account, and the one from there to a stranger.
    pub carried: Vec<(u32, u32)>,
}

/// Follows every contact through collections and transfers.
pub fn trails(facts: &Facts<'_>, t: &Transfers<'_>, relations: &[usize]) -> Trails {
    let lead = |column| facts.frames.numbers(ExportKind::Leads, column);
    let (contact, account) = (lead("contact_hash"), lead("account_id"));
    let collected = facts.frames.wides(ExportKind::Leads, "collected_at");
    let source = lead("source");
    let form = facts.frames.names.of(Domain::Word).find("form").unwrap_or(NONE);
    let mut events: Vec<Event> = (0..contact.len())
        .map(|i| Event {
            contact: contact[i],
            at: collected[i],
            account: account[i],
            transfer: false,
            row: i as u32,
        })
        .collect();
    events.extend((0..t.from.len()).map(|i| Event {
        contact: t.contact[i],
        at: t.at[i],
        account: t.to[i],
        transfer: true,
        row: i as u32,
    }));
    events.retain(|e| e.contact != NONE && e.account != NONE);
    events.par_sort_unstable();
    let import = facts.frames.names.of(Domain::Word).find("import").unwrap_or(NONE);
    // A form is the consumer's own work, a message may be; a list is the staff's.
    let origin = |row: u32| match source[row as usize] {
        NONE => Origin::Consumer,
        source if source == form => Origin::Consumer,
        source if source == import => Origin::Staff,
        _ => Origin::Either,
    };
    let parts: Vec<Trails> = events
        .par_chunk_by(|a, b| a.contact == b.contact)
        .filter(|of| (2..=MOST_EVENTS).contains(&of.len()))
        .map(|of| trail(facts, t, relations, of, &origin))
        .collect();
    let mut all = Trails::default();
    for part in parts {
        all.lags.extend(part.lags);
        all.entries.extend(part.entries);
        all.carried.extend(part.carried);
    }
    all
}

/// Follows one contact.
fn trail(
    facts: &Facts<'_>,
    t: &Transfers<'_>,
    relations: &[usize],
    events: &[Event],
    origin: &dyn Fn(u32) -> Origin,
) -> Trails {
    let mut found = Trails::default();
    for (i, event) in events.iter().enumerate() {
        let before = &events[..i];
        if !event.transfer {
            let origin = origin(event.row);
            let entry = entry(facts, t, relations, before, event);
            // Of what a consumer may have done only the hand-over before it makes a trail.
            let tells = |e: &Entry| match origin {
                Origin::Consumer => false,
                Origin::Either => e.transfer.is_some(),
                Origin::Staff => true,
            };
            found.entries.extend(entry.filter(tells));
            continue;
        }
        let from = t.from[event.row as usize];
        // How the sender came by it.
        let Some(got) = before.iter().rev().find(|e| e.account == from) else { continue };
        found.lags.push((event.row, event.at - got.at));
        let over_own = got.transfer && is_own(facts, t.from[got.row as usize], from);
        if over_own && relations[event.row as usize] >= NOBODY && event.at - got.at <= CARRIED_MS {
            found.carried.push((got.row, event.row));
        }
    }
    found
}

/// Whether a lead goes to a second account of the same holder that is not of the company.
pub fn is_own(facts: &Facts<'_>, from: u32, to: u32) -> bool {
    let holder = facts.accounts.holder[from as usize];
    let hands = facts.companies.hands_of(from);
    let ours = facts.companies.hands_of(to).iter().any(|h| hands.contains(h));
    from != to && holder != NONE && holder == facts.accounts.holder[to as usize] && !ours
}

/// A collection of a contact that a stranger had shortly before.
fn entry(
    facts: &Facts<'_>,
    t: &Transfers<'_>,
    relations: &[usize],
    before: &[Event],
    event: &Event,
) -> Option<Entry> {
    let soon = before.iter().rev().take_while(|e| event.at - e.at <= RE_ENTERS_MS);
    let related = |e: &&Event| relation(facts, e.account, event.account, event.at) == INTERNAL;
    let came = |e: &&Event| e.transfer && related(e) && relations[e.row as usize] >= NOBODY;
    let (by, lead) = (event.account, event.row);
    if let Some(e) = soon.clone().find(came) {
        return Some(Entry { holder: t.from[e.row as usize], by, transfer: Some(e.row), lead });
    }
    // A side that has the contact already learns nothing new.
    if before.iter().any(|e| related(&e)) {
        return None;
    }
    let stranger = |e: &&Event| relation(facts, e.account, by, event.at) >= NOBODY;
    soon.clone().find(stranger).map(|e| Entry { holder: e.account, by, transfer: None, lead })
}

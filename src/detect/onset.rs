//! # More done since another device came
//!
//! **Finds** accounts that are used more while a device that came to them is there, or publish and hardly did before.
//!
//! **Matters** because an account is bought or rented to be used. Its holder reads, and writes now and then; from the
//! day on which somebody else has it, it works: a tenant is there beside the holder, and writes what the account was
//! rented for. The new device alone is a new phone, and writing more alone is a new hobby; that both begin together is
//! neither.
//!
//! **How.** The device that came is the one with most days among those that came when the account had been seen for a
//! week. How many of the days on which the account was used, and of those on which it published, are within its stay,
//! against the share that the stay has of the time since the account was seen first (a binomial tail, in bits). The stay
//! goes on to the end of the window unless the account is used without the device for weeks: a lease has an end, and
//! whoever bought an account may change the phone.
//!
//! Where nothing begins, nothing is said: much of what is rented or bought is kept for later, or used as it was before,
//! so that the rest of the evidence is as often right about accounts that show no beginning.
//!
//! Of advertising nothing is said, either: campaigns are spells of days, and each begins at some time.
//!
//! **Honest twins.** Who is hired gets a phone and begins to write for the company: accounts that were bound about then
//! are compared with each other, and so are other bound ones, professional ones and the rest. Of use, those that keep
//! another device beside it are told from those that don't; and a device on which others stay, too, is left out, since
//! whoever is a regular at a café is there with the account: `operator` tells of it. Who bought a better camera takes
//! more pictures.
//!
//! **Background.** How much accounts of these exports that got a device do during its stay. **Wrong** for people who
//! begin something new with a new phone, a trade or a diary.
//!
//! **Settings:** `detect.change_window_days`.
//!
//! Cost: linear in calendars and notes.

use rayon::prelude::*;
use thin_vec::ThinVec;

use super::facts::{Facts, days_between, span};
use super::features::{MOST_SOURCES, about, logins_of, surprise};
use super::newcomers::{Newcomer, STANDS, newcomer, stand};
use super::{Background, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Tally, Typology};
use crate::schema::ExportKind;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "onset",
    typologies: &[Typology::Traded, Typology::Rented],
    needs: &["logins", "accounts"],
    uses: &["notes", "bindings", "approved_operators"],
    codes: &[
        Code {
            name: USED.code,
            family: USED.family,
            doc: "used while a device that came is there, more than before",
        },
        Code {
            name: NOTES.code,
            family: NOTES.family,
            doc: "publishes while a device that came is there, and hardly did before",
        },
    ],
    manual: include_str!("onset.rs"),
    run,
};

/// Something that an account does on some days.
struct Deed {
    family: Family,
    /// That it is done more than before.
    code: &'static str,
    /// Abuses for which it is weighed.
    abuses: &'static [(Typology, Odds<CLASSES>)],
}

/// Two people use an account more than one does. Who bought one works with it or keeps it in stock.
const USED: Deed = Deed {
    family: Family::Usage,
    code: "used_since",
    abuses: &[
        (Typology::Traded, Odds { abuse: [0.26, 0.20, 0.24, 0.14, 0.16], honest: USED_HONEST }),
        (Typology::Rented, Odds { abuse: [0.20, 0.18, 0.23, 0.18, 0.21], honest: USED_HONEST }),
    ],
};
/// Of honest accounts to which a device came.
const USED_HONEST: [f64; CLASSES] = [0.34, 0.26, 0.24, 0.10, 0.06];
/// Most tenants and buyers write what they need the account for, some for a week of a lease of months, and holders whose
/// accounts are worth something wrote before.
const NOTES: Deed = Deed {
    family: Family::Content,
    code: "published_since",
    abuses: &[(Typology::Traded, PUBLISHED), (Typology::Rented, PUBLISHED)],
};
const PUBLISHED: Odds<CLASSES> =
    Odds { abuse: [0.40, 0.21, 0.22, 0.10, 0.07], honest: [0.60, 0.20, 0.14, 0.04, 0.02] };
const DEEDS: [Deed; 2] = [USED, NOTES];

/// Classes of surprise, by [`CLASS_BITS`].
const CLASSES: usize = 5;
/// Surprise from which on an account is in the next class: a half, a quarter, a sixteenth and a hundredth of accounts
/// whose new device has nothing to do with it come there by chance.
const CLASS_BITS: [f64; CLASSES - 1] = [1.0, 2.0, 4.0, 7.0];

/// Kinds of accounts that are compared with each other: bound about then, bound, professional, others; each with another
/// device beside that one, or without.
const KINDS: usize = 2 * STANDS;

/// An account that does something, and the device that came to it.
struct Seen {
    account: u32,
    device: u32,
    /// Place in [`DEEDS`].
    deed: u8,
    class: u8,
    kind: u8,
    /// Days on which it did so, and of these within the stay.
    days: [u8; 2],
    /// Days of the stay.
    stay: u128,
    /// Rows behind it, within the stay.
    rows: ThinVec<u32>,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let published = facts.frames.wides(ExportKind::Notes, "published_at");
    let of = |account: u32| {
        let newcomer = newcomer(facts, account)?;
        let on = &facts.parties[newcomer.usage.device as usize];
        let shared = on.parties.iter().filter(|party| on.stays(party)).count() > 1;
        let active = if shared { 0 } else { facts.active_days(account) };
        let used = look(facts, account, &newcomer, 0, active, &[]);
        let rows = published_on(facts, published, account);
        let days = rows.iter().fold(0u128, |days, row| days | 1 << row.0);
        let published = look(facts, account, &newcomer, 1, days, &rows);
        Some(used.into_iter().chain(published).collect::<ThinVec<Seen>>())
    };
    let seen: Vec<Seen> =
        (0..facts.accounts.count() as u32).into_par_iter().filter_map(of).flatten_iter().collect();
    Box::new(move |background| weigh(facts, &seen, background))
}

/// The days within the window on which an account published, with the rows, in order. `at`: when each note was.
fn published_on(facts: &Facts<'_>, at: &[i64], account: u32) -> Vec<(u32, u32)> {
    let (zone, window) = (&facts.frames.zone, facts.frames.window);
    let day = |&row: &u32| Some((window.bit(zone.day(at[row as usize]))?, row));
    let mut days: Vec<(u32, u32)> = facts.by_author.rows(account).iter().filter_map(day).collect();
    days.sort_unstable();
    days
}

/// How many of the days on which an account did something are within the stay of a device.
fn look(
    facts: &Facts<'_>,
    account: u32,
    newcomer: &Newcomer<'_>,
    deed: u8,
    days: u128,
    rows: &[(u32, u32)],
) -> Option<Seen> {
    let stay = newcomer.stay;
    // An account that lay idle before it was used for the first time shows nothing by that.
    let (first, _) = span(facts.active_days(account));
    let known = days_between(first, facts.frames.window.days - 1) | days;
    let (tries, hits) = (days.count_ones(), (days & stay).count_ones());
    let chance = f64::from((stay & known).count_ones()) / f64::from(known.count_ones());
    let bits = surprise(tries, hits, chance);
    let class = CLASS_BITS.iter().filter(|&&least| bits >= least).count();
    let behind = rows.iter().filter(|row| stay >> row.0 & 1 == 1).map(|row| row.1);
    (tries > 0).then(|| Seen {
        account,
        device: newcomer.usage.device,
        deed,
        class: class as u8,
        kind: 2 * stand(facts, account, stay) as u8 + u8::from(deed == 0 && newcomer.beside),
        days: [tries as u8, hits as u8],
        stay,
        rows: behind.take(MOST_SOURCES).collect(),
    })
}

fn weigh(facts: &Facts<'_>, seen: &[Seen], background: &Background) -> Vec<Evidence> {
    // Honest people of each kind have habits of their own; what a market's abusers do is asked of all of them.
    let measure = |deed: u8, abuse: Typology, odds: &Odds<CLASSES>| -> [[i32; CLASSES]; KINDS] {
        let outcome = |s: &Seen| usize::from(s.kind) * CLASSES + usize::from(s.class);
        let of = seen.iter().filter(|s| s.deed == deed).map(|s| (s.account, Some(outcome(s))));
        let all: Tally<{ KINDS * CLASSES }> = background.tally(abuse, DEEDS[usize::from(deed)].family, of);
        let kinds: [Tally<CLASSES>; KINDS] = std::array::from_fn(|kind| all.part(kind));
        let certain = std::array::from_fn(|class| kinds.iter().map(|kind| kind.certain[class]).sum());
        kinds.map(|kind| odds.weigh(&Tally { certain, ..kind }))
    };
    let weights: Vec<(u8, Typology, [[i32; CLASSES]; KINDS])> = (0..)
        .zip(&DEEDS)
        .flat_map(|(deed, of)| of.abuses.iter().map(move |(abuse, odds)| (deed, *abuse, odds)))
        .map(|(deed, abuse, odds)| (deed, abuse, measure(deed, abuse, odds)))
        .collect();
    let of = |s: &Seen| -> Vec<Evidence> {
        let bits = weights.iter().filter(|w| w.0 == s.deed);
        bits.map(|(_, abuse, bits)| (*abuse, bits[usize::from(s.kind)][usize::from(s.class)]))
            // What begins no more than by chance is no beginning, however a market's abusers behave.
            .filter(|&(_, bits)| bits > 0 && s.class > 0)
            .map(|(abuse, bits)| finding(facts, s, abuse, bits))
            .collect()
    };
    seen.par_iter().flat_map_iter(of).collect()
}

fn finding(facts: &Facts<'_>, s: &Seen, abuse: Typology, bits: i32) -> Evidence {
    let Deed { family, code, .. } = &DEEDS[usize::from(s.deed)];
    let (from, to) = facts.moments(s.stay);
    let finding = about(s.account, abuse, code, *family, bits)
        .between(from, to)
        .with("days", Figure::Count(s.days[0].into()))
        .with("days_since", Figure::Count(s.days[1].into()))
        .with_object(NodeKind::Device, s.device);
    match s.deed {
        0 => finding.from_sources(facts.usage(s.account, s.device).map(|u| logins_of(s.account, u))),
        _ => finding.from_sources(s.rows.iter().map(|&row| Source::Note(row))),
    }
}

//! Detectors: frames → evidence.
//!
//! A detector is one file with one [`Detector`] entry in [`DETECTORS`]. Its module documentation is
//! its manual: what it finds, why that matters, when it is wrong, and its settings. Detectors see no
//! clock, no files, no randomness and no other detector, and cannot fail.
//!
//! Cost: that of each detector, as its manual says; [`Facts`] is linear in the frames' rows, and the
//! evidence is sorted once a look.

mod affiliation;
mod association;
mod background;
mod batch;
mod dense_blocks;
mod facts;
mod features;
mod fraudar;
mod handover;
mod identity;
mod lead_resale;
mod lead_trails;
mod lengths;
mod masked;
mod minhash;
mod newcomers;
mod notes;
mod onset;
mod operator;
mod own_networks;
mod payment_stars;
mod registrations;
mod roaming;
mod rounds;
mod side_by_side;
mod slot_sellers;
mod topics;
mod usage;
mod verdicts;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use thin_vec::ThinVec;

pub use self::background::{Background, Belief};
use crate::evidence::{Evidence, Family, Node, NodeKind, TYPOLOGIES, Typology};

pub use facts::{Decision, Facts, SUSTAINED_DAYS};
pub use features::poisson_surprise;
pub use registrations::Registrations;
pub use slot_sellers::SELLER;
pub use verdicts::weighed;

/// One kind of finding.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// Stable name, unique among all detectors.
    pub name: &'static str,
    /// Family of evidence.
    pub family: Family,
    /// What it says, in one line.
    pub doc: &'static str,
}

/// One detector.
pub struct Detector {
    /// Stable name, for `--only` and settings.
    pub name: &'static str,
    /// Abuses that it speaks for or against.
    pub typologies: &'static [Typology],
    /// Exports or columns (`"accounts.region"`) without which it cannot work at all.
    pub needs: &'static [&'static str],
    /// Exports or columns that it uses where they are.
    pub uses: &'static [&'static str],
    /// Its findings.
    pub codes: &'static [Code],
    /// Its manual.
    pub manual: &'static str,
    /// Frames → observations, which turn a background into evidence.
    pub run: for<'f> fn(&'f Facts<'_>) -> Weigh<'f>,
}

/// What a detector has observed, to be weighed against a background.
pub type Weigh<'f> = Box<dyn Fn(&Background) -> Vec<Evidence> + Send + Sync + 'f>;

/// All detectors, in the order in which they are documented.
pub const DETECTORS: &[&Detector] = &[
    &handover::DETECTOR,
    &identity::DETECTOR,
    &operator::DETECTOR,
    &batch::DETECTOR,
    &masked::DETECTOR,
    &own_networks::DETECTOR,
    &side_by_side::DETECTOR,
    &affiliation::DETECTOR,
    &slot_sellers::DETECTOR,
    &lead_resale::DETECTOR,
    &lead_trails::DETECTOR,
    &payment_stars::DETECTOR,
    &notes::DETECTOR,
    &topics::DETECTOR,
    &rounds::DETECTOR,
    &usage::DETECTOR,
    &lengths::DETECTOR,
    &onset::DETECTOR,
    &roaming::DETECTOR,
    &dense_blocks::DETECTOR,
    &association::DETECTOR,
    &verdicts::DETECTOR,
];

/// What could not be assessed, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct NotAssessed {
    /// The detector.
    pub detector: &'static str,
    /// Whether it did not run at all, or ran without some of its findings.
    pub entirely: bool,
    /// Exports and columns that were not there.
    pub missing: Vec<&'static str>,
    /// Whether it was left out on the command line.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_request: bool,
}

/// How often observations are weighed.
const LOOKS: usize = 3;

/// Runs all detectors whose exports are there.
///
/// Observations are made once and weighed several times. Abuse must not be its own background, or it
/// looks common to itself wherever there is much of it. The first look therefore weighs by expectation
/// alone; each further one measures its background without what the last took for abuse: expectation
/// maximisation with hard labels. Only from the second look on is there something to say of the company
/// that an account keeps ([`Family::Association`]), and of what is absent.
///
/// `judge` says what the evidence makes of each account, sorted by account; it is shown everything but
/// association, so that no account is believed because of what was believed of itself.
///
/// Returns the evidence in its total order, and what could not be assessed.
pub fn detect(
    facts: &Facts<'_>,
    judge: &dyn Fn(&[Evidence]) -> Vec<Belief>,
) -> (Vec<Evidence>, Vec<NotAssessed>) {
    let (ready, not_assessed) = assessable(facts);
    let observed: Vec<Weigh<'_>> = ready.par_iter().map(|d| (d.run)(facts)).collect();
    let mut background = Background::expectations();
    for _ in 1..LOOKS {
        let found = observed.par_iter().map(|weigh| bits_of(weigh(&background)));
        let mut evidence = gather(facts, found.collect(), &background);
        evidence.retain(|e| e.family != Family::Association);
        let mut beliefs = judge(&evidence);
        // Confirmed abuse is no ordinary conduct, even where honest explanations outweigh it.
        if facts.settings.runs(verdicts::DETECTOR.name) {
            beliefs.iter_mut().for_each(|b| b.suspect |= facts.verdicts.confirmed(b.account));
        }
        background = Background::of(beliefs);
    }
    // The last look is told. What was observed goes as soon as it has been weighed.
    let found = observed.into_par_iter().map(|weigh| weigh(&background));
    (gather(facts, found.collect(), &Background::expectations()), not_assessed)
}

/// Evidence without figures and rows: what is not told is added up only.
fn bits_of(mut found: Vec<Evidence>) -> Vec<Evidence> {
    for e in &mut found {
        (e.detail, e.sources) = (ThinVec::new(), ThinVec::new());
    }
    found.shrink_to_fit();
    found
}

/// Detectors whose exports are there, and what is missing for the others.
fn assessable(facts: &Facts<'_>) -> (Vec<&'static Detector>, Vec<NotAssessed>) {
    let mut not_assessed = Vec::new();
    let mut ready = Vec::new();
    for &detector in DETECTORS {
        if !facts.settings.runs(detector.name) {
            let left_out = NotAssessed {
                detector: detector.name,
                entirely: true,
                missing: Vec::new(),
                by_request: true,
            };
            not_assessed.push(left_out);
            continue;
        }
        let missing = |names: &[&'static str]| -> Vec<&'static str> {
            names.iter().copied().filter(|name| !facts.frames.has(name)).collect()
        };
        let (needs, uses) = (missing(detector.needs), missing(detector.uses));
        let entirely = !needs.is_empty();
        let missing = [needs, uses].concat();
        if !missing.is_empty() {
            not_assessed.push(NotAssessed { detector: detector.name, entirely, missing, by_request: false });
        }
        if !entirely {
            ready.push(detector);
        }
    }
    (ready, not_assessed)
}

/// Evidence of all detectors, but for the families that the settings leave out, in its total order, about
/// whatever it speaks against on the whole, and about accounts of which there is a belief: else what speaks for
/// them, once listed, would make them forgotten, and the next look would weigh them without it. What was before a
/// reviewer who cleared an account is listed and weighs nothing.
fn gather(facts: &Facts<'_>, mut found: Vec<Vec<Evidence>>, believed: &Background) -> Vec<Evidence> {
    // Of most accounts nothing speaks on the whole: their findings go before anything is sorted.
    let mut totals: FxHashMap<Node, [i32; TYPOLOGIES.len()]> = FxHashMap::default();
    for of in &mut found {
        of.retain(|e| !facts.settings.without_families.contains(&e.family));
        for e in of {
            totals.entry(e.subject).or_default()[e.typology as usize] += e.millibits;
        }
    }
    let is_believed = |of: Node| of.kind == NodeKind::Account && believed.belief(of.id).is_some();
    let speaks = |e: &Evidence| totals[&e.subject].iter().any(|&total| total > 0) || is_believed(e.subject);
    found.iter_mut().for_each(|of| of.retain(speaks));
    drop(totals);
    let mut all: Vec<Evidence> = Vec::with_capacity(found.iter().map(Vec::len).sum());
    found.into_iter().for_each(|of| all.extend(of));
    verdicts::set_aside(facts, &mut all);
    all.par_sort_unstable_by(Evidence::order);
    all
}

/// The documentation of a code.
pub fn code(name: &str) -> Option<&'static Code> {
    DETECTORS.iter().flat_map(|d| d.codes).find(|c| c.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_code_is_explained_to_analysts() {
        let page = include_str!("../../docs/evidence.md");
        for code in DETECTORS.iter().flat_map(|d| d.codes) {
            assert!(page.contains(&format!("`{}`", code.name)), "docs/evidence.md: no {}", code.name);
        }
    }

    #[test]
    fn entries_are_unique_and_name_known_exports() {
        let (mut names, mut codes) = (HashSet::new(), HashSet::new());
        for detector in DETECTORS {
            assert!(names.insert(detector.name), "{} twice", detector.name);
            assert!(detector.manual.len() > 200, "{} has no manual", detector.name);
            for code in detector.codes {
                assert!(codes.insert(code.name), "{} twice", code.name);
            }
            for name in detector.needs.iter().chain(detector.uses) {
                let (export, column) = name.split_once('.').unwrap_or((name, ""));
                let known = crate::schema::EXPORTS.iter().find(|e| e.name == export);
                let known = known.is_some_and(|e| column.is_empty() || e.column(column).is_some());
                assert!(known, "{}: {name}", detector.name);
            }
        }
    }
}

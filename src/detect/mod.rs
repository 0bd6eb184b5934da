//! Detectors: frames → evidence.
//!
//! A detector is one file with one [`Detector`] entry in [`DETECTORS`]. Its module documentation is
//! its manual: what it finds, why that matters, when it is wrong, and its settings. Detectors see no
//! clock, no files, no randomness and no other detector, and cannot fail.

mod affiliation;
mod facts;
mod features;
mod handover;
mod lead_resale;
mod operator;
mod side_by_side;

use rayon::prelude::*;

use crate::evidence::{Evidence, Family, Typology};

pub use facts::Facts;

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
    /// Frames → evidence.
    pub run: fn(&Facts<'_>) -> Vec<Evidence>,
}

/// All detectors, in the order in which they are documented.
pub const DETECTORS: &[&Detector] = &[
    &handover::DETECTOR,
    &operator::DETECTOR,
    &side_by_side::DETECTOR,
    &affiliation::DETECTOR,
    &lead_resale::DETECTOR,
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
}

/// Runs all detectors whose exports are there.
///
/// Returns the evidence in its total order, and what could not be assessed.
pub fn detect(facts: &Facts<'_>) -> (Vec<Evidence>, Vec<NotAssessed>) {
    let mut not_assessed = Vec::new();
    let mut ready = Vec::new();
    for detector in DETECTORS {
        let missing = |names: &[&'static str]| -> Vec<&'static str> {
            names.iter().copied().filter(|name| !facts.frames.has(name)).collect()
        };
        let (needs, uses) = (missing(detector.needs), missing(detector.uses));
        let entirely = !needs.is_empty();
        let missing = [needs, uses].concat();
        if !missing.is_empty() {
            not_assessed.push(NotAssessed { detector: detector.name, entirely, missing });
        }
        if !entirely {
            ready.push(detector);
        }
    }
    let found: Vec<Vec<Evidence>> = ready.par_iter().map(|d| (d.run)(facts)).collect();
    let mut evidence: Vec<Evidence> = found.into_iter().flatten().collect();
    evidence.par_sort_by(Evidence::order);
    (evidence, not_assessed)
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

//! How a score came about: the arithmetic of [`crate::score`] and [`crate::rings`] replayed from the
//! findings of a report, step by step, in whole thousandths of a bit.

use serde::Serialize;

use super::report::Finding;
use crate::detect::SELLER;
use crate::evidence::{FAMILIES, TYPOLOGIES, Typology, millibits};
use crate::policy::WITNESS;
use crate::score::{FAMILY_COUNT, TYPOLOGY_COUNT, counted, joint, probability};
use crate::settings::Settings;

/// One family's part for one abuse.
#[derive(Debug, Clone, Serialize)]
pub struct FamilyFall {
    /// The family.
    pub family: &'static str,
    /// Places of its findings in the list that the waterfall was made from.
    #[serde(skip)]
    pub findings: Vec<usize>,
    /// Sum of its findings.
    pub sum: i64,
    /// The sum as it counts, see [`crate::score::counted`].
    pub counted: i64,
}

/// One abuse's part.
#[derive(Debug, Clone, Serialize)]
pub struct TypologyFall {
    /// The abuse.
    pub typology: &'static str,
    /// Its families, in their order.
    pub families: Vec<FamilyFall>,
    /// Sum over the families, without the prior.
    pub total: i64,
    /// The score of this abuse, 0..1.
    pub score: f64,
}

/// From the prior to the score of an account or a transfer.
#[derive(Debug, Clone, Serialize)]
pub struct Waterfall {
    /// The prior's odds.
    pub prior: i64,
    /// The abuses that there are findings on, the most bits first.
    pub typologies: Vec<TypologyFall>,
    /// What the other abuses add to the first: their odds add up.
    pub others: i64,
    /// Prior and all evidence.
    pub total: i64,
    /// The score, 0..1.
    pub score: f64,
    /// Families that bear witness to the first abuse.
    pub independent: usize,
    /// Evidence for the first abuse.
    pub first: i64,
    /// The same without the company that an account keeps and what was decided of it: what lasting steps
    /// rest on.
    pub own: i64,
}

impl Waterfall {
    /// Evidence over all abuses, the prior left out.
    pub fn evidence(&self) -> i64 {
        self.total - self.prior
    }
}

/// The waterfall of findings about one subject. `findings`: (place, finding); `prior`: odds in thousandths
/// of a bit.
pub fn waterfall<'f>(
    findings: impl Iterator<Item = (usize, &'f Finding)>,
    prior: i32,
    settings: &Settings,
) -> Waterfall {
    let mut by: [[(i64, Vec<usize>); FAMILY_COUNT]; TYPOLOGY_COUNT] = Default::default();
    let mut seller = false;
    for (place, finding) in findings {
        seller |= finding.code == SELLER;
        let cell = &mut by[finding.typology as usize][finding.family as usize];
        cell.0 += finding.millibits;
        cell.1.push(place);
    }
    let spoken =
        TYPOLOGIES.into_iter().filter(|&t| by[t as usize].iter().any(|(_, found)| !found.is_empty()));
    let mut typologies: Vec<TypologyFall> = spoken
        .collect::<Vec<Typology>>()
        .into_iter()
        .map(|t| typology_fall(t, &mut by, seller, settings))
        .collect();
    // Stable: of two abuses with as many bits the first in order leads, as in scoring.
    typologies.sort_by_key(|t| std::cmp::Reverse(t.total));
    let totals: Vec<i32> = typologies.iter().map(|t| t.total as i32).collect();
    let evidence = joint(&totals);
    let score = probability(prior + evidence);
    for typology in &mut typologies {
        typology.score = score * ((typology.total - i64::from(evidence)) as f64 / 1000.0).exp2();
    }
    let first = typologies.first();
    let own = first.map_or(0, |t| t.families.iter().filter(|f| is_conduct(f)).map(|f| f.counted).sum());
    Waterfall {
        first: first.map_or(0, |t| t.total),
        own,
        prior: i64::from(prior),
        others: i64::from(evidence) - first.map_or(0, |t| t.total),
        total: i64::from(prior + evidence),
        score,
        independent: first.map_or(0, |t| t.families.iter().filter(|f| speaks(f)).count()),
        typologies,
    }
}

fn typology_fall(
    typology: Typology,
    by: &mut [[(i64, Vec<usize>); FAMILY_COUNT]; TYPOLOGY_COUNT],
    seller: bool,
    settings: &Settings,
) -> TypologyFall {
    let of = &mut by[typology as usize];
    let mut counts = FAMILIES.map(|family| of[family as usize].0 as i32);
    counted(&mut counts, typology, seller, settings);
    let families: Vec<FamilyFall> = FAMILIES
        .into_iter()
        .filter_map(|family| {
            let (sum, findings) = std::mem::take(&mut of[family as usize]);
            let counted = i64::from(counts[family as usize]);
            (!findings.is_empty()).then(|| FamilyFall { family: family.name(), findings, sum, counted })
        })
        .collect();
    let total = families.iter().map(|f| f.counted).sum();
    TypologyFall { typology: typology.name(), families, total, score: 0.0 }
}

/// Whether a family is a witness of its own, as [`crate::policy`] counts them.
fn speaks(family: &FamilyFall) -> bool {
    family.counted >= i64::from(WITNESS) && is_conduct(family)
}

fn is_conduct(family: &FamilyFall) -> bool {
    FAMILIES.iter().any(|f| f.name() == family.family && f.is_conduct())
}

/// From the prior to the score of a ring: the mean of its suspects' bits, and one bit more for every
/// doubling of their number.
#[derive(Debug, Clone, Serialize)]
pub struct RingFall {
    /// The prior's odds.
    pub prior: i64,
    /// Suspects.
    pub suspects: usize,
    /// The mean of each family's counted bits for each suspect's likeliest abuse, families in their
    /// order. Cut to whole thousandths; what was cut is in `rest`.
    pub families: Vec<(&'static str, i64)>,
    /// What the mean holds besides: the odds of the suspects' other abuses.
    pub rest: i64,
    /// One bit for every doubling of the suspects.
    pub number: i64,
    /// The sum of all of these.
    pub total: i64,
    /// The score, 0..1.
    pub score: f64,
}

/// The waterfall of a ring from those of its suspects.
pub fn ring_fall(suspects: &[&Waterfall], prior: i32) -> RingFall {
    let count = suspects.len().max(1) as i64;
    let mean = suspects.iter().map(|w| w.evidence()).sum::<i64>() / count;
    let of = |family: &str| {
        let parts = suspects.iter().filter_map(|w| w.typologies.first());
        let counted = parts.flat_map(|t| &t.families).filter(|f| f.family == family);
        counted.map(|f| f.counted).sum::<i64>() / count
    };
    let families: Vec<(&'static str, i64)> =
        FAMILIES.map(|f| (f.name(), of(f.name()))).into_iter().filter(|f| f.1 != 0).collect();
    let number = i64::from(millibits((count as f64).log2()));
    let total = prior + mean as i32 + number as i32;
    RingFall {
        prior: i64::from(prior),
        suspects: suspects.len(),
        rest: mean - families.iter().map(|f| f.1).sum::<i64>(),
        families,
        number,
        total: i64::from(total),
        score: probability(total),
    }
}

//! The kinds of things that accounts share, and what is to be known of each.

use crate::evidence::{Family, Typology};

/// What is to be known of a kind of thing.
pub(super) struct Kind {
    /// Place of its code among the detector's.
    pub code: usize,
    /// Families whose findings may come from the very thing: all who share it would look suspect together, and prove
    /// each other. They are left out of votes.
    pub echoes: &'static [Family],
    /// The same where a class is measured. Of devices there are fewer, since others speak there only if they are all
    /// but certain: a family's tablet is everybody's second device, but it changes nobody's password.
    pub alike: &'static [Family],
    /// How much findings of such families count all the same.
    pub alike_counts: f64,
    /// Abuses of which the exports themselves tell what the company of accounts that are all but certain means. The
    /// others are voted upon: what payers, texts and networks show of all their accounts is too much alike.
    pub measured: &'static [Typology],
    /// How much of what is measured counts.
    pub weight: f64,
}

/// Place of devices among the kinds.
pub(super) const DEVICE: usize = 0;
/// Place of telling addresses among the kinds.
pub(super) const NETWORK: usize = 1;
/// Place of payers among the kinds.
pub(super) const PAYER: usize = 2;
/// Place of payees among the kinds.
pub(super) const PAYEE: usize = 3;
/// Place of enterprises among the kinds.
pub(super) const ENTERPRISE: usize = 4;
/// Place of texts among the kinds.
pub(super) const TEXT: usize = 5;
/// Place of devices that are used in passing among the kinds.
pub(super) const VISIT: usize = 6;

/// Colleagues look alike in what has to do with their company, so that half of it counts where a class is measured.
const COLLEAGUES_ALIKE: f64 = 0.5;
/// For the same reason not all counts that is measured of them.
const COLLEAGUES_WEIGHT: f64 = 0.6;

/// All kinds, by their places.
pub(super) const KINDS: [Kind; 7] = [
    Kind {
        code: 0,
        // A family's tablet is everybody's second device, elsewhere than the phone and at other hours.
        echoes: &[Family::Sharing, Family::Device, Family::Place, Family::Rhythm],
        alike: &[Family::Sharing],
        alike_counts: 0.0,
        measured: &[Typology::Traded, Typology::Rented],
        weight: 1.0,
    },
    Kind {
        code: 1,
        echoes: &[Family::Sharing, Family::Place],
        alike: &[],
        alike_counts: 0.0,
        measured: &[],
        weight: 0.0,
    },
    Kind { code: 2, echoes: &[Family::Money], alike: &[], alike_counts: 0.0, measured: &[], weight: 0.0 },
    Kind {
        code: 3,
        echoes: &[Family::Money],
        alike: &[Family::Money],
        alike_counts: 0.0,
        measured: &[Typology::Traded, Typology::Affiliated],
        weight: 1.0,
    },
    Kind {
        code: 4,
        // Of an enterprise's accounts only who operates them counts.
        echoes: OF_COMPANIES,
        alike: OF_COMPANIES,
        alike_counts: COLLEAGUES_ALIKE,
        measured: &[Typology::Traded, Typology::Rented, Typology::Affiliated],
        weight: COLLEAGUES_WEIGHT,
    },
    Kind {
        code: 5,
        echoes: &[Family::Content, Family::Usage],
        alike: &[],
        alike_counts: 0.0,
        measured: &[],
        weight: 0.0,
    },
    Kind {
        code: 0,
        echoes: &[],
        alike: &[Family::Sharing],
        alike_counts: 0.0,
        measured: &[Typology::Traded, Typology::Rented],
        weight: 1.0,
    },
];

/// Families in which a company's accounts look alike.
const OF_COMPANIES: &[Family] = &[
    Family::Place,
    Family::Identity,
    Family::Money,
    Family::Binding,
    Family::Lead,
    Family::Spend,
    Family::Contact,
    Family::Content,
    Family::Usage,
];
/// For the votes about renting as well: who hands out work phones, or posts centrally, has two devices on every account, so that of
/// colleagues counts only whom they share them with, and the hours.
pub(super) const WORKED: &[Family] = &[Family::Device];

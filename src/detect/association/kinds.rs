//! The kinds of things that accounts share, and what is to be known of each.

use crate::evidence::{Family, Typology};

/// What is to be known of a kind of thing.
pub(super) struct Kind {
    /// Place of its code among the detector's.
    pub code: usize,
    /// Families whose findings may come from the very thing: all who share it would look suspect together, and prove
    /// each other. They are left out of votes.
    pub echoes: &'static [Family],
    /// What is measured of it, if anything is. What payers, texts and networks show of all their accounts is too much
    /// alike, so that they are voted upon only.
    pub measured: Option<Measured>,
}

/// How the company of accounts that are all but certain is measured.
pub(super) struct Measured {
    /// Of which abuses; the others are voted upon.
    pub abuses: &'static [Typology],
    /// Families whose findings may come from the very thing. Of devices there are fewer than for votes, since others
    /// speak here only if they are all but certain: a family's tablet is everybody's second device, but it changes
    /// nobody's password.
    pub alike: &'static [Family],
    /// How much findings of such families count all the same.
    pub alike_counts: f64,
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
        measured: Some(Measured {
            abuses: &[Typology::Traded, Typology::Rented],
            alike: &[Family::Sharing],
            alike_counts: 0.0,
            weight: 1.0,
        }),
    },
    Kind { code: 1, echoes: &[Family::Sharing, Family::Place], measured: None },
    Kind { code: 2, echoes: &[Family::Money], measured: None },
    Kind {
        code: 3,
        echoes: &[Family::Money],
        measured: Some(Measured {
            abuses: &[Typology::Traded, Typology::Affiliated],
            alike: &[Family::Money],
            alike_counts: 0.0,
            weight: 1.0,
        }),
    },
    Kind {
        code: 4,
        // Of an enterprise's accounts only who operates them counts.
        echoes: OF_COMPANIES,
        measured: Some(Measured {
            abuses: &[Typology::Traded, Typology::Rented, Typology::Affiliated],
            alike: OF_COMPANIES,
            alike_counts: COLLEAGUES_ALIKE,
            weight: COLLEAGUES_WEIGHT,
        }),
    },
    Kind { code: 6, echoes: &[Family::Content, Family::Usage], measured: None },
    Kind {
        code: 0,
        echoes: &[],
        measured: Some(Measured {
            abuses: &[Typology::Traded, Typology::Rented],
            alike: &[Family::Sharing],
            alike_counts: 0.0,
            weight: 1.0,
        }),
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
/// For the votes about renting as well: who hands out work phones, or posts centrally, has two devices on every
/// account, so that of colleagues counts only whom they share them with, and the hours.
pub(super) const WORKED: &[Family] = &[Family::Device];

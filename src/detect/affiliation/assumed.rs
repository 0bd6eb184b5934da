//! What is assumed of bindings: of honest ones, and of each kind of abuser's.

use crate::evidence::Typology;

/// What is assumed of one kind of abuser's bindings. Each line says of whom it is thought.
#[derive(Clone, Copy)]
pub(super) struct Assumed {
    pub(super) typology: Typology,
    /// Devices and networks shared with the company; only the region, in which most of its accounts are; only
    /// the region of its seat or of some; nothing; by how many days there are to see: few, some, many.
    pub(super) place: [[f64; 4]; 3],
    /// Where the account meets the company, whether its holder does: as anybody there; never, but is there on as
    /// many days as the company; never, and on fewer.
    pub(super) worked: Option<[f64; 3]>,
    /// The declared employee: the holder, another.
    pub(super) declared: [f64; 2],
    /// Where the company pays wages in sight of the platform: paid, not paid.
    pub(super) wage: [f64; 2],
    /// Fees to the company or its agent: none, one, one about the day of binding.
    pub(super) fee: [f64; 3],
    /// Where the company's accounts handle leads: many, few, none.
    pub(super) leads: [f64; 3],
    /// Whether the company is one where nobody has leads: it is not, it is.
    pub(super) idle: Option<[f64; 2]>,
    /// Whether the company made the account: it is the holder's own, the company made it.
    pub(super) created: Option<[f64; 2]>,
    /// The account's line of business: the company's, another.
    pub(super) trade: [f64; 2],
    /// The binding goes on, or ended after a time other than 10 to 75 days; it lasted for so many and
    /// began and ended alone or with two others at the most, with up to five, with more.
    pub(super) stay: [f64; 5],
    /// Companies with such short stays: none or one, two, more.
    pub(super) carousel: [f64; 3],
    /// Share of the company's other bound accounts that share nothing with it: under a quarter, up to three in five,
    /// more; of accounts that share devices or networks with it themselves, and of others: where staff works from
    /// home, all do.
    pub(super) company: [[f64; 3]; 2],
}

/// What is expected of honest bindings, in the same order. Remote staff shares nothing either; one in
/// thirty is declared under a spouse's name or mistyped; lines of business are entered as people like, and one
/// in twenty calls the same by another name.
pub(super) const HONEST: Assumed = Assumed {
    typology: Typology::Affiliated,
    place: [[0.60, 0.20, 0.05, 0.15], [0.75, 0.11, 0.04, 0.10], [0.85, 0.05, 0.02, 0.08]],
    worked: None,
    declared: [0.97, 0.03],
    wage: [0.8, 0.2],
    fee: [0.96, 0.03, 0.01],
    leads: [0.4, 0.2, 0.4],
    idle: None,
    created: None,
    trade: [0.95, 0.05],
    stay: [0.88, 0.07, 0.03, 0.01, 0.01],
    carousel: [0.99, 0.008, 0.002],
    company: [[0.85, 0.08, 0.07], [0.50, 0.20, 0.30]],
};

/// Companies of honest bindings that work with accounts of staff who never come near: headquarters that
/// post for a sales force all over the country, agencies of creators, who post themselves for the most part.
pub(super) const WORKED_HONEST: [f64; 3] = [0.95, 0.03, 0.02];

/// Honest bindings of accounts that are the holder's own, and of those that the company made.
pub(super) const CREATED_HONEST: [f64; 2] = [0.7, 0.3];

/// Honest bindings to companies of four or more accounts, none of which has any lead.
pub(super) const IDLE_HONEST: [f64; 2] = [0.9, 0.1];

pub(super) const ABUSES: [Assumed; 3] = [
    // Affiliates meet the company hardly ever, and its region by chance; sellers declare staff they
    // have, or the buyer; fees are in sight for two in five; slots are sold for a campaign or for as long as
    // they are paid for, and sold to many; a company that does nothing but sell them has no use for leads.
    Assumed {
        typology: Typology::Affiliated,
        place: [[0.04, 0.06, 0.16, 0.74], [0.05, 0.06, 0.16, 0.73], [0.06, 0.06, 0.16, 0.72]],
        worked: None,
        declared: [0.55, 0.45],
        wage: [0.04, 0.96],
        fee: [0.60, 0.12, 0.28],
        leads: [0.04, 0.11, 0.85],
        idle: Some([0.6, 0.4]),
        // Who buys a place brings an account; what a company makes is worked by whom it employs.
        created: Some([0.96, 0.04]),
        trade: [0.5, 0.5],
        stay: [0.45, 0.05, 0.18, 0.12, 0.20],
        carousel: [0.72, 0.18, 0.10],
        company: [[0.15, 0.25, 0.60]; 2],
    },
    // Of the bound accounts that are let, half are bound to the tenant, whom the holder never meets, even where
    // the tenant works them among the own accounts; they work, so that their leads are real; leases end and
    // they go on to the next tenant; a tenant rents several, and mostly what suits its trade. The other half
    // belong to staff who let theirs behind the company's back, and are bound as anybody there.
    Assumed {
        typology: Typology::Rented,
        place: [[0.35, 0.15, 0.12, 0.38], [0.42, 0.13, 0.10, 0.35], [0.47, 0.11, 0.08, 0.34]],
        worked: Some([0.5, 0.17, 0.33]),
        declared: [0.83, 0.17],
        wage: [0.42, 0.58],
        fee: HONEST.fee,
        leads: HONEST.leads,
        idle: None,
        // A studio rents what somebody holds; companies let accounts that they made, too, but seldom.
        created: Some([0.90, 0.10]),
        trade: [0.93, 0.07],
        stay: [0.79, 0.085, 0.095, 0.015, 0.015],
        carousel: [0.935, 0.05, 0.015],
        company: [[0.62, 0.17, 0.21], [0.45, 0.20, 0.35]],
    },
    // A sold account works for its buyer, who is the company as often as not; where it is not, or hides, it never
    // meets the company.
    Assumed {
        typology: Typology::Traded,
        place: [[0.42, 0.14, 0.09, 0.35]; 3],
        worked: None,
        declared: [0.5, 0.5],
        wage: [0.1, 0.9],
        fee: HONEST.fee,
        leads: [0.3, 0.2, 0.5],
        idle: None,
        created: None,
        trade: [0.75, 0.25],
        stay: HONEST.stay,
        carousel: HONEST.carousel,
        company: [HONEST.company[0], [0.45, 0.20, 0.35]],
    },
];

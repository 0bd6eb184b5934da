//! # Binding that never touches its company
//!
//! **Finds** accounts bound to an enterprise whose devices, networks and region they never touch, and
//! what goes with sold slots: another person declared as employee than holds the account, another line of
//! business, fees paid to the company, bindings begun and ended together, accounts passed from company to company.
//!
//! **Matters** because a binding is a promise that the holder works there; slots sold to strangers
//! (挂靠) carry the company's standing to whoever pays.
//!
//! **Honest twins.** Remote sales forces never meet but are paid and handle leads (negative bits). Seasonal staff
//! come in cohorts, and work on the shop's network (negative). Teams that a labour agency lends go from company to
//! company: that somebody came, went and moved on with others is one fact about all of them, so that it weighs half
//! for each. Promoters leave a deposit for their uniform: what comes back is no fee. New bindings have too little
//! data and are not judged, and in the first month no wage is due. Agencies of creators have the income paid out to
//! themselves, so that what that account pays and gets says nothing of the creators. What a company made is worked
//! by whom it employs (negative). Whoever is at home where most of a company's people are works from home there
//! (negative). A franchise counts as one company. Lines of business that people enter as they like differ often,
//! and weigh little then.
//!
//! **Background.** How often each occurs among all bindings of these exports. **Wrong** for companies
//! that work entirely from home and pay elsewhere: the questions to the company are about contract and
//! social insurance.
//!
//! **Settings:** `detect.affiliation_min_days`, `detect.cohort_days`, `platform.binding_quota`.
//!
//! Cost: linear in bindings, calendars and networks.

mod assumed;
mod observe;
mod tell;
mod weigh;

use rayon::prelude::*;

use super::facts::{Binding, Facts};
use super::features::seen_of_most;
use super::{Background, Belief, Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Typology};
use crate::time::DAY_MS;
use assumed::ABUSES;
use observe::{Handled, cohorts, look, look_at_companies};
use tell::findings;
use weigh::{Counts, Weights};

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "affiliation",
    typologies: &[Typology::Affiliated, Typology::Rented, Typology::Traded],
    needs: &["logins", "accounts", "bindings"],
    uses: &[
        "logins.ip",
        "logins.region",
        "accounts.holder_hash",
        "accounts.payout_account",
        "accounts.industry",
        "bindings.employee_hash",
        "payments",
        "lead_transfers",
        "leads",
    ],
    codes: &[
        Code {
            name: "meets_company",
            family: Family::Place,
            doc: "shares devices or networks with the company's other accounts",
        },
        Code {
            name: "where_staff_is",
            family: Family::Place,
            doc: "is at home where most of the company's accounts are, but shares nothing with it",
        },
        Code {
            name: "same_region",
            family: Family::Place,
            doc: "is where the company or some of its accounts are, but shares nothing with it",
        },
        Code {
            name: "never_meets_company",
            family: Family::Place,
            doc: "never touches the company's devices, networks or region",
        },
        Code {
            name: "worked_by_company",
            family: Family::Place,
            doc: "the company works the account, whose holder goes on elsewhere and is never there",
        },
        Code {
            name: "declared_holder",
            family: Family::Identity,
            doc: "the declared employee holds the account",
        },
        Code {
            name: "declared_other",
            family: Family::Identity,
            doc: "the declared employee is not who holds the account",
        },
        Code { name: "wage_paid", family: Family::Money, doc: "the company pays the holder" },
        Code {
            name: "no_wage",
            family: Family::Money,
            doc: "the company pays others it has bound, but not this holder",
        },
        Code {
            name: "fee_paid",
            family: Family::Money,
            doc: "the holder pays the company or an agent whom others bound there pay too",
        },
        Code { name: "works_leads", family: Family::Lead, doc: "handles leads with the company" },
        Code { name: "few_leads", family: Family::Lead, doc: "handles hardly any leads with the company" },
        Code { name: "no_leads", family: Family::Lead, doc: "handles no leads, while others bound there do" },
        Code {
            name: "idle_company",
            family: Family::Lead,
            doc: "nobody bound to the company collects or handles any lead",
        },
        Code { name: "same_trade", family: Family::Identity, doc: "is in the company's line of business" },
        Code {
            name: "other_trade",
            family: Family::Identity,
            doc: "is in another line of business than the company, and no former employer is in the account's own",
        },
        Code {
            name: "is_bound",
            family: Family::Binding,
            doc: "is bound, as any wrong affiliation is, and most accounts are not",
        },
        Code {
            name: "made_by_company",
            family: Family::Binding,
            doc: "the company made the account, which is nobody's own",
        },
        Code { name: "short_binding", family: Family::Binding, doc: "bound for some weeks only" },
        Code {
            name: "company_of_staff",
            family: Family::Binding,
            doc: "the company's other bound accounts share devices or networks with it",
        },
        Code {
            name: "company_of_strangers",
            family: Family::Binding,
            doc: "most other accounts bound to the company share nothing with it",
        },
        Code { name: "cohort", family: Family::Binding, doc: "bound and unbound together with others" },
        Code {
            name: "carousel",
            family: Family::Binding,
            doc: "bound for some weeks each to several unrelated companies",
        },
    ],
    manual: include_str!("affiliation.rs"),
    run,
};

/// How near a fee is to the day of binding.
const FEE_MS: i64 = 15 * DAY_MS;

/// What was seen of one binding; classes are places in the rows of [`assumed::Assumed`]. There is one for
/// every bound account, so that small numbers are kept small.
struct Seen<'f> {
    binding: &'f Binding,
    /// Payments to the company or its agent.
    fee: &'f [u32],
    days: u32,
    /// Others bound and unbound with it; companies bound to for some weeks.
    cohort: u32,
    companies: u32,
    place: Option<u8>,
    /// Where the account meets the company: 0 so does its holder; 1 the holder never does, and is there on as
    /// many days, 2 or on fewer.
    worked: Option<u8>,
    declared: Option<u8>,
    wage: Option<u8>,
    /// Whether a wage was due; otherwise only a paid one is seen, which says nothing of how many are.
    pay_due: bool,
    leads: Option<u8>,
    /// Whether nobody at the company has leads; `None` if that can't be told.
    idle: Option<bool>,
    trade: Option<u8>,
    length: u8,
    company: Option<u8>,
}

impl Seen<'_> {
    /// 0 the account shares devices or networks with the company, 1 it does not.
    fn apart(&self) -> usize {
        usize::from(self.place != Some(0))
    }

    /// The class of the stay, in the order of [`Assumed::stay`].
    fn stay(&self) -> usize {
        match (self.length, self.cohort) {
            (0, _) => 0,
            (2, _) => 1,
            (_, 0..=2) => 2,
            (_, 3..=5) => 3,
            _ => 4,
        }
    }

    /// Whether it came and went together with others.
    fn is_of_cohort(&self) -> bool {
        self.stay() > 2
    }

    /// The class of the companies, in the order of [`assumed::Assumed::carousel`].
    fn carousel(&self) -> usize {
        self.companies.clamp(1, 3) as usize - 1
    }

    /// 0 no fee, 1 one, 2 one about the day of binding.
    fn fee_class(&self, facts: &Facts<'_>) -> usize {
        let near = |&row: &u32| (facts.payments.at[row as usize] - self.binding.from).abs() <= FEE_MS;
        match (self.fee.is_empty(), self.fee.iter().any(near)) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => 2,
        }
    }
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let cohorts = cohorts(facts);
    let handled = Handled::new(facts);
    let all = facts.companies.all();
    let mut seen = seen_of_most(all.len(), |i| look(facts, &handled, &all[i], cohorts[i]));
    look_at_companies(&mut seen);
    // Of several bindings of an account the one of which most was seen speaks for all: they are
    // correlated, and the one that looks worst would be found in whoever has many.
    seen.par_sort_unstable_by_key(|s| (s.binding.account, std::cmp::Reverse(s.days), s.binding.row));
    seen.dedup_by_key(|s| s.binding.account);
    Box::new(move |background| weigh(facts, &seen, background))
}

fn weigh(facts: &Facts<'_>, seen: &[Seen<'_>], background: &Background) -> Vec<Evidence> {
    let counts = Counts::new(facts, seen, background);
    let abuses = ABUSES.map(|abuse| abuse.measured(seen, background));
    let weigh_as = |w: Weights| -> Vec<Evidence> {
        let spoken_for = |b: &Belief| b.families[w.typology as usize].iter().any(|&bits| bits > 0);
        let believed = |s: &Seen<'_>| background.belief(s.binding.account).is_some_and(spoken_for);
        seen.par_iter().flat_map_iter(|s| findings(facts, s, &w, || believed(s))).collect()
    };
    abuses.iter().flat_map(|abuse| weigh_as(Weights::new(facts, &counts, &abuses, abuse))).collect()
}

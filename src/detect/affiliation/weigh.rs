//! What was seen and a background → bits.

use rustc_hash::FxHashMap;

use super::super::Background;
use super::super::facts::Facts;
use super::super::features::count;
use super::Seen;
use super::assumed::{Assumed, CREATED_HONEST, HONEST, IDLE_HONEST, WORKED_HONEST};
use crate::evidence::{Family, Odds, Typology, measured, millibits};

/// How many days there are to see: 0 few, 1 some, 2 many.
pub(super) fn day_class(days: u32) -> usize {
    match days {
        0..=4 => 0,
        5..=14 => 1,
        _ => 2,
    }
}

/// How often each class occurs in the background.
pub(super) struct Counts {
    /// Bits of being bound at all.
    bound: i32,
    place: [[u64; 4]; 3],
    /// By account, and by company.
    worked: [[u64; 3]; 2],
    declared: [u64; 2],
    wage: [u64; 2],
    fee: [u64; 3],
    leads: [u64; 3],
    idle: [u64; 2],
    created: [u64; 2],
    trade: [u64; 2],
    stay: [u64; 5],
    carousel: [u64; 3],
    /// By [`Seen::apart`]: staff that never meets its company is not alone in that.
    company: [[u64; 3]; 2],
}

impl Counts {
    pub(super) fn new(facts: &Facts<'_>, all: &[Seen<'_>], background: &Background) -> Counts {
        let seen: Vec<&Seen<'_>> = all.iter().filter(|s| background.has(s.binding.account)).collect();
        let place = |class: usize| {
            let of = seen.iter().filter(|s| day_class(s.days) == class);
            count(of.map(|s| s.place.map(usize::from)))
        };
        Counts {
            bound: bound_bits(facts, all.len()),
            place: [place(0), place(1), place(2)],
            worked: [count(seen.iter().map(|s| s.worked.map(usize::from))), working_companies(&seen)],
            declared: count(seen.iter().map(|s| s.declared.map(usize::from))),
            wage: count(seen.iter().filter(|s| s.pay_due).map(|s| s.wage.map(usize::from))),
            fee: count(seen.iter().map(|s| Some(s.fee_class(facts)))),
            leads: count(seen.iter().map(|s| s.leads.map(usize::from))),
            idle: count(seen.iter().map(|s| s.idle.map(usize::from))),
            created: count(seen.iter().map(|s| Some(usize::from(s.binding.created)))),
            trade: count(seen.iter().map(|s| s.trade.map(usize::from))),
            stay: count(seen.iter().map(|s| Some(s.stay()))),
            carousel: count(seen.iter().map(|s| Some(s.carousel()))),
            company: [0, 1].map(|apart| {
                let of = seen.iter().filter(|s| s.apart() == apart);
                count(of.map(|s| s.company.map(usize::from)))
            }),
        }
    }
}

/// Bits of being bound at all: nobody else is a wrong affiliation, and many accounts are not bound.
fn bound_bits(facts: &Facts<'_>, bound: usize) -> i32 {
    let people = (0..facts.accounts.count() as u32).filter(|&a| !facts.accounts.is_enterprise(a)).count();
    millibits((people.max(1) as f64 / bound.max(1) as f64).log2()).max(0)
}

/// Companies that work no account whose holder never comes near, and those that do.
fn working_companies(seen: &[&Seen<'_>]) -> [u64; 3] {
    let mut works: FxHashMap<u32, u8> = FxHashMap::default();
    for s in seen {
        if let Some(worked) = s.worked {
            let most = works.entry(s.binding.enterprise).or_default();
            *most = worked.max(*most);
        }
    }
    count(works.into_values().map(|works| Some(usize::from(works))))
}

/// Bits of every class for one abuse.
pub(super) struct Weights {
    pub(super) typology: Typology,
    /// Of being bound at all.
    pub(super) bound: i32,
    pub(super) place: [[i32; 4]; 3],
    /// Of accounts that the company works, on fewer days than the holder and on more.
    pub(super) worked: [i32; 2],
    pub(super) declared: [i32; 2],
    pub(super) wage: [i32; 2],
    pub(super) fee: [i32; 3],
    pub(super) leads: [i32; 3],
    /// Of accounts of companies where nobody has leads.
    pub(super) idle: i32,
    /// Of accounts that the company made.
    pub(super) created: i32,
    pub(super) trade: [i32; 2],
    pub(super) stay: [i32; 5],
    /// By [`Seen::is_of_cohort`].
    pub(super) carousel: [[i32; 3]; 2],
    /// By [`Seen::apart`].
    pub(super) company: [[i32; 3]; 2],
}

impl Weights {
    /// `all`: what is known of each abuse; `of`: the one that is weighed.
    pub(super) fn new(facts: &Facts<'_>, counts: &Counts, all: &[Assumed], of: &Assumed) -> Weights {
        let place = |c: usize| bits(all, of, |a| a.place[c], counts.place[c]);
        let fee = || bits(all, of, |a| a.fee, counts.fee);
        let carousel = bits(all, of, |a| a.carousel, counts.carousel);
        Weights {
            typology: of.typology,
            bound: if of.typology == Typology::Affiliated { counts.bound } else { 0 },
            place: [place(0), place(1), place(2)],
            worked: of.worked.map_or([0; 2], |worked| worked_bits(worked, counts.worked)),
            declared: bits(all, of, |a| a.declared, counts.declared),
            wage: bits(all, of, |a| a.wage, counts.wage),
            fee: if facts.frames.has("payments") { fee() } else { [0; 3] },
            leads: bits(all, of, |a| a.leads, counts.leads),
            // Where many companies have no leads, sellers have none either.
            idle: of.idle.map_or(0, |idle| odds(idle, IDLE_HONEST).bits(counts.idle)[1].max(0)),
            created: of
                .created
                .map_or(0, |created| odds(created, CREATED_HONEST).bits(counts.created)[1].min(0)),
            trade: trade_bits(bits(all, of, |a| a.trade, counts.trade)),
            stay: stay_bits(bits(all, of, |a| a.stay, counts.stay)),
            carousel: [carousel, carousel.map(shared)],
            company: [0, 1].map(|apart| bits(all, of, |a| a.company[apart], counts.company[apart])),
        }
    }
}

impl Assumed {
    /// With what certain cases show of the market: for how long places are sold, and to whom the company pays wages
    /// and gives leads; what accounts are bought for, and by which companies. What abusers hide is assumed, since
    /// those who do are not among the certain ones; and so is what is known of rented accounts, of which the half
    /// that is bound to the tenant is found first.
    pub(super) fn measured(&self, seen: &[Seen<'_>], background: &Background) -> Assumed {
        let suspects = seen.iter().filter(|s| !background.has(s.binding.account)).collect();
        let certain = Certain { suspects, background, abuse: self.typology };
        let leads = || certain.beside(self.leads, Family::Lead, |s| s.leads);
        match self.typology {
            Typology::Affiliated => Assumed {
                stay: certain.beside(self.stay, Family::Binding, |s| Some(s.stay() as u8)),
                wage: certain.beside(self.wage, Family::Money, |s| s.wage.filter(|_| s.pay_due)),
                leads: leads(),
                ..*self
            },
            Typology::Traded => Assumed {
                leads: leads(),
                company: [0, 1].map(|apart| {
                    let of = |s: &Seen<'_>| s.company.filter(|_| s.apart() == apart);
                    certain.beside(self.company[apart], Family::Binding, of)
                }),
                ..*self
            },
            _ => *self,
        }
    }
}

/// The accounts that are abused in some way for certain, which are among the suspects.
struct Certain<'c, 'f> {
    suspects: Vec<&'c Seen<'f>>,
    background: &'c Background,
    abuse: Typology,
}

impl Certain<'_, '_> {
    /// How often each outcome was seen of them, beside what is assumed.
    fn beside<const N: usize>(
        &self,
        assumed: [f64; N],
        family: Family,
        outcome: impl Fn(&Seen<'_>) -> Option<u8>,
    ) -> [f64; N] {
        let of = self.suspects.iter().map(|s| (s.binding.account, outcome(s).map(usize::from)));
        measured(assumed, self.background.tally(self.abuse, family, of).certain)
    }
}

/// Where honest accounts are in other lines of business as often as not, the line says nothing: the same one
/// never speaks for an abuse, and another one never against it.
fn trade_bits([same, other]: [i32; 2]) -> [i32; 2] {
    [same.min(0), other.max(0)]
}

/// Bits of each of those who come, go and move on together. They do so for one reason, be it a season, a team that a
/// labour agency lends, or a seller: each of them is half a witness of it.
fn shared(bits: i32) -> i32 {
    bits / 2
}

/// Bits of stays, of which the last two classes are of a cohort.
fn stay_bits([ongoing, other, alone, few, many]: [i32; 5]) -> [i32; 5] {
    [ongoing, other, alone, shared(few), shared(many)]
}

/// Bits of an account that the company works. A company that does so does it with many: one with a hundred
/// is one reason, and a hundred in each of which it is lawful. What is more frequent counts.
fn worked_bits(abuse: [f64; 3], counts: [[u64; 3]; 2]) -> [i32; 2] {
    let [accounts, companies] = counts.map(|counts| odds(abuse, WORKED_HONEST).bits(counts));
    [1, 2].map(|class: usize| accounts[class].min(companies[class]))
}

/// The bits of one abuse beside the others. Where its accounts are bound as honest ones are, that is as the honest ones of
/// these exports, and says nothing.
fn bits<const N: usize>(
    all: &[Assumed],
    of: &Assumed,
    field: impl Fn(&Assumed) -> [f64; N],
    counts: [u64; N],
) -> [i32; N] {
    if field(of) == field(&HONEST) {
        return [0; N];
    }
    let likeliest =
        all.iter().map(&field).fold([0.0; N], |most, of| std::array::from_fn(|i| f64::max(most[i], of[i])));
    odds(field(of), field(&HONEST)).bits_beside(likeliest, counts)
}

fn odds<const N: usize>(abuse: [f64; N], honest: [f64; N]) -> Odds<N> {
    Odds { abuse, honest }
}

#[cfg(test)]
mod tests {
    use super::super::assumed::ABUSES;
    use super::*;

    /// Fault: where lines of business are noise, being in the same one looks like abuse.
    #[test]
    fn lines_of_business_that_are_noise_say_nothing() {
        let affiliated = odds(ABUSES[0].trade, HONEST.trade);
        let [same, other] = trade_bits(affiliated.bits([100, 900]));
        assert_eq!([same, other], [0, 0]);
        let [same, other] = trade_bits(affiliated.bits([990, 10]));
        assert!(same < 0 && other > 5_000, "{same} {other}");
    }

    /// Fault: each of a team that a labour agency lends for some weeks was told by it as if nobody else had come along.
    #[test]
    fn who_comes_and_goes_with_others_is_half_a_witness() {
        assert_eq!(stay_bits([-700, 200, 1_200, 4_000, 5_000]), [-700, 200, 1_200, 2_000, 2_500]);
    }
}

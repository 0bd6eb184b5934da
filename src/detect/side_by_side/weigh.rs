//! What was seen and a background → bits.

use super::super::Background;
use super::super::facts::Facts;
use super::super::features::{EXPECTED_RHYTHM, class_of, count, thresholds};
use super::{Alone, HOUSE, Pair, Seen};
use crate::evidence::{Family, Odds, Tally, Typology};

/// Two devices over the same weeks; one after the other with no network in common; another one now and then, elsewhere
/// or on a network of the one; or one at a time. Rented accounts are seen on two devices, if only to scan a code for the
/// tenant or to see whether all is well, unless the holder never logs in: some had a device of their own before they
/// were let. Whoever gets a new phone keeps the network at home.
const DEVICES: Odds<5> =
    Odds { abuse: [0.77, 0.05, 0.13, 0.01, 0.04], honest: [0.20, 0.06, 0.05, 0.05, 0.64] };
/// Two operators share a network hardly ever, a region if the studio hides; where they are far apart,
/// the account is here and there on the same days. A traveller is here, then there. Where no network is shared, one
/// person's phones, or a family's, have the carriers of one town in common, all the same; and they are used on the same
/// days, where a holder looks in and a tenant works.
const PLACE: Odds<6> =
    Odds { abuse: [0.05, 0.08, 0.08, 0.29, 0.10, 0.40], honest: [0.60, 0.12, 0.12, 0.10, 0.05, 0.01] };
/// Whether both of two devices that share no address are on networks of other accounts as well, or one of them is where
/// nobody else ever is. People live with somebody, work with somebody and share a carrier's gateway; who works accounts
/// that are not to be seen together gives each a line.
const LINE: Odds<2> = Odds { abuse: [0.5, 0.5], honest: [0.75, 0.25] };
/// How long two devices are in use beside each other: all along; until one is there no more; since one came; while one
/// is there for a time. A lease begins on some day, and many end; the family's tablet and the work computer
/// are there all along, and a new phone takes the place of the old one.
const TERM: Odds<4> = Odds { abuse: [0.35, 0.11, 0.40, 0.14], honest: [0.83, 0.05, 0.10, 0.02] };
/// Work keeps other hours than leisure; by what the upper quarter and twentieth of pairs of one
/// person show. Devices on one network are one person's; those that are never in one place are in honest use,
/// too, two people's in many cases (relatives, agencies, headquarters), who keep hours of their own, so that
/// they are compared with their like.
const RHYTHM: [Odds<3>; 2] = [
    Odds { abuse: [0.35, 0.3, 0.35], honest: [0.75, 0.2, 0.05] },
    Odds { abuse: [0.35, 0.3, 0.35], honest: [0.65, 0.25, 0.10] },
];
/// Who pays the holder: nobody, somebody now and then, somebody every month what differs, somebody regularly the
/// same, somebody who so pays several unrelated holders. Rent is in sight for about half; others are paid in cash. A
/// rent is agreed upon, and a share of what was earned is not. Of accounts that one person is seen to use, and of
/// those that two do: whom an agency posts for has a share of it, so that a second operator and money are one event in
/// many a case and not two. A studio that shares out what its accounts earn looks like a house of creators; and what
/// else a holder is paid excuses nobody.
const RENT: [Odds<6>; 2] = [
    Odds { abuse: [0.48, 0.10, 0.02, 0.02, 0.18, 0.20], honest: [0.90, 0.07, 0.005, 0.005, 0.018, 0.002] },
    Odds { abuse: [0.48, 0.10, 0.02, 0.02, 0.18, 0.20], honest: [0.82, 0.11, 0.01, 0.02, 0.03, 0.01] },
];
/// What comes is no more than people mostly pay each other at a time, or more than four in five single payments: an
/// account is let for what a meal costs, a week's shopping at the most, and its tenant could buy one for more. Wages,
/// an agency's contracts with creators and the rent of a room are larger; by whether it comes now and then, or every
/// week or month.
const SIZE: Odds<2> = Odds { abuse: [0.93, 0.07], honest: [0.55, 0.45] };
/// What goes on beside two operators: no binding that the enterprise did not make itself, one that began at
/// another time than the second operator's use, one that began about then. Accounts are rented for what
/// bound ones may do, and bound when the lease begins, a good part of them before the window. Friends and
/// relatives who help with an account have no enterprise, or came at another time than its binding; but who is hired
/// gets a work phone, too. What certain tenants do is not asked here: those who let an enterprise use the account are
/// the ones that show.
const BOUND: Odds<3> = Odds { abuse: [0.75, 0.18, 0.07], honest: [0.75, 0.20, 0.05] };
/// Whether one of two devices of a bound account is the company's: it is not, or it is. A tenant who works many
/// accounts on one phone looks like a company.
const COMPANY: Odds<2> = Odds { abuse: [0.85, 0.15], honest: [0.3, 0.7] };
/// The same where one of the devices is the company's: staff is at work with a phone of their own, on the shop's
/// network at least now and then, or works far away for headquarters; a tenant shows to be in the holder's city.
const COMPANY_PLACE: Odds<6> =
    Odds { abuse: [0.15, 0.10, 0.10, 0.30, 0.10, 0.25], honest: [0.80, 0.03, 0.03, 0.03, 0.05, 0.06] };

/// Bits of every outcome.
pub(super) struct Weights {
    pub(super) devices: [i32; 5],
    pub(super) place: [i32; 6],
    pub(super) line: [i32; 2],
    pub(super) term: [i32; 4],
    pub(super) company: i32,
    /// Where one of the devices is the company's.
    pub(super) company_place: [i32; 6],
    pub(super) limits: [f64; 2],
    /// Of devices that share a network, and of others.
    pub(super) rhythm: [[i32; 3]; 2],
    pub(super) bound: [i32; 3],
    /// By [`Seen::is_worked`].
    pub(super) rent: [[i32; 6]; 2],
    /// By [`Rent::comes_regularly`].
    pub(super) size: [[i32; 2]; 2],
}

impl Weights {
    /// `alone`: accounts without two devices at a time, whom nobody pays again.
    pub(super) fn measure(
        facts: &Facts<'_>,
        all: &[Seen<'_>],
        alone: &[Alone],
        background: &Background,
    ) -> Weights {
        let all_pairs = || all.iter().filter_map(|s| s.pair.as_deref());
        let own = all_pairs().filter(|p| p.is_together()).filter_map(|p| p.rhythm);
        let limits = thresholds(own.collect(), [0.75, 0.95], EXPECTED_RHYTHM);
        // Company devices are explained by themselves and would hide what else is unusual.
        let pairs = || all_pairs().filter(|p| !p.company);
        let at_company = all_pairs().filter(|p| p.company);
        let bound = all_pairs().filter(|p| !facts.companies.hands_of(p.account).is_empty());
        let device = |s: &Seen<'_>| (s.account, Some(s.pair.as_ref().map_or(s.alone().class, |_| 0).into()));
        let devices = all.iter().map(device).chain(alone.iter().map(|a| (a.account, Some(a.class.into()))));
        let ordinary = |account: u32| background.has(account);
        let rhythm = |together: bool| {
            let of = pairs().filter(|p| p.is_together() == together);
            let seen = of.map(|p| (p.account, p.rhythm.map(|r| class_of(r, limits))));
            RHYTHM[usize::from(!together)].weigh(&rented(background, Family::Rhythm, seen))
        };
        // Whoever pays can pay anybody: what they do shows nothing of how tenants behave.
        let unpaid = alone.iter().filter(|a| ordinary(a.account)).count() as u64;
        let rent = |worked: bool| {
            let of = all.iter().filter(|s| ordinary(s.account) && s.is_worked() == worked);
            let mut rents = count(of.map(|s| Some(s.rent_class())));
            rents[0] += if worked { 0 } else { unpaid };
            let bits = RENT[usize::from(worked)].bits(rents);
            std::array::from_fn(|class| if class == HOUSE { bits[class] } else { bits[class].max(0) })
        };
        let size = |regularly: bool| {
            let of = all.iter().filter(|s| ordinary(s.account)).filter_map(|s| s.rent.as_ref());
            let of = of.filter(|r| r.comes_regularly() == regularly);
            SIZE.bits(count(of.map(|r| r.large.map(usize::from))))
        };
        let place = |p: &Pair<'_>| (p.account, p.place);
        let line = pairs().map(|p| (p.account, p.line.map(usize::from)));
        let term = pairs().map(|p| (p.account, Some(p.term)));
        let company = bound.map(|p| (p.account, Some(usize::from(p.company))));
        let bindings = pairs().filter(|p| !p.is_together() && ordinary(p.account)).map(|p| Some(p.bound.0));
        let has = |export: &str| facts.frames.has(export);
        Weights {
            devices: DEVICES.weigh(&rented(background, Family::Device, devices)),
            place: PLACE.weigh(&rented(background, Family::Place, pairs().map(place))),
            line: LINE.weigh(&rented(background, Family::Place, line)),
            term: TERM.weigh(&rented(background, Family::Device, term)),
            company: COMPANY.weigh(&rented(background, Family::Sharing, company))[1].min(0),
            company_place: COMPANY_PLACE.weigh(&rented(background, Family::Place, at_company.map(place))),
            rhythm: [rhythm(true), rhythm(false)],
            bound: match has("bindings") {
                true => BOUND.bits(count(bindings)),
                false => [0; 3],
            },
            limits,
            rent: if has("payments") { [rent(false), rent(true)] } else { [[0; 6]; 2] },
            size: [size(false), size(true)],
        }
    }
}

/// How often each outcome was seen, among ordinary accounts and rented ones.
fn rented<const N: usize>(
    background: &Background,
    family: Family,
    seen: impl Iterator<Item = (u32, Option<usize>)>,
) -> Tally<N> {
    background.tally(Typology::Rented, family, seen)
}

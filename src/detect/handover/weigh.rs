//! Cuts and a background → bits.

use super::super::Background;
use super::super::facts::Facts;
use super::super::features::{EXPECTED_RHYTHM, class_of, count, thresholds};
use super::{Cut, Events, NOTHING};
use crate::evidence::Odds;

/// Devices are replaced in nearly every sale, with some days before or hardly any; what is still in stock
/// keeps its own. Phones last some three years, so that three in a hundred people change theirs in a month.
const DEVICES: Odds<3> = Odds { abuse: [0.62, 0.18, 0.2], honest: [0.1, 0.05, 0.85] };
/// Place after a sale: same network, same region, another region. Buyers are elsewhere or behind
/// proxies in the holder's city.
const PLACE: Odds<3> = Odds { abuse: [0.06, 0.44, 0.5], honest: [0.75, 0.22, 0.03] };
/// Rhythm after a sale, by what the upper quarter and twentieth of unsold accounts show.
const RHYTHM: Odds<3> = Odds { abuse: [0.3, 0.25, 0.45], honest: [0.75, 0.2, 0.05] };
/// Something of the identity changes: nothing, one field, several.
const IDENTITY: Odds<3> = Odds { abuse: [0.5, 0.25, 0.25], honest: [0.93, 0.06, 0.01] };
/// A stranger's payment is in sight in a third of sales, and mostly a large one: nothing, small, large.
const MONEY: Odds<3> = Odds { abuse: [0.63, 0.07, 0.30], honest: [0.80, 0.16, 0.04] };
/// Sold accounts are put to use at a company.
const BOUND: Odds<2> = Odds { abuse: [0.6, 0.4], honest: [0.96, 0.04] };
/// Sold accounts are bought to advertise.
const SPEND: Odds<2> = Odds { abuse: [0.7, 0.3], honest: [0.98, 0.02] };
/// Whether the enterprise owns the account and keeps it bound: not, or it does. Among honest replacements
/// many are successors in a job; who sells what the employer owns is found out soon.
const OWNED: Odds<2> = Odds { abuse: [0.9, 0.1], honest: [0.7, 0.3] };
/// With fewer days than this before it, a replacement says little.
const DAYS_BEFORE: u32 = 3;

/// Bits of every outcome, from the accounts that were not handed over. Where two rows stand, the
/// second is for accounts that changed region.
pub(super) struct Weights {
    pub(super) devices: [i32; 3],
    pub(super) place: [i32; 3],
    pub(super) rhythm_limits: [f64; 2],
    pub(super) rhythm: [i32; 3],
    pub(super) identity: [[i32; 3]; 2],
    pub(super) money: [[i32; 3]; 2],
    pub(super) bound: [[i32; 2]; 2],
    pub(super) owned: [i32; 2],
    pub(super) spend: [[i32; 2]; 2],
}

impl Weights {
    pub(super) fn measure(facts: &Facts<'_>, cuts: &[Cut], background: &Background) -> Weights {
        let distances = cuts.iter().filter(|c| !c.replaced).filter_map(|c| c.rhythm).collect();
        let rhythm_limits = thresholds(distances, [0.75, 0.95], EXPECTED_RHYTHM);
        let cuts: Vec<&Cut> = cuts.iter().filter(|c| background.has(c.account)).collect();
        let kept = || cuts.iter().filter(|c| !c.replaced);
        let replaced = cuts.iter().filter(|c| c.replaced);
        let of = |moved: usize| kept().filter(move |c| c.moved() == moved);
        let has = |export: &str| facts.frames.has(export);
        let identity = |m| IDENTITY.bits(count(of(m).map(|c| Some(c.events().identity.len().min(2)))));
        let money = |m| MONEY.bits(count(of(m).map(|c| Some(c.money(facts)))));
        let bound = |m| BOUND.bits(count(of(m).map(|c| Some(usize::from(c.events().binding.is_some())))));
        let spend = |m| SPEND.bits(count(of(m).map(|c| Some(usize::from(c.events().spend.is_some())))));
        Weights {
            devices: DEVICES.bits(count(cuts.iter().map(|c| Some(c.devices())))),
            place: PLACE.bits(count(kept().map(|c| c.place.map(usize::from)))),
            rhythm: RHYTHM.bits(count(kept().map(|c| Some(class_of(c.rhythm?, rhythm_limits))))),
            rhythm_limits,
            identity: if has("account_changes") { [identity(0), identity(1)] } else { Default::default() },
            money: if has("payments") { [money(0), money(1)] } else { Default::default() },
            bound: [bound(0), bound(1)],
            owned: OWNED.bits(count(replaced.map(|c| Some(usize::from(c.events().owned.is_some()))))),
            spend: if has("ad_spend") { [spend(0), spend(1)] } else { Default::default() },
        }
    }
}

impl Cut {
    /// What happened about then.
    pub(super) fn events(&self) -> &Events {
        self.events.as_deref().unwrap_or(&NOTHING)
    }

    /// 0 replaced, 1 replaced with hardly any days before, 2 kept.
    pub(super) fn devices(&self) -> usize {
        match (self.replaced, self.before.count_ones() >= DAYS_BEFORE) {
            (true, true) => 0,
            (true, false) => 1,
            (false, _) => 2,
        }
    }

    /// 1 if the region changed.
    pub(super) fn moved(&self) -> usize {
        usize::from(self.place == Some(2))
    }

    /// 0 no payment, 1 a small one, 2 a large one.
    pub(super) fn money(&self, facts: &Facts<'_>) -> usize {
        let large = |&row: &u32| if facts.payments.is_large(row) { 2 } else { 1 };
        self.events().payments.iter().map(large).max().unwrap_or(0)
    }
}

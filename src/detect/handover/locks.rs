//! Accounts whose devices were not replaced: was anything changed that lets the holder in, at any time?
//!
//! A sale does not always show in the devices: the phone is sold with the account, the seller logs in now and then, the
//! days about it are missing. What a buyer changes first shows all the same.

use super::super::Background;
use super::super::facts::{SUSTAINED_DAYS, Use};
use super::super::features::{about, count};
use super::Cut;
use super::observe::{Context, MOST_DEVICES};
use crate::evidence::{Evidence, Family, Figure, Odds, Source, Typology};
use crate::schema::{ExportKind, HOLDER, PASSWORD, PAYOUT, PHONE};

/// Nothing was changed; the password; phone or payout account; both. Hardly a buyer leaves the seller a way back, but
/// some bought before the window. It is assumed and not measured: among certain cases forgotten passwords would prove
/// each other.
const CHANGED: Odds<4> = Odds { abuse: [0.12, 0.38, 0.15, 0.35], honest: [0.86, 0.09, 0.04, 0.01] };

/// Days that two devices are both there before they are used side by side: who gets a new phone has both for some days.
const TOGETHER_DAYS: u32 = 7;

impl Context<'_, '_> {
    /// What was changed of accounts whose devices were not replaced. Worth a row where something else speaks of them.
    /// `told`: of whom changes are told of already; sorted.
    pub(super) fn locks(&self, cuts: &[Cut], told: &[u32], background: &Background) -> Vec<Evidence> {
        if !self.facts.frames.has("account_changes") {
            return Vec::new();
        }
        let kept = cuts.iter().filter(|cut| !cut.is_new() && background.has(cut.account));
        let honest = count(kept.map(|cut| self.locks_changed(cut.account)));
        let bits = CHANGED.bits(honest);
        let is_new = |account: u32| {
            let at = cuts.binary_search_by_key(&account, |cut| cut.account);
            at.is_ok_and(|at| cuts[at].is_new())
        };
        let accounts = background.beliefs().iter().map(|belief| belief.account).filter(|&a| !is_new(a));
        let classes = accounts.filter_map(|account| Some((account, self.locks_changed(account)?)));
        let open = |account: u32| told.binary_search(&account).is_err() && !self.is_side_by_side(account);
        classes
            .filter(|&(account, class)| bits[class] != 0 && (class == 0 || open(account)))
            .map(|(account, class)| self.lock_finding(account, class, bits[class]))
            .collect()
    }

    /// Whether two devices are used in the same weeks: families, helpers and tenants set passwords that they share.
    fn is_side_by_side(&self, account: u32) -> bool {
        let stays = |u: &&Use| u.days.count_ones() >= SUSTAINED_DAYS;
        let uses: Vec<(u32, u32)> =
            self.facts.uses(account).iter().filter(stays).take(MOST_DEVICES).map(Use::span).collect();
        let overlap = |a: &(u32, u32), b: &(u32, u32)| a.0.max(b.0) + TOGETHER_DAYS <= a.1.min(b.1);
        uses.iter().enumerate().any(|(i, a)| uses[..i].iter().any(|b| overlap(a, b)))
    }

    /// Place in [`CHANGED`]; `None` if the platform verified another holder, who changes all of that.
    fn locks_changed(&self, account: u32) -> Option<usize> {
        let has = |fields: &[u32]| self.changed(account).any(|(field, _)| fields.contains(&field));
        let is_told = !has(&[HOLDER]);
        is_told.then(|| usize::from(has(&[PASSWORD])) + 2 * usize::from(has(&[PHONE, PAYOUT])))
    }

    fn lock_finding(&self, account: u32, class: usize, bits: i32) -> Evidence {
        let frames = self.facts.frames;
        let finding = |code| about(account, Typology::Traded, code, Family::Identity, bits);
        if class == 0 {
            let (from, to) = (frames.noon(0), frames.noon(frames.window.days.saturating_sub(1)));
            return finding("nothing_changed").between(from, to).from_sources([Source::Account(account)]);
        }
        let rows: Vec<u32> = self
            .changed(account)
            .filter(|(field, _)| [PASSWORD, PHONE, PAYOUT].contains(field))
            .map(|(_, row)| row)
            .collect();
        let at = frames.wides(ExportKind::AccountChanges, "changed_at");
        let times = || rows.iter().map(|&row| at[row as usize]);
        finding("locks_changed")
            .between(times().min().unwrap_or(0), times().max().unwrap_or(0))
            .with("changes", Figure::Count(rows.len() as i64))
            .from_sources(rows.iter().map(|&row| Source::Change(row)))
    }
}

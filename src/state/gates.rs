//! Nights that are unlike those before: much more found than usual, or an export much smaller.

use super::manifest::Night;
use crate::settings::Settings;

/// Nights before there is a usual one.
const LEAST_NIGHTS: usize = 3;
/// Rings or actions below which growth is no news, and rows on a usual night below which fewer are none: of the few
/// bindings of one day there may be any number.
const LEAST_COUNT: u64 = 10;

/// The gates of the settings that a night passed, each as a sentence for the operator; none while there
/// are fewer than [`LEAST_NIGHTS`] to compare with.
pub fn gates(tonight: &Night, before: &[&Night], settings: &Settings) -> Vec<String> {
    if before.len() < LEAST_NIGHTS {
        return Vec::new();
    }
    let mut passed = Vec::new();
    let rings = (tonight.rings, before.iter().map(|night| night.rings).collect());
    let actions = (tonight.actions, before.iter().map(|night| night.actions).collect());
    for (what, (now, nights)) in [("rings", rings), ("accounts with an action", actions)] {
        let usual = median(nights);
        if now >= LEAST_COUNT && now as f64 > settings.gate_growth * usual.max(1) as f64 {
            let times = settings.gate_growth;
            passed.push(format!("{now} {what}, {usual} on a usual night (state.gate_growth = {times:?})"));
        }
    }
    let exports = before.iter().flat_map(|night| night.rows.keys());
    let exports: std::collections::BTreeSet<&String> = exports.collect();
    for export in exports {
        let rows: Vec<u64> = before.iter().filter_map(|night| night.rows.get(export).copied()).collect();
        if rows.len() < LEAST_NIGHTS {
            continue;
        }
        let usual = median(rows);
        let now = tonight.rows.get(export).copied().unwrap_or(0);
        if usual >= LEAST_COUNT && (now as f64) < settings.gate_export_share * usual as f64 {
            let share = settings.gate_export_share;
            passed.push(format!(
                "{now} rows of {export}, {usual} on a usual night (state.gate_export_share = {share:?})"
            ));
        }
    }
    passed
}

/// The middle one, the lower of two.
fn median(mut of: Vec<u64>) -> u64 {
    of.sort_unstable();
    of[(of.len() - 1) / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn night(rings: u64, logins: u64) -> Night {
        let rows = [("logins".to_string(), logins)].into();
        Night { night: String::new(), rings, actions: 0, rows, members: None }
    }

    /// Fault: the first nights, or small numbers, raise an alarm every time.
    #[test]
    fn only_what_is_unlike_the_usual_night_passes_a_gate() {
        let settings = Settings::default();
        let usual = night(20, 1000);
        let before = [&usual, &usual, &usual];
        assert!(gates(&night(40, 500), &before, &settings).is_empty());
        assert_eq!(gates(&night(41, 1000), &before, &settings).len(), 1);
        assert_eq!(gates(&night(20, 499), &before, &settings).len(), 1);
        let few = night(20, 9);
        assert!(gates(&night(20, 0), &[&few, &few, &few], &settings).is_empty());
        assert!(gates(&night(41, 1), &before[..2], &settings).is_empty());
        let quiet = night(1, 1000);
        assert!(gates(&night(9, 1000), &[&quiet, &quiet, &quiet], &settings).is_empty());
    }
}

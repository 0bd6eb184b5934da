//! Values as reports write them.

use crate::evidence::{Evidence, Figure, Source};
use crate::frames::Frames;
use crate::ids::{Domain, NONE};
use crate::schema::{ACCOUNT_KINDS, CHANGE_FIELDS, ExportKind};
use crate::time::format_day;

/// Fen as CNY with two decimals.
pub fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", fen.abs() / 100, fen.abs() % 100)
}

/// A ratio with six decimals.
pub fn ratio(x: f64) -> String {
    format!("{x:.6}")
}

/// Thousandths of a bit as bits.
pub fn bits(millibits: i64) -> String {
    format!("{:.3}", millibits as f64 / 1000.0)
}

/// A figure of a finding.
pub fn figure(frames: &Frames, figure: Figure) -> String {
    match figure {
        Figure::Count(n) => n.to_string(),
        Figure::Ratio(x) => ratio(x),
        Figure::Money(fen) => yuan(fen),
        Figure::Time(at) => frames.zone.format(at),
        Figure::Word(word) => word.to_string(),
        Figure::Region(NONE) => "?".to_string(),
        Figure::Region(region) => frames.names.text(Domain::Region, region).to_string(),
    }
}

/// `name=value; name=value`.
pub fn detail(frames: &Frames, evidence: &Evidence) -> String {
    let parts = evidence.detail.iter().map(|(name, value)| format!("{name}={}", figure(frames, *value)));
    parts.collect::<Vec<_>>().join("; ")
}

/// Keys that find the rows behind a finding, joined by blanks and a semicolon.
pub fn sources(frames: &Frames, evidence: &Evidence) -> String {
    let keys = evidence.sources.iter().map(|source| key(frames, *source));
    keys.collect::<Vec<_>>().join("; ")
}

/// A key that finds rows in the exports.
pub fn key(frames: &Frames, source: Source) -> String {
    let account = |id: u32| frames.names.text(Domain::Account, id);
    let number = |kind, column, row: u32| frames.numbers(kind, column)[row as usize];
    let of = |kind, column, row| account(number(kind, column, row));
    let time = |kind, column, row: u32| frames.zone.format(frames.wides(kind, column)[row as usize]);
    match source {
        Source::Logins { account: id, device, days: (first, last), rows } => {
            let day = |bit: u32| format_day(frames.window.first_day + bit as i32);
            let device = frames.names.text(Domain::Device, device);
            format!("logins:{}/{device} {}..{} ({rows} rows)", account(id), day(first), day(last))
        }
        Source::Account(id) => format!("accounts:{}", account(id)),
        Source::Binding(row) => {
            use ExportKind::Bindings as kind;
            let (enterprise, id) = (of(kind, "enterprise_id", row), of(kind, "account_id", row));
            format!("bindings:{enterprise}/{id}@{}", time(kind, "bound_at", row))
        }
        Source::Transfer(row) => {
            use ExportKind::LeadTransfers as kind;
            let lead = frames.names.text(Domain::Lead, number(kind, "lead_id", row));
            let (from, to) = (of(kind, "from_account", row), of(kind, "to_account", row));
            format!("lead_transfers:{lead}/{from}>{to}@{}", time(kind, "transferred_at", row))
        }
        Source::Change(row) => {
            use ExportKind::AccountChanges as kind;
            let field = CHANGE_FIELDS[number(kind, "field", row) as usize];
            format!(
                "account_changes:{}/{field}@{}",
                of(kind, "account_id", row),
                time(kind, "changed_at", row)
            )
        }
        Source::Lead(row) => {
            let lead = number(ExportKind::Leads, "lead_id", row);
            format!("leads:{}", frames.names.text(Domain::Lead, lead))
        }
        Source::Payment(row) => {
            let payment = number(ExportKind::Payments, "payment_id", row);
            format!("payments:{}", frames.names.text(Domain::Payment, payment))
        }
        Source::Spend(row) => {
            let day = frames.days(ExportKind::AdSpend, "spent_on")[row as usize];
            format!("ad_spend:{}@{}", of(ExportKind::AdSpend, "account_id", row), format_day(day))
        }
        Source::Note(row) => {
            let note = number(ExportKind::Notes, "note_id", row);
            format!("notes:{}", frames.names.text(Domain::Note, note))
        }
    }
}

/// The contract's word for an account's kind.
pub fn account_kind(frames: &Frames, account: u32) -> &'static str {
    ACCOUNT_KINDS[frames.numbers(ExportKind::Accounts, "account_kind")[account as usize] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_bits() {
        assert_eq!(yuan(123_405), "1234.05");
        assert_eq!(yuan(-5), "-0.05");
        assert_eq!(bits(-1500), "-1.500");
        assert_eq!(ratio(0.5), "0.500000");
    }
}

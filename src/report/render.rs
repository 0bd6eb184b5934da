//! Values as reports write them.

use crate::evidence::{Evidence, Figure, Source};
use crate::frames::Frames;
use crate::ids::{Domain, NONE};
use crate::schema::{ACCOUNT_KINDS, CHANGE_FIELDS, ExportKind, VERDICTS};
use crate::texts::Texts;
use crate::time::{NO_TIME, Zone, push_day};

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
    let sign = if millibits < 0 { "-" } else { "" };
    format!("{sign}{}.{:03}", millibits.abs() / 1000, millibits.abs() % 1000)
}

/// Writes figures and sources of findings: the columns that they name, looked up once.
pub struct Renderer<'a> {
    frames: &'a Frames,
    /// Enterprise, account, beginning.
    bindings: (&'a [u32], &'a [u32], &'a [i64]),
    /// Lead, sender, receiver, moment.
    transfers: (&'a [u32], &'a [u32], &'a [u32], &'a [i64]),
    /// Account, field, moment.
    changes: (&'a [u32], &'a [u32], &'a [i64]),
    /// Account, day.
    spend: (&'a [u32], &'a [i32]),
    /// Account, verdict, moment.
    verdicts: (&'a [u32], &'a [u32], &'a [i64]),
    leads: &'a [u32],
    payments: &'a [u32],
    notes: &'a [u32],
}

impl<'a> Renderer<'a> {
    /// Looks the columns up.
    pub fn new(frames: &'a Frames) -> Renderer<'a> {
        use ExportKind::{
            AccountChanges, AdSpend, Bindings, LeadTransfers, Leads, Notes, Payments, Verdicts,
        };
        let (of, at) =
            (|kind, column| frames.numbers(kind, column), |kind, column| frames.wides(kind, column));
        Renderer {
            frames,
            bindings: (of(Bindings, "enterprise_id"), of(Bindings, "account_id"), at(Bindings, "bound_at")),
            transfers: (
                of(LeadTransfers, "lead_id"),
                of(LeadTransfers, "from_account"),
                of(LeadTransfers, "to_account"),
                at(LeadTransfers, "transferred_at"),
            ),
            changes: (
                of(AccountChanges, "account_id"),
                of(AccountChanges, "field"),
                at(AccountChanges, "changed_at"),
            ),
            spend: (of(AdSpend, "account_id"), frames.days(AdSpend, "spent_on")),
            verdicts: (of(Verdicts, "account_id"), of(Verdicts, "verdict"), at(Verdicts, "decided_at")),
            leads: of(Leads, "lead_id"),
            payments: of(Payments, "payment_id"),
            notes: of(Notes, "note_id"),
        }
    }

    /// Appends a moment.
    pub fn time(&self, at: i64, out: &mut String) {
        self.frames.zone.push(at, out);
    }

    /// Appends `name=value; name=value`.
    pub fn detail(&self, evidence: &Evidence, out: &mut String) {
        for (i, &(name, value)) in evidence.detail.iter().enumerate() {
            out.push_str(if i == 0 { "" } else { "; " });
            out.push_str(name);
            out.push('=');
            self.figure(value, out);
        }
    }

    /// Appends the same for people: `name value, name value`, names in a language.
    pub fn detail_in(&self, texts: &Texts, evidence: &Evidence, out: &mut String) {
        for (i, &(name, value)) in evidence.detail.iter().enumerate() {
            out.push_str(if i == 0 { "" } else { texts.get("summary.comma") });
            append(out, &[texts.of("figure", name), " "]);
            match value {
                Figure::Time(at) => out.push_str(&day(&self.frames.zone, at)),
                Figure::Ratio(x) => out.push_str(&format!("{x:.2}")),
                value => self.figure(value, out),
            }
        }
    }

    fn figure(&self, figure: Figure, out: &mut String) {
        match figure {
            Figure::Count(n) => whole(n, out),
            Figure::Ratio(x) => out.push_str(&ratio(x)),
            Figure::Money(fen) => out.push_str(&yuan(fen)),
            Figure::Time(at) => self.time(at, out),
            Figure::Word(word) => out.push_str(word),
            Figure::Region(NONE) => out.push('?'),
            Figure::Region(region) => out.push_str(self.frames.names.text(Domain::Region, region)),
        }
    }

    /// Appends keys that find the rows behind a finding, joined by semicolons and blanks.
    pub fn sources(&self, evidence: &Evidence, out: &mut String) {
        for (i, &source) in evidence.sources.iter().enumerate() {
            out.push_str(if i == 0 { "" } else { "; " });
            self.key(source, out);
        }
    }

    /// Appends a key that finds rows in the exports.
    fn key(&self, source: Source, out: &mut String) {
        let text = |domain, id| self.frames.names.text(domain, id);
        let account = |id| text(Domain::Account, id);
        match source {
            Source::Logins { account: id, device, days: (first, last), rows } => {
                let day = |bit: u32| self.frames.window.first_day + bit as i32;
                append(out, &["logins:", account(id), "/", text(Domain::Device, device), " "]);
                push_day(day(first), out);
                out.push_str("..");
                push_day(day(last), out);
                out.push_str(" (");
                whole(i64::from(rows), out);
                out.push_str(" rows)");
            }
            Source::Account(id) => append(out, &["accounts:", account(id)]),
            Source::Binding(row) => {
                let (enterprise, id, at) = self.bindings;
                let row = row as usize;
                append(out, &["bindings:", account(enterprise[row]), "/", account(id[row]), "@"]);
                self.time(at[row], out);
            }
            Source::Transfer(row) => {
                let (lead, from, to, at) = self.transfers;
                let row = row as usize;
                let (lead, from, to) = (text(Domain::Lead, lead[row]), account(from[row]), account(to[row]));
                append(out, &["lead_transfers:", lead, "/", from, ">", to, "@"]);
                self.time(at[row], out);
            }
            Source::Change(row) => {
                let (id, field, at) = self.changes;
                let row = row as usize;
                let field = CHANGE_FIELDS[field[row] as usize];
                append(out, &["account_changes:", account(id[row]), "/", field, "@"]);
                self.time(at[row], out);
            }
            Source::Lead(row) => append(out, &["leads:", text(Domain::Lead, self.leads[row as usize])]),
            Source::Payment(row) => {
                append(out, &["payments:", text(Domain::Payment, self.payments[row as usize])]);
            }
            Source::Spend(row) => {
                let (id, day) = self.spend;
                append(out, &["ad_spend:", account(id[row as usize]), "@"]);
                push_day(day[row as usize], out);
            }
            Source::Verdict(row) => {
                let (id, verdict, at) = self.verdicts;
                let row = row as usize;
                append(out, &["verdicts:", account(id[row]), "/", VERDICTS[verdict[row] as usize], "@"]);
                self.time(at[row], out);
            }
            Source::Note(row) => append(out, &["notes:", text(Domain::Note, self.notes[row as usize])]),
        }
    }
}

/// The local day of a moment, for people; empty for [`NO_TIME`].
pub fn day(zone: &Zone, at: i64) -> String {
    let mut text = String::new();
    if at != NO_TIME {
        push_day(zone.day(at), &mut text);
    }
    text
}

fn append(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

/// Appends a whole number.
pub fn whole(n: i64, out: &mut String) {
    use std::fmt::Write;
    write!(out, "{n}").expect("a string takes everything");
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
        assert_eq!([bits(-7), bits(0), bits(12_345)], ["-0.007", "0.000", "12.345"]);
        assert_eq!(ratio(0.5), "0.500000");
    }
}

//! `reviewed.csv`: what reviewers decided, and what has become of it since. Only written where the export
//! `verdicts` was there.

use std::io::Write;

use anyhow::Result;

use super::machine::{cluster, csv, reasons};
use super::render::{bits, day, ratio};
use super::{Outcome, Reviews};
use crate::detect::{Decision, weighed};
use crate::evidence::{Evidence, Node, NodeKind};
use crate::schema::ExportKind;
use crate::texts::Texts;

/// The file's name.
pub const FILE: &str = "reviewed.csv";

/// Columns of the file, in their order.
pub const COLUMNS: [&str; 11] = [
    "account_id",
    "verdict",
    "decided_at",
    "note",
    "standing",
    "cluster_id",
    "score",
    "recommended_action",
    "set_aside",
    "set_aside_bits",
    "new_findings",
];

/// Words of the column `standing`.
pub const STANDINGS: [&str; 3] = ["confirmed", "cleared", "cleared_new_findings"];

/// What a decision means today.
pub struct Reviewed<'o> {
    /// The decision.
    pub decision: &'o Decision,
    /// Findings that were before the reviewer.
    pub set_aside: usize,
    /// What they would weigh, in thousandths of a bit.
    pub set_aside_millibits: i64,
    /// Codes of what has come up since the account was cleared, the heaviest first.
    pub new: String,
}

impl<'o> Reviewed<'o> {
    /// What a decision means today.
    pub fn of(o: &'o Outcome<'_>, decision: &'o Decision) -> Reviewed<'o> {
        let scored = o.scores.account(decision.account);
        let found: &[Evidence] = scored.map_or(&[], |s| &o.evidence[s.evidence.clone()]);
        let aside = || found.iter().map(weighed).filter(|&bits| bits > 0);
        let cleared = decision.confirmed.is_none();
        Reviewed {
            decision,
            set_aside: aside().count(),
            set_aside_millibits: aside().sum(),
            new: reasons(found.iter().filter(|e| cleared && !decision.sets_aside(e))),
        }
    }

    /// The word of [`STANDINGS`].
    pub fn standing(&self) -> &'static str {
        match (self.decision.confirmed, self.new.is_empty()) {
            (Some(_), _) => STANDINGS[0],
            (None, true) => STANDINGS[1],
            (None, false) => STANDINGS[2],
        }
    }

    /// The same for people.
    pub fn sentence(&self, o: &Outcome<'_>, texts: &Texts) -> String {
        let account = o.name(Node::new(NodeKind::Account, self.decision.account));
        let day = day(&o.facts.frames.zone, self.decision.decided_at);
        let (verdict, new) = (self.decision.verdict(), self.new.split(';').collect::<Vec<_>>());
        let said = Said { account, verdict, day: &day, standing: self.standing(), new: &new };
        said.sentence(texts, self.set_aside as u64, self.set_aside_millibits)
    }
}

/// What a sentence about a decision is made of.
pub struct Said<'s> {
    /// The account.
    pub account: &'s str,
    /// The contract's word.
    pub verdict: &'s str,
    /// Day of the decision.
    pub day: &'s str,
    /// The word of [`STANDINGS`].
    pub standing: &'s str,
    /// Codes of what is new.
    pub new: &'s [&'s str],
}

impl Said<'_> {
    /// The sentence; `set_aside` findings would weigh `millibits` in all.
    pub fn sentence(&self, texts: &Texts, set_aside: u64, millibits: i64) -> String {
        let new: Vec<&str> = self.new.iter().map(|code| texts.of("label", code)).collect();
        let values = [
            ("account", self.account),
            ("day", self.day),
            ("typology", texts.of("typology", self.verdict)),
            ("findings", &*texts.list(&new)),
        ];
        let key = match self.standing {
            standing if standing == STANDINGS[0] => "review.confirmed_on",
            standing if standing == STANDINGS[1] => "review.cleared_on",
            _ => "review.cleared_new",
        };
        let mut text = texts.fill(key, &values);
        if set_aside > 0 {
            let values = [("n", &*set_aside.to_string()), ("bits", &bits(millibits))];
            text.push_str(&texts.fill("review.set_aside", &values));
        }
        text
    }
}

/// How many accounts are confirmed, cleared, and cleared with new findings since.
pub fn counts(o: &Outcome<'_>) -> Reviews {
    let mut reviews = Reviews::default();
    for decision in o.facts.verdicts.all() {
        match decision.confirmed {
            Some(_) => reviews.confirmed += 1,
            None => {
                reviews.cleared += 1;
                reviews.cleared_with_new_findings += usize::from(!Reviewed::of(o, decision).new.is_empty());
            }
        }
    }
    reviews
}

/// Writes the file: an account with a decision a row, by account. A reviewer's words may name anybody, so
/// that a masked report leaves them out.
pub fn write(o: &Outcome<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let mut csv = csv(out);
    csv.write_record(COLUMNS)?;
    let notes = match o.settings.output.mask {
        Some(_) => Vec::new(),
        None => o.facts.frames.texts(ExportKind::Verdicts, "note"),
    };
    let mut rows: Vec<(&str, &Decision)> =
        o.facts.verdicts.all().iter().map(|d| (o.name(Node::new(NodeKind::Account, d.account)), d)).collect();
    rows.sort_unstable_by_key(|&(name, decision)| (name, decision.account));
    for (name, decision) in rows {
        let reviewed = Reviewed::of(o, decision);
        csv.write_record([
            name,
            decision.verdict(),
            &o.facts.frames.zone.format(decision.decided_at),
            notes.get(decision.row as usize).copied().unwrap_or_default(),
            reviewed.standing(),
            cluster(o, decision.account),
            &o.scores.account(decision.account).map_or(String::new(), |s| ratio(s.score)),
            o.action_of(decision.account).name(),
            &reviewed.set_aside.to_string(),
            &bits(reviewed.set_aside_millibits),
            &reviewed.new,
        ])?;
    }
    Ok(csv.flush()?)
}

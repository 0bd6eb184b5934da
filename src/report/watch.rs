//! `watch.csv`: what there is of the accounts and rings on a watch list, in the list's order, which is
//! that of whoever made it. Only written where a list was given.

use std::io::Write;

use anyhow::Result;
use serde_json::{Value, json};

use super::Outcome;
use super::machine::{cluster, csv, likeliest, reasons, ring_reasons};
use super::render::ratio;
use crate::ids::Domain;
use crate::policy::Action;
use crate::watch::Watched;

/// The file's name.
pub const FILE: &str = "watch.csv";

/// What an entry of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// An account of the exports, by number.
    Account(u32),
    /// A ring, by place.
    Ring(usize),
    /// Nothing in these exports.
    Unknown,
}

/// An entry of the list with what there is of it.
pub struct Line<'o> {
    found: Found,
    /// The identifier as reports show it.
    pub id: String,
    /// `account`, `ring` or `unknown`.
    pub kind: &'static str,
    /// The ring itself, or that of the account; empty if there is none.
    pub cluster_id: &'o str,
    /// Score of the account or ring; none where there is no evidence.
    pub score: Option<f64>,
    /// The abuse that explains best; empty where there is no evidence.
    pub typology: &'static str,
    /// The recommended step.
    pub action: Action,
    /// Codes that weigh most.
    pub reasons: String,
    /// Why it is watched.
    pub note: &'o str,
}

/// The list with what there is of each entry; `None` if no list was given.
pub fn lines<'o>(o: &'o Outcome<'_>) -> Option<Vec<Line<'o>>> {
    let list = o.settings.output.watch.as_ref()?;
    let rings: rustc_hash::FxHashMap<&str, usize> = o.ring_ids.iter().map(String::as_str).zip(0..).collect();
    let found = |id: &str| match (o.facts.frames.names.of(Domain::Account).find(id), rings.get(id)) {
        (Some(account), _) => Found::Account(account),
        (None, Some(&place)) => Found::Ring(place),
        (None, None) => Found::Unknown,
    };
    Some(list.iter().map(|watched| line(o, watched, found(&watched.id))).collect())
}

fn line<'o>(o: &'o Outcome<'_>, watched: &'o Watched, found: Found) -> Line<'o> {
    let masked = o.settings.output.mask.as_ref();
    let note = if masked.is_some() { "" } else { watched.note.as_str() };
    let nothing = |kind, id: String| Line {
        found,
        id,
        kind,
        cluster_id: "",
        score: None,
        typology: "",
        action: Action::None,
        reasons: String::new(),
        note,
    };
    match found {
        Found::Ring(place) => {
            let ring = &o.rings[place];
            Line {
                cluster_id: &o.ring_ids[place],
                score: Some(ring.score),
                typology: ring.typology.name(),
                action: ring.action,
                reasons: ring_reasons(o, ring),
                ..nothing("ring", watched.id.clone())
            }
        }
        Found::Account(account) => {
            let of = nothing("account", o.facts.frames.names.text(Domain::Account, account).to_string());
            let Some(scored) = o.scores.account(account) else { return of };
            Line {
                cluster_id: cluster(o, account),
                score: Some(scored.score),
                typology: scored.typology.name(),
                action: o.action_of(account),
                reasons: reasons(likeliest(o, scored)),
                ..of
            }
        }
        // Nobody knows whether it is an account or a ring of another night; the text may name an account.
        Found::Unknown => {
            let shown = masked.map(|key| {
                let mut text = String::new();
                key.push(Domain::Account, watched.id.as_bytes(), &mut text);
                text
            });
            nothing("unknown", shown.unwrap_or_else(|| watched.id.clone()))
        }
    }
}

/// The list for the page: a row `[identifier, kind, ring, score, abuse, action, reasons, note, decision]`.
pub fn rows(o: &Outcome<'_>) -> Option<Vec<Value>> {
    let row = |line: Line<'_>| {
        json!([
            line.id,
            line.kind,
            line.cluster_id,
            line.score.map(|score| (score * 1000.0).round() / 1000.0),
            line.typology,
            line.action.name(),
            line.reasons,
            line.note,
            line.decision(o),
        ])
    };
    Some(lines(o)?.into_iter().map(row).collect())
}

impl Line<'_> {
    /// What reviewers decided of the account, as a sentence; empty if nothing.
    fn decision(&self, o: &Outcome<'_>) -> String {
        let Found::Account(account) = self.found else { return String::new() };
        let decision = o.facts.verdicts.of(account);
        let texts = o.settings.language.texts();
        decision.map_or(String::new(), |d| super::reviewed::Reviewed::of(o, d).sentence(o, texts))
    }
}

/// Writes the file.
pub fn write(o: &Outcome<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let mut csv = csv(out);
    csv.write_record([
        "id",
        "kind",
        "cluster_id",
        "score",
        "typology",
        "recommended_action",
        "reasons",
        "note",
    ])?;
    for line in lines(o).unwrap_or_default() {
        csv.write_record([
            &line.id,
            line.kind,
            line.cluster_id,
            &line.score.map_or(String::new(), ratio),
            line.typology,
            line.action.name(),
            &line.reasons,
            line.note,
        ])?;
    }
    Ok(csv.flush()?)
}

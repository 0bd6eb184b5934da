//! Sentences that the terminal story and the case file share.

use super::case::{AccountCase, Case, Kind};
use super::report::{Finding, Missing, TransferRow, VerdictRow};
use super::waterfall::Waterfall;
use crate::report::Decided;
use crate::settings::Settings;
use crate::texts::Texts;

/// Thousandths of a bit with a sign.
pub fn signed(millibits: i64) -> String {
    format!("{}{}", if millibits < 0 { "" } else { "+" }, bits(millibits))
}

/// Thousandths of a bit.
pub fn bits(millibits: i64) -> String {
    crate::report::bits(millibits)
}

/// What the thing is and its identifier.
pub fn title(case: &Case, t: &Texts) -> String {
    let kind = match case.kind {
        Kind::Ring => t.get("explain.ring"),
        kind => t.of("kind", kind.name()),
    };
    format!("{kind} {}", case.id)
}

/// Why a step is recommended, from the figures that decide it.
pub fn why(fall: &Waterfall, action: &str, settings: &Settings, t: &Texts) -> String {
    let (key, counted, families) = match action {
        "none" => ("explain.why_none", fall.first, settings.action_families),
        "unbind_and_ad_ban" if rests_on_review(fall, settings) => {
            ("explain.why_confirmed", fall.own, settings.severe_families)
        }
        "review" => ("explain.why_review", fall.first, settings.action_families),
        "unbind_and_ad_ban" => ("explain.why_unbind", fall.first, settings.action_families),
        "close_ad_account" => ("explain.why_close", fall.own, settings.severe_families),
        "ban_account" => ("explain.why_ban", fall.own, settings.severe_families),
        _ => ("explain.why_severe", fall.own, settings.severe_families),
    };
    let values = [
        ("review", settings.review_score.to_string()),
        ("bits", bits(counted)),
        ("least", settings.action_bits.to_string()),
        ("families", families.to_string()),
        ("speak", fall.independent.to_string()),
        ("severe", settings.severe_bits.to_string()),
        ("spend", settings.close_spend_cny.to_string()),
        ("leads", settings.close_leads.to_string()),
        ("ban", settings.ban_bits.to_string()),
        ("accounts", settings.ban_accounts.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    t.fill(key, &values)
}

/// Whether a step rests on a reviewer's decision alone: without it, the evidence would call for a review.
fn rests_on_review(fall: &Waterfall, settings: &Settings) -> bool {
    let enough = fall.first >= i64::from(crate::evidence::millibits(settings.action_bits))
        && fall.independent as i64 >= settings.action_families;
    let mut families = fall.typologies.iter().flat_map(|t| &t.families);
    !enough && families.any(|f| f.family == crate::evidence::Family::Review.name() && f.counted > 0)
}

/// What a reviewer decided, in a sentence, and the reviewer's own words.
pub fn verdict(row: &VerdictRow, t: &Texts) -> String {
    let new: Vec<&str> = row.new_findings.iter().map(String::as_str).collect();
    let day = row.decided_at.get(..10).unwrap_or(&row.decided_at);
    let said =
        Decided { account: &row.account_id, verdict: &row.verdict, day, standing: &row.standing, new: &new };
    let mut text = said.sentence(t, row.set_aside, row.set_aside_millibits);
    if let Some(note) = &row.note {
        text.push_str(&t.fill("review.words", &[("note", note)]));
    }
    text
}

/// The account for whose sake a ring's step is recommended: the likeliest of those with that step.
pub fn decisive<'c>(case: &'c Case, action: &str) -> Option<&'c AccountCase> {
    case.accounts.iter().find(|a| a.row.recommended_action == action)
}

/// What became of a lead in one transfer, a sentence.
pub fn transfer(row: &TransferRow, t: &Texts) -> String {
    let values = [
        ("lead", row.lead_id.as_str()),
        ("from", &row.from_account),
        ("to", &row.to_account),
        ("chain", &row.chain_id),
        ("hop", &row.hop.to_string()),
        ("score", &format!("{:.6}", row.score)),
    ];
    t.fill("explain.transfer", &values)
}

/// With what and when a finding was seen, and its figures.
pub fn circumstances(finding: &Finding, t: &Texts) -> String {
    let mut parts = Vec::new();
    if !finding.object_id.is_empty() {
        parts.push(format!("{} {}", t.of("kind", &finding.object_kind), finding.object_id));
    }
    let day = |time: &str| time.get(..10).unwrap_or(time).to_string();
    match (day(&finding.observed_from), day(&finding.observed_to)) {
        (from, to) if from.is_empty() && to.is_empty() => {}
        (from, to) if from == to => parts.push(from),
        (from, to) => parts.push(t.fill("explain.span", &[("from", &from), ("to", &to)])),
    }
    for figure in finding.detail.split("; ").filter(|figure| !figure.is_empty()) {
        match figure.split_once('=') {
            Some((name, value)) => parts.push(format!("{} {value}", t.of("figure", name))),
            None => parts.push(figure.to_string()),
        }
    }
    parts.join(" · ")
}

/// What could not be assessed, a sentence each.
pub fn not_assessed(case: &Case, t: &Texts) -> Vec<String> {
    let sentence = |m: &Missing| {
        if m.by_request {
            return t.fill("explain.by_request", &[("detector", t.of("detector", &m.detector))]);
        }
        let key = if m.entirely { "explain.not_assessed" } else { "explain.assessed_in_part" };
        t.fill(key, &[("detector", t.of("detector", &m.detector)), ("missing", &t.list(&m.missing))])
    };
    let family = |name: &String| t.fill("explain.left_out", &[("family", t.of("family", name))]);
    case.not_assessed.iter().map(sentence).chain(case.without_families.iter().map(family)).collect()
}

/// A waterfall in one paragraph: prior, families, other abuses, total and score.
pub fn in_short(fall: &Waterfall, t: &Texts) -> String {
    let mut parts = vec![format!("{} {}", t.get("explain.prior"), bits(fall.prior))];
    for family in fall.typologies.first().into_iter().flat_map(|t| &t.families) {
        parts.push(format!("{} {}", t.of("family", family.family), signed(family.counted)));
    }
    if fall.others != 0 {
        parts.push(format!("{} {}", t.get("explain.others"), signed(fall.others)));
    }
    format!("{} = {}", parts.join(", "), total(fall.total, fall.score, t))
}

/// Bits and the score that they make.
pub fn total(millibits: i64, score: f64, t: &Texts) -> String {
    t.fill("explain.total", &[("bits", &bits(millibits)), ("score", &format!("{score:.6}"))])
}

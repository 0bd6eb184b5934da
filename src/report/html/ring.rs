//! A ring in full: members, evidence, the way from prior to score, and what to ask the company.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde_json::{Value, json};

use super::graph::graph;
use super::timeline::Trails;
use crate::evidence::{Evidence, NodeKind, millibits};
use crate::questions::questions;
use crate::report::Outcome;
use crate::report::machine::ring_evidence;
use crate::report::render::{Renderer, account_kind, day};
use crate::report::reviewed::Reviewed;
use crate::rings::Ring;
use crate::score::Scored;
use crate::texts::Texts;

/// Findings about transfers that a ring shows at the most (of `report.ring_findings` in all).
const TRANSFER_FINDINGS: usize = 30;
/// Keys to source rows a finding; `evidence.csv` has all.
const SOURCES: usize = 6;
/// Members that a ring lists at the most.
const MEMBERS: usize = 200;

/// What all rings in full are made from.
pub struct Desk<'a> {
    /// The result.
    pub o: &'a Outcome<'a>,
    /// Rows of the exports for the timelines.
    pub trails: Trails<'a>,
    /// Figures and source keys.
    pub renderer: Renderer<'a>,
    /// The language.
    pub texts: &'static Texts,
    /// Scored transfers by sender.
    pub transfers: BTreeMap<u32, Vec<&'a Scored>>,
}

impl Desk<'_> {
    /// A ring as the page's script expects it.
    pub fn ring(&self, ring: &Ring) -> Value {
        let transfers: Vec<&Scored> = ring
            .of(NodeKind::Account)
            .flat_map(|m| self.transfers.get(&m.node.id).into_iter().flatten().copied())
            .collect();
        let (evidence, more) = self.evidence(ring, &transfers);
        let of_leads = transfers.iter().flat_map(|s| &self.o.evidence[s.evidence.clone()]);
        let all = ring_evidence(self.o, ring).chain(of_leads);
        let codes: FxHashSet<&str> = all.filter(|e| e.millibits > 0).map(|e| e.code).collect();
        let alleged = |abuse: &str| ring.typologies.iter().any(|typology| typology.name() == abuse);
        let questions = questions(alleged, |code| codes.contains(code));
        let questions: Vec<&str> = questions.into_iter().map(|key| self.texts.get(key)).collect();
        let (members, more_members) = self.members(ring);
        json!({
            "graph": graph(self.o, ring, &transfers),
            "time": self.trails.timeline(ring),
            "steps": self.waterfalls(ring),
            "members": members,
            "moreMembers": more_members,
            "evidence": evidence,
            "moreEvidence": more,
            "quiet": self.quiet(ring),
            "questions": questions,
            "reviewed": self.reviewed(ring),
        })
    }

    /// Accounts with too few active days to say who operates them.
    fn quiet(&self, ring: &Ring) -> usize {
        let least = self.o.settings.min_active_days as u32;
        ring.of(NodeKind::Account)
            .filter(|m| self.o.facts.active_days(m.node.id).count_ones() < least)
            .count()
    }

    /// What reviewers decided of its accounts, a sentence each, for as many as there are members listed.
    fn reviewed(&self, ring: &Ring) -> Vec<String> {
        let verdicts = &self.o.facts.verdicts;
        let decisions = ring.of(NodeKind::Account).filter_map(|m| verdicts.of(m.node.id)).take(MEMBERS);
        decisions.map(|decision| Reviewed::of(self.o, decision).sentence(self.o, self.texts)).collect()
    }

    /// `[kind, name, role, score, account kind, action, bits, abuse, verdict, day of it]`, accounts first,
    /// the likeliest first.
    fn members(&self, ring: &Ring) -> (Vec<Value>, usize) {
        let o = self.o;
        let mut members: Vec<_> = ring.members.iter().collect();
        members.sort_by(|a, b| {
            let kind = a.node.kind.cmp(&b.node.kind);
            kind.then(b.score.total_cmp(&a.score)).then_with(|| o.name(a.node).cmp(o.name(b.node)))
        });
        let more = members.len().saturating_sub(MEMBERS);
        let rows = members.into_iter().take(MEMBERS).map(|m| {
            let scored = o.scores.account(m.node.id).filter(|_| m.node.kind == NodeKind::Account);
            let decision = scored.and_then(|s| o.facts.verdicts.of(s.id));
            let kind =
                if m.node.kind == NodeKind::Account { account_kind(o.facts.frames, m.node.id) } else { "" };
            json!([
                m.node.kind.name(),
                o.name(m.node),
                m.role,
                (m.score * 1000.0).round() as i64,
                kind,
                scored.map_or("", |s| o.action_of(s.id).name()),
                scored.map_or(0, |s| s.millibits),
                scored.map_or("", |s| s.typology.name()),
                decision.map_or("", |d| d.verdict()),
                decision.map_or(String::new(), |d| day(&o.facts.frames.zone, d.decided_at)),
            ])
        });
        (rows.collect(), more)
    }

    /// `[abuse, code, family, kind, subject, kind, object, millibits, from, to, detail, sources]`, the
    /// heaviest first, and how many are left out.
    fn evidence(&self, ring: &Ring, transfers: &[&Scored]) -> (Vec<Value>, usize) {
        let mut of_transfers: Vec<&Evidence> =
            transfers.iter().flat_map(|t| &self.o.evidence[t.evidence.clone()]).collect();
        let mut all: Vec<&Evidence> = ring_evidence(self.o, ring).collect();
        let total = all.len() + of_transfers.len();
        let heaviest = |list: &mut Vec<&Evidence>, most: usize| {
            list.sort_by(|a, b| b.millibits.abs().cmp(&a.millibits.abs()).then_with(|| a.order(b)));
            list.truncate(most);
        };
        heaviest(&mut of_transfers, TRANSFER_FINDINGS);
        heaviest(&mut all, self.o.settings.ring_findings as usize - of_transfers.len());
        all.extend(of_transfers);
        let more = total - all.len();
        (all.into_iter().map(|e| self.finding(e)).collect(), more)
    }

    fn finding(&self, e: &Evidence) -> Value {
        let (kind, object) = e.object.map_or(("", ""), |node| (node.kind.name(), self.o.name(node)));
        let mut detail = String::new();
        self.renderer.detail_in(self.texts, e, &mut detail);
        let shown = Evidence { sources: e.sources.iter().take(SOURCES).copied().collect(), ..e.clone() };
        let mut sources = String::new();
        self.renderer.sources(&shown, &mut sources);
        let zone = &self.o.facts.frames.zone;
        json!([
            e.typology.name(),
            e.code,
            e.family.name(),
            e.subject.kind.name(),
            self.o.name(e.subject),
            kind,
            object,
            e.millibits,
            day(zone, e.observed.0),
            day(zone, e.observed.1),
            detail,
            sources,
            e.sources.len() - shown.sources.len(),
        ])
    }

    /// The ring's way from prior to score, then each suspect's, as `[[name, steps, total]]`; the ring's
    /// name is empty. A step is `[what, millibits]`: `prior`, a code, `cap` (what one family may not add),
    /// `joint` (other abuses), `many` (further accounts).
    fn waterfalls(&self, ring: &Ring) -> Vec<Value> {
        let o = self.o;
        let mut suspects: Vec<&Scored> = ring
            .of(NodeKind::Account)
            .filter_map(|m| o.scores.account(m.node.id))
            .filter(|s| s.score >= o.settings.ring_member_score)
            .collect();
        suspects.sort_by_key(|s| (-s.millibits, s.id));
        let count = suspects.len().max(1) as i64;
        let prior = o.scores.prior;
        let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
        let mut rows = Vec::new();
        for scored in &suspects {
            let steps = self.steps(scored);
            for (what, bits) in &steps {
                *sums.entry(what).or_default() += i64::from(*bits);
            }
            let name = o.name(crate::evidence::Node::new(NodeKind::Account, scored.id));
            let steps: BTreeMap<&str, i64> = steps.into_iter().map(|(k, v)| (k, v.into())).collect();
            rows.push(json!([name, in_order(prior, steps), prior + scored.millibits]));
        }
        let mean: BTreeMap<&str, i64> = sums.iter().map(|(&k, &sum)| (k, sum / count)).collect();
        let total = suspects.iter().map(|s| i64::from(s.millibits)).sum::<i64>() / count;
        let many = millibits((count as f64).log2());
        let mut steps = in_order(prior, mean);
        if many != 0 {
            steps.push(("many", many.into()));
        }
        rows.truncate(LISTED);
        rows.insert(0, json!(["", steps, i64::from(prior) + total + i64::from(many)]));
        rows
    }

    /// What adds up to the bits of a suspect, by the abuse that explains best.
    fn steps(&self, scored: &Scored) -> BTreeMap<&'static str, i32> {
        let mut steps: BTreeMap<&'static str, i32> = BTreeMap::new();
        for e in self.o.evidence[scored.evidence.clone()].iter().filter(|e| e.typology == scored.typology) {
            *steps.entry(e.code).or_default() += e.millibits;
        }
        let total = scored.totals[scored.typology as usize];
        let cap = total - steps.values().sum::<i32>();
        steps.insert("cap", cap);
        steps.insert("joint", scored.millibits - total);
        steps.retain(|_, bits| *bits != 0);
        steps
    }
}

/// Suspects with a waterfall of their own at the most.
const LISTED: usize = 30;

/// The prior, what speaks for abuse, what speaks against it, and the arithmetic at the end.
fn in_order(prior: i32, steps: BTreeMap<&str, i64>) -> Vec<(&str, i64)> {
    let mut rest: Vec<(&str, i64)> = steps.into_iter().collect();
    rest.sort_by_key(|&(what, bits)| (matches!(what, "cap" | "joint"), bits < 0, -bits.abs(), what));
    let mut all = vec![("prior", i64::from(prior))];
    all.extend(rest);
    all
}

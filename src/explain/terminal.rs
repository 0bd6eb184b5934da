//! The story on the terminal, at 80 columns.

use std::collections::HashSet;

use super::case::{AccountCase, Case, Kind, TransferCase};
use super::page::{Page, Style};
use super::report::Finding;
use super::rows::rows_named;
use super::waterfall::{RingFall, TypologyFall, Waterfall};
use super::words::{
    bits, circumstances, decisive, in_short, not_assessed, signed, title, total, transfer, verdict, why,
};
use crate::settings::Settings;
use crate::texts::Texts;

/// Columns of a line.
const WIDTH: usize = 80;
/// Where the columns of a waterfall end: bits, and the sum so far.
const ENDS: [usize; 2] = [52, 64];
/// Accounts and transfers of a ring that are told in full; the others have a line each.
const IN_FULL: usize = 10;
/// Lines of accounts and transfers beyond those.
const LISTED: usize = 30;

/// The story of a case. `colours`: with escape sequences.
pub fn story(case: &Case, settings: &Settings, t: &Texts, colours: bool) -> String {
    let mut teller = Teller { page: Page::new(WIDTH), case, settings, t, shown: HashSet::new() };
    teller.head();
    teller.score();
    teller.members();
    if case.kind == Kind::Lead {
        teller.transfers();
        teller.evidence();
    } else {
        teller.evidence();
        teller.transfers();
    }
    teller.rest();
    teller.page.text(colours)
}

struct Teller<'c> {
    page: Page,
    case: &'c Case,
    settings: &'c Settings,
    t: &'c Texts,
    /// Keys whose rows stand in the story already.
    shown: HashSet<&'c str>,
}

impl<'c> Teller<'c> {
    fn head(&mut self) {
        let (case, t) = (self.case, self.t);
        self.page.para(Style::Heading, 0, &title(case, t));
        for typology in &case.alleged {
            let about = t.of("typology_about", typology);
            self.page.para(Style::Plain, 2, &t.said(t.of("typology", typology), about));
        }
        if let Some(ring) = &case.ring {
            let own = case.kind == Kind::Ring;
            let rank = t.fill(
                "explain.rank",
                &[("rank", &ring.rank.to_string()), ("score", &format!("{:.6}", ring.score))],
            );
            let line = if own {
                rank
            } else {
                t.said(&format!("{} {}", t.get("explain.ring"), ring.cluster_id), &rank)
            };
            self.page.para(Style::Plain, 2, &line);
        }
        if let (Kind::Ring, Some(ring)) = (case.kind, &case.ring) {
            let values = [
                ("accounts", ring.accounts.to_string()),
                ("enterprises", ring.enterprises.to_string()),
                ("devices", ring.devices.to_string()),
                ("payment_accounts", ring.payment_accounts.to_string()),
                ("leads", ring.leads.to_string()),
                ("spend", ring.ad_spend_cny.clone()),
            ];
            let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
            self.page.para(Style::Plain, 2, &t.fill("explain.exposure", &values));
        }
        for row in case.verdicts.iter().take(LISTED) {
            self.page.para(Style::Heading, 2, &verdict(row, t));
        }
        self.more(case.verdicts.len().saturating_sub(LISTED));
        self.action();
    }

    fn action(&mut self) {
        let (case, t) = (self.case, self.t);
        let (action, account) = match (&case.ring, case.kind) {
            (Some(ring), Kind::Ring) => (&ring.recommended_action, decisive(case, &ring.recommended_action)),
            (_, Kind::Account) => match case.accounts.first() {
                Some(account) => (&account.row.recommended_action, Some(account)),
                None => return,
            },
            _ => return,
        };
        let step = t.fill("explain.action", &[("action", t.of("action", action))]);
        self.page.para(Style::Heading, 2, &step);
        let Some(account) = account else { return };
        if case.kind == Kind::Ring {
            self.page.para(
                Style::Plain,
                4,
                &t.fill("explain.why_ring", &[("account", &account.row.account_id)]),
            );
        }
        if let Some(fall) = &account.waterfall {
            self.page.para(Style::Plain, 4, &why(fall, action, self.settings, t));
        }
        self.page.para(Style::Plain, 4, t.get("explain.no_sanction"));
    }

    fn score(&mut self) {
        let case = self.case;
        if let Some(fall) = &case.ring_waterfall {
            self.ring_fall(fall);
        } else if case.kind == Kind::Account
            && let Some(fall) = case.accounts.first().and_then(|a| a.waterfall.as_ref())
        {
            self.fall(fall);
        }
    }

    fn fall_head(&mut self) {
        let t = self.t;
        self.page.heading(t.get("explain.score"));
        let columns = [(ENDS[0], t.get("explain.bits").into()), (ENDS[1], t.get("explain.so_far").into())];
        self.page.row(Style::Plain, 2, "", &columns);
    }

    /// A step of a waterfall; `sum` is what it adds to.
    fn step(&mut self, label: &str, millibits: i64, sum: &mut i64) {
        *sum += millibits;
        let style = if millibits < 0 { Style::Honest } else { Style::Plain };
        let sign = if millibits < 0 { "-" } else { "+" };
        let bar = format!(" {}", sign.repeat(((millibits.abs() + 500) / 1000).min(14) as usize));
        let end = ENDS[1] + 1 + bar.len();
        let values = [(ENDS[0], signed(millibits)), (ENDS[1], bits(*sum)), (end, bar)];
        self.page.row(style, 2, label, &values);
    }

    fn ring_fall(&mut self, fall: &RingFall) {
        let t = self.t;
        self.fall_head();
        let mut sum = 0;
        self.step(t.get("explain.prior"), fall.prior, &mut sum);
        let count = fall.suspects.to_string();
        self.page.para(Style::Plain, 2, &t.fill("explain.mean", &[("n", &count)]));
        for (family, millibits) in &fall.families {
            self.step(&format!("  {}", t.of("family", family)), *millibits, &mut sum);
        }
        if fall.rest != 0 {
            self.step(&format!("  {}", t.get("explain.others")), fall.rest, &mut sum);
        }
        self.step(&t.fill("explain.number", &[("n", &count)]), fall.number, &mut sum);
        self.page.para(Style::Heading, 2, &format!("= {}", total(fall.total, fall.score, t)));
    }

    fn fall(&mut self, fall: &Waterfall) {
        let t = self.t;
        self.fall_head();
        let mut sum = 0;
        self.step(t.get("explain.prior"), fall.prior, &mut sum);
        if let Some(first) = fall.typologies.first() {
            self.page.para(Style::Plain, 2, t.of("typology", first.typology));
            self.families(first, &mut sum);
        }
        if fall.others != 0 {
            self.step(t.get("explain.others"), fall.others, &mut sum);
        }
        self.page.para(Style::Heading, 2, &format!("= {}", total(fall.total, fall.score, t)));
        for other in fall.typologies.iter().skip(1) {
            let families: Vec<String> = other
                .families
                .iter()
                .map(|f| format!("{} {}", t.of("family", f.family), signed(f.counted)))
                .collect();
            let values = [
                ("typology", t.of("typology", other.typology)),
                ("families", &t.list(&families)),
                ("bits", &bits(other.total)),
                ("score", &format!("{:.6}", other.score)),
            ];
            self.page.para(Style::Plain, 2, &t.fill("explain.other_abuse", &values));
        }
    }

    fn families(&mut self, of: &TypologyFall, sum: &mut i64) {
        let t = self.t;
        for family in &of.families {
            self.step(&format!("  {}", t.of("family", family.family)), family.counted, sum);
            for (code, count, millibits) in by_code(family.findings.iter().map(|&at| &self.case.findings[at]))
            {
                let times = if count > 1 { format!(" ×{count}") } else { String::new() };
                let label = format!("{}{times}", t.of("label", code));
                let style = if millibits < 0 { Style::Honest } else { Style::Source };
                self.page.row(style, 6, &label, &[(ENDS[0] - 10, signed(millibits))]);
            }
            if family.sum != family.counted {
                let cap = self.settings.family_cap_bits.to_string();
                let capped = t.fill("explain.capped", &[("sum", &bits(family.sum)), ("cap", &cap)]);
                self.page.para(Style::Plain, 6, &capped);
            }
        }
    }

    fn members(&mut self) {
        let (case, t) = (self.case, self.t);
        if case.members.is_empty() {
            return;
        }
        let ring = case.ring.as_ref().map_or("", |r| r.cluster_id.as_str());
        self.page.heading(&t.fill("explain.members", &[("ring", ring)]));
        for member in &case.members {
            let style = if member.member_id == case.id { Style::Heading } else { Style::Plain };
            let (kind, role) = (t.of("kind", &member.member_kind), t.of("role", &member.role));
            let label = format!("{kind} {} · {role}", member.member_id);
            self.page.row(style, 2, &label, &[(WIDTH, format!("{:.6}", member.score))]);
        }
    }

    fn evidence(&mut self) {
        let (case, t) = (self.case, self.t);
        if case.findings.is_empty() || (case.kind == Kind::Lead && case.about_others().next().is_none()) {
            return;
        }
        let heading = if case.kind == Kind::Lead { "explain.about_others" } else { "explain.evidence" };
        self.page.heading(t.get(heading));
        let full = case.accounts.iter().filter(|a| a.waterfall.is_some());
        for account in full.clone().take(IN_FULL) {
            self.account(account);
        }
        let others: Vec<&AccountCase> = match case.accounts.iter().any(|a| a.waterfall.is_some()) {
            true => full.skip(IN_FULL).collect(),
            false => case.accounts.iter().collect(),
        };
        self.accounts_in_short(&others);
        if case.kind == Kind::Ring {
            return;
        }
        let others: Vec<&Finding> = case.about_others().collect();
        if !others.is_empty() {
            self.page.gap();
            if case.kind != Kind::Lead {
                self.page.para(Style::Plain, 2, t.get("explain.about_others"));
            }
            others.iter().take(LISTED).for_each(|finding| self.finding(finding, true));
            self.more(others.len().saturating_sub(LISTED));
        }
    }

    fn account(&mut self, account: &'c AccountCase) {
        let (case, t) = (self.case, self.t);
        self.page.gap();
        if case.kind == Kind::Ring {
            self.account_line(account);
            if let Some(fall) = &account.waterfall {
                self.page.para(Style::Plain, 4, &in_short(fall, t));
            }
        }
        let first = account.waterfall.as_ref().and_then(|fall| fall.typologies.first()).map(|t| t.typology);
        let mut found: Vec<&Finding> = case.about("account", &account.row.account_id).collect();
        let beside = |f: &Finding| Some(f.typology.name()) != first;
        // What decides comes first.
        found.sort_by_key(|f| (beside(f), std::cmp::Reverse(f.millibits.abs()), f.evidence_id.clone()));
        let shown = match case.kind {
            Kind::Ring => found.iter().take_while(|f| !beside(f)).count(),
            _ => found.len(),
        };
        found[..shown].iter().for_each(|finding| self.finding(finding, false));
        if shown < found.len() {
            let n = (found.len() - shown).to_string();
            self.page.para(Style::Plain, 2, &t.fill("explain.beside", &[("n", &n)]));
        }
    }

    fn account_line(&mut self, account: &AccountCase) {
        let (row, t) = (&account.row, self.t);
        let values = [
            ("account", row.account_id.as_str()),
            ("role", t.of("role", &row.role)),
            ("score", &format!("{:.6}", row.score)),
            ("action", t.of("action", &row.recommended_action)),
        ];
        self.page.para(Style::Heading, 2, &t.fill("explain.account", &values));
    }

    fn accounts_in_short(&mut self, accounts: &[&AccountCase]) {
        if accounts.is_empty() {
            return;
        }
        self.page.gap();
        accounts.iter().take(LISTED).for_each(|account| self.account_line(account));
        self.more(accounts.len().saturating_sub(LISTED));
        self.page.para(Style::Plain, 2, self.t.get("explain.accounts_in_full"));
    }

    fn more(&mut self, count: usize) {
        if count > 0 {
            self.page.para(Style::Plain, 2, &self.t.fill("explain.more", &[("n", &count.to_string())]));
        }
    }

    fn finding(&mut self, finding: &'c Finding, with_subject: bool) {
        let t = self.t;
        let style = if finding.millibits < 0 { Style::Honest } else { Style::Plain };
        let typology = t.of("typology", finding.typology.name());
        let head = format!("{} {}", finding.evidence_id, t.of("label", &finding.code));
        self.page.row(style, 2, &head, &[(ENDS[0], signed(finding.millibits))]);
        let of = t.list(&[typology, t.of("family", finding.family.name())]);
        let mut said = t.said(&of, t.of("code", &finding.code));
        if with_subject {
            said = format!("{} {} · {said}", t.of("kind", &finding.subject_kind), finding.subject_id);
        }
        self.page.para(Style::Plain, 4, &said);
        let circumstances = circumstances(finding, t);
        if !circumstances.is_empty() {
            self.page.para(Style::Plain, 4, &circumstances);
        }
        // Of an account's many transfers, those of the lead that is explained.
        let lead = (self.case.kind == Kind::Lead && with_subject)
            .then(|| format!("lead_transfers:{}/", self.case.id));
        let keys =
            finding.sources.iter().filter(|key| lead.as_ref().is_none_or(|lead| key.starts_with(lead)));
        keys.for_each(|key| self.source(key));
    }

    fn source(&mut self, key: &'c str) {
        let t = self.t;
        self.page.para(Style::Source, 4, key);
        let Some(found) = self.case.rows.as_ref().and_then(|rows| rows.by_key.get(key)) else { return };
        if !self.shown.insert(key) {
            return self.page.para(Style::Source, 6, t.get("explain.shown"));
        }
        for place in &found.places {
            self.page.para(Style::Source, 6, &format!("{}:{}: {}", place.file, place.line, place.row));
        }
        let more = found.rows - found.places.len() as u64;
        if more > 0 {
            self.page.para(Style::Source, 6, &t.fill("explain.more_rows", &[("n", &more.to_string())]));
        }
        if found.repeats > 0 {
            self.page.para(
                Style::Source,
                6,
                &t.fill("explain.repeats", &[("n", &found.repeats.to_string())]),
            );
        }
        let named = rows_named(key).unwrap_or(1);
        if found.rows < named || (found.rows != named && key.starts_with("logins:")) {
            let values = [("found", &*found.rows.to_string()), ("named", &*named.to_string())];
            self.page.para(Style::Heading, 6, &t.fill("explain.rows_differ", &values));
        }
    }

    fn transfers(&mut self) {
        let (case, t) = (self.case, self.t);
        if case.transfers.is_empty() {
            return;
        }
        self.page.heading(t.get("explain.transfers"));
        let lead = case.kind == Kind::Lead;
        let most = if lead { case.transfers.len() } else { IN_FULL };
        case.transfers.iter().take(most).for_each(|transfer| self.transfer(transfer));
        self.more(case.transfers.len() - case.transfers.len().min(most));
        if lead {
            let own: Vec<&Finding> = case.about("transfer", &case.id).collect();
            own.into_iter().for_each(|finding| self.finding(finding, false));
        }
    }

    fn transfer(&mut self, of: &TransferCase) {
        let t = self.t;
        self.page.para(Style::Plain, 2, &transfer(&of.row, t));
        if let Some(fall) = &of.waterfall {
            self.page.para(Style::Plain, 4, &in_short(fall, t));
        }
    }

    fn rest(&mut self) {
        let (case, t) = (self.case, self.t);
        self.page.heading(t.get("explain.missing"));
        let missing = not_assessed(case, t);
        if missing.is_empty() {
            self.page.para(Style::Plain, 2, t.get("explain.nothing_missing"));
        }
        missing.iter().for_each(|sentence| self.page.para(Style::Plain, 2, sentence));
        if !case.questions.is_empty() {
            self.page.heading(t.get("explain.questions"));
            for question in &case.questions {
                self.page.para(Style::Plain, 2, &format!("- {}", t.get(question)));
            }
        }
        if let Some(rows) = &case.rows {
            for file in &rows.other_files {
                self.page.gap();
                self.page.para(Style::Heading, 0, &t.fill("explain.other_file", &[("file", file)]));
            }
        }
        self.page.gap();
        let hash = case.settings_sha256.get(..16).unwrap_or(&case.settings_sha256);
        let values = [
            ("version", case.version.as_str()),
            ("hash", hash),
            ("from", &case.window.0),
            ("to", &case.window.1),
        ];
        self.page.para(Style::Source, 0, &t.fill("explain.made_by", &values));
    }
}

/// Findings by code, in the order of the first of each: code, number, bits.
fn by_code<'f>(findings: impl Iterator<Item = &'f Finding>) -> Vec<(&'f str, usize, i64)> {
    let mut codes: Vec<(&str, usize, i64)> = Vec::new();
    for finding in findings {
        match codes.iter_mut().find(|(code, ..)| *code == finding.code) {
            Some(known) => {
                known.1 += 1;
                known.2 += finding.millibits;
            }
            None => codes.push((&finding.code, 1, finding.millibits)),
        }
    }
    codes
}

//! What was seen and its bits → findings.

use super::super::facts::Facts;
use super::super::features::about;
use super::Seen;
use super::weigh::{Weights, day_class};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Source, Typology};
use crate::time::DAY_MS;

pub(super) fn findings(
    facts: &Facts<'_>,
    s: &Seen<'_>,
    w: &Weights,
    believed: impl Fn() -> bool,
) -> Vec<Evidence> {
    let binding = s.binding;
    let place = |class: Option<u8>| class.map(usize::from);
    let end = facts.moments(facts.active_days(binding.account)).1;
    let finding = |code, family, bits| {
        about(binding.account, w.typology, code, family, bits)
            .between(binding.from, binding.to.min(end).max(binding.from))
            .with_object(NodeKind::Enterprise, binding.enterprise)
            .from_sources([Source::Binding(binding.row)])
    };
    let mut found = Vec::new();
    if let Some(class) = place(s.place) {
        let code = ["meets_company", "where_staff_is", "same_region", "never_meets_company"][class];
        let region = Figure::Region(facts.home_region[binding.account as usize]);
        found.push(
            finding(code, Family::Place, w.place[day_class(s.days)][class])
                .with("active_days", Figure::Count(i64::from(s.days)))
                .with("region", region),
        );
    }
    if let Some(class @ 1..) = place(s.worked)
        && w.worked[class - 1] != 0
    {
        let days = Figure::Count(i64::from(s.days));
        let worked = finding("worked_by_company", Family::Place, w.worked[class - 1]);
        found.push(worked.with("active_days", days));
    }
    if let Some(class) = place(s.declared) {
        let code = ["declared_holder", "declared_other"][class];
        found.push(
            finding(code, Family::Identity, w.declared[class])
                .from_sources([Source::Account(binding.account)]),
        );
    }
    if let Some(class) = place(s.wage) {
        found.push(finding(["wage_paid", "no_wage"][class], Family::Money, w.wage[class]));
    }
    if !s.fee.is_empty() {
        let amount = s.fee.iter().map(|&r| facts.payments.amount[r as usize]).sum();
        let payee = facts.payments.payee[s.fee[0] as usize];
        found.push(
            finding("fee_paid", Family::Money, w.fee[s.fee_class(facts)])
                .with("amount_cny", Figure::Money(amount))
                .with_object(NodeKind::PaymentAccount, payee)
                .from_sources(s.fee.iter().map(|&r| Source::Payment(r))),
        );
    }
    if let Some(class) = place(s.leads) {
        found.push(finding(["works_leads", "few_leads", "no_leads"][class], Family::Lead, w.leads[class]));
    }
    if s.idle == Some(true) && w.idle > 0 {
        found.push(finding("idle_company", Family::Lead, w.idle));
    }
    if binding.created && w.created < 0 {
        found.push(finding("made_by_company", Family::Binding, w.created));
    }
    if let Some(class) = place(s.trade) {
        let accounts = [binding.account, binding.enterprise].map(Source::Account);
        found.push(
            finding(["same_trade", "other_trade"][class], Family::Identity, w.trade[class])
                .from_sources(accounts),
        );
    }
    if s.stay() >= 2 {
        let code = if s.is_of_cohort() { "cohort" } else { "short_binding" };
        let days = Figure::Count((binding.to - binding.from) / DAY_MS);
        let others = Figure::Count(s.cohort.into());
        found
            .push(finding(code, Family::Binding, w.stay[s.stay()]).with("days", days).with("others", others));
    }
    if s.companies > 1 {
        let companies = Figure::Count(s.companies.into());
        let bits = w.carousel[usize::from(s.is_of_cohort())][s.carousel()];
        found.push(finding("carousel", Family::Binding, bits).with("companies", companies));
    }
    if let Some(class @ 0 | class @ 2) = place(s.company) {
        let code = ["company_of_staff", "", "company_of_strangers"][class];
        found.push(finding(code, Family::Binding, w.company[s.apart()][class]));
    }
    if w.bound > 0 {
        // To which company is another matter: all who are bound have this in common.
        found.push(Evidence { object: None, ..finding("is_bound", Family::Binding, w.bound) });
    }
    // What an abuse has in common with honest bindings is no finding.
    found.retain(|e| e.millibits != 0);
    // That somebody works there is worth a row where something else speaks for the same abuse: what is written, who is
    // paid, whom others say the place was sold to. Of a sale it says little: the holder, the leads and the trade are
    // the seller's.
    let total: i32 = found.iter().map(|e| e.millibits).sum();
    if total <= 0 {
        let tells = |e: &Evidence| matches!(e.code, "meets_company" | "wage_paid");
        found.retain(|e| w.typology != Typology::Traded || tells(e));
        if !found.is_empty() && !believed() {
            found.clear();
        }
    }
    found
}

//! What was seen and its bits → findings.

use super::super::facts::{Facts, Use, main_region, span};
use super::super::features::{about, class_of, logins_of};
use super::weigh::Weights;
use super::{Alone, Pair, Seen};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Source, Typology};

pub(super) fn findings(facts: &Facts<'_>, seen: &Seen<'_>, w: &Weights, believed: bool) -> Vec<Evidence> {
    let mut found = Vec::new();
    if let Some(pair) = &seen.pair {
        pair_findings(facts, pair, w, &mut found);
    }
    if let Some(rent) = &seen.rent {
        let rows = &rent.rows;
        let amount: i64 = rows.iter().map(|&r| facts.payments.amount[r as usize]).sum();
        let at = |row: Option<&u32>| row.map_or(0, |&r| facts.payments.at[r as usize]);
        let code =
            ["", "paid_again", "share_paid", "house_of_creators", "rent_paid", "rent_paid"][rent.class];
        let size = rent.large.map(|large| {
            let code = if large { "sums_beyond_rent" } else { "sums_of_rent" };
            (code, w.size[usize::from(rent.comes_regularly())][usize::from(large)])
        });
        let bits = w.rent[usize::from(seen.is_worked())][rent.class];
        let told = [(code, bits)].into_iter().chain(size).filter(|told| told.1 != 0);
        found.extend(told.map(|(code, bits)| {
            about(seen.account, Typology::Rented, code, Family::Money, bits)
                .between(at(rows.first()), at(rows.last()))
                .with("payments", Figure::Count(rows.len() as i64))
                .with("amount_cny", Figure::Money(amount))
                .with_object(NodeKind::PaymentAccount, rent.payer)
                .from_sources(rows.iter().map(|&r| Source::Payment(r)))
        }));
    }
    let total: i32 = found.iter().map(|e| e.millibits).sum();
    if total > 0 || believed { found } else { Vec::new() }
}

/// What speaks against renting: nobody but one operator is to be seen at a time.
pub(super) fn no_pair(facts: &Facts<'_>, alone: Alone, w: &Weights) -> Evidence {
    let (account, class) = (alone.account, usize::from(alone.class));
    let (from, to) = facts.active_time(account);
    let code =
        ["two_devices", "devices_in_turn", "devices_now_and_then", "devices_at_home", "one_device"][class];
    about(account, Typology::Rented, code, Family::Device, w.devices[class])
        .between(from, to)
        .from_sources(facts.uses(account).iter().map(|usage| logins_of(account, usage)))
}

fn pair_findings(facts: &Facts<'_>, pair: &Pair<'_>, w: &Weights, found: &mut Vec<Evidence>) {
    // Where the company works the account and the holder never comes near, `affiliation` weighs that.
    if pair.worked {
        return;
    }
    let (from, to) = facts.moments(pair.two.days);
    let finding = |code, family, bits| {
        about(pair.account, Typology::Rented, code, family, bits)
            .between(from, to)
            .with_object(NodeKind::Device, pair.two.device)
            .from_sources([logins_of(pair.account, pair.one), logins_of(pair.account, pair.two)])
    };
    let days = |usage: &Use| Figure::Count(i64::from(usage.days.count_ones()));
    found.push(
        finding("two_devices", Family::Device, w.devices[0])
            .with("days_one", days(pair.one))
            .with("days_two", days(pair.two)),
    );
    if pair.company {
        found.push(finding("company_device", Family::Sharing, w.company));
    }
    if let Some(class) = pair.place {
        let bits = if pair.company { &w.company_place } else { &w.place };
        let code = [
            "devices_together",
            "devices_on_gateway",
            "devices_hardly_alone",
            "devices_apart",
            "devices_far_apart",
            "devices_to_and_fro",
        ][class];
        let region =
            |usage: &Use| Figure::Region(main_region(&facts.calendars, usage.calendar_rows(), u128::MAX));
        found.push(
            finding(code, Family::Place, bits[class])
                .with("region_one", region(pair.one))
                .with("region_two", region(pair.two)),
        );
    }
    // Whoever works on a company's device may keep other hours, and is there for the company.
    if pair.company {
        return;
    }
    if let Some(own) = pair.line {
        let code = if own { "device_on_own_line" } else { "devices_in_company" };
        found.push(finding(code, Family::Place, w.line[usize::from(own)]));
    }
    let code = ["devices_all_along", "device_went", "device_came", "device_for_a_term"][pair.term];
    let (begins, ends) = span(pair.two.days);
    found.push(
        finding(code, Family::Device, w.term[pair.term])
            .with("from_two", Figure::Time(facts.frames.noon(begins)))
            .with("to_two", Figure::Time(facts.frames.noon(ends))),
    );
    // One person with two devices on one network has them whatever the account is bound to.
    if !pair.is_together() {
        let (class, binding) = pair.bound;
        let code = ["never_bound", "bound_meanwhile", "bound_with_operator"][class];
        found.push(finding(code, Family::Binding, w.bound[class]).from_sources(binding.map(Source::Binding)));
    }
    if let Some(distance) = pair.rhythm {
        let class = class_of(distance, w.limits);
        let code = ["one_rhythm", "two_rhythms", "two_rhythms"][class];
        found.push(
            finding(code, Family::Rhythm, w.rhythm[usize::from(!pair.is_together())][class])
                .with("distance", Figure::Ratio(distance)),
        );
    }
}

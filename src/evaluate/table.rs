//! Lays the figures out for people, within 80 columns.

use std::fmt::Write;

use super::{Evaluation, Ranking, RingFigures};

/// What a row of the ring table shows of each column.
type Cell = fn(&RingFigures) -> String;

/// Text of all figures; `-` where one isn't defined.
pub(super) fn render(evaluation: &Evaluation) -> String {
    let mut out = String::new();
    // Writing to a string can't fail, so the results are dropped.
    let _ = population(&mut out, evaluation);
    let _ = rankings(&mut out, evaluation);
    let _ = actions(&mut out, evaluation);
    let _ = rings(&mut out, evaluation);
    out
}

fn population(out: &mut String, evaluation: &Evaluation) -> std::fmt::Result {
    let p = &evaluation.population;
    writeln!(
        out,
        "accounts in the truth: {}, scored by the report: {}",
        grouped(p.accounts),
        grouped(p.scored)
    )?;
    writeln!(
        out,
        "  clean {}, abuse {}, lead buyers {} (left out)",
        grouped(p.clean),
        grouped(p.abuse),
        grouped(p.lead_buyers)
    )?;
    if p.outside_truth > 0 {
        writeln!(out, "  scored but not in the truth: {} (left out)", grouped(p.outside_truth))?;
    }
    Ok(())
}

fn rankings(out: &mut String, evaluation: &Evaluation) -> std::fmt::Result {
    let accounts = &evaluation.accounts;
    writeln!(out, "\n{:<34}{:>10}{:>12}{:>12}{:>9}", "average precision", "hits", "ranked", "AP", "chance")?;
    let rows: [(&str, &Ranking); 5] = [
        ("accounts, any abuse", &accounts.any_abuse),
        ("  traded", &accounts.traded),
        ("  rented", &accounts.rented),
        ("  affiliated", &accounts.affiliated),
        ("  lead resale", &accounts.lead_resale),
    ];
    for (name, r) in rows {
        let ranked = grouped(r.ranked);
        ranking(out, name, r.hits, &ranked, r.average_precision, r.chance)?;
    }
    let l = &evaluation.leads;
    let ranked = l.ranked.map_or_else(|| "?".to_owned(), grouped);
    let name = "lead transfers";
    ranking(out, name, l.hits, &ranked, l.average_precision, l.chance)?;
    writeln!(
        out,
        "  listed by the report: {}, of these resold: {}",
        grouped(l.listed),
        grouped(l.listed_hits)
    )?;
    if l.ranked.is_none() {
        writeln!(out, "  (run.json doesn't tell how many there are: unlisted ones count as never found)")?;
    }
    Ok(())
}

fn ranking(
    out: &mut String,
    name: &str,
    hits: u64,
    ranked: &str,
    average_precision: Option<f64>,
    chance: Option<f64>,
) -> std::fmt::Result {
    writeln!(
        out,
        "{name:<34}{:>10}{ranked:>12}{:>12}{:>9}",
        grouped(hits),
        figure(average_precision),
        figure(chance)
    )
}

fn actions(out: &mut String, evaluation: &Evaluation) -> std::fmt::Result {
    let top = &evaluation.precision_at_100;
    let a = &evaluation.actions;
    writeln!(
        out,
        "\nprecision of the top {}: {} (chance {}, best possible {})",
        top.k,
        figure(top.precision),
        figure(top.chance),
        figure(top.best)
    )?;
    writeln!(
        out,
        "\naccounts with an action above review: {} (lead buyers left out: {})",
        grouped(a.acted),
        grouped(a.on_lead_buyers)
    )?;
    writeln!(
        out,
        "  abuse {}, clean {}; precision {} (chance {}), recall {}",
        grouped(a.on_abuse),
        grouped(a.on_clean),
        figure(a.precision),
        figure(a.chance),
        figure(a.recall)
    )?;
    let per = a.clean_per_10000;
    let per = per.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
    writeln!(out, "  clean accounts acted on: {per} per 10,000")
}

fn rings(out: &mut String, evaluation: &Evaluation) -> std::fmt::Result {
    let r = &evaluation.rings;
    writeln!(
        out,
        "\nrings of two or more in the truth: {} ({} accounts); of four or more: {}",
        grouped(r.truth_rings),
        grouped(r.truth_members),
        grouped(r.truth_rings_of_four)
    )?;
    let (claimed, every) = (&r.claimed, &r.every_cluster);
    writeln!(out, "{:<44}{:>16}{:>16}", "clusters", "review or more", "all")?;
    let rows: [(&str, Cell); 7] = [
        ("number", |f| grouped(f.clusters)),
        ("B-cubed precision", |f| figure(f.b_cubed_precision)),
        ("B-cubed recall", |f| figure(f.b_cubed_recall)),
        ("B-cubed F1", |f| figure(f.b_cubed_f1)),
        ("rings of four or more found (Jaccard >= 0.5)", |f| grouped(f.found)),
        ("  share", |f| figure(f.found_share)),
        ("accounts in the largest (no bystanders)", |f| {
            format!("{} ({})", grouped(f.largest_accounts), grouped(f.largest_members))
        }),
    ];
    for (name, value) in rows {
        writeln!(out, "{name:<44}{:>16}{:>16}", value(claimed), value(every))?;
    }
    Ok(())
}

/// Four decimals: more than two seeds of the same world agree on.
fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"))
}

/// `1234567` as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_are_grouped_in_threes() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}

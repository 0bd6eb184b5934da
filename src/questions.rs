//! Questions to put to the company before anything is decided: by abuse, and by what was found.

/// A question: the abuse that it belongs to, the codes that call for it (none: always asked about that
/// abuse), and its text.
type Question = (&'static str, &'static [&'static str], &'static str);

const QUESTIONS: &[Question] = &[
    ("affiliated", &[], "ask.contract"),
    ("affiliated", &[], "ask.shop"),
    ("affiliated", &["declared_other", "declares_others"], "ask.declared"),
    ("affiliated", &["fee_paid", "fees_collected", "collector_place", "middleman_place"], "ask.fee"),
    ("affiliated", &["short_binding", "cohort", "carousel", "moved_together", "guests_move_on"], "ask.left"),
    ("traded", &[], "ask.operator"),
    (
        "traded",
        &["identity_changed", "access_changed", "phone_of_stranger", "payout_of_stranger"],
        "ask.identity",
    ),
    ("traded", &["stranger_paid", "collector_sale", "middleman_sale"], "ask.payment"),
    ("traded", &["bound_after", "spend_began"], "ask.bound"),
    ("rented", &[], "ask.second"),
    (
        "rented",
        &["strangers_on_device", "guests_on_device", "one_round", "own_network_each", "worked_by_company"],
        "ask.authorised",
    ),
    ("rented", &["rent_paid", "paid_again", "middleman_rent"], "ask.rent"),
    (
        "rented",
        &[
            "text_of_stranger",
            "texts_of_strangers",
            "texts_across_trades",
            "texts_of_company",
            "takes_texts",
            "takes_texts_across_trades",
            "takes_text_again",
        ],
        "ask.texts",
    ),
    ("lead_resale", &[], "ask.consent"),
    ("lead_resale", &[], "ask.receiver"),
    ("lead_resale", &["lead_paid", "leads_paid", "middleman_leads"], "ask.lead_payment"),
    (
        "lead_resale",
        &["lead_passed_on", "contact_sold_twice", "contacts_resold", "leads_brokered"],
        "ask.chain",
    ),
];

/// The questions about some abuses, as keys of texts. `found`: whether a code was found that speaks for abuse.
pub fn questions(alleged: impl Fn(&str) -> bool, found: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let called_for = |codes: &[&str]| codes.is_empty() || codes.iter().any(|code| found(code));
    let asked = QUESTIONS.iter().filter(|(abuse, codes, _)| alleged(abuse) && called_for(codes));
    asked.map(|(_, _, text)| *text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::DETECTORS;
    use crate::evidence::TYPOLOGIES;

    /// Fault: a question that waits for a code or an abuse that no longer exists.
    #[test]
    fn questions_ask_about_known_abuses_and_codes() {
        let codes: Vec<&str> = DETECTORS.iter().flat_map(|d| d.codes).map(|c| c.name).collect();
        for (abuse, wanted, text) in QUESTIONS {
            assert!(TYPOLOGIES.iter().any(|t| t.name() == *abuse), "{abuse}");
            for code in *wanted {
                assert!(codes.contains(code), "{text} waits for {code}");
            }
        }
    }
}

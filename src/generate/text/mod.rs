//! Notes: composed from sentences with slots, and used again with small changes.

mod words;

use super::random::Dice;
pub use words::INDUSTRIES;
use words::{ENDINGS, LIFE, POPULAR, SYNONYMS, TRADE, slot};

/// Index of the trade of agencies, which have no notes of their own.
pub const AGENCY: u8 = 12;

/// Name of an industry.
pub fn industry_name(index: u8) -> &'static str {
    INDUSTRIES.get(index as usize).map_or("代运营", |industry| industry.name)
}

/// Fills the slots of a sentence.
fn fill(line: &str, city: &str, products: &[&str], dice: &mut Dice, text: &mut String) {
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
        match &rest[open + 1..close] {
            "c" => text.push_str(city),
            "p" => text.push_str(dice.word(products)),
            key => text.push_str(dice.word(slot(key))),
        }
        rest = rest.get(close + 1..).unwrap_or("");
    }
    text.push_str(rest);
}

/// Joins drawn sentences to a note.
fn compose(lines: &[&str], city: &str, products: &[&str], dice: &mut Dice) -> String {
    let mut text = String::with_capacity(160);
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push_str(dice.word(&["，", "。", "！", "～", "\n"]));
        }
        fill(line, city, products, dice, &mut text);
    }
    text
}

/// A note of somebody in trade: two to four sentences and sometimes a tag.
pub fn trade_note(industry: u8, city: &str, dice: &mut Dice) -> String {
    let trade = &INDUSTRIES[industry as usize % INDUSTRIES.len()];
    let mut lines = vec![dice.word(trade.lines)];
    if dice.chance(0.45) {
        lines.push(dice.word(trade.lines));
    }
    for _ in 0..1 + dice.below(2) {
        lines.push(dice.word(&TRADE));
    }
    dice.shuffle(&mut lines);
    lines.dedup();
    let mut text = compose(&lines, city, trade.products, dice);
    if dice.chance(0.6) {
        text.push_str(&format!(" #{}", dice.word(trade.products)));
    }
    if dice.chance(0.4) {
        text.push_str(&format!(" #{city}{}", trade.name));
    }
    text
}

/// A note of everyday life.
pub fn life_note(city: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = (0..2 + dice.below(3)).map(|_| dice.word(&LIFE)).collect();
    lines.dedup();
    compose(&lines, city, &[""], dice)
}

/// A text that everybody copies.
pub fn popular_note(dice: &mut Dice) -> String {
    dice.word(&POPULAR).to_string()
}

/// A ready text of a headquarters, a supplier or a studio: longer, so that it stands out.
pub fn ready_text(industry: u8, city: &str, dice: &mut Dice) -> String {
    format!("{}。{}", trade_note(industry, city, dice), trade_note(industry, city, dice))
}

/// One of the texts again, slightly changed; `effort` 0..1 says how much.
pub fn reuse(texts: &[String], effort: f64, dice: &mut Dice) -> String {
    let mut again = dice.pick(texts).clone();
    for (from, to) in SYNONYMS {
        if again.contains(from) && dice.chance(effort) {
            again = again.replace(from, to);
        }
    }
    if effort > 0.3 && dice.chance(effort * 0.6) {
        let parts: Vec<&str> = again.split('，').collect();
        if parts.len() > 2 {
            let drop = dice.below(parts.len());
            let kept = parts.iter().enumerate().filter(|(index, _)| *index != drop);
            again = kept.map(|(_, part)| *part).collect::<Vec<_>>().join("，");
        }
    }
    if dice.chance(0.3 + 0.5 * effort) {
        again.push_str(dice.word(&ENDINGS));
    }
    again
}

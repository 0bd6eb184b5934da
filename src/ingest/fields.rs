//! Cleaning and reading of single fields, by the contract's rules.

use super::quarantine::Code;

/// Words that mean a value is missing.
const MISSING: [&[u8]; 5] = [b"NULL", b"null", b"\\N", b"-", "无".as_bytes()];

/// Limits on what a field may be.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Longest identifier in bytes.
    pub identifier: usize,
    /// Longest field in bytes.
    pub field: usize,
}

/// A field without surrounding blanks, leading tab or apostrophe; `None` if its value is missing.
#[inline]
pub fn clean(field: &[u8]) -> Option<&[u8]> {
    let mut text = field;
    if !text.first().is_some_and(|&b| begins_tidy(b)) || !text.last().is_some_and(|&b| ends_tidy(b)) {
        text = trim(text);
        if let Some(rest) = text.strip_prefix(b"'") {
            text = trim(rest);
        }
    }
    if text.is_empty() || (text.len() <= 4 && MISSING.contains(&text)) {
        return None;
    }
    Some(text)
}

/// Whether nothing has to be trimmed before a text that begins so: neither a blank nor an apostrophe, nor the
/// first byte of U+00A0 or U+3000. Chinese regions mostly pass.
#[inline]
fn begins_tidy(byte: u8) -> bool {
    byte > b'\'' && !matches!(byte, 0x7f | 0xc2 | 0xe3)
}

/// The same for what a text ends with: no blank, nor the last byte of U+00A0 or U+3000.
#[inline]
fn ends_tidy(byte: u8) -> bool {
    byte > b'\'' && !matches!(byte, 0x7f | 0xa0 | 0x80)
}

/// Trims ASCII blanks and the two blanks that spreadsheets leave: U+00A0 and U+3000.
#[inline]
fn trim(mut text: &[u8]) -> &[u8] {
    loop {
        let before = text.len();
        text = text.trim_ascii();
        for blank in ["\u{a0}".as_bytes(), "\u{3000}".as_bytes()] {
            text = text.strip_prefix(blank).unwrap_or(text);
            text = text.strip_suffix(blank).unwrap_or(text);
        }
        if text.len() == before {
            return text;
        }
    }
}

/// A cleaned identifier; `Ok(None)` if missing.
#[inline]
pub fn identifier(field: &[u8], limits: Limits) -> Result<Option<&[u8]>, Code> {
    let Some(text) = clean(field) else {
        return Ok(None);
    };
    if text.len() > limits.identifier {
        return Err(Code::FieldTooLong);
    }
    // The usual identifier passes with one look at each byte.
    let mut plus = false;
    for &byte in text {
        if byte < 0x20 || byte == 0x7f {
            return Err(Code::ControlCharacter);
        }
        plus |= byte == b'+';
    }
    if plus && is_spreadsheet_number(text) {
        return Err(Code::SpreadsheetNumber);
    }
    Ok(Some(text))
}

/// `1.23457E+17`: what a spreadsheet makes of a long identifier.
fn is_spreadsheet_number(text: &[u8]) -> bool {
    let Some(e) = text.iter().position(|b| matches!(b, b'E' | b'e')) else {
        return false;
    };
    let (mantissa, exponent) = (&text[..e], &text[e + 1..]);
    let figures = |t: &[u8]| !t.is_empty() && t.iter().all(u8::is_ascii_digit);
    let Some(exponent) = exponent.strip_prefix(b"+") else {
        return false;
    };
    let whole = match mantissa.iter().position(|&b| b == b'.') {
        Some(dot) => figures(&mantissa[..dot]) && figures(&mantissa[dot + 1..]),
        None => figures(mantissa),
    };
    whole && figures(exponent)
}

/// CNY with at most two decimals, in fen. Amounts are never negative and under 100 billion CNY.
pub fn money(text: &[u8]) -> Result<i64, Code> {
    let (whole, decimals) = match text.iter().position(|&b| b == b'.') {
        Some(dot) => (&text[..dot], &text[dot + 1..]),
        None => (text, &b"0"[..]),
    };
    let figures =
        |t: &[u8], most: usize| !t.is_empty() && t.len() <= most && t.iter().all(u8::is_ascii_digit);
    // Decimals beyond the second are admitted only if they say nothing.
    let cut = decimals.len().min(2);
    let silent = decimals[cut..].iter().all(|&b| b == b'0');
    if !figures(whole, 11) || !figures(&decimals[..cut], 2) || !silent {
        return Err(Code::BadAmount);
    }
    let number = |t: &[u8]| t.iter().fold(0i64, |v, b| v * 10 + i64::from(b - b'0'));
    let fen = number(&decimals[..cut]) * if cut == 1 { 10 } else { 1 };
    Ok(number(whole) * 100 + fen)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { identifier: 20, field: 100 };

    #[test]
    fn blanks_apostrophes_and_missing_words() {
        for text in ["", " ", "NULL", "null", "\\N", "-", "无", "\t", "'", "\u{3000}无 "] {
            assert_eq!(clean(text.as_bytes()), None, "{text:?}");
        }
        for text in ["007", " 007", "\t007", "'007", "\u{a0}007\u{3000}", "007\r"] {
            assert_eq!(clean(text.as_bytes()), Some(&b"007"[..]), "{text:?}");
        }
        assert_eq!(clean("无锡".as_bytes()), Some("无锡".as_bytes()));
    }

    #[test]
    fn identifiers_that_a_spreadsheet_broke() {
        for text in ["1.23457E+17", "1E+05", "9.9e+21"] {
            assert_eq!(identifier(text.as_bytes(), LIMITS), Err(Code::SpreadsheetNumber), "{text}");
        }
        for text in ["123456789012345678", "E+17", "1E17", "a1.2E+3", "1.E+3"] {
            assert_eq!(identifier(text.as_bytes(), LIMITS), Ok(Some(text.as_bytes())), "{text}");
        }
        assert_eq!(identifier(b"a\0b", LIMITS), Err(Code::ControlCharacter));
        assert_eq!(identifier(&[b'x'; 21], LIMITS), Err(Code::FieldTooLong));
    }

    #[test]
    fn amounts_are_exact() {
        for (text, fen) in
            [("0", 0), ("12", 1200), ("12.3", 1230), ("12.34", 1234), ("0.10", 10), ("1.500", 150)]
        {
            assert_eq!(money(text.as_bytes()), Ok(fen), "{text}");
        }
        for text in ["-1", "1,000", "1.234", "", ".5", "1.", "¥1", "1e3", "999999999999"] {
            assert_eq!(money(text.as_bytes()), Err(Code::BadAmount), "{text}");
        }
    }
}

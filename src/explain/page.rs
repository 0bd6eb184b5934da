//! Lines for a terminal: wrapped at a width, CJK characters counted as two columns, values from the
//! exports made harmless.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a line looks where colours are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Plain,
    /// A heading.
    Heading,
    /// Speaks against abuse.
    Honest,
    /// Where something comes from.
    Source,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Heading => "\x1b[1m",
            Style::Honest => "\x1b[32m",
            Style::Source => "\x1b[2m",
        }
    }
}

/// Lines of text under way.
pub struct Page {
    width: usize,
    lines: Vec<(Style, String)>,
}

impl Page {
    /// An empty page of a width in columns.
    pub fn new(width: usize) -> Page {
        Page { width, lines: Vec::new() }
    }

    /// An empty line, unless there is one already.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|(_, line)| !line.is_empty()) {
            self.lines.push((Style::Plain, String::new()));
        }
    }

    /// A heading after an empty line.
    pub fn heading(&mut self, text: &str) {
        self.gap();
        self.para(Style::Heading, 0, text);
    }

    /// A paragraph whose lines begin at `indent`, continued two columns further in.
    pub fn para(&mut self, style: Style, indent: usize, text: &str) {
        let room = self.width.saturating_sub(indent + 2).max(10);
        for (i, line) in wrap(&harmless(text), room).into_iter().enumerate() {
            let indent = if i == 0 { indent } else { indent + 2 };
            self.lines.push((style, format!("{}{line}", " ".repeat(indent))));
        }
    }

    /// A row of a table: a text at `indent`, and values right-aligned in columns that end where `ends`
    /// says. A text that reaches into the first column gets a line of its own.
    pub fn row(&mut self, style: Style, indent: usize, text: &str, values: &[(usize, String)]) {
        let text = harmless(text);
        let mut line = format!("{}{text}", " ".repeat(indent));
        for (end, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
            let value = format!(" {value}");
            let begin = end.saturating_sub(value.width());
            if line.width() > begin {
                self.para(style, indent, line.trim_start());
                line = String::new();
            }
            line.push_str(&" ".repeat(begin - line.width()));
            line.push_str(&value);
        }
        self.lines.push((style, line.trim_end().to_string()));
    }

    /// The page as text; `colours`: with escape sequences.
    pub fn text(&self, colours: bool) -> String {
        let mut out = String::new();
        for (style, line) in &self.lines {
            let plain = !colours || *style == Style::Plain || line.is_empty();
            match plain {
                true => out.push_str(line),
                false => out.push_str(&format!("{}{line}\x1b[0m", style.code())),
            }
            out.push('\n');
        }
        out
    }
}

/// A value as a terminal may show it: nothing that moves the cursor, colours, or turns the direction of
/// writing.
pub fn harmless(text: &str) -> String {
    let tame = |c: char| match c {
        '\t' | '\n' => ' ',
        c if c.is_control() => '\u{fffd}',
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
            '\u{fffd}'
        }
        c => c,
    };
    text.chars().map(tame).collect()
}

/// Signs that no line begins with.
const CLOSING: &str = "，。、；：！？）」』》”%…";

/// Breaks a text at blanks and between wide characters; what is longer than a line is cut.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text, width) {
        let shown = piece.trim_end();
        if !line.is_empty() && line.width() + shown.width() > width {
            lines.push(line.trim_end().to_string());
            line = String::new();
        }
        line.push_str(&piece);
    }
    lines.push(line.trim_end().to_string());
    lines
}

/// Parts of a text that lines may end after.
fn pieces(text: &str, width: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // A closing sign may hang over, so that room is kept for one.
        if piece.width() + c.width().unwrap_or(0) + 2 > width {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(c);
        let next = chars.peek().copied().unwrap_or(' ');
        let wide = |c: char| c.width() == Some(2);
        // Source keys are long, and read best whole between their signs.
        let may_end = c == ' ' || wide(c) || wide(next) || c == '>' || next == '@';
        if may_end && next != ' ' && !CLOSING.contains(next) {
            pieces.push(std::mem::take(&mut piece));
        }
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_blanks_and_between_wide_characters() {
        assert_eq!(wrap("one two three", 9), ["one two", "three"]);
        assert_eq!(wrap("企业员工号，挂靠", 8), ["企业员工", "号，挂靠"]);
        assert_eq!(wrap("abcdefghijklmnop", 10), ["abcdefgh", "ijklmnop"]);
        for width in 6..30 {
            for line in wrap("账号 u0123456789abcdef 的操作者被更换，device d42（共 3 个）。", width)
            {
                assert!(line.width() <= width, "{width}: {line:?}");
            }
        }
    }

    /// Fault: an identifier that clears the screen or turns the line around.
    #[test]
    fn escape_sequences_of_the_exports_do_nothing() {
        let mut page = Page::new(40);
        page.para(Style::Plain, 0, "a\x1b[2Jb\u{202e}c\td\u{9b}31m");
        assert_eq!(page.text(false), "a\u{fffd}[2Jb\u{fffd}c d\u{fffd}31m\n");
    }
}

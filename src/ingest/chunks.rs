//! Text → chunks of whole records.
//!
//! One thread reads, decides the encoding and cuts; many parse what it cut. A chunk begins with a
//! record and ends with one, newlines inside quotation marks included, and knows its first line.
//! Cost: one pass over the bytes with `memchr`, which runs at memory speed where there are no
//! quotation marks.

use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use super::quarantine::Code;

/// Bytes that a chunk aims at: few enough to stay in a second-level cache from reading to parsing.
pub const CHUNK_BYTES: usize = 256 << 10;

/// Whole records of one file.
pub struct Chunk {
    /// The text, header line included in the file's first chunk.
    pub text: Vec<u8>,
    /// 1-based line of its first byte.
    pub first_line: u64,
    /// Whether it can be cut at separators and newlines alone: no quotation mark, no lone CR.
    pub plain: bool,
    /// Set if this chunk is one line that is no record: a quotation mark is never closed, or the line
    /// goes on and on (then only its beginning is here).
    pub broken: Option<Code>,
}

impl Chunk {
    /// 1-based line of the record that begins at byte `at`.
    pub fn line(&self, at: usize) -> u64 {
        Lines::new(self).line(at)
    }
}

/// Lines of records asked for in their order, each counted from the one before.
pub struct Lines<'c> {
    chunk: &'c Chunk,
    at: usize,
    line: u64,
}

impl<'c> Lines<'c> {
    /// Lines of a chunk.
    pub fn new(chunk: &'c Chunk) -> Self {
        Lines { chunk, at: 0, line: chunk.first_line }
    }

    /// The line of the record that begins at `at`, which is not before the last one asked for.
    pub fn line(&mut self, at: usize) -> u64 {
        let text = &self.chunk.text[self.at..at];
        self.line += match memchr_iter(b'\n', text).count() as u64 {
            0 => lone_returns(&self.chunk.text[self.at..], at - self.at),
            lf => lf,
        };
        self.at = at;
        self.line
    }
}

/// Carriage returns before `at` that no newline follows.
fn lone_returns(text: &[u8], at: usize) -> u64 {
    let lone = |&i: &usize| text.get(i + 1) != Some(&b'\n');
    memchr_iter(b'\r', &text[..at]).filter(lone).count() as u64
}

/// Cuts a text into chunks.
pub struct Chunker<R> {
    source: R,
    separator: u8,
    carry: Vec<u8>,
    next_line: u64,
    ended: bool,
    /// Whether what comes next is the rest of a line whose beginning was enough.
    skipping: bool,
    longest: usize,
    target: usize,
}

impl<R: Read> Chunker<R> {
    /// A chunker over decoded text. `longest` bytes without a record's end count as a stray quotation
    /// mark; without a line's end as a line that is too long, of which no more is held.
    pub fn new(source: R, separator: u8, longest: usize, target: usize) -> Self {
        Chunker {
            source,
            separator,
            carry: Vec::new(),
            next_line: 1,
            ended: false,
            skipping: false,
            longest,
            target,
        }
    }

    /// The next chunk; `buffer` is an old one to be used again.
    ///
    /// # Errors
    /// What the source reports.
    pub fn next(&mut self, mut buffer: Vec<u8>) -> io::Result<Option<Chunk>> {
        buffer.clear();
        buffer.append(&mut self.carry);
        if std::mem::take(&mut self.skipping) {
            self.skip_line(&mut buffer)?;
        }
        let mut target = self.target.max(buffer.len() + 1);
        loop {
            self.fill(&mut buffer, target)?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let cut = records_end(&buffer, self.separator, self.ended);
            if cut.end > 0 {
                return Ok(Some(self.cut(buffer, cut.end, None)));
            }
            if self.ended || buffer.len() >= self.longest {
                let end = memchr(b'\n', &buffer).map_or(buffer.len(), |i| i + 1);
                self.skipping = !self.ended && end == buffer.len() && buffer.last() != Some(&b'\n');
                let code = if self.skipping { Code::FieldTooLong } else { Code::UnclosedQuote };
                return Ok(Some(self.cut(buffer, end, Some(code))));
            }
            target = (buffer.len() * 2).min(self.longest.max(self.target));
        }
    }

    fn fill(&mut self, buffer: &mut Vec<u8>, target: usize) -> io::Result<()> {
        let mut filled = buffer.len();
        buffer.resize(target.max(filled), 0);
        while !self.ended && filled < target {
            match self.source.read(&mut buffer[filled..]) {
                Ok(0) => self.ended = true,
                Ok(count) => filled += count,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        buffer.truncate(filled);
        Ok(())
    }

    /// Drops what is left of a line, but for its end, which counts as a blank line.
    fn skip_line(&mut self, buffer: &mut Vec<u8>) -> io::Result<()> {
        loop {
            if let Some(end) = memchr2(b'\n', b'\r', buffer) {
                buffer.drain(..end);
                return Ok(());
            }
            buffer.clear();
            if self.ended {
                return Ok(());
            }
            self.fill(buffer, self.target)?;
        }
    }

    fn cut(&mut self, mut text: Vec<u8>, end: usize, broken: Option<Code>) -> Chunk {
        self.carry.extend_from_slice(&text[end..]);
        text.truncate(end);
        let plain = broken.is_none() && memchr(b'"', &text).is_none() && lone_returns(&text, text.len()) == 0;
        let chunk = Chunk { first_line: self.next_line, plain, broken, text };
        self.next_line = chunk.line(chunk.text.len());
        chunk
    }
}

struct Cut {
    end: usize,
}

/// Where the last whole record of `text` ends; 0 if there is none. `last`: nothing follows.
fn records_end(text: &[u8], separator: u8, last: bool) -> Cut {
    let mut end = 0;
    let mut at = 0;
    loop {
        let quote = opening_quote(text, at, separator);
        let open = quote.unwrap_or(text.len());
        if let Some(newline) = last_terminator(&text[at..open], quote.is_none() && !last) {
            end = at + newline + 1;
        }
        let Some(open) = quote else {
            return Cut { end: if last { text.len() } else { end } };
        };
        match closing_quote(text, open + 1) {
            Some(close) => at = close + 1,
            None => return Cut { end },
        }
    }
}

/// The last newline, or carriage return where there are no newlines. A final carriage return may be
/// half of a pair that the next read completes.
fn last_terminator(text: &[u8], more_follows: bool) -> Option<usize> {
    memrchr(b'\n', text).or_else(|| {
        let text = if more_follows { text.split_last().map_or(text, |(_, t)| t) } else { text };
        memrchr(b'\r', text)
    })
}

/// The next quotation mark that opens a field: only at a field's beginning does it mean anything.
fn opening_quote(text: &[u8], from: usize, separator: u8) -> Option<usize> {
    memchr_iter(b'"', &text[from..]).map(|i| i + from).find(|&i| {
        let before = i.checked_sub(1).map(|b| text[b]);
        before.is_none_or(|b| b == separator || b == b'\n' || b == b'\r')
    })
}

/// The quotation mark that closes a field; doubled ones belong to the text.
fn closing_quote(text: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let at = from + memchr(b'"', &text[from.min(text.len())..])?;
        if text.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        from = at + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chunks of a text at every small target size must hold its records whole.
    fn chunks(text: &str, target: usize) -> Vec<(u64, String)> {
        let mut chunker = Chunker::new(text.as_bytes(), b',', 64, target);
        let mut all = Vec::new();
        while let Some(chunk) = chunker.next(Vec::new()).unwrap() {
            all.push((chunk.first_line, String::from_utf8(chunk.text).unwrap()));
        }
        all
    }

    #[test]
    fn no_record_is_cut_at_any_size() {
        let text = "a,b\n1,\"x\ny\"\n2,\"he said \"\"hm\"\"\n,\"\n\n3,4\" inch\r\n5,6";
        let records =
            ["a,b\n", "1,\"x\ny\"\n", "2,\"he said \"\"hm\"\"\n,\"\n", "\n", "3,4\" inch\r\n", "5,6"];
        let mut starts = vec![(0, 1)];
        for r in records {
            let (at, line) = *starts.last().unwrap();
            starts.push((at + r.len(), line + r.matches('\n').count() as u64));
        }
        for target in 1..text.len() + 2 {
            let all = chunks(text, target);
            let mut at = 0;
            for (line, chunk) in &all {
                assert!(starts.contains(&(at, *line)), "target {target}: {at} {line} {chunk:?}");
                at += chunk.len();
            }
            assert_eq!(at, text.len(), "target {target}");
        }
    }

    #[test]
    fn a_stray_quote_costs_one_line() {
        let rows: String = (0..40).map(|i| format!("{i},x\n")).collect();
        let text = format!("a,b\n1,\"oops\n{rows}");
        let all = chunks(&text, 8);
        assert!(all.iter().any(|(line, t)| *line == 2 && t == "1,\"oops\n"), "{all:?}");
        assert_eq!(all.iter().map(|(_, t)| t.as_str()).collect::<String>(), text);
    }

    #[test]
    fn old_macintosh_line_ends() {
        let all = chunks("a,b\r1,2\r3,4\r", 5);
        assert_eq!(all.iter().map(|(_, t)| t.len()).sum::<usize>(), 12);
        assert_eq!(all.last().unwrap().0, 3);
    }
}

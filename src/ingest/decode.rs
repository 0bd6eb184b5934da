//! Files → decoded text: hashing, decompression, encodings.
//!
//! The encoding is told apart by its byte-order mark; without one, the first bytes that are not ASCII
//! decide: strict UTF-8 or else GB18030, which every spreadsheet on a Chinese Windows writes.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::{Arc, Mutex};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8};
use sha2::{Digest, Sha256};

use crate::settings::Settings;

/// Bytes that one read asks for.
const BLOCK: usize = 1 << 20;

/// What was read of a file so far: its bytes and their SHA-256.
#[derive(Default)]
pub struct Tap {
    bytes: u64,
    hash: Sha256,
}

impl Tap {
    /// Bytes read.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// SHA-256 of the bytes read, as hexadecimal text.
    pub fn sha256(&self) -> String {
        let digest = self.hash.clone().finalize();
        digest.iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// Counts and hashes what passes.
struct Tapped {
    file: File,
    tap: Arc<Mutex<Tap>>,
}

impl Read for Tapped {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        let mut tap = self.tap.lock().expect("no panic while hashing");
        tap.bytes += count as u64;
        tap.hash.update(&buffer[..count]);
        Ok(count)
    }
}

/// Opens a file as it is, counted and hashed.
///
/// # Errors
/// The operating system's.
pub fn raw(path: &Path, tap: Arc<Mutex<Tap>>) -> io::Result<impl Read> {
    Ok(Tapped { file: File::open(path)?, tap })
}

/// What a compressed file may hold.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Most bytes.
    pub bytes: u64,
    /// Most bytes for each byte of the file itself, from [`SMALL`] on.
    pub ratio: u64,
}

/// Bytes up to which any ratio is taken: a short file may be one row over and over, and does no harm.
const SMALL: u64 = 16 << 20;

impl Bounds {
    /// The bounds under these settings.
    pub fn new(settings: &Settings) -> Bounds {
        Bounds {
            bytes: (settings.max_decompressed_mb as u64) << 20,
            ratio: settings.max_compression_ratio as u64,
        }
    }

    /// Whether a file of `own` bytes may hold `bytes`.
    ///
    /// # Errors
    /// [`io::ErrorKind::FileTooLarge`], with what is too much in words.
    pub fn check(self, bytes: u64, own: u64) -> io::Result<()> {
        let problem = if bytes > self.bytes {
            format!("holds more than {} MiB (input.max_decompressed_mb)", self.bytes >> 20)
        } else if bytes > SMALL && bytes / self.ratio > own {
            format!("holds more than {} times its size (input.max_compression_ratio)", self.ratio)
        } else {
            return Ok(());
        };
        Err(io::Error::new(io::ErrorKind::FileTooLarge, problem))
    }
}

/// A file's content, counted and stopped where it is out of bounds.
pub struct Bounded<R> {
    content: R,
    bytes: u64,
    tap: Arc<Mutex<Tap>>,
    bounds: Bounds,
}

impl<R> Bounded<R> {
    /// The content of the file that `tap` counts.
    pub fn new(content: R, tap: Arc<Mutex<Tap>>, bounds: Bounds) -> Bounded<R> {
        Bounded { content, bytes: 0, tap, bounds }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.content.read(buffer)?;
        self.bytes += count as u64;
        let own = self.tap.lock().expect("no panic while hashing").bytes();
        self.bounds.check(self.bytes, own)?;
        Ok(count)
    }
}

/// Opens a file as UTF-8 text without a byte-order mark. What cannot be decoded becomes U+FFFD in a
/// transcoded file, and stays as it is in a file taken for UTF-8: rows are checked later.
///
/// # Errors
/// The operating system's; reading also ends where a compressed file is out of `bounds`.
pub fn open(path: &Path, tap: Arc<Mutex<Tap>>, bounds: Bounds) -> io::Result<Box<dyn Read + Send>> {
    let raw = Tapped { file: File::open(path)?, tap: tap.clone() };
    let name = path.to_string_lossy().to_lowercase();
    let plain: Box<dyn Read + Send> = if name.ends_with(".gz") {
        let buffered = BufReader::with_capacity(BLOCK, raw);
        Box::new(Bounded::new(flate2::bufread::MultiGzDecoder::new(buffered), tap, bounds))
    } else if name.ends_with(".zst") {
        Box::new(Bounded::new(zstd::Decoder::new(raw)?, tap, bounds))
    } else {
        Box::new(raw)
    };
    Ok(Box::new(Decoded { source: plain, state: State::Start, pending: Vec::new(), at: 0 }))
}

enum State {
    /// Nothing read yet.
    Start,
    /// Only ASCII so far.
    Undecided,
    /// UTF-8: bytes pass unchanged.
    Utf8,
    /// Any other encoding, on its way to UTF-8.
    Transcode(Box<Decoder>),
    /// Everything was read.
    Ended,
}

struct Decoded<R> {
    source: R,
    state: State,
    pending: Vec<u8>,
    at: usize,
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.at < self.pending.len() {
                let count = buffer.len().min(self.pending.len() - self.at);
                buffer[..count].copy_from_slice(&self.pending[self.at..self.at + count]);
                self.at += count;
                return Ok(count);
            }
            match self.state {
                State::Utf8 => return self.source.read(buffer),
                State::Ended => return Ok(0),
                _ => self.refill()?,
            }
        }
    }
}

impl<R: Read> Decoded<R> {
    fn refill(&mut self) -> io::Result<()> {
        let mut block = Vec::with_capacity(BLOCK);
        (&mut self.source).take(BLOCK as u64).read_to_end(&mut block)?;
        self.at = 0;
        self.pending.clear();
        let last = block.len() < BLOCK;
        if let State::Transcode(decoder) = &mut self.state {
            transcode(decoder, &block, last, &mut self.pending);
            if last {
                self.state = State::Ended;
            }
            return Ok(());
        }
        self.decide(block, last)
    }

    /// Looks at the first block, or the first that is not ASCII.
    fn decide(&mut self, mut block: Vec<u8>, last: bool) -> io::Result<()> {
        let mark = match self.state {
            State::Start => Encoding::for_bom(&block),
            _ => None,
        };
        let encoding = match mark {
            Some((encoding, length)) => {
                block.drain(..length);
                Some(encoding)
            }
            None if block.is_ascii() => None,
            None if is_utf8_prefix(&block, last) || is_damaged_utf8(&block) => Some(UTF_8),
            None => Some(GB18030),
        };
        match encoding {
            None => {
                self.pending = block;
                self.state = if last { State::Ended } else { State::Undecided };
            }
            Some(encoding) if encoding == UTF_8 => {
                self.pending = block;
                self.state = State::Utf8;
            }
            Some(encoding) => {
                let mut decoder = Box::new(encoding.new_decoder_without_bom_handling());
                transcode(&mut decoder, &block, last, &mut self.pending);
                self.state = if last { State::Ended } else { State::Transcode(decoder) };
            }
        }
        Ok(())
    }
}

/// Whether the bytes are UTF-8, but for a last character that the next block may complete.
fn is_utf8_prefix(block: &[u8], last: bool) -> bool {
    match std::str::from_utf8(block) {
        Ok(_) => true,
        Err(e) => !last && e.error_len().is_none(),
    }
}

/// Whether the bytes are UTF-8 of which some were lost. Read as GB18030 they would make other
/// characters, silently; text that really is GB18030 holds few sequences that are sound UTF-8.
fn is_damaged_utf8(block: &[u8]) -> bool {
    let (mut sound, mut unsound) = (0, 0);
    for piece in block.utf8_chunks() {
        sound += piece.valid().chars().filter(|c| !c.is_ascii()).count();
        unsound += usize::from(!piece.invalid().is_empty());
    }
    sound > unsound
}

fn transcode(decoder: &mut Decoder, mut block: &[u8], last: bool, out: &mut Vec<u8>) {
    let mut text = String::with_capacity(block.len() * 2 + 16);
    loop {
        let (result, read, _) = decoder.decode_to_string(block, &mut text, last);
        block = &block[read..];
        match result {
            CoderResult::InputEmpty => break,
            CoderResult::OutputFull => text.reserve(block.len() * 2 + 16),
        }
    }
    out.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> String {
        let mut text = String::new();
        let mut reader = Decoded { source: bytes, state: State::Start, pending: Vec::new(), at: 0 };
        reader.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "账号ID,地区\nu1,上海\n";
        let (gb, _, _) = GB18030.encode(text);
        let utf16: Vec<u8> =
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [text.as_bytes(), &gb[..], &utf16[..], &marked[..]] {
            assert_eq!(decoded(bytes), text);
        }
        assert_eq!(decoded(b"a,b\n"), "a,b\n");
        assert_eq!(decoded(b""), "");
    }

    #[test]
    fn the_first_bytes_that_are_not_ascii_decide_wherever_they_are() {
        let mut bytes = vec![b'a'; BLOCK + 10];
        let (gb, _, _) = GB18030.encode("上海");
        bytes.extend_from_slice(&gb);
        assert!(decoded(&bytes).ends_with("a上海"));
        // A character across two blocks is not taken for GB18030.
        let mut bytes = vec![b'a'; BLOCK - 1];
        bytes.extend_from_slice("上海".as_bytes());
        assert!(decoded(&bytes).ends_with("a上海"));
    }
}

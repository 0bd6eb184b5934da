//! Times of the exports: text in several forms → milliseconds since 1970-01-01T00:00:00Z, and back.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, civil};

/// Milliseconds in a day of 24 hours.
pub const DAY_MS: i64 = 24 * HOUR_MS;
/// An hour in milliseconds.
pub const HOUR_MS: i64 = 3_600_000;
/// The value that stands for a missing time.
pub const NO_TIME: i64 = i64::MIN;

/// The earliest time that the exports may hold: 2000-01-01 UTC. Social-commerce platforms are
/// younger, so that anything earlier is a default value or a broken clock.
const EARLIEST_MS: i64 = 946_684_800_000;
/// The latest: 2100-01-01 UTC.
const LATEST_MS: i64 = 4_102_444_800_000;

/// Why a text is not a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeFault {
    /// Not of any known form.
    Form,
    /// Of a known form, but there is no such moment or it is out of range (2000 to 2099).
    Impossible,
}

/// A time zone that is quick where it has had one offset since 2000, as Asia/Shanghai has.
#[derive(Debug, Clone)]
pub struct Zone {
    zone: TimeZone,
    fixed_ms: Option<i64>,
}

/// Milliseconds of a slot of the day: ten minutes, so that a day has 144, which a byte holds.
pub const SLOT_MS: i64 = 600_000;
/// Hours of a day.
pub const HOURS: usize = 24;
/// Slots of an hour.
pub const SLOTS_AN_HOUR: u8 = 6;

impl Zone {
    /// The zone of an IANA name; `None` if there is no such zone.
    pub fn named(name: &str) -> Option<Zone> {
        let zone = TimeZone::get(name).ok()?;
        let start = Timestamp::from_millisecond(EARLIEST_MS).ok()?;
        let changes = zone.following(start).next().is_some();
        let offset = i64::from(zone.to_offset(start).seconds()) * 1000;
        let fixed_ms = (!changes).then_some(offset);
        Some(Zone { zone, fixed_ms })
    }

    /// Milliseconds to add to UTC for local time at `at`.
    #[inline]
    fn offset_ms(&self, at: i64) -> i64 {
        match self.fixed_ms {
            Some(ms) => ms,
            None => Timestamp::from_millisecond(at)
                .map_or(0, |t| i64::from(self.zone.to_offset(t).seconds()) * 1000),
        }
    }

    /// The local day (days since 1970-01-01) of a moment.
    #[inline]
    pub fn day(&self, at: i64) -> i32 {
        (at + self.offset_ms(at)).div_euclid(DAY_MS) as i32
    }

    /// The local hour (0 to 23) of a moment.
    #[inline]
    pub fn hour(&self, at: i64) -> usize {
        ((at + self.offset_ms(at)).rem_euclid(DAY_MS) / HOUR_MS) as usize
    }

    /// The local day of a moment, and its time of day in steps of [`SLOT_MS`], 0 to 143.
    #[inline]
    pub fn day_and_slot(&self, at: i64) -> (i32, u8) {
        let local = at + self.offset_ms(at);
        (local.div_euclid(DAY_MS) as i32, (local.rem_euclid(DAY_MS) / SLOT_MS) as u8)
    }

    /// The moment at which a local day begins.
    pub fn start_of_day(&self, day: i32) -> i64 {
        self.moment_of_local(i64::from(day) * DAY_MS)
    }

    /// The moment of a local clock reading. In a gap or fold of daylight saving, by the offset before it.
    fn moment_of_local(&self, local: i64) -> i64 {
        if let Some(ms) = self.fixed_ms {
            return local - ms;
        }
        let read = Timestamp::from_millisecond(local).map(|at| TimeZone::UTC.to_datetime(at));
        let moment = read.and_then(|reading| self.zone.to_timestamp(reading));
        moment.map_or(local, Timestamp::as_millisecond)
    }

    /// RFC 3339 in this zone, with milliseconds only where there are any; empty for [`NO_TIME`].
    pub fn format(&self, at: i64) -> String {
        let mut text = String::new();
        self.push(at, &mut text);
        text
    }

    /// Appends what [`Zone::format`] returns. Reports hold millions of moments, hence digit by digit.
    pub fn push(&self, at: i64, out: &mut String) {
        if at == NO_TIME {
            return;
        }
        let offset = self.offset_ms(at);
        let local = at + offset;
        push_day(local.div_euclid(DAY_MS) as i32, out);
        let ms = local.rem_euclid(DAY_MS);
        let s = ms / 1000;
        push_two('T', s / 3600, out);
        push_two(':', s / 60 % 60, out);
        push_two(':', s % 60, out);
        if ms % 1000 != 0 {
            out.push('.');
            out.push(digit(ms % 1000 / 100));
            out.push(digit(ms % 100 / 10));
            out.push(digit(ms % 10));
        }
        let minutes = offset.abs() / 60_000;
        push_two(if offset < 0 { '-' } else { '+' }, minutes / 60, out);
        push_two(':', minutes % 60, out);
    }

    /// A time of the exports, in milliseconds since 1970 (UTC).
    ///
    /// Forms: `2025-04-09 13:05:00[.123]`, `2025/4/9 13:05`, RFC 3339 with an offset, epoch seconds
    /// (9 or 10 digits) and milliseconds (12 or 13 digits).
    #[inline]
    pub fn parse(&self, text: &[u8]) -> Result<i64, TimeFault> {
        self.parse_after(text, &mut LastDate::default())
    }

    /// What [`Zone::parse`] returns, quicker where texts of one date follow each other.
    #[inline]
    pub fn parse_after(&self, text: &[u8], last: &mut LastDate) -> Result<i64, TimeFault> {
        let at = match parse_plain(text, last) {
            Some(local) => self.moment_of_local(local),
            None => self.parse_other(text)?,
        };
        in_range(at)
    }

    fn parse_other(&self, text: &[u8]) -> Result<i64, TimeFault> {
        if let Some(at) = parse_epoch(text) {
            return at;
        }
        let (local, rest) = parse_clock(text)?;
        match rest {
            b"" => Ok(self.moment_of_local(local)),
            b"Z" | b"z" => Ok(local),
            _ => Ok(local - parse_offset(rest)?),
        }
    }
}

fn in_range(at: i64) -> Result<i64, TimeFault> {
    if (EARLIEST_MS..LATEST_MS).contains(&at) { Ok(at) } else { Err(TimeFault::Impossible) }
}

/// The date that was read last. Exports are mostly in order of time, so that it is mostly the next one, too.
#[derive(Debug)]
pub struct LastDate {
    text: [u8; 10],
    days: i64,
}

impl Default for LastDate {
    fn default() -> Self {
        LastDate { text: *b"1970-01-01", days: 0 }
    }
}

/// The common form `YYYY-MM-DD HH:MM:SS`, at a glance.
#[inline]
fn parse_plain(text: &[u8], last: &mut LastDate) -> Option<i64> {
    let t: &[u8; 19] = text.try_into().ok()?;
    if !matches!(t[10], b' ' | b'T') || t[13] != b':' || t[16] != b':' {
        return None;
    }
    let two = |i: usize| -> Option<i64> {
        let (a, b) = (t[i].wrapping_sub(b'0'), t[i + 1].wrapping_sub(b'0'));
        (a < 10 && b < 10).then(|| i64::from(a) * 10 + i64::from(b))
    };
    let (h, m, s) = (two(11)?, two(14)?, two(17)?);
    if h > 23 || m > 59 || s > 59 {
        return None;
    }
    if t[..10] != last.text {
        if t[4] != b'-' || t[7] != b'-' {
            return None;
        }
        let days = days_from_civil(two(0)? * 100 + two(2)?, two(5)?, two(8)?)?;
        last.text.copy_from_slice(&t[..10]);
        last.days = days;
    }
    Some(last.days * DAY_MS + ((h * 60 + m) * 60 + s) * 1000)
}

/// Any `Y-M-D`, `Y/M/D` with or without a clock; what follows the clock is returned.
fn parse_clock(text: &[u8]) -> Result<(i64, &[u8]), TimeFault> {
    let (year, rest) = digits(text, 4, 4)?;
    let separator = *rest.first().ok_or(TimeFault::Form)?;
    if !matches!(separator, b'-' | b'/') {
        return Err(TimeFault::Form);
    }
    let (month, rest) = digits(&rest[1..], 1, 2)?;
    let rest = rest.strip_prefix(&[separator]).ok_or(TimeFault::Form)?;
    let (day, rest) = digits(rest, 1, 2)?;
    let days = days_from_civil(year, month, day).ok_or(TimeFault::Impossible)?;
    let rest = match rest.first() {
        None => return Ok((days * DAY_MS, rest)),
        Some(b' ' | b'T' | b't') => &rest[1..],
        Some(_) => return Err(TimeFault::Form),
    };
    let (h, rest) = digits(rest, 1, 2)?;
    let rest = rest.strip_prefix(b":").ok_or(TimeFault::Form)?;
    let (m, rest) = digits(rest, 2, 2)?;
    let (mut s, mut ms, mut rest) = (0, 0, rest);
    if let Some(more) = rest.strip_prefix(b":") {
        (s, rest) = digits(more, 2, 2)?;
        if let Some(more) = rest.strip_prefix(b".") {
            (ms, rest) = fraction(more)?;
        }
    }
    // A leap second is the last second of its minute, as clocks that smear it show.
    if h > 23 || m > 59 || s > 60 {
        return Err(TimeFault::Impossible);
    }
    let seconds = (h * 60 + m) * 60 + s.min(59);
    Ok((days * DAY_MS + seconds * 1000 + ms, rest))
}

fn digits(text: &[u8], least: usize, most: usize) -> Result<(i64, &[u8]), TimeFault> {
    let count = text.iter().take(most).take_while(|b| b.is_ascii_digit()).count();
    if count < least || text.get(count).is_some_and(u8::is_ascii_digit) {
        return Err(TimeFault::Form);
    }
    let value = text[..count].iter().fold(0, |v, b| v * 10 + i64::from(b - b'0'));
    Ok((value, &text[count..]))
}

/// Up to nine decimals of a second; what is finer than a millisecond is cut.
fn fraction(text: &[u8]) -> Result<(i64, &[u8]), TimeFault> {
    let count = text.iter().take_while(|b| b.is_ascii_digit()).count();
    if count == 0 || count > 9 {
        return Err(TimeFault::Form);
    }
    let place = |i: usize| text.get(i).filter(|_| i < count).map_or(0, |b| i64::from(b - b'0'));
    Ok((place(0) * 100 + place(1) * 10 + place(2), &text[count..]))
}

/// `+08:00`, `+0800` or `+08` in milliseconds.
fn parse_offset(text: &[u8]) -> Result<i64, TimeFault> {
    let text = text.strip_prefix(b" ").unwrap_or(text);
    let sign = match text.first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Err(TimeFault::Form),
    };
    let figures: Vec<u8> = text[1..].iter().copied().filter(|&b| b != b':').collect();
    let (value, rest) = digits(&figures, 2, 4)?;
    let (h, m) = if figures.len() <= 2 { (value, 0) } else { (value / 100, value % 100) };
    if !rest.is_empty() || h > 14 || m > 59 {
        return Err(TimeFault::Form);
    }
    Ok(sign * (h * 60 + m) * 60_000)
}

/// Epoch seconds or milliseconds, told apart by their number of digits.
fn parse_epoch(text: &[u8]) -> Option<Result<i64, TimeFault>> {
    if !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = || text.iter().fold(0i64, |v, b| v * 10 + i64::from(b - b'0'));
    match text.len() {
        9 | 10 => Some(Ok(value() * 1000)),
        12 | 13 => Some(Ok(value())),
        _ => Some(Err(TimeFault::Form)),
    }
}

/// Days since 1970-01-01 of a date of the Gregorian calendar; `None` if there is no such date.
#[inline]
pub fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
        return None;
    }
    // Counting years from March puts the leap day last, so that months have a closed form.
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

#[inline]
fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// `YYYY-MM-DD` of a day.
pub fn format_day(day: i32) -> String {
    let mut text = String::new();
    push_day(day, &mut text);
    text
}

/// Appends what [`format_day`] returns.
pub fn push_day(day: i32, out: &mut String) {
    let date = civil::date(1970, 1, 1).checked_add(SignedDuration::from_hours(24 * i64::from(day)));
    match date {
        Ok(date) if date.year() >= 0 => {
            let year = i64::from(date.year());
            out.push(digit(year / 1000 % 10));
            out.push(digit(year / 100 % 10));
            out.push(digit(year / 10 % 10));
            out.push(digit(year % 10));
            push_two('-', i64::from(date.month()), out);
            push_two('-', i64::from(date.day()), out);
        }
        // Nothing that is read is that far away.
        Ok(date) => out.push_str(&date.to_string()),
        Err(_) => out.push_str(&format!("day {day}")),
    }
}

/// Appends a mark and a number of two digits.
fn push_two(mark: char, n: i64, out: &mut String) {
    out.push(mark);
    out.push(digit(n / 10));
    out.push(digit(n % 10));
}

/// The digit of a number below ten.
fn digit(n: i64) -> char {
    char::from(b'0' + n as u8)
}

/// A date of the exports as days since 1970-01-01; a time stands for its day in `zone`.
pub fn parse_date(zone: &Zone, text: &[u8]) -> Result<i32, TimeFault> {
    zone.parse(text).map(|at| zone.day(at))
}

/// The day of a text of the form `YYYY-MM-DD`, as [`format_day`] writes it.
pub fn parse_day(text: &str) -> Option<i32> {
    let date: civil::Date = text.parse().ok()?;
    let days = date.duration_since(civil::date(1970, 1, 1)).as_hours() / 24;
    i32::try_from(days).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shanghai() -> Zone {
        Zone::named("Asia/Shanghai").unwrap()
    }

    #[test]
    fn all_forms_of_one_moment_agree() {
        let zone = shanghai();
        let expected = zone.parse(b"2025-04-09 13:05:00").unwrap();
        assert_eq!(zone.format(expected), "2025-04-09T13:05:00+08:00");
        for text in [
            "2025/4/9 13:05",
            "2025-04-09T13:05:00",
            "2025-04-09T05:05:00Z",
            "2025-04-09T13:05:00+08:00",
            "2025-04-09 00:05:00 -0500",
            "2025-04-09 13:05:00.000000",
            "1744175100",
            "1744175100000",
        ] {
            assert_eq!(zone.parse(text.as_bytes()), Ok(expected), "{text}");
        }
        assert_eq!(zone.parse(b"2025-04-09 13:05:00.25"), Ok(expected + 250));
    }

    #[test]
    fn impossible_moments_are_told_from_other_text() {
        let zone = shanghai();
        for text in ["2025-02-30 00:00:00", "0001-01-01", "9999-12-31 23:59:59", "2025-01-01 24:00"] {
            assert_eq!(zone.parse(text.as_bytes()), Err(TimeFault::Impossible), "{text}");
        }
        for text in ["", "yesterday", "2025-1", "09.04.2025", "1744175100000000", "45756.5"] {
            assert_eq!(zone.parse(text.as_bytes()), Err(TimeFault::Form), "{text}");
        }
    }

    #[test]
    fn every_day_of_forty_years_survives_a_round_trip() {
        let zone = shanghai();
        for day in 10_958..25_000 {
            let text = format_day(day);
            assert_eq!(parse_date(&zone, text.as_bytes()), Ok(day));
            assert_eq!(zone.day(zone.start_of_day(day)), day);
        }
    }

    #[test]
    fn zones_with_daylight_saving_keep_their_days() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let summer = zone.parse(b"2025-07-01 00:30:00").unwrap();
        let winter = zone.parse(b"2025-01-01 00:30:00").unwrap();
        assert_eq!(zone.format(summer), "2025-07-01T00:30:00+02:00");
        assert_eq!(zone.format(winter), "2025-01-01T00:30:00+01:00");
        assert_eq!(zone.hour(summer), 0);
    }

    /// Fault: where the clocks go forward at midnight, that day began on the day before, so that its date was read as
    /// the wrong one.
    #[test]
    fn days_that_begin_at_one_are_days() {
        let zone = Zone::named("America/Havana").unwrap();
        let day = parse_date(&zone, b"2025-03-09").unwrap();
        assert_eq!(format_day(day), "2025-03-09");
        assert_eq!(zone.format(zone.start_of_day(day)), "2025-03-09T01:00:00-04:00");
        for day in 20_000..20_800 {
            assert_eq!(zone.day(zone.start_of_day(day)), day);
        }
    }
}

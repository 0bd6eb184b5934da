//! The world's calendar. Times are whole seconds since the start of the window, local time
//! (Asia/Shanghai has no daylight saving), and may be negative: accounts are older than the window.

/// Seconds since the start of the window.
pub type Seconds = i64;

/// Seconds in an hour.
pub const HOUR: Seconds = 3_600;
/// Seconds in a day.
pub const DAY: Seconds = 86_400;

/// Days from 1970-01-01 to 2025-01-01, the first day of the window.
const EPOCH_DAY: i64 = 20_089;
/// Spring Festival of 2025: public holiday from 28 January to 4 February.
const FESTIVAL: std::ops::RangeInclusive<i64> = 27..=34;

/// The day of the window that holds a moment.
pub fn day_of(at: Seconds) -> i64 {
    at.div_euclid(DAY)
}

/// Day of the week, 0 = Monday (2025-01-01 was a Wednesday).
pub fn weekday(day: i64) -> i64 {
    (day + 2).rem_euclid(7)
}

/// Saturday, Sunday or a public holiday.
pub fn is_rest_day(day: i64) -> bool {
    weekday(day) >= 5 || is_holiday(day)
}

/// New Year's Day and Spring Festival.
pub fn is_holiday(day: i64) -> bool {
    day == 0 || FESTIVAL.contains(&day)
}

/// Year, month, day of a day of the window (proleptic Gregorian, Hinnant's algorithm).
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + EPOCH_DAY + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_shifted = (5 * day_of_year + 2) / 153;
    let month = if month_shifted < 10 { month_shifted + 3 } else { month_shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * month_shifted + 2) / 5 + 1)
}

/// The date as `2025-04-09`.
pub fn date(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Appends the moment as `2025-04-09 13:05:00`.
pub fn push_stamp(text: &mut Vec<u8>, at: Seconds) {
    let (year, month, day) = civil(day_of(at));
    push_padded(text, year, 4);
    text.push(b'-');
    push_padded(text, month, 2);
    text.push(b'-');
    push_padded(text, day, 2);
    text.push(b' ');
    push_time(text, at.rem_euclid(DAY));
}

/// Appends a time of day as `13:05:00`.
pub fn push_time(text: &mut Vec<u8>, second: Seconds) {
    push_padded(text, second / HOUR, 2);
    text.push(b':');
    push_padded(text, second / 60 % 60, 2);
    text.push(b':');
    push_padded(text, second % 60, 2);
}

/// Appends a number with leading zeros.
fn push_padded(text: &mut Vec<u8>, value: i64, width: u32) {
    for place in (0..width).rev() {
        text.push(b'0' + (value / 10i64.pow(place) % 10) as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_the_calendar() {
        assert_eq!(date(0), "2025-01-01");
        assert_eq!(date(58), "2025-02-28");
        assert_eq!(date(59), "2025-03-01");
        assert_eq!(date(-1), "2024-12-31");
        assert_eq!(date(-307), "2024-02-29");
        let mut text = Vec::new();
        push_stamp(&mut text, 98 * DAY + 13 * HOUR + 5 * 60);
        assert_eq!(text, b"2025-04-09 13:05:00");
        assert_eq!(weekday(0), 2);
        assert!(is_rest_day(3) && !is_rest_day(5));
    }
}

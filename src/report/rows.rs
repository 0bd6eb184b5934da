//! Long files: rows rendered side by side into buffers, written in order.

use std::io::Write;

use rayon::prelude::*;

/// Rows that one thread renders at a time.
const CHUNK: usize = 1024;
/// Rows that are held in memory before they are written, some ten megabytes of them.
const BATCH: usize = 32 * CHUNK;

/// The fields of a row under way.
#[derive(Default)]
pub struct Row {
    fields: csv::ByteRecord,
    text: String,
}

impl Row {
    /// Adds a field.
    pub fn text(&mut self, field: &str) -> &mut Row {
        self.fields.push_field(field.as_bytes());
        self
    }

    /// Adds a field that a function appends to an empty text, which spares an allocation.
    pub fn rendered(&mut self, render: impl FnOnce(&mut String)) -> &mut Row {
        self.text.clear();
        render(&mut self.text);
        self.fields.push_field(self.text.as_bytes());
        self
    }
}

/// Writes a header and rows, each rendered by a function of its place (from 0) and itself. The bytes
/// don't depend on the number of threads. Linear; holds [`BATCH`] rendered rows at the most twice.
///
/// # Errors
/// Of `out`.
pub fn write<T: Sync>(
    out: &mut (dyn Write + Send),
    header: &[&str],
    rows: &[T],
    render: impl Fn(usize, &T, &mut Row) + Sync,
) -> anyhow::Result<()> {
    let mut head = csv::Writer::from_writer(Vec::new());
    head.write_record(header)?;
    let mut ready = vec![head.into_inner()?];
    for (batch, rows) in rows.chunks(BATCH).enumerate() {
        let chunks = rows.par_chunks(CHUNK).enumerate();
        let chunks = chunks.map(|(chunk, rows)| render_chunk(batch * BATCH + chunk * CHUNK, rows, &render));
        // One thread writes while the others render what is next.
        let (written, rendered) =
            rayon::join(|| write_all(out, &ready), || chunks.collect::<anyhow::Result<Vec<Vec<u8>>>>());
        written?;
        ready = rendered?;
    }
    Ok(write_all(out, &ready)?)
}

fn write_all(out: &mut (dyn Write + Send), parts: &[Vec<u8>]) -> std::io::Result<()> {
    parts.iter().try_for_each(|part| out.write_all(part))
}

fn render_chunk<T>(
    first: usize,
    rows: &[T],
    render: &impl Fn(usize, &T, &mut Row),
) -> anyhow::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let mut row = Row::default();
    for (place, of) in rows.iter().enumerate() {
        row.fields.clear();
        render(first + place, of, &mut row);
        csv.write_byte_record(&row.fields)?;
    }
    Ok(csv.into_inner()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_in_order_across_chunks_and_batches() {
        let rows: Vec<usize> = (0..BATCH + CHUNK + 1).collect();
        let mut out = Vec::new();
        write(&mut out, &["place", "text"], &rows, |place, row, fields| {
            assert_eq!(place, *row);
            fields.rendered(|text| text.push_str(&row.to_string())).text("a,b");
        })
        .unwrap();
        let expected: String = rows.iter().map(|row| format!("{row},\"a,b\"\n")).collect();
        assert_eq!(String::from_utf8(out).unwrap(), format!("place,text\n{expected}"));
    }

    #[test]
    fn no_rows_leave_the_header() {
        let mut out = Vec::new();
        write(&mut out, &["a", "b"], &[] as &[()], |_, (), _| {}).unwrap();
        assert_eq!(out, b"a,b\n");
    }
}

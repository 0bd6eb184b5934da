//! Files of the state: private, named after what they hold, written aside and synced.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use polars::prelude::{ParquetReader, SerReader};

use super::manifest::Held;
use crate::error::Fault;
use crate::private;

/// How names of files under way begin.
pub const ASIDE: &str = ".aside-";
/// What to do about a state that can't be used.
pub const REBUILD: &str =
    "bring the state back from a copy, or remove it and run once on exports of the whole window";
/// Folders of the state.
pub const FOLDERS: [&str; 4] = ["device_days", "network_days", "tables", "rings"];

/// Makes a folder of the state.
pub fn create_folder(folder: &Path) -> Result<(), Fault> {
    private::create_folder(folder).map_err(|source| Fault::Output { path: folder.to_path_buf(), source })
}

/// Makes what was renamed in a folder outlast a loss of power.
pub fn sync_folder(folder: &Path) -> Result<(), Fault> {
    private::sync_folder(folder).map_err(|source| Fault::Output { path: folder.to_path_buf(), source })
}

/// Writes a file of the state into one of its folders, with the ending given, and names it after its
/// bytes: the same bytes are the same file.
///
/// # Errors
/// [`Fault::Output`] if the disk does not take it.
pub fn write(state: &Path, folder: &str, ending: &str, rows: u64, bytes: &[u8]) -> Result<Held, Fault> {
    let place = state.join(folder);
    create_folder(&place)?;
    let blake3 = blake3::hash(bytes).to_hex().to_string();
    let name = format!("{}.{ending}", &blake3[..16]);
    let aside = place.join(format!("{ASIDE}{name}"));
    let path = place.join(&name);
    let fault = |source| Fault::Output { path: path.clone(), source };
    let mut file = private::file().truncate(true).open(&aside).map_err(fault)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(fault)?;
    fs::rename(&aside, &path).map_err(fault)?;
    sync_folder(&place)?;
    Ok(Held { file: format!("{folder}/{name}"), rows, blake3 })
}

/// Gives a Parquet file a second name within the state, made of its bytes.
///
/// # Errors
/// [`Fault::State`] if it is no Parquet file, [`Fault::Output`] if it cannot be linked or copied.
pub fn link(state: &Path, folder: &str, file: &Path) -> Result<Held, Fault> {
    let place = state.join(folder);
    create_folder(&place)?;
    let fault = |source| Fault::Output { path: file.to_path_buf(), source };
    let bytes = fs::read(file).map_err(fault)?;
    let blake3 = blake3::hash(&bytes).to_hex().to_string();
    let rows = ParquetReader::new(io::Cursor::new(bytes)).num_rows().map_err(|e| Fault::State {
        path: file.to_path_buf(),
        what: format!("is no Parquet file: {e}"),
        help: "let the engine write its days again".into(),
    })? as u64;
    let name = format!("{}.parquet", &blake3[..16]);
    let path = place.join(&name);
    if !path.exists() && fs::hard_link(file, &path).is_err() {
        let aside = place.join(format!("{ASIDE}{name}"));
        fs::copy(file, &aside).map_err(fault)?;
        fs::rename(&aside, &path).map_err(fault)?;
    }
    fs::File::open(&path).and_then(|file| file.sync_all()).map_err(fault)?;
    sync_folder(&place)?;
    Ok(Held { file: format!("{folder}/{name}"), rows, blake3 })
}

/// The bytes of a file of the state.
///
/// # Errors
/// [`Fault::State`] if it is missing or not what it was.
pub fn read(state: &Path, held: &Held) -> Result<Vec<u8>, Fault> {
    let path = state.join(&held.file);
    let damaged = |what: String| Fault::State { path: path.clone(), what, help: help(held) };
    let bytes = fs::read(&path).map_err(|e| damaged(format!("cannot be read: {e}")))?;
    match blake3::hash(&bytes).to_hex().as_str() == held.blake3 {
        true => Ok(bytes),
        false => Err(damaged("is damaged: it is not what was written".into())),
    }
}

/// Checks a file of the state that others read.
///
/// # Errors
/// [`Fault::State`] if it is missing or not what it was.
pub fn verify(state: &Path, held: &Held) -> Result<(), Fault> {
    read(state, held).map(drop)
}

/// Writes a table: compressed CSV with a header.
///
/// # Errors
/// [`Fault::Output`] if the disk does not take it.
pub fn write_table<R: AsRef<[u8]>>(
    state: &Path,
    folder: &str,
    header: &[&str],
    rows: impl Iterator<Item = impl IntoIterator<Item = R>>,
) -> Result<Held, Fault> {
    let fault = |source| Fault::Output { path: state.join(folder), source };
    // Millions of accounts are a table, too: their text is never held whole.
    let zstd = zstd::Encoder::new(Vec::new(), zstd::DEFAULT_COMPRESSION_LEVEL).map_err(fault)?;
    let mut csv = csv::Writer::from_writer(zstd);
    csv.write_record(header).map_err(|e| fault(e.into()))?;
    let mut count = 0;
    for row in rows {
        csv.write_record(row).map_err(|e| fault(e.into()))?;
        count += 1;
    }
    let zstd = csv.into_inner().map_err(|e| fault(e.into_error()))?;
    write(state, folder, "csv.zst", count, &zstd.finish().map_err(fault)?)
}

/// Shows the rows of a table one by one. Returns its header.
///
/// # Errors
/// [`Fault::State`] if it is missing or not what it was.
pub fn each_row(
    state: &Path,
    held: &Held,
    mut row: impl FnMut(&csv::StringRecord),
) -> Result<csv::StringRecord, Fault> {
    let damaged = |what: String| Fault::State { path: state.join(&held.file), what, help: REBUILD.into() };
    let bytes = read(state, held)?;
    let text = zstd::Decoder::new(&bytes[..]).map_err(|e| damaged(e.to_string()))?;
    let mut reader = csv::Reader::from_reader(text);
    let header = reader.headers().map_err(|e| damaged(e.to_string()))?.clone();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|e| damaged(e.to_string()))? {
        row(&record);
    }
    Ok(header)
}

/// A table's header and its rows.
///
/// # Errors
/// [`Fault::State`] if it is missing or not what it was.
pub fn read_table(state: &Path, held: &Held) -> Result<(csv::StringRecord, Vec<csv::StringRecord>), Fault> {
    let mut rows = Vec::new();
    let header = each_row(state, held, |row| rows.push(row.clone()))?;
    Ok((header, rows))
}

/// A damaged day can be delivered again.
fn help(held: &Held) -> String {
    let day = held.file.split_once("day=").and_then(|(_, rest)| rest.split_once('/'));
    match day {
        Some((day, _)) => format!("run with logins of {day}, which replace that day; or {REBUILD}"),
        None => REBUILD.into(),
    }
}

/// Something in a folder that is no state's.
pub fn foreign(folder: &Path) -> io::Result<Option<String>> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let of_state = name == "lock" || name.starts_with(ASIDE);
        // Folders of days without a manifest may hold days that nobody vouches for.
        if !of_state && !is_empty(&folder.join(&name)) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// Whether nothing but empty folders and files under way is in a folder.
fn is_empty(path: &Path) -> bool {
    path.is_dir()
        && fs::read_dir(path).is_ok_and(|mut entries| {
            entries.all(|entry| {
                entry.is_ok_and(|e| e.file_name().to_string_lossy().starts_with(ASIDE) || is_empty(&e.path()))
            })
        })
}

/// Removes files in the state's folders that are not among those that count, and folders left empty.
pub fn sweep(state: &Path, files: &HashSet<PathBuf>) -> Result<(), Fault> {
    let aside = state.join(format!("{ASIDE}{}", super::manifest::FILE));
    if aside.exists() {
        fs::remove_file(&aside).map_err(|source| Fault::Output { path: aside.clone(), source })?;
    }
    for folder in FOLDERS.map(|name| state.join(name)).iter().filter(|folder| folder.is_dir()) {
        sweep_folder(folder, files).map_err(|source| Fault::Output { path: folder.clone(), source })?;
    }
    Ok(())
}

fn sweep_folder(folder: &Path, files: &HashSet<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sweep_folder(&path, files)?;
            if fs::read_dir(&path)?.next().is_none() {
                fs::remove_dir(&path)?;
            }
        } else if !files.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

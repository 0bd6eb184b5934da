//! Where the exports are: which files of a folder, or of paths from the command line, hold what.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Fault;
use crate::schema::{EXPORTS, Export, ExportKind};

/// Endings that a part of an export may have.
const ENDINGS: [&str; 7] = [".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zst", ".tsv.zst", ".parquet"];

/// The parts of each export, in the order of their names.
pub type Parts = BTreeMap<ExportKind, Vec<PathBuf>>;

/// Finds the exports. `folder` is searched for the contract's names; `named` are paths (file, folder
/// or pattern) that replace what the folder holds of an export.
///
/// # Errors
/// [`Fault::Input`] for a missing folder, file or required export, and for an export that is there
/// twice.
pub fn discover(
    folder: Option<&Path>,
    named: &BTreeMap<ExportKind, Vec<PathBuf>>,
    needed: &dyn Fn(&Export) -> bool,
) -> Result<Parts, Fault> {
    if let Some(folder) = folder.filter(|f| !f.is_dir()) {
        let what = if folder.exists() { "is not a folder" } else { "does not exist" };
        return Err(Fault::input(folder, what, "name the folder that holds the exports"));
    }
    let mut parts = Parts::new();
    for export in &EXPORTS {
        let found = match (named.get(&export.kind), folder) {
            (Some(paths), _) => paths.iter().map(|p| expand(p)).collect::<Result<Vec<_>, _>>()?.concat(),
            (None, Some(folder)) => in_folder(folder, export)?,
            (None, None) => Vec::new(),
        };
        if found.is_empty() && needed(export) {
            let place = folder.unwrap_or(Path::new("."));
            return Err(Fault::input(
                place,
                format!("no {} export", export.name),
                format!(
                    "{1}put {0}.csv (or .tsv, .csv.gz, .csv.zst, .parquet, or a folder {0}/ of parts) there, or name it with --input {0}=PATH",
                    export.name,
                    near_miss(place, export)
                ),
            ));
        }
        if !found.is_empty() {
            parts.insert(export.kind, found);
        }
    }
    Ok(parts)
}

/// A file that is called like an export and cannot be read as one: a workbook, or a name in capitals.
fn near_miss(folder: &Path, export: &Export) -> String {
    let called = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case(export.name));
    let files =
        std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let found = files.filter(called).min();
    let name = found.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
    name.map_or(String::new(), |name| format!("{name} is there, and is not read: "))
}

/// `logins.csv`, `logins.parquet` …, or a folder `logins/` of parts; only one of them.
fn in_folder(folder: &Path, export: &Export) -> Result<Vec<PathBuf>, Fault> {
    let mut found: Vec<PathBuf> = ENDINGS
        .iter()
        .map(|ending| folder.join(format!("{}{ending}", export.name)))
        .filter(|path| path.exists())
        .collect();
    let parts = folder.join(export.name);
    if parts.is_dir() {
        found.push(parts);
    }
    match &found[..] {
        [] => Ok(Vec::new()),
        [one] => expand(one),
        [one, two, ..] => Err(Fault::input(
            one,
            format!("{} stands beside it", two.display()),
            "keep one of them, or put all parts into one folder",
        )),
    }
}

/// A file, the parts of a folder, or the files that a pattern matches.
pub fn expand(path: &Path) -> Result<Vec<PathBuf>, Fault> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let pattern = match path.is_dir() {
        true => format!("{}/*", glob::Pattern::escape(&path.to_string_lossy())),
        false => path.to_string_lossy().into_owned(),
    };
    let matches = glob::glob(&pattern)
        .map_err(|e| Fault::input(path, format!("not a pattern: {e}"), "name a file, a folder or a glob"))?;
    let mut files: Vec<PathBuf> = matches.filter_map(Result::ok).filter(|p| is_part(p)).collect();
    files.sort();
    if files.is_empty() {
        let help = format!("parts end in {}", ENDINGS.join(", "));
        return Err(Fault::input(path, "no such file, and no parts of an export", help));
    }
    Ok(files)
}

fn is_part(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    path.is_file() && !name.starts_with(['.', '_']) && ENDINGS.iter().any(|e| name.ends_with(e))
}

//! Temporary folders, which go however a run ends: when it ends by itself
//! they are removed, and what a killed one left is removed by the next.
//!
//! A folder is locked for as long as its run lives; the operating system gives the lock back however the
//! process ends. A folder whose lock is free is nobody's.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// How names of such folders begin.
const PREFIX: &str = "kosring-logins-";

/// A folder that only its owner may enter, removed when dropped.
pub struct Aside {
    folder: TempDir,
    _lock: Option<File>,
}

impl Aside {
    /// Makes one in the system's place for them, after removing what killed runs have left.
    ///
    /// # Errors
    /// Those of making it. What cannot be removed (another user's) stays.
    pub fn new() -> io::Result<Aside> {
        let place = std::env::temp_dir();
        // That one can't be read or removed is no reason not to begin.
        for (left, _lock) in abandoned(&place, PREFIX).into_iter().flatten() {
            let _ = fs::remove_dir_all(left);
        }
        Aside::within(&place, PREFIX)
    }

    /// Makes one in a place, with a name that begins so.
    ///
    /// # Errors
    /// Those of making it.
    pub fn within(place: &Path, prefix: &str) -> io::Result<Aside> {
        loop {
            let mut builder = tempfile::Builder::new();
            // The default is what everybody may read.
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
            let folder = builder.prefix(prefix).tempdir_in(place)?;
            let lock = hold(folder.path())?;
            // Another run may have taken it for a killed one's before it was held.
            if folder.path().exists() {
                return Ok(Aside { folder, _lock: lock });
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Folders that killed runs have left in a place, with the locks by which they are nobody else's now.
///
/// # Errors
/// Those of reading the place.
pub fn abandoned(place: &Path, prefix: &str) -> io::Result<Vec<(PathBuf, File)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(place)? {
        let path = entry?.path();
        let named = path.file_name().and_then(|name| name.to_str()).is_some_and(|n| n.starts_with(prefix));
        if !named || !cfg!(unix) || path.is_symlink() || !path.is_dir() {
            continue;
        }
        // Another user's can't be opened, and is none of ours.
        if let Ok(folder) = File::open(&path)
            && folder.try_lock().is_ok()
        {
            all.push((path, folder));
        }
    }
    Ok(all)
}

/// Locks a folder, where folders can be locked. `None` if it is gone, too, which the caller sees.
fn hold(folder: &Path) -> io::Result<Option<File>> {
    if !cfg!(unix) {
        return Ok(None);
    }
    match File::open(folder) {
        Ok(lock) => lock.lock().map(|()| Some(lock)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

//! Files and folders that only their owner may read, and that outlast a loss of power.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::error::Fault;

/// How a file is opened for writing, and made if it is not there.
pub fn file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder, with those above it that are not there.
///
/// # Errors
/// The operating system's.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes a file beside its place and puts it there when it is whole, so that nobody finds half of it.
///
/// # Errors
/// [`Fault::Output`] if the disk does not take it, and whatever `write` returns.
pub fn put(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let fault = |source| Fault::Output { path: path.to_path_buf(), source };
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut aside = tempfile::NamedTempFile::new_in(parent).map_err(fault)?;
    let mut out = Watched::new(BufWriter::new(aside.as_file_mut()));
    write(&mut out).map_err(|e| out.fault(e, path))?;
    out.flush().map_err(fault)?;
    drop(out);
    aside.as_file().sync_all().map_err(fault)?;
    aside.persist(path).map_err(|e| fault(e.error))?;
    Ok(())
}

/// A writer that remembers what went wrong. Writers of tables and workbooks wrap the system's error in their own, so
/// that a full disk would look like a fault of theirs.
pub struct Watched<W> {
    out: W,
    failed: Option<io::Error>,
}

impl<W: Write> Watched<W> {
    /// Watches a writer.
    pub fn new(out: W) -> Watched<W> {
        Watched { out, failed: None }
    }

    /// What came of it if the writing failed with some error: the system's, if that is behind it.
    pub fn fault(&mut self, error: anyhow::Error, path: &Path) -> anyhow::Error {
        match self.failed.take() {
            Some(source) => Fault::Output { path: path.to_path_buf(), source }.into(),
            None => error,
        }
    }

    /// The writer.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn remember<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.inspect_err(|e| {
            let same = || io::Error::new(e.kind(), e.to_string());
            self.failed = Some(e.raw_os_error().map_or_else(same, io::Error::from_raw_os_error));
        })
    }
}

impl<W: Write> Write for Watched<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.remember(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.remember(result)
    }
}

/// Waits until what was made or renamed in a folder is on the disk.
///
/// # Errors
/// The operating system's.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes nothing.
    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::from_raw_os_error(28))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Fault: a full disk under a table or a workbook was reported as a bug.
    #[test]
    fn a_full_disk_is_told_from_a_bug() {
        let path = Path::new("evidence.csv");
        let mut out = Watched::new(Full);
        let error = csv::Writer::from_writer(&mut out).write_record(["a"; 9_999]).expect_err("it is full");
        assert!(matches!(out.fault(error.into(), path).downcast(), Ok(Fault::Output { .. })));
        let other = out.fault(anyhow::anyhow!("a bug"), path);
        assert!(other.downcast::<Fault>().is_err());
    }
}

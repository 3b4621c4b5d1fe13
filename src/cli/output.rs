//! May the output go where the flags say? Never over the project itself; and how are the answers worded that `build` and
//! `check` have in common?

use std::path::{Path, PathBuf};

use rust_decimal::Decimal;

use crate::format::number;
use crate::world::FOLDERS;

/// Refuses an output folder that holds the project or lies in one of the folders that are read. Says why in Swedish.
pub(super) fn check_output(root: &Path, out: &Path) -> Result<(), String> {
    let (root, real) = (really(root), really(out));
    let out = out.display();
    if root.starts_with(&real) {
        return Err(format!("utdatamappen `{out}` innehåller projektet självt; välj en annan mapp"));
    }
    for folder in FOLDERS {
        let read = really(&root.join(folder));
        if real.starts_with(&read) || read.starts_with(&real) {
            return Err(format!("utdatamappen `{out}` krockar med `{folder}`, som bygget läser; välj en annan mapp"));
        }
    }
    Ok(())
}

/// The path with its links followed, as far as it exists.
fn really(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let real = |above: &Path| Some(above.canonicalize().ok()?.join(path.strip_prefix(above).ok()?));
    path.ancestors().find_map(real).unwrap_or_else(|| path.clone())
}

/// "1 fil", "61 filer", "10 000 filer".
pub(super) fn files_in_words(count: usize) -> String {
    if count == 1 { "1 fil".to_owned() } else { format!("{} filer", in_digits(count)) }
}

/// A count, in groups of three digits.
pub(super) fn in_digits(count: usize) -> String {
    number::print(Decimal::from(count))
}

/// The answer for a program. `diagnostics` is a JSON array.
pub(super) fn json(ok: bool, files: usize, diagnostics: &str, error: Option<&str>) -> String {
    let error = error.map_or(String::new(), |e| format!(",\"error\":{}", serde_json::Value::from(e)));
    format!("{{\"ok\":{ok},\"files\":{files},\"diagnostics\":{diagnostics}{error}}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_may_not_swallow_what_is_read() {
        let parent = tempfile::tempdir().unwrap();
        let root = parent.path().join("portal");
        std::fs::create_dir_all(root.join("content/rapporter")).unwrap();
        for out in ["", ".", "..", "../..", "content", "content/rapporter", "content/ny/mapp", "templates", "static/x"]
        {
            assert!(check_output(&root, &root.join(out)).is_err(), "{out}");
        }
        for out in ["public", "ny/mapp", "../public", "../portal-ut", "contents"] {
            assert_eq!(check_output(&root, &root.join(out)), Ok(()), "{out}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_hide_what_is_read() {
        let parent = tempfile::tempdir().unwrap();
        let root = parent.path().join("portal");
        std::fs::create_dir_all(&root).unwrap();
        std::fs::create_dir(parent.path().join("texter")).unwrap();
        std::os::unix::fs::symlink(parent.path().join("texter"), root.join("content")).unwrap();
        std::os::unix::fs::symlink(parent.path(), root.join("ut")).unwrap();
        assert!(check_output(&root, &parent.path().join("texter")).is_err());
        assert!(check_output(&root, &root.join("ut")).is_err());
        assert_eq!(check_output(&root, &root.join("ut/webb")), Ok(()));
    }

    #[test]
    fn counts_are_swedish() {
        assert_eq!([0, 1, 2, 10_000].map(files_in_words), ["0 filer", "1 fil", "2 filer", "10\u{a0}000 filer"]);
    }

    #[test]
    fn a_failure_is_json_too() {
        assert_eq!(json(true, 2, "[]", None), "{\"ok\":true,\"files\":2,\"diagnostics\":[]}\n");
        assert_eq!(
            json(false, 0, "[]", Some("a \"b\"")),
            "{\"ok\":false,\"files\":0,\"diagnostics\":[],\"error\":\"a \\\"b\\\"\"}\n"
        );
    }
}

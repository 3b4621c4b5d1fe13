//! Which files get smaller siblings, for servers that send those as they are?

use std::io::Write;

use flate2::{Compression, GzBuilder};

use crate::error::Error;

/// Files of fewer bytes are sent in one packet as they are.
const FEWEST: usize = 1_024;
/// Endings of files that are text; fonts, pictures and workbooks are compressed in themselves.
const TEXTS: [&str; 9] = [".css", ".csv", ".html", ".js", ".json", ".rdf", ".svg", ".txt", ".xml"];
/// Beyond this quality brotli takes ten times as long for a hundredth of the size.
const BROTLI_QUALITY: u32 = 9;
/// The logarithm of brotli's window.
const BROTLI_WINDOW: u32 = 22;

/// The siblings of a file: what follows its name, and their bytes. The same bytes give the same siblings.
pub(super) fn siblings(path: &str, bytes: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>, Error> {
    if bytes.len() < FEWEST || !TEXTS.iter().any(|ending| path.ends_with(ending)) {
        return Ok(Vec::new());
    }
    let failed = |e: std::io::Error| Error::io("komprimera", path, e);
    let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    gzip.write_all(bytes).map_err(failed)?;
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4_096, BROTLI_QUALITY, BROTLI_WINDOW);
    brotli.write_all(bytes).map_err(failed)?;
    Ok(vec![(".br", brotli.into_inner()), (".gz", gzip.finish().map_err(failed)?)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_text_and_long_enough_has_two_siblings_that_unfold_to_it() {
        let text = "Sjukfrånvaron sjönk till 12,4 procent.\n".repeat(100).into_bytes();
        let made = siblings("a/index.html", &text).unwrap();
        assert_eq!(made.iter().map(|(ending, _)| *ending).collect::<Vec<_>>(), [".br", ".gz"]);
        assert!(made.iter().all(|(_, bytes)| bytes.len() * 5 < text.len()));
        let mut unfolded = Vec::new();
        flate2::read::GzDecoder::new(&made[1].1[..]).read_to_end(&mut unfolded).unwrap();
        assert_eq!(unfolded, text);
        unfolded.clear();
        brotli::Decompressor::new(&made[0].1[..], 4_096).read_to_end(&mut unfolded).unwrap();
        assert_eq!(unfolded, text);
        assert_eq!(made, siblings("b.css", &text).unwrap(), "the same bytes, the same siblings");
    }

    #[test]
    fn what_is_short_or_compressed_in_itself_has_none() {
        let long = vec![b'a'; 5_000];
        assert!(siblings("a.html", b"kort").unwrap().is_empty());
        assert!(siblings("a.png", &long).unwrap().is_empty() && siblings("a.xlsx", &long).unwrap().is_empty());
    }
}

//! Which of several cases does an input mean? Its first byte says so: `0`, `1`, `2` … so that corpora can be read.

/// The case that the first byte names, of `count`, and the rest of the input.
pub(crate) fn pick(data: &[u8], count: usize) -> (usize, &[u8]) {
    match data.split_first() {
        Some((first, rest)) => (usize::from(first.wrapping_sub(b'0')) % count, rest),
        None => (0, data),
    }
}

/// The bytes as text; what is no UTF-8 has become U+FFFD.
pub(crate) fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

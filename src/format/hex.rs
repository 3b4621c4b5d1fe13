//! How is a hash written? Its first bytes as hexadecimal digits, for names that change with what they name.

use std::fmt::Write as _;

/// So many bytes of a hash stand in a name.
const BYTES: usize = 5;

/// The first ten digits of a hash.
#[must_use]
pub fn short(digest: &[u8]) -> String {
    let mut digits = String::with_capacity(BYTES * 2);
    for byte in digest.iter().take(BYTES) {
        write!(digits, "{byte:02x}").expect("a string takes every write");
    }
    digits
}

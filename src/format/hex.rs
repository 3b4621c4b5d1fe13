//! How is a hash written? As hexadecimal digits: all of them where something is proved, the first ones in names that change with what
//! they name.

use std::fmt::Write as _;

/// So many bytes of a hash stand in a name.
const BYTES: usize = 5;

/// The first ten digits of a hash.
#[must_use]
pub fn short(digest: &[u8]) -> String {
    full(&digest[..digest.len().min(BYTES)])
}

/// All digits of a hash.
#[must_use]
pub fn full(digest: &[u8]) -> String {
    let mut digits = String::with_capacity(digest.len() * 2);
    for byte in digest {
        write!(digits, "{byte:02x}").expect("a string takes every write");
    }
    digits
}

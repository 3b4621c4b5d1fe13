//! How is a hash written? In hexadecimal digits: all of them, or the first for names that change with what they name.

use std::fmt::Write as _;

/// All digits of a hash.
#[must_use]
pub fn whole(digest: &[u8]) -> String {
    digits(digest)
}

/// So many bytes of a hash stand in a name.
const BYTES: usize = 5;

/// The first ten digits of a hash.
#[must_use]
pub fn short(digest: &[u8]) -> String {
    digits(&digest[..BYTES.min(digest.len())])
}

fn digits(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(digits, "{byte:02x}").expect("a string takes every write");
    }
    digits
}

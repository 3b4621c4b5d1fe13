//! How are numbers written in the index? As digits that a JSON string holds without a backslash; small numbers take one.

/// Below it a digit ends a number, from it on the number goes on.
const BASE: u32 = 45;

/// Appends a number, lowest digit first.
pub(super) fn push(out: &mut String, mut number: u32) {
    while number >= BASE {
        out.push(digit(BASE + number % BASE));
        number /= BASE;
    }
    out.push(digit(number));
}

/// `#` to `~`, without `\`.
fn digit(value: u32) -> char {
    let code = u32::from('#') + value;
    char::from_u32(if code >= u32::from('\\') { code + 1 } else { code }).unwrap_or('#')
}

/// The numbers of a text, as the script reads them.
#[cfg(test)]
pub(super) fn numbers(text: &str) -> Vec<u32> {
    let (mut found, mut number, mut weight) = (Vec::new(), 0, 1);
    for c in text.chars() {
        let code = u32::from(c) - 35 - u32::from(c > '\\');
        number += weight * (code % BASE);
        weight = weight.wrapping_mul(BASE);
        if code < BASE {
            found.push(number);
            (number, weight) = (0, 1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_number_is_read_back(all in prop::collection::vec(0..(u32::MAX / 64), 0..40)) {
            let mut out = String::new();
            all.iter().for_each(|number| push(&mut out, *number));
            prop_assert_eq!(numbers(&out), all);
            prop_assert!(out.bytes().all(|byte| (b'#'..=b'~').contains(&byte) && byte != b'\\'));
        }
    }
}

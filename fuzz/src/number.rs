//! Does a number that was read print as itself?

use redovisa::format::number;
use rust_decimal::Decimal;

use crate::pick::text;

/// Reads the bytes as a Swedish number, and as the bits of a decimal; writes, rounds and reads again.
pub fn run(data: &[u8]) {
    if let Ok(value) = number::parse(&text(data)) {
        let again = number::parse(&number::print(value)).expect("what was printed can be read");
        assert!(again == value && again.scale() == value.scale(), "{value} became {again}");
    }
    let mut bits = [0; 16];
    for (to, from) in bits.iter_mut().zip(data) {
        *to = *from;
    }
    let part = |at: usize| u32::from_le_bytes([bits[at], bits[at + 1], bits[at + 2], bits[at + 3]]);
    let (scale, negative) = (u32::from(bits[12]) % 29, bits[13] % 2 == 1);
    let value = Decimal::from_parts(part(0), part(4), part(8), negative, scale);
    let plain: Decimal = number::plain(value).parse().expect("a plain number is one that decimals read");
    assert_eq!(plain, value);
    assert!(!number::print(value).is_empty());
    let rounded = number::round(value, u32::from(bits[14]));
    assert!(number::parse(&number::print(rounded)).is_ok_and(|again| again == rounded) || digits(rounded) > 28);
}

fn digits(value: Decimal) -> usize {
    value.mantissa().unsigned_abs().to_string().len()
}

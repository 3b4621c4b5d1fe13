//! The target `number` under libFuzzer; see the module of that name.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro of libFuzzer writes files")]

libfuzzer_sys::fuzz_target!(|data: &[u8]| redovisa_fuzz::number::run(data));

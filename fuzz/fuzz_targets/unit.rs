//! The target `unit` under libFuzzer; see the module of that name.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| redovisa_fuzz::unit::run(data));

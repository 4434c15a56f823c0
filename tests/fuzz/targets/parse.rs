//! Any bytes, read and parsed; the laws of every text must hold.
//!
//! The first byte chooses the form, the rest is the document.

#![no_main]

#[path = "../../suite/laws.rs"]
mod laws;

use libfuzzer_sys::fuzz_target;
use xunlan::parse::parse;
use xunlan::text::{Form, Limits, read};

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let form = [Form::Plain, Form::Html, Form::Unknown][usize::from(first % 3)];
    if let Ok(text) = read(bytes, form, &Limits::default()) {
        laws::lawful(&text, &parse(&text));
    }
});

//! Every stretch of the characters of a TOML text's value is given by a stretch of the file: it lies inside the text's
//! delimiters, on the boundaries of characters, and read as TOML it is just these characters. What is not TOML is
//! answered with some stretch of it.
#![no_main]

use grounds::syntax::text_value::raw_range;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    /// One of [`DELIMITERS`], or none: then the text may bring its own.
    delimiter: u8,
    inside: &'a str,
}

const DELIMITERS: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

/// Every pair of the characters of longer values would take too long.
const LONGEST: usize = 64;

fuzz_target!(|input: Input| {
    let around = DELIMITERS.get(usize::from(input.delimiter) % (DELIMITERS.len() + 1)).unwrap_or(&"");
    let raw = [around, input.inside, around].concat();
    let value = value(&raw);
    // Three quotation marks are one delimiter, whoever wrote them.
    let delimiter = DELIMITERS.into_iter().find(|delimiter| raw.starts_with(delimiter)).unwrap_or_default();
    let places: Vec<usize> = match &value {
        Some(value) => value.char_indices().map(|(at, _)| at).chain([value.len()]).collect(),
        None => (0..=raw.len()).collect(),
    };
    if places.len() > LONGEST {
        return;
    }
    for (index, &start) in places.iter().enumerate() {
        for &end in &places[index..] {
            let range = raw_range(&raw, start..end);
            let Some(value) = &value else {
                assert!(
                    range.start <= range.end && range.end <= raw.len(),
                    "{start}..{end} of {raw:?}: {range:?}"
                );
                continue;
            };
            let (first, last) = (delimiter.len(), raw.len() - delimiter.len());
            assert!(first <= range.start && range.end <= last, "{start}..{end} of {raw:?}: {range:?}");
            if raw[..range.end].ends_with('\r') && raw[range.end..].starts_with('\n') {
                // Half of a line end is no TOML.
                continue;
            }
            let again = raw.get(range.clone()).and_then(|cut| alone(delimiter, cut));
            assert_eq!(again.as_deref(), Some(&value[start..end]), "{start}..{end} of {raw:?}: {range:?}");
        }
    }
});

/// What TOML reads, if `raw` is one text and nothing else.
fn value(raw: &str) -> Option<String> {
    let file = format!("x = {raw}");
    let table = toml::de::DeTable::parse(&file).ok()?;
    let value = table.get_ref().get("x")?;
    (table.get_ref().len() == 1 && value.span() == (4..file.len())).then_some(())?;
    value.get_ref().as_str().map(str::to_owned)
}

/// What TOML reads between delimiters. A line end directly after an opening one would not count.
fn alone(delimiter: &str, inside: &str) -> Option<String> {
    let line_end = if delimiter.len() == 3 { "\n" } else { "" };
    value(&[delimiter, line_end, inside, delimiter].concat())
}

//! Whatever the bytes of a document are, each format takes them without a panic, and gives a text that can be quoted or says why not.
#![no_main]

use grounds::capture::pdf::Tools;
use grounds::capture::{MOST_TEXT, Markup, read};
use grounds::text::fold::Folded;
use grounds::text::whereabouts::Whereabouts;
use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;

/// What the name may tell where the bytes do not.
const NAMES: [&str; 12] = [
    "a.html", "a.txt", "a.md", "a.csv", "a.srt", "a.vtt", "a.eml", "a.json", "a.rtf", "a.mhtml", "a.warc",
    "a",
];

fuzz_target!(|input: (u8, &[u8])| {
    let (name, bytes) = input;
    let name = NAMES[usize::from(name) % NAMES.len()];
    // Nothing that reads PDF is started.
    let tools = Tools { own: PathBuf::new(), path: None };
    match read(bytes, name, &tools) {
        Ok(captured) => {
            assert!(captured.text.len() <= 2 * MOST_TEXT);
            assert!(captured.text.trim() != "", "{name}");
            let marks = match captured.markup {
                Markup::Markdown => Whereabouts::of_markdown(&captured.text),
                Markup::Plain => Whereabouts::of_plain(&captured.text),
            };
            let folded = Folded::text(&captured.text, captured.markup);
            for block in folded.blocks() {
                let _ = marks.stands(folded.original(block.range));
            }
        }
        Err(refused) => assert!(!refused.what.is_empty() && !refused.help.is_empty(), "{name}: {refused:?}"),
    }
});

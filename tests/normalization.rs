//! What Unicode's normal form is, Unicode's own vectors decide: whatever way a word is encoded, it is the same word.
//!
//! The vectors are the NormalizationTest.txt that the crate `icu_normalizer` ships. Nothing builds that crate; `.ci/run` downloads it.

use grounds::text::fold::{Folded, Markup};
use std::collections::BTreeSet;
use std::process::Command;

/// Characters that compose with no neighbour, so that trimming and composition end at them.
const WALL: &str = "1";

/// One line of the file: a text, its NFC and NFD, and its NFKC and NFKD.
struct Vector {
    columns: [String; 5],
    /// Is it of the part that lists every character with a normal form other than itself?
    one_character: bool,
}

#[test]
#[ignore = "needs a crate that nothing builds; .ci/run downloads it"]
fn all_encodings_of_a_text_fold_alike_and_to_its_nfc() {
    let (mut exact, mut wrong) = (0, Vec::new());
    let vectors = vectors();
    for vector in &vectors {
        let [source, nfc, nfd, nfkc, nfkd] = &vector.columns;
        if fold(source) != fold(nfc) || fold(nfc) != fold(nfd) || fold(nfkc) != fold(nfkd) {
            wrong.push(format!("{source:?}, {nfc:?}, {nfd:?}; {nfkc:?}, {nfkd:?}"));
        }
        for normal in [nfc, nfkc].into_iter().filter(|normal| !normal.contains(is_mapped)) {
            exact += 1;
            if fold(normal) != format!("{WALL}{normal}{WALL}") {
                wrong.push(format!("{normal:?} becomes {:?}", fold(normal)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), vectors.len(), wrong.join("\n"));
    assert!(vectors.len() > 19_000 && exact > 38_000, "{} vectors, {exact} exact", vectors.len());
}

#[test]
#[ignore = "needs a crate that nothing builds; .ci/run downloads it"]
fn every_other_character_is_its_own_normal_form() {
    let listed: BTreeSet<_> = vectors()
        .into_iter()
        .filter(|vector| vector.one_character)
        .filter_map(|vector| vector.columns[0].chars().next())
        .collect();
    let others: Vec<_> =
        ('\0'..=char::MAX).filter(|c| !listed.contains(c) && !is_mapped(*c)).map(String::from).collect();
    assert!(others.len() > 1_000_000);
    for some in others.chunks(1000) {
        let text = some.join(WALL);
        assert!(fold(&text) == format!("{WALL}{text}{WALL}"), "between {:?} and {:?}", some[0], some.last());
    }
}

fn fold(text: &str) -> String {
    Folded::quote(&format!("{WALL}{text}{WALL}"), Markup::Plain).as_str().to_owned()
}

/// Is the character one that folding maps, whatever Unicode says of it?
fn is_mapped(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹' | '›' | '´' // apostrophes
                | '\u{2B9}' | '\u{2BB}'..='\u{2BD}' | '\u{2C8}' | '\u{55A}' | '\u{5F3}' | '\u{A78C}'
                | '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | '\u{2BA}' | '\u{5F4}' // quotation marks
                | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' | '﹁'..='﹄'
                | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{5BE}' | '\u{2E3A}' | '\u{2E3B}' // dashes
                | '…' | '⋯' | '‥'
                | '\u{FB00}'..='\u{FB06}' // ligatures
                | '\u{FB13}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{FF01}'..='\u{FFEE}' // presentation forms
                | '\u{2F00}'..='\u{2FD5}' | '〜' // radicals of Chinese, the wave dash
                | 'ی' | 'ک' | '۰'..='۹' // Persian
                | '\u{640}' // tatweel
                | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' // unseen
                | '\u{202A}'..='\u{202C}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        )
}

fn vectors() -> Vec<Vector> {
    let mut one_character = false;
    let mut vectors = Vec::new();
    for line in vector_file().lines() {
        let line = line.split('#').next().unwrap().trim();
        if line.starts_with('@') {
            one_character = line == "@Part1";
        } else if !line.is_empty() {
            let columns: Vec<_> = line.split_terminator(';').map(decode).collect();
            vectors.push(Vector { columns: columns.try_into().unwrap(), one_character });
        }
    }
    vectors
}

/// `0041 030A` as text.
fn decode(codes: &str) -> String {
    let decode = |code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
    codes.split(' ').map(decode).collect()
}

/// Where the crate lies only cargo knows.
fn vector_file() -> String {
    const MANIFEST: &str = "\"manifest_path\":\"";
    let arguments = ["metadata", "--offline", "--format-version", "1"];
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .output()
        .expect("cargo runs");
    let metadata = String::from_utf8(output.stdout).unwrap();
    let manifest = metadata
        .split(MANIFEST)
        .filter_map(|rest| rest.split('"').next())
        .find(|path| path.contains("icu_normalizer-2"))
        .unwrap_or_else(|| panic!("no icu_normalizer: {}", String::from_utf8_lossy(&output.stderr)));
    let folder = manifest.replace("\\\\", "/").replace("Cargo.toml", "");
    std::fs::read_to_string(folder + "tests/data/NormalizationTest.txt").unwrap()
}

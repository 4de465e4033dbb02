//! A PDF is read in a child process: the program starts itself anew.

use crate::sandbox::program;
use grounds::capture::pdf::{self, Tools};
use grounds::capture::{Captured, Markup, Refused};
use proptest::prelude::*;
use std::ffi::OsString;
use std::fmt::Write;
use std::path::PathBuf;

/// A PDF that has these words on its pages.
fn pdf_of(pages: &[&str], info: &str) -> Vec<u8> {
    let kids: String =
        (0..pages.len()).fold(String::new(), |kids, page| format!("{kids}{} 0 R ", 5 + 2 * page));
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        format!("<<{info}>>"),
    ];
    for (page, number) in pages.iter().zip((6..).step_by(2)) {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 3 0 R>>>>/Contents {number} 0 R>>"
        ));
        let content = format!("BT /F 12 Tf 14 TL 20 200 Td {page} ET");
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{number} 0 obj\n{object}\nendobj").unwrap();
    }
    let (size, at) = (objects.len() + 1, file.len());
    writeln!(file, "{table}trailer\n<</Size {size}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{at}\n%%EOF").unwrap();
    file.into_bytes()
}

const TWO_LINES: &str = "(The boats left) Tj T* (the yard.) Tj";

/// `pdftotext`, and the reader of the program's own, if it was built with it.
fn readers() -> Vec<Tools> {
    let pdftotext = Tools { own: program(), path: std::env::var_os("PATH") };
    let in_house = cfg!(feature = "pdf").then(|| Tools { own: program(), path: None });
    std::iter::once(pdftotext).chain(in_house).collect()
}

fn is_missing(read: &Result<Captured, Refused>) -> bool {
    read.as_ref().is_err_and(|refused| refused.what.contains("nothing that reads PDF"))
}

#[test]
#[ignore = "needs pdftotext; .ci/run runs it"]
fn a_document_is_read_by_page() {
    let info = "/Title(Boats)/Author(A. Keel; B. Sail)/CreationDate(D:20240209113000Z)";
    let bytes = pdf_of(&[TWO_LINES, "", "(At sea) Tj"], info);
    for tools in readers() {
        let read = pdf::read(&bytes, &tools).unwrap();
        let pages: Vec<&str> = read.text.split_terminator('\u{c}').map(str::trim).collect();
        assert_eq!(pages, ["The boats left\nthe yard.", "", "At sea"]);
        assert_eq!((read.pages, read.markup), (Some(3), Markup::Plain));
        assert_eq!(read.says.title.as_deref(), Some("Boats"));
        assert_eq!(read.says.authors, ["A. Keel", "B. Sail"]);
        assert_eq!(read.says.published.as_deref(), Some("2024-02-09"));
        assert_eq!(read.notes.len(), 2, "{:?}", read.notes);
        assert!(read.notes[0].starts_with("no words on page 2:"));
        assert!(read.extractor.starts_with("pdf 1 (pdf"), "{}", read.extractor);
    }
}

#[test]
#[ignore = "needs pdftotext; .ci/run runs it"]
fn pictures_and_what_is_no_pdf_are_refused() {
    for tools in readers() {
        let pictures = pdf::read(&pdf_of(&["", ""], ""), &tools).unwrap_err();
        assert!(pictures.help.contains("--made-by"), "{pictures:?}");
        let damaged = pdf::read(b"%PDF-1.4\nnothing more", &tools).unwrap_err();
        assert!(damaged.what.contains("damaged"), "{damaged:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_in_the_current_folder_is_not_run() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/bin/false", folder.path().join("pdftotext")).unwrap();
    let here = std::path::Path::new("..").join(folder.path().strip_prefix("/").unwrap());
    let up = "../".repeat(std::env::current_dir().unwrap().components().count());
    let relative = OsString::from(format!("{up}{}", here.display()));
    assert!(PathBuf::from(&relative).join("pdftotext").exists());
    let read = pdf::read(&pdf_of(&[TWO_LINES], ""), &Tools { own: program(), path: Some(relative) });
    assert!(is_missing(&read) || read.is_ok_and(|read| read.extractor.contains("pdf-extract")));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]
    #[test]
    #[ignore = "needs pdftotext; .ci/run runs it"]
    fn damage_never_panics(at in 8_usize..700, byte: u8, cut: bool) {
        let mut bytes = pdf_of(&[TWO_LINES, "(At sea) Tj"], "");
        if cut { bytes.truncate(at) } else if let Some(there) = bytes.get_mut(at) { *there = byte }
        for tools in readers() {
            if let Ok(read) = pdf::read(&bytes, &tools) {
                prop_assert_eq!(read.pages, Some(read.text.matches('\u{c}').count()));
            }
        }
    }
}

//! Documents of every format, from the file that somebody holds to a claim whose quote is checked, with its place.

use crate::sandbox::Sandbox;
use std::fs;
use std::io::Write;

/// A zip with these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx() -> Vec<u8> {
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    zipped(&[
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override \
             PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
        ),
        (
            "word/document.xml",
            &format!(
                "<?xml version=\"1.0\"?><w:document {w}><w:body><w:p><w:r><w:t>Report of the yard</w:t></w:r></w:p>\
                 <w:p><w:r><w:t xml:space=\"preserve\">Forty patrol </w:t></w:r><w:r><w:t>boats left the yard in 2019.</w:t></w:r></w:p>\
                 </w:body></w:document>"
            ),
        ),
    ])
}

/// The file, its bytes, the words that are quoted of it, and where they stand.
fn documents() -> Vec<(&'static str, Vec<u8>, &'static str, Option<&'static str>)> {
    let page = "<title>Boats</title><nav>Home</nav><article><h1>Boats</h1><p>Forty patrol boats left the yard in 2019, said \
                the clerk of the harbour to our reporter on Monday.</p></article><aside><a href=x>Cranes for Veldra</a></aside>";
    let subtitles = "1\n00:00:01,000 --> 00:00:04,000\nGood evening.\n\n2\n00:12:40,000 --> 00:12:44,000\nForty patrol \
                     boats left\nthe yard in 2019.\n";
    let sheet = "Year,Boats,Yard\n2018,12,Northyard\n2019,40,Northyard\n";
    let mail = "From: A. Keel <keel@yard.example>\r\nTo: press@gazette.example\r\nSubject: Your question\r\nDate: Mon, 10 Feb 2020 \
                09:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nForty patrol boats left the yard in 2019.\r\n";
    vec![
        ("page", page.into(), "Forty patrol boats left the yard", None),
        ("report", docx(), "Forty patrol boats left the yard", None),
        ("talk.srt", subtitles.into(), "Forty patrol boats left the yard", Some("00:12:40")),
        ("boats.csv", sheet.into(), "Year: 2019 | Boats: 40", Some("row 3")),
        ("mail.eml", mail.into(), "Forty patrol boats left the yard", None),
    ]
}

#[test]
fn every_format_ends_in_a_checked_quote() {
    for (file, bytes, words, at) in documents() {
        let sandbox = Sandbox::new().file(file, bytes);
        let run = sandbox.run(&["new", "source", "doc", file]);
        assert_eq!(run.code, Some(0), "{file}: {}", run.stderr);
        let record = fs::read_to_string(sandbox.path().join("sources/doc.toml")).unwrap();
        assert!(record.contains(&format!("from = {{ file = \"{file}\", sha256 = \"")), "{record}");
        // A person fills in what the document does not say.
        let mut filled = record.replace("kind      = \"\"", "kind      = \"original-document\"");
        filled = filled.replace("publisher = \"\"", "publisher = \"The Northyard\"");
        let sandbox = sandbox.file("sources/doc.toml", filled);
        assert_eq!(
            sandbox.run(&["new", "claim", "boats", "--statement", "Forty boats left in 2019."]).code,
            Some(0)
        );
        let run = sandbox.run(&["find", "doc", words, "--into", "boats"]);
        assert_eq!(run.code, Some(0), "{file}: {}{}", run.stdout, run.stderr);
        let claim = fs::read_to_string(sandbox.path().join("claims/boats.toml")).unwrap();
        match at {
            Some(at) => assert!(claim.contains(&format!("at     = \"{at}\"")), "{file}: {claim}"),
            None => assert!(!claim.contains("\nat "), "{file}: {claim}"),
        }
        let check = sandbox.run(&["check"]);
        assert!(
            check.code == Some(0) && check.stdout.contains("1 quote: 1 checked"),
            "{file}: {}",
            check.stdout
        );
        // The original is compared again, if it is there.
        let run = sandbox.run(&["pin", "--again"]);
        assert_eq!(run.code, Some(3), "{file}: the original lies nowhere that is looked at: {}", run.stdout);
        let original = fs::read(sandbox.path().join(file)).unwrap();
        let sandbox = sandbox.file(&format!("sources/{file}"), original);
        let run = sandbox.run(&["pin", "--again"]);
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(0), "1 same, 0 altered, 0 unchecked; 0 without an original here\n"),
            "{file}: {}",
            run.stderr
        );
        let again = sandbox.file(&format!("sources/{file}"), "another").run(&["pin", "--again"]);
        assert!(again.code == Some(1) && again.stdout.contains("is not the document that the record names"));
    }
}

#[cfg(unix)]
#[test]
fn no_original_is_read_through_a_link() {
    let (file, bytes, ..) = documents().swap_remove(0);
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    fs::write(elsewhere.path(), &bytes).unwrap();
    let sandbox = Sandbox::new().file(file, bytes);
    assert_eq!(sandbox.run(&["new", "source", "doc", file]).code, Some(0));
    let sandbox = sandbox.link(&format!("sources/{file}"), elsewhere.path().to_str().unwrap());
    let run = sandbox.run(&["pin", "--again"]);
    assert!(run.code == Some(3) && run.stderr.contains("nothing to compare"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn an_altered_text_is_told_and_another_version_is_not_judged() {
    let (file, bytes, ..) = documents().swap_remove(0);
    let sandbox = Sandbox::new().file(&format!("sources/{file}"), bytes);
    let original = format!("sources/{file}");
    assert_eq!(sandbox.run(&["new", "source", "doc", &original]).code, Some(0));
    let text = fs::read_to_string(sandbox.path().join("sources/doc.md")).unwrap();
    let sandbox = sandbox.file("sources/doc.md", text.replace("Forty", "Fifty"));
    assert_eq!(sandbox.run(&["pin", "doc", "--accept-changed"]).code, Some(0));
    let run = sandbox.run(&["pin", "--again"]);
    assert!(run.code == Some(1) && run.stdout.contains("`doc`: altered:"), "{}", run.stdout);
    let record = fs::read_to_string(sandbox.path().join("sources/doc.toml")).unwrap();
    let extractor = grounds::capture::page::EXTRACTOR;
    let sandbox = sandbox.file("sources/doc.toml", record.replace(extractor, "html 0"));
    let run = sandbox.run(&["pin", "--again"]);
    assert!(run.code == Some(0) && run.stdout.contains("`doc`: unchecked:"), "{}", run.stdout);
}

#[test]
fn what_stands_beside_the_article_is_no_evidence() {
    let (file, bytes, ..) = documents().swap_remove(0);
    let sandbox = Sandbox::new().file(file, bytes);
    assert_eq!(sandbox.run(&["new", "source", "doc", file]).code, Some(0));
    let text = fs::read_to_string(sandbox.path().join("sources/doc.md")).unwrap();
    let (article, beside) = text.split_once("<!-- beside -->").unwrap();
    assert!(article.contains("Forty patrol boats") && beside.contains("Cranes for Veldra"), "{text}");
    let sandbox = sandbox.claim("cranes", "doc", "\"Cranes for Veldra\"");
    let check = sandbox.run(&["check", "claims/cranes.toml"]);
    assert!(check.stdout.contains("warning[quote-beside]"), "{}", check.stdout);
}

#[test]
fn an_id_is_made_of_title_and_day() {
    let page = "<title>Forty boats left Sarn for good on Monday</title><meta property=article:published_time content=2020-02-11><p>Forty \
                boats left the yard on Monday, said the clerk.";
    let sandbox =
        Sandbox::new().file("saved.html", page).file("Отчёт верфи.txt", "Сорок лодок ушли с верфи.\n");
    let run = sandbox.run(&["new", "source", "saved.html"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stdout.contains("wrote sources/forty-boats-left-sarn-for-good-2020-02-11.toml"),
        "{}",
        run.stdout
    );
    let run = sandbox.run(&["new", "source", "Отчёт верфи.txt"]);
    assert!(
        run.code == Some(0) && run.stdout.contains("wrote sources/otchet-verfi.toml"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    // An id that nobody meant for a file stays wrong.
    let run = sandbox.run(&["new", "source", "no.such"]);
    assert!(run.code == Some(2) && run.stderr.contains("`no.such` cannot be an id"), "{}", run.stderr);
}

#[test]
fn words_that_a_person_typed_say_who_made_them() {
    let sandbox = Sandbox::new()
        .file("photo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        .file("words.txt", "Forty boats left.\n");
    let run = sandbox.run(&["new", "source", "photo", "photo.png"]);
    assert!(run.code == Some(2) && run.stderr.contains("--made-by"), "{}", run.stderr);
    let made = [
        "new",
        "source",
        "photo",
        "words.txt",
        "--made-by",
        "tesseract 5, read by A. Keel",
        "--original",
        "photo.png",
    ];
    let run = sandbox.run(&made);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let record = fs::read_to_string(sandbox.path().join("sources/photo.toml")).unwrap();
    let sha256 = grounds::evidence::sha256(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    assert!(record.contains("from = { file = \"photo.png\", sha256 = \""), "{record}");
    assert!(record.contains("made_by = \"tesseract 5, read by A. Keel\" }"), "{record}");
    // Line ends of an original are not folded.
    assert!(!record.contains(&sha256), "{record}");
}

#[test]
fn originals_are_kept_beside_the_texts_where_there_is_a_folder_for_them() {
    let (file, bytes, ..) = documents().swap_remove(1);
    let sandbox = Sandbox::new().file(file, &bytes);
    let texts = tempfile::tempdir().unwrap();
    fs::create_dir(texts.path().join("originals")).unwrap();
    let folder = texts.path().to_str().unwrap();
    let run = sandbox.run(&["new", "source", "doc", file, "--texts", folder]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(fs::read(texts.path().join("originals").join(file)).unwrap(), bytes);
    let run = sandbox.run(&["pin", "--again", "--texts", folder]);
    assert_eq!(run.stdout, "1 same, 0 altered, 0 unchecked; 0 without an original here\n", "{}", run.stderr);
}

/// As simple as a PDF can be: two pages, one line each.
fn pdf() -> Vec<u8> {
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let stream = |line: &str| {
        let drawn = format!("BT /F1 12 Tf 72 700 Td ({line}) Tj ET");
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len())
    };
    let page = |contents: usize| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {contents} 0 R /Resources << /Font << /F1 7 0 R >> >> >>"
        )
    };
    for (number, object) in (1..).zip([
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>".to_owned(),
        page(5),
        page(6),
        stream("Report of the yard for the year."),
        stream("Forty patrol boats left the yard in 2019."),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ]) {
        places.push(pdf.len());
        pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        pdf.extend(format!("{place:010} 00000 n \n").bytes());
    }
    pdf.extend(
        format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", places.len() + 1).bytes(),
    );
    pdf
}

#[test]
#[ignore = "needs pdftotext; .ci/run runs it"]
fn a_pdf_is_read_by_page() {
    let sandbox = Sandbox::new().file("report.pdf", pdf());
    let run = sandbox.run(&["new", "source", "report", "report.pdf"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let record = fs::read_to_string(sandbox.path().join("sources/report.toml")).unwrap();
    assert!(record.contains("pages = 2") && record.contains("extractor = \"pdf 1 ("), "{record}");
    let filled = record.replace("kind      = \"\"", "kind      = \"original-document\"");
    let sandbox = sandbox
        .file("sources/report.toml", filled.replace("publisher = \"\"", "publisher = \"The Northyard\""));
    assert_eq!(
        sandbox.run(&["new", "claim", "boats", "--statement", "Forty boats left in 2019."]).code,
        Some(0)
    );
    let run = sandbox.run(&["find", "report", "Forty patrol boats left the yard", "--into", "boats"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let claim = fs::read_to_string(sandbox.path().join("claims/boats.toml")).unwrap();
    assert!(claim.contains("at     = \"p. 2\""), "{claim}");
    let wrong = sandbox.file("claims/boats.toml", claim.replace("p. 2", "p. 1")).run(&["check"]);
    assert!(wrong.code == Some(1) && wrong.stdout.contains("error[wrong-page]"), "{}", wrong.stdout);
}

#[test]
fn a_pdf_that_nothing_can_read_says_what_to_install() {
    let sandbox = Sandbox::new().file("report.pdf", pdf());
    let run = sandbox.run_with(&["new", "source", "report", "report.pdf"], &[("PATH", "")]);
    if cfg!(not(feature = "pdf")) {
        assert!(run.code == Some(2) && run.stderr.contains("poppler"), "{}", run.stderr);
    }
    assert!(!sandbox.path().join("sources/report.txt").exists() || cfg!(feature = "pdf"));
}

/// A record of an archive of the web: an answer with these fields and this body.
fn answer(address: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let http =
        [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n").as_bytes(), body].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nContent-Length: {}\r\n\r\n",
        http.len()
    );
    [head.as_bytes(), &http, b"\r\n\r\n"].concat()
}

#[test]
fn what_is_packed_or_rubbish_becomes_no_text() {
    let rubbish = "<p>\u{fffd}salt".repeat(40);
    let page = "<!doctype html> <html data-sfz><body>Please wait...PK\u{3}\u{4}";
    for (file, bytes, words) in [
        (
            "a.warc",
            answer("https://a.example/", "Content-Encoding: zstd\r\n", b"\x28\xb5\x2f\xfd\x04"),
            "zstd",
        ),
        ("b.warc", answer("https://a.example/", "Content-Encoding: br\r\n", b"\xff\xff\xff\xff"), "damaged"),
        ("a.html", rubbish.into_bytes(), "no letters"),
        ("b.html", page.into(), "SingleFileZ"),
        ("a.arc", b"filedesc://a.arc 0.0.0.0 2004 text/plain 76\n1 0 A\n".to_vec(), "ARC"),
        ("a.json", b"{\"id_str\":\"8\",\"full_text\":\"\"}".to_vec(), "without words"),
    ] {
        let sandbox = Sandbox::new().file(file, bytes);
        let run = sandbox.run(&["new", "source", "doc", file]);
        assert!(run.code == Some(2) && run.stderr.contains(words), "{file}: {}", run.stderr);
        assert!(!sandbox.path().join("sources/doc.toml").exists(), "{file}");
    }
}

#[test]
fn of_an_archive_a_page_can_be_chosen_and_is_compared_again() {
    let archive = [
        answer(
            "https://a.example/",
            "",
            b"<p>The bridge was shut on Monday, said the council of the town.</p>",
        ),
        answer("https://a.example/ferry", "", b"<p>The ferry runs daily.</p>"),
    ]
    .concat();
    let sandbox = Sandbox::new().file("sources/a.warc", archive);
    let refused = sandbox.run(&["new", "source", "doc", "sources/a.warc", "--page", "https://a.example/x"]);
    assert!(refused.code == Some(2) && refused.stderr.contains("/ferry"), "{}", refused.stderr);
    let run = sandbox.run(&["new", "source", "doc", "sources/a.warc", "--page", "https://a.example/ferry"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let text = fs::read_to_string(sandbox.path().join("sources/doc.md")).unwrap();
    assert_eq!(text, "The ferry runs daily.\n");
    let run = sandbox.run(&["pin", "--again"]);
    assert!(run.code == Some(0) && run.stdout.starts_with("1 same"), "{}{}", run.stdout, run.stderr);
    let other =
        Sandbox::new().file("a.csv", "a,b\n1,2\n").run(&["new", "source", "doc", "a.csv", "--page", "x"]);
    assert!(other.code == Some(2) && other.stderr.contains("WARC"), "{}", other.stderr);
}

#[test]
fn a_short_row_of_a_sheet_is_no_headline_and_its_number_no_denial() {
    let sheet = "S.No,Ship,Remark\n1,Sarn,sold to the port\n2,Keel,the ship was built at the yard of Veldra and sold to the port of \
                 Sarn in the autumn of that year after a long dispute\n";
    let sandbox = Sandbox::new().file("ships.csv", sheet);
    assert_eq!(sandbox.run(&["new", "source", "doc", "ships.csv"]).code, Some(0));
    let record = fs::read_to_string(sandbox.path().join("sources/doc.toml")).unwrap();
    let filled = record.replace("kind      = \"\"", "kind      = \"dataset\"");
    let sandbox =
        sandbox.file("sources/doc.toml", filled.replace("publisher = \"\"", "publisher = \"The Northyard\""));
    assert_eq!(
        sandbox.run(&["new", "claim", "sold", "--statement", "The ship Sarn was sold to the port."]).code,
        Some(0)
    );
    let run = sandbox.run(&["find", "doc", "Ship: Sarn | Remark: sold to the port", "--into", "sold"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    let check = sandbox.run(&["check"]);
    assert!(
        !check.stdout.contains("quote-is-title") && !check.stdout.contains("quote-sheds-hedge"),
        "{}",
        check.stdout
    );
}

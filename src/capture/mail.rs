//! Mails (RFC 5322, MIME): who, to whom, when and about what, as lines; then the words of the body.
//!
//! Of a body in two forms the plain one is read, unless it says much less than the page. Attachments are named in the notes.

use super::written::{Block, Written};
use super::{Captured, MOST_TEXT, Markup, Refused, Says, page};
use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

/// Which way of reading this is.
pub const EXTRACTOR: &str = "mail 2";

/// Reads a mail.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    // A mailbox begins each mail with a line "From somebody and a date".
    let bytes = match bytes.strip_prefix(b"From ") {
        Some(rest) => memchr::memchr(b'\n', rest).and_then(|end| rest.get(end + 1..)).unwrap_or(rest),
        None => bytes,
    };
    let Some(mail) = MessageParser::default().parse(bytes) else {
        return Err(Refused {
            what: "is no mail: it has no fields such as From and Date".to_owned(),
            help: "save the mail from the program that shows it, as .eml".to_owned(),
        });
    };
    let mut notes = Vec::new();
    let others = memchr::memmem::find_iter(bytes, b"\nFrom ").count();
    if others > 0 && memchr::memmem::find_iter(bytes, b"\nMessage-I").count() > 1 {
        notes.push("this is a mailbox of several mails: only the first was read".to_owned());
    }
    let mut text = head(&mail);
    for body in bodies(&mail, &mut notes) {
        let words = match body {
            Body::Plain(words) => plain(words),
            Body::Page(html) => {
                let page = page::read_whole(html.as_bytes())?;
                notes.extend(page.notes);
                page.text
            }
        };
        if !words.is_empty() && !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&words);
        if text.len() > MOST_TEXT {
            return Err(super::flow::too_much());
        }
    }
    // The lines of the head have no encoding that they name.
    if mail.parts.iter().any(|part| part.is_encoding_problem) || text.contains('\u{fffd}') {
        notes.push(
            "some of its letters are no letters in the encoding that it names, or it names none; \u{fffd} stands for each"
                .to_owned(),
        );
    }
    let (named, nameless): (Vec<_>, Vec<_>) =
        mail.attachments().map(MimeHeaders::attachment_name).partition(Option::is_some);
    let mut names: Vec<String> = named.into_iter().flatten().map(str::to_owned).collect();
    if !nameless.is_empty() {
        names.push(format!("{} without a name", nameless.len()));
    }
    if !names.is_empty() {
        notes.push(format!("attachments left out: {}", names.join(", ")));
    }
    Ok(Captured {
        text,
        markup: Markup::Markdown,
        says: says(&mail),
        extractor: EXTRACTOR.to_owned(),
        notes,
        ..Captured::default()
    })
}

enum Body<'a> {
    Plain(&'a str),
    Page(&'a str),
}

/// The parts of the body, each in the form that says more.
fn bodies<'a>(mail: &'a Message<'a>, notes: &mut Vec<String>) -> Vec<Body<'a>> {
    let of = |ids: &[u32]| -> Vec<Body<'a>> {
        let parts = ids.iter().filter_map(|id| mail.parts.get(*id as usize));
        parts
            .filter_map(|part| match &part.body {
                PartType::Text(words) => Some(Body::Plain(words)),
                PartType::Html(html) => Some(Body::Page(html)),
                _ => None,
            })
            .collect()
    };
    let (plain, html) = (of(&mail.text_body), of(&mail.html_body));
    let length = |bodies: &[Body]| -> usize {
        bodies
            .iter()
            .map(|body| match body {
                Body::Plain(words) => words.split_whitespace().map(str::len).sum(),
                Body::Page(html) => page::read_whole(html.as_bytes()).map_or(0, |page| page.text.len()),
            })
            .sum()
    };
    let is_double = plain.iter().any(|body| matches!(body, Body::Plain(_)))
        && html.iter().any(|body| matches!(body, Body::Page(_)));
    if !is_double {
        return plain;
    }
    if length(&html) > 2 * length(&plain) {
        notes.push(
            "the mail has a plain form and one in HTML: the plain one says much less, and the other was read"
                .to_owned(),
        );
        return html;
    }
    notes.push("the mail has a plain form and one in HTML: the plain one was read".to_owned());
    plain
}

fn head(mail: &Message) -> String {
    let mut written = Written::default();
    for (name, value) in [
        ("From", mail.from().map(people)),
        ("To", mail.to().map(people)),
        ("Cc", mail.cc().map(people)),
        ("Date", mail.header_raw("Date").map(|date| date.trim().to_owned())),
        ("Subject", mail.subject().map(str::to_owned)),
    ] {
        let Some(value) = value.filter(|value| !value.trim().is_empty()) else { continue };
        written.line_break();
        written.words(&format!("{name}: {value}"));
    }
    written.finish()
}

fn people(all: &Address) -> String {
    let one = |name: Option<&str>, address: Option<&str>| match (name, address) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (name, address) => name.or(address).unwrap_or("").to_owned(),
    };
    all.iter().map(|person| one(person.name(), person.address())).collect::<Vec<_>>().join(", ")
}

/// Lines stay lines; what is quoted with `>` stays quoted.
fn plain(words: &str) -> String {
    let mut written = Written::default();
    let mut is_quoted = false;
    let mut begins = true;
    for line in words.lines() {
        let rest = line.trim_start_matches(['>', ' ']);
        let quoted = line.starts_with('>');
        let line = if quoted { rest } else { line };
        if quoted != is_quoted {
            written.quoted(quoted);
            is_quoted = quoted;
            begins = true;
        }
        if line.trim().is_empty() {
            written.block(Block::Paragraph);
            begins = true;
            continue;
        }
        if !std::mem::take(&mut begins) {
            written.line_break();
        }
        written.words(line);
    }
    written.finish()
}

fn says(mail: &Message) -> Says {
    let name = mail.from().and_then(Address::first).and_then(|person| person.name().or(person.address()));
    let date = mail.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let language = match mail.header("Content-Language") {
        Some(HeaderValue::Text(language)) => Some(language.trim().to_owned()),
        _ => None,
    };
    Says {
        title: mail.subject().map(str::to_owned),
        authors: name.map(str::to_owned).into_iter().collect(),
        published: date,
        language,
        ..Says::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_body_and_attachments() {
        let mail = b"From: =?utf-8?q?Ad=C3=A8le_Keel?= <a@example.org>\r\nTo: b@example.org\r\nDate: Tue, 11 Feb 2020 23:30:00 -0500\r\n\
            Subject: The\r\n carts\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\
            Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 left=\r\n.\r\n\r\n> Who?\r\n> Me.\r\n\
            --x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n--x--\r\n";
        let taken = read(mail).unwrap();
        assert_eq!(
            taken.text,
            "From: Ad\u{e8}le Keel \\<a@example.org>\nTo: b@example.org\nDate: Tue, 11 Feb 2020 23:30:00 -0500\nSubject: The carts\n\nCaf\u{e9} left.\n\n> Who?\n> Me.\n"
        );
        assert_eq!(taken.notes, ["attachments left out: a.pdf"]);
        assert_eq!(taken.says.published.as_deref(), Some("2020-02-11"));
    }

    #[test]
    fn letters_that_are_lost_in_the_head_are_told_and_nameless_attachments_counted() {
        let parts =
            "--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\nx\r\n".repeat(2);
        let mail = [
            &b"From: J\xfcrgen <j@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nForty boats.\r\n"[..],
            parts.as_bytes(),
            b"--x--\r\n",
        ];
        let taken = read(&mail.concat()).unwrap();
        assert!(taken.notes.iter().any(|note| note.contains("names none")), "{:?}", taken.notes);
        assert!(
            taken.notes.contains(&"attachments left out: 2 without a name".to_owned()),
            "{:?}",
            taken.notes
        );
    }

    #[test]
    fn nested_mails_end() {
        let mut mail = "MIME-Version: 1.0\nFrom: a@b.c\n".to_owned();
        for at in 0..5_000 {
            mail.extend([
                "Content-Type: multipart/mixed; boundary=b",
                &at.to_string(),
                "\n\n--b",
                &at.to_string(),
                "\n",
            ]);
        }
        mail.push_str("Content-Type: text/plain\n\ninnermost\n");
        let _ = read(mail.as_bytes());
        let nested = "Content-Type: message/rfc822\n\n".repeat(5_000);
        let _ = read(format!("From: a@b.c\n{nested}").as_bytes());
    }

    proptest::proptest! {
        #[test]
        fn damaged_mails_never_panic(text in "(From: |Date: |Content-Type: multipart/mixed; boundary=x\n|--x\n|--x--\n|=\\?utf-8\\?[bq]\\?[=A-F0-9]{0,9}\\?=|é|\n|[a-z<>@]{1,5})*") {
            let _ = read(text.as_bytes());
        }
    }
}

//! In which encoding a page's letters are: each is read right, or doubted aloud. Sentences of our own, written in every encoding
//! that pages still come in, with the ways in which pages say so, do not say so, and say something else.

use encoding_rs::Encoding;
use grounds::capture::{Captured, Refused, page};

/// A sentence for each encoding, in a language that it is for.
const WRITTEN: [(&str, &str); 34] = [
    ("windows-1250", "Čtyřicet člunů opustilo loděnici před zimou, řekl mistr přístavu Žižkov."),
    ("windows-1251", "Сорок катеров покинули верфь до зимы, сообщил начальник порта."),
    ("windows-1252", "Quarante bateaux ont quitté le chantier « à l’été », a déclaré l’équipe du maître."),
    ("windows-1253", "Σαράντα σκάφη έφυγαν από το ναυπηγείο πριν από τον χειμώνα, είπε ο λιμενάρχης."),
    ("windows-1254", "Kırk tekne kıştan önce tersaneden ayrıldı, dedi liman başkanı; işçiler şaşırdı."),
    ("windows-1255", "ארבעים סירות עזבו את המספנה לפני החורף, אמר מנהל הנמל."),
    ("windows-1256", "غادر أربعون قاربا حوض السفن قبل الشتاء، كما قال مدير الميناء."),
    ("windows-1257", "Keturiasdešimt laivų išplaukė iš laivų statyklos prieš žiemą, sakė uosto viršininkas."),
    (
        "windows-1258",
        "Bô\u{301}n mươi chiê\u{301}c thuyê\u{300}n đa\u{303} rơ\u{300}i xươ\u{309}ng trươ\u{301}c mu\u{300}a đông.",
    ),
    ("windows-874", "เรือสี่สิบลำออกจากอู่ต่อเรือก่อนฤดูหนาว นายท่ากล่าว"),
    ("ISO-8859-2", "Czterdzieści łodzi opuściło stocznię przed zimą, powiedział kierownik portu."),
    (
        "ISO-8859-3",
        "Kvardek boatoj forlasis la ŝipfarejon antaŭ la vintro, diris la ĉefo; ĝi estis surprizo.",
    ),
    ("ISO-8859-4", "Neljäkümmend paati lahkus tehasest enne talve, ütles sadama ülem; töölised ei uskunud."),
    ("ISO-8859-5", "Сорак катэраў пакінулі верф да зімы, сказаў начальнік порта."),
    ("ISO-8859-6", "غادر أربعون قاربا حوض السفن قبل الشتاء، كما قال مدير الميناء."),
    ("ISO-8859-7", "Σαράντα σκάφη έφυγαν από το ναυπηγείο πριν από τον χειμώνα, είπε ο λιμενάρχης."),
    ("ISO-8859-8", "ארבעים סירות עזבו את המספנה לפני החורף, אמר מנהל הנמל."),
    (
        "ISO-8859-10",
        "Fjörutíu bátar fóru úr skipasmíðastöðinni fyrir veturinn, sagði hafnarstjórinn, þótt ísinn væri þykkur.",
    ),
    ("ISO-8859-13", "Keturiasdešimt laivų išplaukė iš laivų statyklos prieš žiemą, sakė uosto viršininkas."),
    (
        "ISO-8859-14",
        "Gadawodd deugain o gychod yr iard cyn y gaeaf, meddai'r meistr; roedd y dŵr yn uchel a'r ŷd yn aur.",
    ),
    ("ISO-8859-15", "Les quarante bateaux ont coûté 40 € chacun, a noté le maître."),
    (
        "ISO-8859-16",
        "Patruzeci de bărci au părăsit șantierul înainte de iarnă, a spus căpitanul; și țara știe.",
    ),
    ("KOI8-R", "Сорок катеров покинули верфь до зимы, сообщил начальник порта."),
    ("KOI8-U", "Сорок катерів залишили верф до зими, сказав начальник порту її міста."),
    ("IBM866", "Сорок катеров покинули верфь до зимы, сообщил начальник порта."),
    ("x-mac-cyrillic", "Сорок катеров покинули верфь до зимы, сообщил начальник порта."),
    ("macintosh", "Quarante bateaux ont quitté le chantier à l’été, a déclaré l’équipe du maître."),
    ("Shift_JIS", "四十隻の船が冬の前に造船所を出たと、港長は語った。"),
    ("EUC-JP", "四十隻の船が冬の前に造船所を出たと、港長は語った。"),
    ("ISO-2022-JP", "四十隻の船が冬の前に造船所を出たと、港長は語った。"),
    ("GBK", "港务局长说，四十艘船在冬天之前离开了造船厂。"),
    ("gb18030", "港务局长说，四十艘船在冬天之前离开了造船厂，每艘值四十€。"),
    ("Big5", "港務局長說，四十艘船在冬天之前離開了造船廠。"),
    ("EUC-KR", "항만청장은 겨울이 오기 전에 배 사십 척이 조선소를 떠났다고 말했다."),
];

/// Ways in which a page of Russian words in windows-1251 says so. Browsers do not look into scripts, links and comments.
const SAID: [&str; 13] = [
    "<meta charset=\"windows-1251\">",
    "<META CHARSET = 'CP1251'>",
    "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">",
    "<meta content='text/html;charset = \"windows-1251\"' http-equiv=content-type>",
    "<?xml version=\"1.0\" encoding=\"windows-1251\"?>",
    "<script src=a.js charset=\"utf-8\"></script><meta charset=windows-1251>",
    "<link rel=stylesheet href=a.css charset=UTF-8><meta charset=windows-1251>",
    "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>",
    "<style>/* <meta charset=big5> */</style><meta charset=windows-1251>",
    "<meta name=description content=\"text/html; charset=gbk\"><meta charset=windows-1251>",
    "<!DOCTYPE html><title>charset=euc-kr</title><meta charset=windows-1251>",
    "<meta charset=utf-7-of-old><meta charset=windows-1251>",
    "<script>var x = '<meta charset=shift_jis>'</script><meta charset=windows-1251>",
];

fn encoded(label: &str, words: &str) -> Vec<u8> {
    let (bytes, used, has_lost) = Encoding::for_label(label.as_bytes()).unwrap().encode(words);
    assert!(!has_lost && used.name().eq_ignore_ascii_case(label), "{label} has no such letters");
    bytes.into_owned()
}

/// A page with these words in its one paragraph.
fn read(head: &str, body: &[u8]) -> Result<Captured, Refused> {
    page::read(&[head.as_bytes(), b"<html><body><p>", body, b"</p></body></html>"].concat())
}

fn is_right(read: &Captured, words: &str) -> bool {
    read.text.trim() == words
}

/// Does it say aloud that its letters may be others, or is it refused?
fn is_doubted(read: &Result<Captured, Refused>) -> bool {
    const DOUBTS: [&str; 5] = ["guessed", "look like", "cannot be read", "no letters", "make no words"];
    match read {
        Ok(read) => read.notes.iter().any(|note| DOUBTS.iter().any(|doubt| note.contains(doubt))),
        Err(_) => true,
    }
}

#[test]
fn what_a_page_says_rightly_is_read_without_a_doubt() {
    for (label, words) in WRITTEN {
        let read = read(&format!("<meta charset={label}>"), &encoded(label, words)).unwrap();
        assert!(is_right(&read, words), "{label}: {}", read.text);
        assert_eq!(read.notes, [""; 0], "{label}");
    }
    let (label, words) = WRITTEN[1];
    for head in SAID.iter().map(|head| (*head).to_owned()).chain([format!("{}{}", " ".repeat(5000), SAID[0])])
    {
        let read = read(&head, &encoded(label, words)).unwrap();
        assert!(is_right(&read, words) && read.notes.is_empty(), "{head}: {} {:?}", read.text, read.notes);
    }
}

#[test]
fn what_a_page_does_not_say_is_read_right_or_doubted() {
    let mut right = 0;
    for (label, words) in WRITTEN {
        let read = read("", &encoded(label, words));
        assert!(is_doubted(&read), "{label} is not doubted: {read:?}");
        right += usize::from(read.is_ok_and(|read| is_right(&read, words)));
    }
    assert!(right >= 18, "only {right} of {} are guessed right", WRITTEN.len());
}

#[test]
fn what_a_page_says_wrongly_is_read_right_or_doubted() {
    let mut missed = Vec::new();
    for (label, words) in WRITTEN {
        for said in ["utf-8", "iso-8859-1", "windows-1251", "shift_jis", "gbk"] {
            let same = |one: &str| Encoding::for_label(one.as_bytes()).unwrap();
            if same(said) == same(label) {
                continue;
            }
            let words = [words; 4].join(" ");
            let read = read(&format!("<meta charset={said}>"), &encoded(label, &words));
            if !is_doubted(&read) && !read.is_ok_and(|read| is_right(&read, &words)) {
                missed.push(format!("{label} that says {said}"));
            }
        }
    }
    // Accents for other accents, in words that might be of some language: no machine without a dictionary tells.
    let known = [
        "windows-1250 that says iso-8859-1",
        "windows-1254 that says iso-8859-1",
        "windows-1257 that says iso-8859-1",
        "ISO-8859-3 that says iso-8859-1",
        "ISO-8859-4 that says gbk",
        "ISO-8859-13 that says iso-8859-1",
        "ISO-8859-14 that says iso-8859-1",
        "ISO-8859-14 that says windows-1251",
        "ISO-8859-14 that says gbk",
        "ISO-8859-15 that says iso-8859-1",
        "ISO-8859-16 that says iso-8859-1",
        "IBM866 that says iso-8859-1",
        // The same letters but for the capitals.
        "x-mac-cyrillic that says windows-1251",
    ];
    assert_eq!(missed, known);
}

#[test]
fn unicode_is_known_by_its_bytes() {
    let words = "Forty boats left the yard — “before the winter”, said Żaneta Keel of Čadca.";
    let wide = |order: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        format!("{mark}<html><p>{words}</p></html>").encode_utf16().flat_map(order).collect()
    };
    for (bytes, is_sure) in [
        (format!("<p>{words}</p>").into_bytes(), true),
        (format!("\u{feff}<meta charset=koi8-r><p>{words}</p>").into_bytes(), true),
        (format!("<meta charset=windows-1251><p>{words}</p>").into_bytes(), true),
        (wide(u16::to_le_bytes, "\u{feff}"), true),
        (wide(u16::to_be_bytes, "\u{feff}"), true),
        (wide(u16::to_le_bytes, ""), false),
        (wide(u16::to_be_bytes, ""), false),
        (b"<meta charset=us-ascii><p>Forty boats left the yard &#151; &#147;before the winter&#148;, said &#379;aneta Keel of &#268;adca.</p>".to_vec(), true),
    ] {
        let read = page::read(&bytes);
        assert_eq!(is_doubted(&read), !is_sure, "{read:?}");
        let read = read.unwrap();
        assert!(is_right(&read, words), "{}", read.text);
    }
    // Of what has one byte a letter, nobody can say that it has two: browsers take it for UTF-8.
    for said in ["utf-16", "UTF-16LE", "utf-16be"] {
        let read = page::read(format!("<meta charset={said}><p>{words}</p>").as_bytes()).unwrap();
        assert!(is_right(&read, words) && read.notes.is_empty(), "{said}: {} {:?}", read.text, read.notes);
    }
    for said in ["", "utf-7-of-old", "x-user-defined"] {
        let read = page::read(format!("<meta charset=\"{said}\"><p>{words}</p>").as_bytes());
        assert!(is_doubted(&read) || is_right(&read.unwrap(), words), "{said}");
    }
    let broken = [words.as_bytes(), b" quitt\xe9"].concat();
    let read = page::read(&[b"<p>", &broken[..]].concat());
    assert!(is_doubted(&read) && read.unwrap().text.starts_with(words), "one bad byte spoils no other");
}

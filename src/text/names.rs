//! Comparing names whose spelling is uncertain.

use unicode_normalization::UnicodeNormalization;

/// A name without what often varies: letter case, punctuation, spaces, a "the" at the beginning, accents, script, the usual
/// ways to write Cyrillic in Latin letters, and whether the last name stands first, before a comma. May be empty.
///
/// Not for display. Two names with one skeleton are probably, not certainly, one name.
pub fn skeleton(name: &str) -> String {
    let turned;
    let name = match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => {
            turned = format!("{first} {last}");
            &turned
        }
        _ => name,
    };
    let letters = in_latin(name);
    let mut words: Vec<&str> = letters.split_whitespace().collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    let mut joined = words.concat();
    for (spelling, plain) in SPELLINGS {
        if joined.contains(spelling) {
            joined = joined.replace(spelling, plain);
        }
    }
    let mut skeleton = String::with_capacity(joined.len());
    for c in joined.chars() {
        // Doubled letters come and go; doubled digits do not.
        if c.is_numeric() || !skeleton.ends_with(c) {
            skeleton.push(c);
        }
    }
    skeleton
}

/// Words in small letters without accents, in Latin where there is a usual way to write them so; a space for all else.
pub fn in_latin(words: &str) -> String {
    // The accents of European scripts; elsewhere marks are vowels, and part of the word.
    let is_accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{655}' | '\u{670}');
    let mut letters = String::with_capacity(words.len());
    for c in words.nfkd().filter(|c| !is_accent(c)).flat_map(char::to_lowercase) {
        match latin(c) {
            Some(latin) => letters.push_str(latin),
            None if c.is_alphanumeric() => letters.push(c),
            None => letters.push(' '),
        }
    }
    letters
}

/// Spellings of the same sound, replaced in this order.
const SPELLINGS: [(&str, &str); 9] = [
    ("sch", "sh"),
    ("kh", "h"),
    ("ks", "x"),
    ("ph", "f"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("q", "k"),
    ("ie", "e"),
];

/// The usual Latin letters for a lower-case letter of another script, or with marks that decomposition does not remove.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' | 'đ' | 'ð' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'і' | 'ы' | 'ї' | 'ı' => "i",
        'к' => "k",
        'л' | 'ł' => "l",
        'м' => "m",
        'н' => "n",
        'о' | 'ø' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'щ' => "sh",
        'ъ' | 'ь' | '\'' | '\u{2019}' => "",
        'ю' => "iu",
        'я' => "ia",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => return arabic(c),
    })
}

/// The same for Arabic, where short vowels are not written, and one sign may stand for several Latin letters.
fn arabic(c: char) -> Option<&'static str> {
    Some(match c {
        'ا' | 'أ' | 'إ' | 'آ' | 'ى' | 'ٱ' => "a",
        'ب' | 'پ' => "b",
        'ت' | 'ط' => "t",
        'ث' => "th",
        'ج' | 'ژ' => "j",
        'ح' | 'ه' | 'ة' => "h",
        'خ' => "kh",
        'د' | 'ض' | 'ذ' => "d",
        'ر' => "r",
        'ز' | 'ظ' => "z",
        'س' | 'ص' => "s",
        'ش' => "sh",
        'ع' | 'ء' | 'ئ' | 'ؤ' | 'ـ' => "",
        'غ' | 'گ' => "g",
        'ف' => "f",
        'ق' | 'ك' | 'ک' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'و' => "v",
        'ي' | 'ی' => "i",
        _ => return None,
    })
}

/// The consonants of a name, which are all that its Arabic and its Latin spelling share. `None` if they are too few to tell one
/// name from another.
pub fn consonants(name: &str) -> Option<String> {
    const FEWEST: usize = 4;
    let words = name.split_whitespace().map(|word| {
        let word = word.strip_prefix("ال").unwrap_or(word);
        let lower = word.to_lowercase();
        let articles = ["al-", "el-", "ad-", "ar-", "as-", "ash-", "an-"];
        articles.into_iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower).to_owned()
    });
    let words: Vec<String> = words.filter(|word| !matches!(&**word, "al" | "el")).collect();
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'v');
    let consonants: String = skeleton(&words.join(" ")).chars().filter(|c| !is_vowel(*c)).collect();
    (consonants.chars().count() >= FEWEST).then_some(consonants)
}

/// Is a name written in Arabic letters?
pub fn is_arabic(name: &str) -> bool {
    name.chars().any(|c| ('\u{621}'..='\u{6d3}').contains(&c))
}

/// A name without what may be added to it: the form of a company, "Online", "Newspaper", or what stands in brackets at its end.
/// `None` if nothing is.
pub fn without_additions(name: &str) -> Option<&str> {
    const ADDITIONS: [&str; 45] = [
        "ltd",
        "limited",
        "inc",
        "incorporated",
        "co",
        "company",
        "corp",
        "corporation",
        "plc",
        "llc",
        "llp",
        "gmbh",
        "ag",
        "kg",
        "sa",
        "s.a",
        "sas",
        "srl",
        "s.r.l",
        "spa",
        "s.p.a",
        "bv",
        "b.v",
        "nv",
        "ab",
        "oy",
        "as",
        "online",
        "digital",
        "website",
        "newspaper",
        "magazine",
        "weekend",
        "supplement",
        "newsletter",
        "holding",
        "holdings",
        "group",
        "холдинг",
        "ооо",
        "оао",
        "зао",
        "пао",
        "тоо",
        "ао",
    ];
    let mut bare = name.trim();
    loop {
        let end = bare.trim_end_matches(['.', ',', '&', ' ', '-']);
        let (rest, last) = end.rsplit_once(' ').unwrap_or(("", end));
        let bracketed = end.ends_with(')').then(|| end.rfind('(')).flatten();
        bare = match bracketed {
            Some(open) if open > 0 => end.get(..open)?.trim_end(),
            _ if !rest.is_empty() && ADDITIONS.contains(&&*last.trim_matches('.').to_lowercase()) => rest,
            _ => match end.rsplit_once('.') {
                Some((rest, "com" | "org" | "net" | "ru" | "by" | "info")) if !rest.is_empty() => rest,
                // A web address: what is no name of a site stands before it.
                Some((rest, last)) if is_site(rest, last) => rest,
                _ => break,
            },
        };
    }
    let bare = bare.trim_end_matches([',', '&', ' ', '-']);
    (bare.len() < name.trim().len() && !bare.is_empty()).then_some(bare)
}

/// A personal name without the title before it: "Captain Anna Keel". `None` if it has none; "President of Veldra" is an office.
pub fn without_title(name: &str) -> Option<&str> {
    const TITLES: &str = "mr mrs ms miss dr prof professor sir dame lord lady captain capt colonel col major maj general gen lieutenant lt \
        sergeant sgt admiral commander president minister chancellor ambassador senator governor mayor judge justice director chairman \
        chairwoman secretary king queen prince princess sheikh bishop archbishop father rev reverend comrade hon \
        herr frau präsident генерал полковник майор капитан президент министр профессор доктор прэзідэнт міністр прафесар капітан пан пані";
    const FEWEST_WORDS: usize = 2;
    const OFFICE: [&str; 8] = ["of", "for", "and", "de", "der", "des", "du", "to"];
    let mut bare = name.trim();
    while let Some((first, rest)) = bare.split_once(' ') {
        let title = first.trim_end_matches('.').to_lowercase();
        let words = rest.split_whitespace();
        let is_person =
            words.clone().count() >= FEWEST_WORDS && !words.clone().any(|word| OFFICE.contains(&word));
        if !TITLES.split_whitespace().any(|known| known == title) || !is_person {
            break;
        }
        bare = rest.trim_start();
    }
    (bare.len() < name.trim().len()).then_some(bare)
}

/// The personal names of an entry that has two: "Jonas Lund and Eva Holm". Of a body's name nothing.
pub fn two_people(entry: &str) -> Option<[&str; 2]> {
    const JOINTS: [&str; 8] = [" and ", " & ", ", ", " und ", " et ", " и ", " і ", " y "];
    let is_person = |name: &str| {
        let is_name =
            |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
        name.split(' ').count() == 2 && name.split(' ').all(is_name)
    };
    JOINTS.into_iter().find_map(|joint| {
        let (one, other) = entry.trim().split_once(joint)?;
        (is_person(one) && is_person(other)).then_some([one, other])
    })
}

/// Is it the name of a host: one word of many letters, and the ending of a domain?
fn is_site(host: &str, ending: &str) -> bool {
    const FEWEST_LETTERS: usize = 5;
    let is_label = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    host.len() >= FEWEST_LETTERS
        && host.chars().all(is_label)
        && (2..=8).contains(&ending.len())
        && ending.chars().all(|c| c.is_ascii_lowercase())
}

/// The first letter of a name and its last word: "J. Smith". With `true`, of one whose first word is written out.
pub fn initial(name: &str) -> Option<(String, bool)> {
    const MOST_WORDS: usize = 3;
    let turned;
    let name = match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => {
            turned = format!("{first} {last}");
            &*turned
        }
        _ => name,
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    let (first, last) = (words.first()?.trim_end_matches('.'), words.last()?);
    let letter = first.chars().next()?.to_lowercase().next().filter(|letter| letter.is_alphabetic())?;
    let is_name = (2..=MOST_WORDS).contains(&words.len()) && last.chars().count() > 2;
    is_name.then(|| (format!("{letter} {}", skeleton(last)), first.chars().count() > 1))
}

/// The first letters of a name of three words or more: "spa" of "Sarn Port Authority". With `false`, a word so short that it may
/// be the first letters of another name.
pub fn acronym(name: &str) -> Option<(String, bool)> {
    const SMALL: [&str; 12] = ["of", "the", "for", "and", "de", "la", "du", "des", "der", "und", "für", "и"];
    const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;
    let small = name.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    let words: Vec<&str> = words.filter(|word| !SMALL.contains(word)).collect();
    let (letters, is_whole): (String, bool) = match words[..] {
        [only] => (only.replace('.', ""), false),
        _ => (words.iter().filter_map(|word| word.chars().next()).collect(), true),
    };
    let is_acronym = LETTERS.contains(&letters.chars().count()) && letters.chars().all(char::is_alphabetic);
    is_acronym.then_some((letters, is_whole))
}

/// The body for which an office or a speaker speaks by name: "the Ministry of the Sea" for its press office.
pub fn speaks_for(name: &str) -> Option<&str> {
    const OFFICES: [&str; 22] = [
        "press office",
        "press service",
        "press secretary",
        "press centre",
        "press center",
        "press department",
        "media office",
        "media centre",
        "media center",
        "media department",
        "information office",
        "information department",
        "information service",
        "communications office",
        "communications department",
        "public affairs office",
        "public relations office",
        "public relations department",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokespeople",
    ];
    // What belongs to a body, or who runs it: only with "of", or behind its genitive.
    const OF_A_BODY: [&str; 16] = [
        "sunday supplement",
        "weekend supplement",
        "supplement",
        "weekend edition",
        "magazine",
        "newsletter",
        "bulletin",
        "website",
        "blog",
        "managing director",
        "deputy director",
        "director",
        "chief executive",
        "chairman",
        "chairwoman",
        "owner",
    ];
    const OF_OTHERS: [&str; 8] = [
        "пресс-служба ",
        "пресс-секретарь ",
        "пресс-центр ",
        "прэс-служба ",
        "прэс-сакратар ",
        "прес-служба ",
        "прес-секретар ",
        "pressestelle ",
    ];
    // Small letters of these scripts are as long as capitals; of others there are no offices here.
    let lower = name.to_lowercase();
    if lower.len() != name.len() {
        return None;
    }
    let body = |place: &str| {
        let start = lower.len() - place.len();
        let body = name.get(start..)?.trim();
        let body = body.strip_prefix("the ").or_else(|| body.strip_prefix("The ")).unwrap_or(body);
        (!body.is_empty()).then_some(body)
    };
    if let Some(rest) = OF_OTHERS.iter().find_map(|office| lower.strip_prefix(office)) {
        return body(rest);
    }
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    for office in OF_A_BODY {
        let of = bare.strip_prefix(office).and_then(|rest| rest.strip_prefix(" of "));
        if let Some(rest) = of {
            return body(rest);
        }
        let genitive = |before: &str| {
            before
                .strip_suffix(' ')
                .and_then(|before| before.strip_suffix("'s").or_else(|| before.strip_suffix("’s")))
                .map(str::len)
        };
        if let Some(length) = lower.strip_suffix(office).and_then(genitive) {
            let body = name.get(..length)?.trim();
            return Some(body.strip_prefix("The ").unwrap_or(body)).filter(|body| !body.is_empty());
        }
    }
    for office in OFFICES {
        let of = bare
            .strip_prefix(office)
            .and_then(|rest| rest.strip_prefix(" of ").or_else(|| rest.strip_prefix(" for ")));
        if let Some(rest) = of {
            return body(rest);
        }
        if let Some(before) = lower.strip_suffix(office).and_then(|before| before.strip_suffix(' ')) {
            let before = before.strip_suffix("'s").unwrap_or(before);
            let body = name.get(..before.len())?.trim();
            return Some(body.strip_prefix("The ").unwrap_or(body)).filter(|body| !body.is_empty());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{consonants, skeleton, speaks_for, two_people, without_additions, without_title};

    #[test]
    fn arabic_and_latin_spellings_share_their_consonants() {
        for (one, other) in [
            ("Muhammad Salih", "محمد صالح"),
            ("Mohamed Saleh", "محمد صالح"),
            ("Bashar al-Assad", "بشار الأسد"),
            ("Hasan Rouhani", "حسن روحاني"),
        ] {
            assert_eq!(consonants(one), consonants(other), "{one}");
            assert!(consonants(one).is_some());
        }
        assert_ne!(consonants("Muhammad Salih"), consonants("Mahmud Salman"));
    }

    #[test]
    fn a_title_makes_no_other_person_and_and_makes_two() {
        assert_eq!(without_title("Captain Anna Keel"), Some("Anna Keel"));
        assert_eq!(without_title("Prof. Dr. Anna Keel"), Some("Anna Keel"));
        assert_eq!(without_title("captain anna keel"), Some("anna keel"));
        for name in
            ["Anna Keel", "President of Veldra", "President Office of Veldra", "General Motors", "Captain"]
        {
            assert_eq!(without_title(name), None, "{name}");
        }
        assert_eq!(two_people("Jonas Lund and Eva Holm"), Some(["Jonas Lund", "Eva Holm"]));
        assert_eq!(two_people("Jonas Lund, Eva Holm"), Some(["Jonas Lund", "Eva Holm"]));
        for name in ["Keel and Okoro", "Trade and Industry Office", "Lund, Jonas", "Ministry of Sea and Air"]
        {
            assert_eq!(two_people(name), None, "{name}");
        }
    }

    #[test]
    fn an_office_speaks_for_the_body_that_it_names() {
        for (office, body) in [
            ("Press Office of the Ministry of the Sea", Some("Ministry of the Sea")),
            ("The press service of Northyard", Some("Northyard")),
            ("Northyard's press service", Some("Northyard")),
            ("Ministry of the Sea Press Office", Some("Ministry of the Sea")),
            ("Пресс-служба Министерства обороны", Some("Министерства обороны")),
            ("Ministry of the Sea", None),
            ("Sunday supplement of the Veldra Courier", Some("Veldra Courier")),
            ("Northyard's magazine", Some("Northyard")),
            ("director of the Northyard", Some("Northyard")),
            ("Northyard magazine", None),
            ("Magazine", None),
            ("Press Office", None),
            ("Office of the Press", None),
        ] {
            assert_eq!(speaks_for(office), body, "{office}");
        }
    }

    #[test]
    fn additions_are_left_out() {
        for (name, bare) in [
            ("Courier Weekend", Some("Courier")),
            ("Northyard Holding", Some("Northyard")),
            ("veldracourier.example", Some("veldracourier")),
            ("Veldra Courier", None),
            ("J. Smith", None),
            ("Weekend", None),
        ] {
            assert_eq!(without_additions(name), bare, "{name}");
        }
    }

    #[test]
    fn spellings_of_one_name_have_one_skeleton() {
        for (one, other) in [
            ("The Harbour Gazette", "harbour gazette"),
            ("Harbour Gazette, The", "The Harbour Gazette"),
            ("Keel, Anna", "Anna Keel"),
            ("BuzzFeed", "Buzz-Feed"),
            ("Evgeny", "Evgeni"),
            ("Kaiman", "Kayman"),
            ("Davutoğlu", "Davutoglu"),
            ("Лукашенко", "Lukashenko"),
            ("Беларусь", "Belarus'"),
            ("Zaman al-Wasl", "Zaman Al Wasl"),
            ("Michał Łoś", "Michal Los"),
            ("Beltekheksport", "Beltekhexport"),
        ] {
            assert_eq!(skeleton(one), skeleton(other));
        }
    }

    #[test]
    fn other_names_have_others() {
        for (one, other) in [
            ("Northyard", "Norryard"),
            ("Paper 11", "Paper 1"),
            ("Iran", "Iraq"),
            ("The", "Theo"),
            ("中国", "中國"),
        ] {
            assert_ne!(skeleton(one), skeleton(other));
        }
        assert_eq!(skeleton(" - "), "");
    }
}

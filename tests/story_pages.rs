//! The pages of stories, of corrections, and of the words of sources: what stands on them, and what never does. What a browser
//! makes of them is in `dashboard.rs`.

use crate::export::{assert_in_vocabulary, vocabulary};
use crate::report::{files, is_page};
use crate::sandbox::{Sandbox, record_of};
use grounds::evidence::sha256;
use serde_json::Value;
use std::collections::BTreeMap;

const MAIL: &str = "# Storm tears at the mole\n\nThe mole at Sarn cracked in the storm of March 2019, this paper found. The Harbour Office said that \u{201c}no part of the mole is out of true\u{201d}.\n\nThe yard was paid ~~with a loan~~ in cash. It sold 22 boats.\n";
const REGISTER: &str = "Entered for 2018: the yard at Veldra sold 22 boats to the navy.\n";

/// A draft in which something of everything stands.
const DRAFT: &str = "# The mole\n\nIn March 2019 a storm cracked the mole at Sarn. The Harbour Office had paid 40 million crowns for it in 2011.\n\n## Boats\n\nIn 2018 the navy bought 23 boats from the yard at Veldra, the register says. The year after, 112 of its 340 workers were sent home. It is a pity.\n\nThe minister took a bribe from the yard.\n";
const PRINTED: &str = "The yard at Veldra sold 22 boats to the navy in 2018.\n";

fn passage(words: &str, key: &str, value: &str) -> String {
    format!("\n[[passage]]\nwords = \"{words}\"\n{key} = \"{value}\"\n")
}

fn correction(on: &str, claim: &str, because: &str) -> String {
    format!("\n[[correction]]\non = {on}\nclaim = \"{claim}\"\nbecause = \"{because}\"\n")
}

fn evidence(source: &str, quote: &str, more: &str) -> String {
    format!("\n[[evidence]]\nsource = \"{source}\"\nquote = \"{quote}\"\norigin = \"{source}\"\n{more}")
}

/// Three claims on two texts, a draft, a printed story, and one whose text is elsewhere.
pub fn project() -> Sandbox {
    let draft_record = "title = \"The mole\"\nlanguage = \"en\"\n".to_owned()
        + &passage("In March 2019 a storm cracked the mole at Sarn.", "claim", "mole-cracked")
        + &passage(
            "The Harbour Office had paid 40 million crowns for it in 2011.",
            "because",
            "the Office's yearbook",
        )
        + &passage("In 2018 the navy bought 22 boats from the yard at Veldra", "claim", "boats-sold")
        + &passage("The minister took a bribe from the yard.", "claim", "rumour")
        + &passage("Nobody slept that night in the tower.", "claim", "mole-cracked");
    let printed_record = format!(
        "title = \"Boats for the navy\"\npublished = 2019-05-01\nurl = \"https://gazette.example/boats\"\n\n[text]\nsha256 = \"{}\"\n",
        sha256(PRINTED.as_bytes())
    ) + &passage(
        "The yard at Veldra sold 22 boats to the navy in 2018.",
        "claim",
        "boats-sold",
    ) + &correction("2019-06-02", "boats-sold", "We wrote 24 boats. It sold 22.")
        + &correction("2020-01-10", "mole-cracked", "Only the Sarn Mail says so.");
    let lost_record = "title = \"An old story\"\npublished = 2018-02-03\n".to_owned()
        + &passage("The yard sold boats.", "claim", "boats-sold")
        + &correction("2019-12-24", "boats-sold", "The navy bought them.");
    let claims = [
        (
            "mole-cracked",
            "statement = \"The mole at Sarn cracked in the storm of March 2019.\"\nstatus = \"unsubstantiated\"\nsubjects = [\"Harbour Office\"]\n".to_owned()
                + &evidence("mail", "The mole at Sarn cracked in the storm of March 2019", "knows = \"its reporter saw it\"\n")
                + &evidence("mail", "no part of the mole is out of true", "stance = \"denies\"\n"),
        ),
        (
            "boats-sold",
            "statement = \"The yard at Veldra sold 22 boats to the navy in 2018.\"\nstatus = \"documented\"\nsubjects = [\"Veldra Yard\"]\nrationale = \"The register has it.\"\n".to_owned()
                + &evidence("register", "the yard at Veldra sold 22 boats to the navy", "knows = \"every sale is entered\"\n")
                + &evidence("mail", "It sold 23 boats", ""),
        ),
        ("rumour", "statement = \"The minister took a bribe from the yard.\"\nstatus = \"unsubstantiated\"\n".to_owned()),
    ];
    let sandbox = Sandbox::empty()
        .file("grounds.toml", "[export]\nurl = \"https://gazette.example/claim/\"\nauthor = \"The Gazette\"\nauthor_url = \"https://gazette.example\"\n")
        .file("sources/mail.toml", record_of(MAIL))
        .file("sources/mail.md", MAIL)
        .file("sources/register.toml", record_of(REGISTER).replace("news-report", "official-record"))
        .file("sources/register.txt", REGISTER)
        .file("stories/the-mole.md", DRAFT)
        .file("stories/the-mole.toml", draft_record)
        .file("stories/boats.txt", PRINTED)
        .file("stories/boats.toml", printed_record)
        .file("stories/lost.toml", lost_record);
    claims.into_iter().fold(sandbox, |sandbox, (id, claim)| sandbox.file(&format!("claims/{id}.toml"), claim))
}

/// The pages of the dashboard of a project, by their paths.
fn pages(sandbox: &Sandbox, args: &[&str]) -> BTreeMap<String, String> {
    let run = sandbox.run(&[&["report", "--out", "site"], args].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let files = files(&sandbox.path().join("site")).into_iter().filter(|(path, _)| is_page(path));
    files.map(|(path, content)| (path, String::from_utf8(content).unwrap())).collect()
}

/// A page as it is read, without markup; `⟨` and `⟩` stand around notes.
fn read(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let main = main.split("<script").next().unwrap();
    let noted = main.replace("<span class=\"note ", "⟨<span class=\"").replace("</p>", "\n</p>");
    let text: String =
        noted.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    let text = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_story_is_shown_with_what_is_noted_beside_it() {
    let pages = pages(&project(), &[]);
    let shown = read(&pages["story/the-mole.html"]);
    let expected = "The mole
the-mole
Draft
";
    assert!(shown.contains(expected.trim()), "{shown}");
    let text = shown.split("to be put right\n").nth(1).unwrap();
    let expected = "In March 2019 a storm cracked the mole at Sarn.note 1⟨Back to the words of note 1The mole at Sarn cracked in the storm of March 2019. unsubstantiated: may be printed as an allegation by Gazette, not verified, with the denialStated flatly. Say who alleges it (\"according to ...\"), or that it is not confirmed. The Harbour Office had paid 40 million crowns for it in 2011.note 2⟨Back to the words of note 2Needs no claim: the Office's yearbook
Boats
In 2018 the navy bought 23 boats from the yard at Veldranote 3, the register says.⟨Back to the words of note 3The yard at Veldra sold 22 boats to the navy in 2018. documented: may be printed as a factChanged since it was linked; check again. It was: \u{201c}In 2018 the navy bought 22 boats from the yard at Veldra\u{201d}\"23\" is not in the claim, which says \"22\". Write what the claim says; or link these words to the claim that has it, with a [[passage]] of their own. The year after, 112 of its 340 workers were sent home.note 4⟨Back to the words of note 4To check: no claim is linked It is a pity.
The minister took a bribe from the yard.note 5⟨Back to the words of note 5The minister took a bribe from the yard. unsubstantiated: may not be printedTake the words out, or find evidence that the claim can be printed on.
No longer in the text
Nobody slept that night in the tower.
The mole at Sarn cracked in the storm of March 2019. may be printed as an allegation by Gazette, not verified, with the denial";
    assert_eq!(text, expected);
    let tally: Vec<&str> =
        shown.lines().skip_while(|line| *line != "To check5 of 6 sentences").take(6).collect();
    let expected = [
        "To check5 of 6 sentences",
        "Covered4",
        "Left1",
        "May be printed as they stand0",
        "Say more than their claims3",
        "Changed since they were linked1",
    ];
    assert_eq!(tally, expected, "{shown}");
    // How each passage is drawn, and one that is not in the text.
    let page = &pages["story/the-mole.html"];
    for drawn in [
        "<span class=\"says against\">In March 2019 a storm cracked the mole at Sarn.</span>",
        "<span class=\"says excused\">The Harbour Office had paid",
        "<span class=\"says open\">The year after,",
    ] {
        assert!(page.contains(drawn), "{drawn}");
    }
    assert!(pages["story/boats.html"].contains("<span class=\"says right\">The yard at Veldra"));
    let lost = read(&pages["story/lost.html"]);
    assert!(
        lost.contains("The text of this story is not here.") && lost.contains("The yard sold boats."),
        "{lost}"
    );
}

#[test]
fn the_front_page_lists_stories_and_leads_to_corrections_only_if_there_are_some() {
    let sandbox = project();
    let pages = pages(&sandbox, &[]);
    let front = read(&pages["index.html"]);
    let list = "Stories\nStoryCoveredLeftMay be printed\nThe moledraft4 of 510\nBoats for the navypublished 2019-05-011 of 101\nAn old storypublished 2018-02-03its text is not here\n3 corrections";
    assert!(front.contains(list), "{front}");
    let corrections = read(&pages["corrections.html"]);
    let days: Vec<_> = corrections.lines().filter(|line| line.starts_with("20")).collect();
    assert_eq!(
        days,
        ["2020-01-10 Boats for the navy", "2019-12-24 An old story", "2019-06-02 Boats for the navy"]
    );
    assert!(corrections.contains("Only the Sarn Mail says so.\nThe mole at Sarn cracked"), "{corrections}");
    // Without stories none of it is there; an outdated page goes.
    for story in ["the-mole.md", "the-mole.toml", "boats.txt", "boats.toml", "lost.toml"] {
        std::fs::remove_file(sandbox.path().join("stories").join(story)).unwrap();
    }
    let pages = self::pages(&sandbox, &[]);
    assert!(!pages["index.html"].contains("tories"), "{}", pages["index.html"]);
    assert!(
        pages.keys().all(|path| !path.contains("stor") && !path.contains("correction")),
        "{:?}",
        pages.keys()
    );
    assert!(!pages["claim/boats-sold.html"].contains("tories"));
}

#[test]
fn of_a_record_that_cannot_be_read_nothing_is_made_up() {
    let record = "title = \"The storm\"\npublished = 2019-04-01\n<<<<<<< here\n";
    let sandbox =
        project().file("stories/storm.toml", record).file("stories/storm.txt", "It came in 2019.\n");
    let pages = pages(&sandbox, &[]);
    let shown = read(&pages["story/storm.html"]);
    assert!(shown.contains("Its record cannot be read in full"), "{shown}");
    assert!(!shown.contains("Draft") && !shown.contains("is not here"), "{shown}");
    assert!(read(&pages["stories.html"]).contains("its record cannot be read"), "{}", pages["stories.html"]);
}

#[test]
fn claims_stories_and_words_lead_to_each_other() {
    let sandbox = project();
    let pages = pages(&sandbox, &[]);
    for (page, link) in [
        ("claim/mole-cracked.html", "href=\"../story/the-mole.html#n1\""),
        ("story/the-mole.html", "href=\"../claim/mole-cracked.html\""),
        ("claim/mole-cracked.html", "href=\"../text/mail.html#q.mole-cracked.2\""),
        ("text/mail.html", "href=\"../claim/mole-cracked.html\""),
        ("source/mail.html", "href=\"../text/mail.html\""),
        ("text/mail.html", "href=\"../source/mail.html\""),
        ("index.html", "href=\"corrections.html\""),
        ("source/mail.html", "href=\"../claim/mole-cracked.html#e1\""),
        ("claim/boats-sold.html", "href=\"../story/lost.html#u1\""),
    ] {
        assert!(pages[page].contains(link), "{page}: {link}");
    }
    let mut inside = 0;
    for (path, page) in &pages {
        for link in page.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let (target, place) = link.split_once('#').unwrap_or((link, ""));
            if target.starts_with("https://") || target.ends_with("claims.html") || place.is_empty() {
                continue;
            }
            let target = target.strip_prefix("../").unwrap_or(target);
            let target = if target.is_empty() { page } else { &pages[target] };
            assert_eq!(target.matches(&format!(" id=\"{place}\"")).count(), 1, "{path}: {link}");
            inside += 1;
        }
    }
    assert!(inside > 30, "{inside}");
    // The same in a single file, where every place has a name of its own.
    assert_eq!(sandbox.run(&["report", "--single-file", "all.html"]).code, Some(0));
    let page = std::fs::read_to_string(sandbox.path().join("all.html")).unwrap();
    for link in page.split(" href=\"#").skip(1).map(|rest| rest.split(['"', '?']).next().unwrap()) {
        let is_there = link.is_empty() || page.matches(&format!(" id=\"{link}\"")).count() == 1;
        assert!(is_there, "{link} leads nowhere");
    }
    assert!(
        page.contains("href=\"#story/the-mole.n1\"") && page.contains("href=\"#text/mail.q.mole-cracked.2\"")
    );
}

#[test]
fn the_words_of_a_source_are_shown_with_the_claims_drawn_from_them() {
    let pages = pages(&project(), &[]);
    let shown = read(&pages["text/mail.html"]);
    let expected = "mail
Gazette, 2020-01-01, mail
2 claims quote these words.
The text
Storm tears at the mole
The mole at Sarn cracked in the storm of March 2019note 1, this paper found.⟨Back to the words of note 1supports The mole at Sarn cracked in the storm of March 2019. unsubstantiated The Harbour Office said that \u{201c}no part of the mole is out of truenote 2\u{201d}.⟨Back to the words of note 2denies mole-cracked unsubstantiated
The yard was paid with a loan in cash. It sold 22 boatsnote 3.⟨Back to the words of note 3supports The yard at Veldra sold 22 boats to the navy in 2018. documentedThe claim quotes it in other words (altered).";
    assert_eq!(shown, expected);
    assert!(pages["text/mail.html"].contains("paid <s>with a loan</s> in cash"));
}

/// A text that is not ours to publish is in no page, wherever it lies.
#[test]
fn a_private_text_is_in_no_page() {
    let secret = "Nobody is to read this line of it. The gauge stood at nine feet on Monday. Nor this one, which is as private.\n";
    let claim = "statement = \"The gauge stood at nine feet.\"\nstatus = \"unsubstantiated\"\n".to_owned()
        + &evidence("log", "The gauge stood at nine feet on Monday", "");
    let with = |record: &str| project().file("sources/log.toml", record).file("claims/gauge.toml", &claim);
    let record = record_of(secret);
    let told = |sandbox: &Sandbox, args: &[&str]| {
        let pages = pages(sandbox, args);
        let told = pages
            .iter()
            .filter(|(_, page)| page.contains("as private") || page.contains("Nobody is to read"));
        let told = told.map(|(path, _)| path.clone()).collect::<Vec<_>>();
        (told, pages.contains_key("text/log.html"))
    };
    // It lies in the folder of texts, alone or besides.
    let away = tempfile::tempdir().unwrap();
    std::fs::write(away.path().join("log.txt"), secret).unwrap();
    let folder = ["--texts", away.path().to_str().unwrap()];
    assert_eq!(told(&with(&record), &folder), (vec![], false));
    let both = with(&record).file("sources/log.txt", secret);
    assert_eq!(told(&both, &folder), (vec![], false));
    // Readers cannot look the document up, or it is another text than the record says.
    for access in ["unpublished", "withheld", "leaked", "lost"] {
        let closed = record.replace("\n[text]", &format!("access = \"{access}\"\n\n[text]"));
        assert_eq!(told(&with(&closed).file("sources/log.txt", secret), &[]), (vec![], false), "{access}");
    }
    let other = with(&record).file("sources/log.txt", secret.replace("nine", "ten"));
    assert_eq!(told(&other, &[]), (vec![], false));
    // It lies beside its record, and there alone.
    let beside = with(&record).file("sources/log.txt", secret);
    assert_eq!(told(&beside, &[]), (vec!["text/log.html".to_owned()], true));
}

#[test]
fn a_printed_story_says_what_correction_it_owes() {
    let retracted = record_of(REGISTER)
        .replace("\n[text]", "\n[retracted]\non = 2026-11-19\nbecause = \"A slip.\"\n\n[text]");
    let pages = pages(&project().file("sources/register.toml", retracted), &[]);
    let owed = "A correction is owed for `boats-sold`: the source `register` was retracted on 2026-11-19.";
    assert!(read(&pages["story/boats.html"]).contains(owed), "{}", read(&pages["story/boats.html"]));
    assert!(read(&pages["index.html"]).contains("Boats for the navypublished 2019-05-01, 1 correction owed"));
    assert!(!read(&pages["story/the-mole.html"]).contains("is owed"), "a draft owes nothing");
}

#[test]
fn passages_within_each_other_have_notes_of_their_own() {
    let words = "The yard sold 22 boats in 2018, and the mole cracked in March 2019.";
    let record = "title = \"x\"\n".to_owned()
        + &passage(words, "because", "the town's chronicle")
        + &passage("the mole cracked in March 2019", "claim", "mole-cracked");
    let sandbox = project().file("stories/both.txt", words).file("stories/both.toml", record);
    let pages = pages(&sandbox, &[]);
    let page = &pages["story/both.html"];
    let drawn = "<span class=\"says excused\">The yard sold 22 boats in 2018, and </span><span id=\"w2\"></span><span class=\"says against\">the mole";
    assert!(page.contains(drawn), "{page}");
    let shown = read(page);
    let outer = "⟨Back to the words of note 1Needs no claim: the town's chronicle⟨Back";
    assert!(shown.contains(outer) && shown.contains("Stated flatly."), "{shown}");
}

#[test]
fn corrections_are_told_to_programs() {
    let pages = pages(&project(), &[]);
    let page = &pages["story/boats.html"];
    let written = page.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let article: Value = serde_json::from_str(written.split("</script>").next().unwrap()).unwrap();
    let expected = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": "https://gazette.example/boats",
        "url": "https://gazette.example/boats",
        "headline": "Boats for the navy",
        "datePublished": "2019-05-01",
        "publisher": { "@type": "Organization", "name": "The Gazette", "url": "https://gazette.example" },
        "correction": [
            { "@type": "CorrectionComment", "text": "Only the Sarn Mail says so.", "datePublished": "2020-01-10" },
            { "@type": "CorrectionComment", "text": "We wrote 24 boats. It sold 22.", "datePublished": "2019-06-02" }
        ]
    });
    assert_eq!(article, expected);
    assert_in_vocabulary(&vocabulary(), &article);
    assert!(!pages["story/the-mole.html"].contains("ld+json"), "a draft was not printed");
}

#[test]
fn nothing_in_a_story_is_more_than_text() {
    let hostile = "</script><img src=x onerror=alert(1)> \u{202e}kcab\u{202c} \" ' {{ 7 * 7 }} & \u{0}";
    let hostile = hostile.trim_end_matches('\u{0}');
    let quoted = hostile.replace('"', "\\\"");
    let text =
        format!("The yard sold 22 boats to {hostile} in 2018. The mole cracked in 2019, {hostile} said.\n");
    let record = format!(
        "title = \"{quoted}\"\npublished = 2019-05-01\nurl = \"javascript:alert(1)\"\nlanguage = \"{quoted}\"\n\n[[passage]]\nwords = \"The yard sold 22 boats\"\nbecause = \"{quoted}\"\n\n[[passage]]\nwords = \"The mole cracked in 2019\"\nclaim = \"{quoted}\"\n\n[[correction]]\non = 2019-06-02\nclaim = \"{quoted}\"\nbecause = \"{quoted}\"\nurl = \"javascript:alert(1)\"\n"
    );
    let source = format!("It is said that {hostile} was there at noon on Monday. And so on.\n");
    let sandbox = project()
        .file("stories/bad.txt", &text)
        .file("stories/bad.toml", record)
        .source("bad", &source)
        .claim("noon", "bad", "\"was there at noon on Monday\"");
    let pages = pages(&sandbox, &[]);
    for path in ["story/bad.html", "text/bad.html", "corrections.html", "stories.html", "index.html"] {
        let page = &pages[path];
        assert!(page.contains("\\u{202e}kcab"), "{path}");
        for wrong in ["<img", "\u{202e}", "href=\"javascript", "49", "onerror=alert(1)>"] {
            assert!(!page.contains(wrong), "{path}: {wrong}");
        }
        assert_eq!(page.matches("<script").count(), page.matches("</script>").count(), "{path}");
    }
    let written = pages["story/bad.html"].split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let article: Value = serde_json::from_str(written.split("</script>").next().unwrap()).unwrap();
    assert_eq!((&article["headline"], article.get("url")), (&Value::from(hostile.trim()), None));
    assert_in_vocabulary(&vocabulary(), &article);
}

/// A book is no page: what is quoted is shown with what stands around it.
#[test]
fn a_long_text_makes_no_long_page() {
    let chapter = |nth: usize| {
        format!(
            "In chapter {nth} the tide came over the mole at noon, as it had done before.\n\nAnd nothing else is told of the town in it, however long it goes on about the weather.\n\n"
        )
    };
    let book: String = (0..20_000).map(chapter).collect();
    let sandbox = (0..800).fold(project().source("book", &book), |sandbox, nth| {
        let quote = format!("\"In chapter {} the tide came over the mole at noon\"", nth * 25);
        sandbox.claim(&format!("tide-{nth}"), "book", &quote)
    });
    let pages = pages(&sandbox, &[]);
    let page = &pages["text/book.html"];
    assert!(book.len() > 3_000_000 && page.len() < 1_000_000, "{} bytes", page.len());
    assert!(page.contains("The text is long") && page.contains("300 more passages are quoted from it."));
    assert_eq!(page.matches("role=\"note\"").count(), 500);
}

use super::*;
use crate::text::fold::Markup;

/// The hedge around what stands in braces, its parts one after the other, and what it does.
fn of(language: Option<&str>, text: &str) -> Option<(String, Force, At)> {
    let (mut plain, mut parts, mut start) = (String::new(), Vec::new(), 0);
    for c in text.chars() {
        match c {
            '{' => start = plain.len(),
            '}' => parts.push(Span::new(start, plain.len())),
            c => plain.push(c),
        }
    }
    let folded = Folded::text(&plain, Markup::Plain);
    let parts: Vec<_> = parts.into_iter().map(|part| folded.folded(part)).collect();
    outside(&folded, &parts, language).map(|hedge| (hedge.word, hedge.force, hedge.at))
}

fn word(text: &str) -> Option<String> {
    of(None, text).map(|(word, ..)| word)
}

#[test]
fn negations_and_hedges_of_three_languages_are_seen_before_a_quote() {
    for (before, expected) in [
        ("It was not true that", "not"),
        ("It wasn't the case that", "wasn't"),
        ("Reportedly,", "reportedly"),
        ("Не верно, что", "не"),
        ("Якобы", "якобы"),
        ("Ён ніколі", "ніколі"),
    ] {
        assert_eq!(word(&format!("{before} {{the boats}} and left.")).as_deref(), Some(expected));
    }
    for before in ["On 4 May the minister noted that", "нота и нетто", "A knot, a note:", "Ship No. 5 and"]
    {
        assert_eq!(word(&format!("{before} {{the boats}}.")), None, "{before}");
    }
}

#[test]
fn an_ellipsis_may_leave_out_a_sentence_but_not_a_not() {
    let elided = |text: &str| of(None, text).map(|(_, force, at)| (force, at));
    let hidden = Some((Force::Negates, At::Ellipsis));
    assert_eq!(elided("{The firm} did not, it said, {sell the boats.}"), hidden);
    assert_eq!(elided("{The firm} hardly ever {sold boats.}"), hidden);
    assert_eq!(elided("{Ten boats were sold.} The crew was not paid. It left. {The army came.}"), None);
    assert_eq!(
        elided("{Ten boats were sold} in May. The crew was not paid. It is said that no {army came.}"),
        hidden
    );
    assert_eq!(elided("{The ship in} port No. 5 {was sold.}"), None);
    assert_eq!(elided("{The boats were sold}? No. {The army came.}"), Some((Force::Asks, At::Ellipsis)));
    assert_eq!(
        elided("{The yard sells boats}, unless the board objects, {to all.}"),
        Some((Force::Limits, At::Ellipsis))
    );
}

#[test]
fn after_a_quote_only_what_takes_it_back_counts() {
    for (after, expected) in [
        ("is not true.", "not true"),
        ("was not the case.", "not the case"),
        ("is untrue, the ministry said", "untrue"),
        (", reportedly.", "reportedly"),
        ("- это неправда", "неправда"),
        ("to Veldra did not take place.", "not"),
    ] {
        assert_eq!(word(&format!("That {{the boats}} {after}")).as_deref(), Some(expected), "{after}");
    }
    for after in ["and that no more were ordered", "even if the weather holds", ", so the crew was not paid"]
    {
        assert_eq!(word(&format!("That {{the boats}} {after}")), None, "{after}");
    }
}

#[test]
fn verbs_deny_and_rumours_leave_open() {
    for (text, expected) in [
        ("The ministry rejects the claim that {the yard sold boats}.", ("rejects", Force::Denies)),
        ("The yard failed to {deliver forty boats}.", ("failed to", Force::Denies)),
        ("{The yard sold boats}, according to a rumour.", ("rumour", Force::Weakens)),
        ("{The yard sold boats}, which is untrue.", ("untrue", Force::Denies)),
    ] {
        let found = of(Some("en"), text).map(|(word, force, _)| (word, force));
        assert_eq!(found, Some((expected.0.to_owned(), expected.1)), "{text}");
    }
    for text in
        ["The yard refused to pay: {the boats had leaked}.", "{The yard sold boats}. A rumour says more."]
    {
        assert_eq!(of(Some("en"), text), None, "{text}");
    }
}

#[test]
fn each_language_builds_its_sentences() {
    for (language, text, expected) in [
        ("de", "Eine Lösung zeichnet sich {im Streit um die Werft} nicht ab.", "nicht"),
        ("de", "{Boote für die Marine} gab es nicht.", "nicht"),
        ("de", "Die Werft wies Berichte zurück, {sie habe Boote verkauft}.", "wies"),
        ("fr", "Le chantier n'{a pas vendu de bateaux}.", "n'"),
        ("fr", "Le chantier {ne vend} pas de bateaux.", "pas"),
        ("ar", "وليس {هناك أي قارب في الميناء}.", "وليس"),
        ("uk", "У порту нема {жодного катера}.", "нема"),
        ("pl", "Stocznia nie ma {żadnych łodzi}.", "nie"),
        ("es", "Ningún {barco salió del puerto}.", "ningún"),
        ("it", "Nessun'{altra nave lasciò il porto}.", "nessun"),
        ("pt", "Nem {um barco saiu do porto}.", "nem"),
    ] {
        assert_eq!(of(Some(language), text).map(|(word, ..)| word).as_deref(), Some(expected), "{text}");
    }
    // "Ne" is a pronoun in Italian, and nobody here reads Swedish.
    assert_eq!(of(Some("it"), "Il cantiere ne {ha vendute quaranta}."), None);
    assert_eq!(of(Some("sv"), "Varvet har not {not not not not}."), None);
}

#[test]
fn either_leaves_it_open() {
    let force = |text| of(Some("en"), text).map(|(word, force, _)| (word, force));
    let open = Some(("either".to_owned(), Force::Weakens));
    assert_eq!(force("Either {the yard sold boats}, or the register is wrong."), open);
    assert_eq!(force("It was found that either {the yard sold boats} or the port did."), open);
    for text in [
        "Either way {the yard sold boats}.",
        "On either side {the yard sold boats}.",
        "It sold either boat when {the yard sold boats}.",
    ] {
        assert_eq!(force(text), None, "{text}");
    }
}

#[test]
fn a_question_states_nothing() {
    let force = |text| of(Some("en"), text).map(|(_, force, _)| force);
    assert_eq!(force("Was it true that {the yard sold boats}?"), Some(Force::Asks));
    assert_eq!(force("\"Did {the yard sell boats}?\" she asked."), None);
    assert_eq!(force("\"Did {the yard sell boats}?\""), Some(Force::Asks));
    assert_eq!(force("Was it true that {the yard sold boats?}"), None);
    assert_eq!(force("{The yard sold boats}, and he asked: \"To whom?\""), None);
    assert_eq!(of(Some("ar"), "هل {باع المصنع القوارب}؟ لا.").map(|(_, force, _)| force), Some(Force::Asks));
}

#[test]
fn the_first_lines_may_speak_of_the_whole_text() {
    let at = |text: &str| of(Some("en"), text).map(|(word, _, at)| (word, at));
    let told = |word: &str| Some((word.to_owned(), At::Top));
    let rest = "It rained.\n\nIn May it was dry. {The yard sold boats.}";
    assert_eq!(at(&format!("RETRACTED on 3 June 2021\n\n{rest}")), told("retracted"));
    assert_eq!(at(&format!("Sarn Mail\n\nDRAFT - for talks\n\n{rest}")), told("draft"));
    let said = "This article has been withdrawn";
    assert_eq!(at(&format!("{said} by the editors.\n\n{rest}")), told(&said.to_lowercase()));
    assert_eq!(at(&format!("Satire\n\n{rest}")), told("satire"));
    for first in ["Correction: the day was wrong.", "Sarn retreats", "The mail was withdrawn from the yard."]
    {
        assert_eq!(at(&format!("{first}\n\n{rest}")), None, "{first}");
    }
    assert_eq!(at("The draft is old.\n\n{The yard sold boats.}"), None);
}

#[test]
fn what_was_published_and_taken_back_is_no_fact() {
    for before in [
        "An earlier version of this page said that",
        "This article originally stated that",
        "The office withdraws its entry that",
        "Had",
    ] {
        let found = of(Some("en"), &format!("{before} {{the yard sold boats, it would have been rich}}."));
        assert!(found.is_some(), "{before}");
    }
}

#[test]
fn a_sentence_may_speak_of_the_next() {
    let at = |text| of(Some("en"), text);
    let denied = Some(("untrue".to_owned(), Force::Denies, At::SentenceBefore));
    assert_eq!(at("It rained. The following is untrue. {The yard sold boats.}"), denied);
    assert_eq!(at("These claims are untrue:\n\n{The yard sold boats.}"), denied);
    assert_eq!(at("The report is untrue. {The yard sold boats.}"), None);
    let forged = Some(("forged".to_owned(), Force::Denies, At::SentenceBefore));
    assert_eq!(at("The forged entry reads as follows. {The yard sold boats.}"), forged);
    assert_eq!(at("The entry reads as follows. {The yard sold boats.}"), None);
    assert_eq!(at("The following claim is old. {The yard sold boats.}"), None);
}

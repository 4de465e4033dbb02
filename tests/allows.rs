//! Comments that silence what can only be judged where the text is.

use crate::sandbox::Sandbox;

#[test]
fn a_comment_that_is_of_use_with_the_text_is_not_unused_without_it() {
    let text = "The tide at Veldra\n\nThe tide at Veldra came late, and the board was told so.\n";
    let claim = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n\n[[evidence]]\nsource = \"tide\"\n\
                 # grounds: allow(quote-sheds-hedge) because the board was told\n\
                 # grounds: allow(quote-is-title) because the headline is what was disputed\n\
                 quote = \"The tide at Veldra came late\"\n";
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    let record = format!(
        "publisher = \"Gazette\"\nkind = \"news-report\"\npublished = 2020-01-01\n\n[text]\nsha256 = \"{sha256}\"\n"
    );
    let without = Sandbox::new().file("claims/c.toml", claim).file("sources/tide.toml", &record);
    let run = without.run(&["check", "--format", "concise"]);
    assert!(!run.stdout.contains("unused-allow"), "{}", run.stdout);
    let with = without.file("sources/tide.txt", text);
    let run = with.run(&["check", "--format", "concise"]);
    assert_eq!(run.stdout.matches("[unused-allow]").count(), 2, "{}", run.stdout);
}

//! The status card: a picture in SVG and a snippet of HTML, both without script, to be put into pages elsewhere.

use super::parts::day_in_words;
use crate::render::escape;
use crate::report::site::tags::Facet;
use crate::report::site::{Site, glossary};
use crate::report::words::counted;
use std::io::{self, Write};

/// In units of the drawing.
const WIDTH: usize = 460;
const HEIGHT: usize = 190;
const LEFT: usize = 20;
const BAR: usize = WIDTH - 2 * LEFT;
/// The most letters of the title.
const LONGEST_TITLE: usize = 44;
const COLOURS: [&str; 4] = ["#0b4f5c", "#5a9aa5", "#cfc8b8", "#ffffff"];

/// What the card says.
pub(super) fn in_words(site: &Site) -> String {
    let all = site.totals().with_status;
    let told = site.verified();
    let answers = glossary::answers();
    let answers = answers.map(|(_, name, _)| format!("{} {name}", site.tags.count(Facet::Print, name)));
    format!(
        "{}: {}, of which may be printed: {}. {} of {} verified. As of {}.",
        site.title,
        counted(all, "claim"),
        answers.join(", "),
        told.stand,
        counted(told.quotes, "quote"),
        day_in_words(site.today())
    )
}

/// What somebody puts into a page of theirs.
pub(super) fn embed(site: &Site) -> String {
    let address = site.pages_at().unwrap_or_else(|| "https://...".to_owned());
    format!(
        "<a href=\"{address}\"><img src=\"{address}card.svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" alt=\"{}\"></a>",
        escape::html(&in_words(site))
    )
}

/// Writes the picture.
pub(super) fn svg(site: &Site, out: &mut dyn Write) -> io::Result<()> {
    let all = site.totals().with_status.max(1);
    let told = site.verified();
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" role=\"img\" font-family=\"system-ui, 'Noto Sans', sans-serif\" font-size=\"14\" fill=\"#1c1e21\">\n\
         <title>{}</title>\n\
         <rect x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" fill=\"#fbfaf7\" stroke=\"#d9d5cb\"/>\n\
         <text x=\"{LEFT}\" y=\"32\" font-family=\"Georgia, 'Noto Serif', serif\" font-size=\"18\" font-weight=\"600\">{}</text>",
        escape::xml(&in_words(site)),
        WIDTH - 1,
        HEIGHT - 1,
        escape::xml(&shortened(&site.title)),
    )?;
    let mut x = LEFT;
    for (at, ((_, name, _), colour)) in glossary::answers().into_iter().zip(COLOURS).enumerate() {
        let count = site.tags.count(Facet::Print, name);
        let width = count * BAR / all;
        let y = 82 + at * 21;
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"46\" width=\"{width}\" height=\"14\" fill=\"{colour}\"/>\n\
             <rect x=\"{}\" y=\"{}\" width=\"11\" height=\"11\" fill=\"{colour}\" stroke=\"#575b60\"/>\n\
             <text x=\"{}\" y=\"{y}\" text-anchor=\"end\">{count}</text>\n\
             <text x=\"{}\" y=\"{y}\">{name}</text>",
            LEFT,
            y - 10,
            LEFT + 62,
            LEFT + 72,
        )?;
        x += width;
    }
    writeln!(
        out,
        "<rect x=\"{LEFT}\" y=\"46\" width=\"{BAR}\" height=\"14\" fill=\"none\" stroke=\"#575b60\"/>\n\
         <text x=\"{LEFT}\" y=\"{}\" font-size=\"12\" fill=\"#575b60\">{} of {} verified. As of {}.</text>\n</svg>",
        HEIGHT - 14,
        told.stand,
        counted(told.quotes, "quote"),
        day_in_words(site.today())
    )
}

/// As much of a title as the card has room for.
fn shortened(title: &str) -> String {
    let mut letters = title.chars();
    let begun: String = letters.by_ref().take(LONGEST_TITLE).collect();
    if letters.next().is_some() { begun + "…" } else { begun }
}

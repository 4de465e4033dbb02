//! How an altered quote is told: the headline, and what is marked in the quote and in the article.

use crate::sandbox::{Sandbox, today};
use grounds::corpus::Corpus;
use grounds::diagnostic::{Diagnostic, Label};
use grounds::fileset::FileSet;
use grounds::project::Project;
use grounds::rules::{self, Context};
use std::fmt::Write;

pub const ARTICLE: &str = "\
The boats of Northyard

The harbour office, they say, \"never saw the boats.\"

Veldra, however, has little to offer to Northyard in terms of modern boats. Its yards inherited a great deal of iron \
from the old company, but have next to nothing to build with. In the early 1990s, the yards even had to ask the \
Norwegians, and maybe not only them, for planks. Boats of this kind are the most basic ones for a country with two \
coasts. Nobody would call it a fleet.

On 14 February, the Harbour Gazette wrote that 700 boats had been sold for \"Konkurs\", a firm in Minsk. It is \
unlikely that the ministry knew about them. No proof was ever publicly presented. Such deals, however, make perfect \
sense, because the yard still keeps its wood. The deal was with any of the three black-listed firms.

Wherever they went, the boats were blue and the sails were red, as the pilots said, and the crews had been paid.

A last paragraph tells of an indirect participant, the web-site of non-state actors, and of 12 sailors and 9 cooks.
";

/// Quote; headline (`x` is the source); marks in the quote; marks in the article.
type Row = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const TABLE: &[Row] = &[
    // The last word stands further on as well, but in the next sentence.
    ("the yard still keeps its firms",
     "this quote does not match `x`",
     "its {firms}: not the source's words",
     "its {wood}.: you wrote `firms`"),
    ("as the pilots said, and the crews had been sold",
     "this quote does not match `x`",
     "been {sold}: not the source's words",
     "been {paid}.: you wrote `sold`"),
    ("with two coasts. Nobody would call it a Gazette",
     "this quote has a name that is not in `x`",
     "a {Gazette}: a name is added",
     "a {fleet}.: you wrote `Gazette`"),
    ("never saw the Norwegians",
     "this quote has a name that is not in `x`",
     "the {Norwegians}: a name is added",
     "the {boats}.\": you wrote `Norwegians`"),
    ("have next to nothing to build with. the sails were red, as the pilots said",
     "this quote leaves out words that are in `x`",
     "with.{} the: 105 words are left out here",
     "with. {In the early 1990s, the yards even had to} ask: you left this out"),
    ("Veldra, however, has next to nothing to build with",
     "this quote leaves out words that are in `x`",
     "has{} next: 24 words are left out here",
     "has {little to offer to Northyard in terms of modern boats. Its yards inherited a great deal of iron from the old company, but have} next: you left this out"),
    ("to ask the Norwegians, and maybe not only them, for planks and nails. Boats of this kind",
     "this quote does not match `x`",
     "planks {and nails}.: not in the source",
     "planks{}.: you put `and nails` here"),
    ("Veldra has little to offer",
     "this quote leaves out words that are in `x`",
     "Veldra{} has: a word is left out here",
     "Veldra{, however,} has: you left this out"),
    ("Veldra has little to offer to Northyard in terms of modern boats",
     "this quote leaves out words that are in `x`",
     "Veldra{} has: a word is left out here",
     "Veldra{, however,} has: you left this out"),
    ("Such deals make perfect sense",
     "this quote leaves out words that are in `x`",
     "deals{} make: a word is left out here",
     "deals{, however,} make: you left this out"),
    ("any of the three firms",
     "this quote leaves out words that are in `x`",
     "three{} firms: a word is left out here",
     "three {black-listed} firms.: you left this out"),
    ("with any of the three firms.",
     "this quote leaves out words that are in `x`",
     "three{} firms.: a word is left out here",
     "three {black-listed} firms.: you left this out"),
    ("have next to nothing to build with. Boats of this kind are the most basic ones",
     "this quote leaves out words that are in `x`",
     "with.{} Boats: 19 words are left out here",
     "with. {In the early 1990s, the yards even had to ask the Norwegians, and maybe not only them, for planks.} Boats: you left this out"),
    ("Its yards inherited a great deal of iron from the old company, but have next to nothing to build with. Nobody would call it a fleet.",
     "this quote leaves out words that are in `x`",
     "with.{} Nobody: 34 words are left out here",
     "with. {In the early 1990s, the yards even had to ask the Norwegians, and maybe not only them, for planks. Boats of this kind are the most basic ones for a country with two coasts.} Nobody: you left this out"),
    ("Veldra, however, has little to offer to Northyard in terms of modern boats. Nobody would call it a fleet.",
     "this quote leaves out words that are in `x`",
     "boats.{} Nobody: 54 words are left out here",
     "boats. {Its yards inherited a great deal of iron from the old company, but have next to nothing to build with. In the early 1990s, the yards even had to ask the Norwegians, and maybe not only them, for planks. Boats of this kind are the most basic ones for a country with two coasts.} Nobody: you left this out"),
    ("have next to nothing to build with. Wherever they went, the boats were blue",
     "this quote leaves out words that are in `x`",
     "with.{} Wherever: 97 words are left out here",
     "with. {In the early 1990s, the yards even had to ask the Norwegians, and maybe not only them, for planks. Boats of this kind are the most basic ones for a country with two coasts. Nobody would call it a fleet.\n\nOn 14 February, the Harbour Gazette wrote that 700 boats had been sold for \"Konkurs\", a firm in Minsk. It is unlikely that the ministry knew about them. No proof was ever publicly presented. Such deals, however, make perfect sense, because the yard still keeps its wood. The deal was with any of the three black-listed firms.}\n\nWherever: you left this out"),
    ("a great deal of iron from the company, but next to nothing to build",
     "this quote leaves out words that are in `x`",
     "the{} company,: a word is left out here; but{} next: a word is left out here",
     "the {old} company,: you left this out; but {have} next: you left this out"),
    ("[V]eldra, however, has little to offer",
     "the editor's brackets in this quote are not in `x`",
     "{[V]eldra},: not in the source",
     "boats.\"\n\n{Veldra},: you wrote `[V]eldra`"),
    ("[Its yards] have next to nothing to build with",
     "the editor's brackets in this quote are not in `x`",
     "{[Its yards]} have: not in the source",
     "but {}have: you put `[Its yards]` here"),
    ("sail[s] were red",
     "the editor's brackets in this quote are not in `x`",
     "{sail[s]} were: not in the source",
     "the {sails} were: you wrote `sail[s]`"),
    ("[it] is unlikely that the ministry knew",
     "the editor's brackets in this quote are not in `x`",
     "{[it]} is: not in the source",
     "Minsk. {It} is: you wrote `[it]`"),
    ("“Veldra, however, has little to offer”",
     "the quotation marks around this quote are not in `x`",
     "{“}Veldra,: not in the source; offer{”}: not in the source",
     "boats.\"\n\n{}Veldra,: you put `“` here; offer{} to: you put `”` here"),
    ("“No proof was ever publicly presented.”",
     "the quotation marks around this quote are not in `x`",
     "{“}No: not in the source; presented.{”}: not in the source",
     "them. {}No: you put `“` here; presented.{} Such: you put `”` here"),
    ("\"A last paragraph tells of an indirect participant\"",
     "the quotation marks around this quote are not in `x`",
     "{\"}A: not in the source; participant{\"}: not in the source",
     "paid.\n\n{}A: you put `\"` here; participant{},: you put `\"` here"),
    ("\"The harbour office, they say, never saw",
     "this quote changes the punctuation of `x`",
     "{\"}The: not in the source; say,{} never: punctuation is left out here",
     "Northyard\n\n{}The: you put `\"` here; say, {\"}never: you left this out"),
    ("On 14 March, the Harbour Gazette wrote",
     "a date in this quote differs from `x`",
     "14 {March},: a date differs",
     "14 {February},: you wrote `March`"),
    ("On 15 February, the Harbour Gazette wrote",
     "a number in this quote differs from `x`",
     "On {15} February,: a number differs",
     "On {14} February,: you wrote `15`"),
    ("It is likely that the ministry knew",
     "this quote leaves out a negation that is in `x`",
     "is {likely} that: a negation is left out",
     "is {unlikely} that: you wrote `likely`"),
    ("It is not unlikely that the ministry knew",
     "this quote has a negation that is not in `x`",
     "is {not} unlikely: a negation is added",
     "is{} unlikely: you put `not` here"),
    ("tells of a direct participant",
     "this quote leaves out a negation that is in `x`",
     "of {a direct} participant: a negation is left out",
     "of {an indirect} participant,: you wrote `a direct`"),
    ("of state actors, and of",
     "this quote leaves out a negation that is in `x`",
     "of{} state: a negation is left out here",
     "of {non-}state: you left this out"),
    ("the web-site of non-state actors, but of non-12 sailors",
     "this quote has a negation that is not in `x`",
     "actors, {but} of: not the source's words; of {non-}12: a negation is added",
     "actors, {and} of: you wrote `but`; of{} 12: you put `non-` here"),
    ("No proof was ever publicly presented, Such deals",
     "this quote changes the punctuation of `x`",
     "presented{,} Such: other punctuation",
     "presented{.} Such: you wrote `,`"),
    ("Such deals however, make perfect sense",
     "this quote changes the punctuation of `x`",
     "deals{} however,: punctuation is left out here",
     "deals{,} however,: you left this out"),
    ("the boats were blue, and the sails were red",
     "this quote changes the punctuation of `x`",
     "blue{,} and: not in the source",
     "blue{} and: you put `,` here"),
    ("because the yard still keeps its wood!",
     "this quote changes the punctuation of `x`",
     "wood{!}: other punctuation",
     "wood{.} The: you wrote `!`"),
    ("the boats were blue.",
     "this quote changes the punctuation of `x`",
     "blue{.}: not in the source",
     "blue{} and: you put `.` here"),
    ("boats were blue,",
     "this quote changes the punctuation of `x`",
     "blue{,}: not in the source",
     "blue{} and: you put `,` here"),
    ("wrote that boats had been sold",
     "this quote leaves out a number that is in `x`",
     "that{} boats: a number is left out here",
     "that {700} boats: you left this out"),
    ("wrote that 70 boats had been sold",
     "a number in this quote differs from `x`",
     "that {70} boats: a number differs",
     "that {700} boats: you wrote `70`"),
    ("wrote that 700 boats had been sold for 30",
     "this quote has a number that is not in `x`",
     "for {30}: a number is added",
     "for{} \"Konkurs\",: you put `30` here"),
    ("700 big boats had been sold",
     "this quote does not match `x`",
     "700 {big} boats: not in the source",
     "700{} boats: you put `big` here"),
    ("wrote that many boats had been sold",
     "this quote leaves out a number that is in `x`",
     "that {many} boats: a number is left out",
     "that {700} boats: you wrote `many`"),
    ("of 9 sailors and 12 cooks",
     "the words of this quote are in a different order in `x`",
     "of {9 sailors and 12} cooks: in a different order",
     "of {12 sailors and 9} cooks.: you wrote `9 sailors and 12`"),
    ("the blue were boats and",
     "the words of this quote are in a different order in `x`",
     "the {blue were boats} and: in a different order",
     "the {boats were blue} and: you wrote `blue were boats`"),
    ("the were boats blue",
     "the words of this quote are in a different order in `x`",
     "the {were boats} blue: in a different order",
     "the {boats were} blue: you wrote `were boats`"),
    ("No proof ever was publicly presented",
     "the words of this quote are in a different order in `x`",
     "proof {ever was} publicly: in a different order",
     "proof {was ever} publicly: you wrote `ever was`"),
    ("wrote that 700 bоats had been sold",
     "this quote has characters that only look like those of `x`",
     "700 {bоats} had: another character that looks alike",
     "700 {boats} had: you wrote `bоats` (has a Cyrillic letter)"),
    ("that 700 bоt had been sold",
     "this quote does not match `x`",
     "700 {bоt} had: not the source's words",
     "700 {boats} had: you wrote `bоt` (has a Cyrillic letter)"),
    ("proof was ever publicly shown",
     "this quote does not match `x`",
     "publicly {shown}: not the source's words",
     "publicly {presented}.: you wrote `shown`"),
    ("No proof was publicly presented",
     "this quote leaves out words that are in `x`",
     "was{} publicly: a word is left out here",
     "was {ever} publicly: you left this out"),
    ("the firm still keeps its wood",
     "this quote does not match `x`",
     "the {firm} still: not the source's words",
     "the {yard} still: you wrote `firm`"),
    ("a ship in Minsk",
     "this quote does not match `x`",
     "a {ship} in: not the source's words",
     "a {firm} in: you wrote `ship`"),
    ("a firm in Berlin",
     "a name in this quote differs from `x`",
     "in {Berlin}: a name differs",
     "in {Minsk}.: you wrote `Berlin`"),
    ("a firm in Minsk Centre.",
     "this quote has a name that is not in `x`",
     "Minsk {Centre}.: a name is added",
     "Minsk{}.: you put `Centre` here"),
    ("Nobody would call that a fleet.",
     "this quote does not match `x`",
     "call {that} a: not the source's words",
     "call {it} a: you wrote `that`"),
    ("nobody would call it a fleet",
     "this quote differs from `x` in capital letters",
     "{nobody} would: capital letters differ",
     "coasts. {Nobody} would: you wrote `nobody`"),
    ("and maybe only them, for planks",
     "this quote leaves out a negation that is in `x`",
     "maybe{} only: a negation is left out here",
     "maybe {not} only: you left this out"),
    ("even did not have to ask the Norwegians",
     "this quote has a negation that is not in `x`",
     "even {did not have} to: a negation is added",
     "even {had} to: you wrote `did not have`"),
    ("call it a fleet. On 14 February",
     "this quote runs across the end of a paragraph in `x`",
     "fleet.{ }On: the source has a paragraph break here",
     "fleet.{\n\n}On: the paragraph ends here"),
    ("The boats of Northyard The harbour office",
     "this quote runs across the end of a paragraph in `x`",
     "Northyard{ }The: the source has a paragraph break here",
     "Northyard{\n\n}The: the paragraph ends here"),
    ("make perfect sense , because",
     "this quote joins or splits words of `x`",
     "sense{ },: other spacing",
     "sense{},: you put ` ` here"),
    ("the website of non-state",
     "this quote does not match `x`",
     "the {website} of: not the source's words",
     "the {web-site} of: you wrote `website`"),
    ("and the crews had been paid A last",
     "this quote runs across the end of a paragraph in `x`",
     "paid{} A: punctuation is left out here; paid{ }A: the source has a paragraph break here",
     "paid{.}\n\nA: you left this out; paid.{\n\n}A: the paragraph ends here"),
    ("have next to nothing to build with. [...] call it a big fleet.",
     "this quote does not match `x`",
     "a {big} fleet.: not in the source",
     "a{} fleet.: you put `big` here"),
    ("Zebra, however, has little to offer",
     "this quote does not match `x`",
     "{Zebra},: not the source's words",
     "boats.\"\n\n{Veldra},: you wrote `Zebra`"),
    ("the crews had been zebra",
     "this quote does not match `x`",
     "been {zebra}: not the source's words",
     "been {paid}.: you wrote `zebra`"),
    ("zebra crews had been paid",
     "this quote does not match `x`",
     "{zebra} crews: not the source's words",
     "and {the} crews: you wrote `zebra`"),
    ("On 14 February, the Harbour Gazette wrote wrote that 700 boats",
     "this quote does not match `x`",
     "wrote {wrote} that: not in the source",
     "wrote{} that: you put `wrote` here"),
];

/// An article of its own; then as in [`TABLE`].
type OtherRow = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// What hardly shows, and texts that are damaged.
#[rustfmt::skip]
const HIDDEN: &[OtherRow] = &[
    (
        "The council shut the bridge to all carts after the flood.",
        "The council shut the bridge [route B12] to all carts",
        "the editor's brackets in this quote are not in `x`",
        "bridge {[route B12]} to: not in the source",
        "bridge{} to: you put `[route B12]` here",
    ),
    (
        "The yard sold 700 boats, and it did not ask twice.",
        "The yard [which was not insured in 1999 or at any other time that anybody in the harbour office could name when they were asked about it] sold 700 boats",
        "the editor's brackets in this quote are not in `x`",
        "yard {[which was not insured in 1999 or at any other time that anybody in the harbour office could name when they were asked about it]} sold: not in the source",
        "yard{} sold: you put `[which was not insured in 1999 or at any…` here",
    ),
    (
        "Спикер сообщил, что завод продал лодки осенью.",
        "Спикер сообщил, что завод [№ 12, не тот] продал лодки осенью",
        "the editor's brackets in this quote are not in `x`",
        "завод {[№ 12, не тот]} продал: not in the source",
        "завод{} продал: you put `[№ 12, не тот]` here",
    ),
    (
        "The yard sold 700 boats, and it did not ask twice.",
        "[It] sold [many] boats, and it did not ask twice",
        "the editor's brackets in this quote are not in `x`",
        "{[It]} sold: not in the source; sold {[many]} boats,: not in the source",
        "The {yard} sold: you wrote `[It]`; sold {700} boats,: you wrote `[many]`",
    ),
    (
        "She said: ‘He told the council “never” and left the hall.’",
        "She said: “He told the council ‘never’ and left the hall.”",
        "this quote changes the punctuation of `x`",
        "said: {“}He: other punctuation; council {‘}never’: other punctuation; ‘never{’} and: other punctuation; hall.{”}: other punctuation",
        "said: {‘}He: you wrote `“`; council {“}never”: you wrote `‘`; “never{”} and: you wrote `’`; hall.{’}: you wrote `”`",
    ),
    (
        "The gate was \"closed,\" they said to the keeper.",
        "The gate was \"closed\", they said to the keeper.",
        "this quote changes the punctuation of `x`",
        "\"closed{\",} they: other punctuation",
        "\"closed{,\"} they: you wrote `\",`",
    ),
    (
        "Мост был «закрыт», сказали сторожу вечером.",
        "Мост был «закрыт,» сказали сторожу вечером.",
        "this quote changes the punctuation of `x`",
        "«закрыт{,»} сказали: other punctuation",
        "«закрыт{»,} сказали: you wrote `,»`",
    ),
    (
        "The sample held 35 µg of lead in each litre of water.",
        "The sample held 35 μg of lead in each litre",
        "this quote has characters that only look like those of `x`",
        "35 {μg} of: another character that looks alike",
        "35 {µg} of: you wrote `μg` (`μ` is U+03BC, `µ` is U+00B5)",
    ),
    (
        "The carriers of ΔF508 were told by the clinic.",
        "The carriers of ∆F508 were told by the clinic.",
        "this quote has characters that only look like those of `x`",
        "of {∆F508} were: another character that looks alike",
        "of {ΔF508} were: you wrote `∆F508` (`∆` is U+2206, `Δ` is U+0394)",
    ),
    (
        "The mayor ſaid that the ſhip was loſt at ſea.",
        "The mayor said that the ship was lost at sea.",
        "this quote has characters that only look like those of `x`",
        "mayor {said} that: another character that looks alike; the {ship} was: another character that looks alike; was {lost} at: another character that looks alike; at {sea}.: another character that looks alike",
        "mayor {ſaid} that: you wrote `said` (`s` is U+0073, `ſ` is U+017F); the {ſhip} was: you wrote `ship` (`s` is U+0073, `ſ` is U+017F); was {loſt} at: you wrote `lost` (`s` is U+0073, `ſ` is U+017F); at {ſea}.: you wrote `sea` (`s` is U+0073, `ſ` is U+017F)",
    ),
    (
        "Завод продал лодки осенью прошлого года.",
        "Завод продал лoдки осенью прошлого года.",
        "this quote has characters that only look like those of `x`",
        "продал {лoдки} осенью: another character that looks alike",
        "продал {лодки} осенью: you wrote `лoдки` (has a Latin letter)",
    ),
    (
        "The yard sold its boats in Αthens.",
        "The yard sold its boats in Athens.",
        "this quote has characters that only look like those of `x`",
        "in {Athens}.: another character that looks alike",
        "in {Αthens}.: you wrote `Athens` (has a Latin letter)",
    ),
    (
        "Die BrÃ¼cke bleibt fÃ¼r Karren gesperrt, sagte der Rat.",
        "Die Brücke bleibt für Karren gesperrt",
        "the text of `x` is garbled where this quote stands",
        "Die {Brücke} bleibt: garbled in the source's text; bleibt {für} Karren: garbled in the source's text",
        "Die {BrÃ¼cke} bleibt: probably `Brücke`; bleibt {fÃ¼r} Karren: probably `für`",
    ),
    (
        "The keeper said it isnâ€™t open before noon.",
        "The keeper said it isn't open before noon.",
        "the text of `x` is garbled where this quote stands",
        "it {isn't} open: garbled in the source's text",
        "it {isnâ€™t} open: probably `isn't`",
    ),
    (
        "Ð¿Ñ€Ð¸ Ð¼Ð¾Ñ\u{81}Ñ‚Ðµ Ñ\u{81}Ñ‚Ð¾Ñ\u{8f}Ð»Ð¸ Ð»Ð¾Ð´ÐºÐ¸.",
        "при мосте стояли лодки",
        "the text of `x` is garbled where this quote stands",
        "{при} мосте: garbled in the source's text; при {мосте} стояли: garbled in the source's text; мосте {стояли} лодки: garbled in the source's text; стояли {лодки}: garbled in the source's text",
        "{Ð¿Ñ€Ð¸} Ð¼Ð¾Ñ\u{81}Ñ‚Ðµ: probably `при`; Ð¿Ñ€Ð¸ {Ð¼Ð¾Ñ\u{81}Ñ‚Ðµ} Ñ\u{81}Ñ‚Ð¾Ñ\u{8f}Ð»Ð¸: probably `мосте`; Ð¼Ð¾Ñ\u{81}Ñ‚Ðµ {Ñ\u{81}Ñ‚Ð¾Ñ\u{8f}Ð»Ð¸} Ð»Ð¾Ð´ÐºÐ¸.: probably `стояли`; Ñ\u{81}Ñ‚Ð¾Ñ\u{8f}Ð»Ð¸ {Ð»Ð¾Ð´ÐºÐ¸}.: probably `лодки`",
    ),
    (
        "РїСЂРё РјРѕСЃС‚Рµ СЃС‚РѕСЏР»Рё Р»РѕРґРєРё.",
        "при мосте стояли лодки",
        "the text of `x` is garbled where this quote stands",
        "{при} мосте: garbled in the source's text; при {мосте} стояли: garbled in the source's text; мосте {стояли} лодки: garbled in the source's text; стояли {лодки}: garbled in the source's text",
        "{РїСЂРё} РјРѕСЃС‚Рµ: probably `при`; РїСЂРё {РјРѕСЃС‚Рµ} СЃС‚РѕСЏР»Рё: probably `мосте`; РјРѕСЃС‚Рµ {СЃС‚РѕСЏР»Рё} Р»РѕРґРєРё.: probably `стояли`; СЃС‚РѕСЏР»Рё {Р»РѕРґРєРё}.: probably `лодки`",
    ),
    (
        "Thebridge wasshut to allcarts after the flood of the spring.",
        "The bridge was shut to all carts after the flood",
        "the text of `x` runs words together where this quote stands",
        "{The bridge was shut to all carts after the flood}: run together in the source's text",
        "{Thebridge wasshut to allcarts after the flood} of: you wrote `The bridge was shut to all carts after t…`",
    ),
    (
        "The keeper of theyard sold the boats.",
        "The keeper of the yard sold the boats.",
        "this quote joins or splits words of `x`",
        "of {the yard} sold: other spacing",
        "of {theyard} sold: you wrote `the yard`",
    ),
    (
        "Мостбылзакрыт послепаводка весной.",
        "Мост был закрыт после паводка весной.",
        "the text of `x` runs words together where this quote stands",
        "{Мост был закрыт после паводка весной.}: run together in the source's text",
        "{Мостбылзакрыт послепаводка весной}.: you wrote `Мост был закрыт после паводка весной.`",
    ),
    (
        "وك\u{64e}ت\u{64e}ب\u{64e} الر\u{64e}\u{651}ج\u{64f}ل\u{64f} ر\u{650}س\u{64e}ال\u{64e}ة\u{64b} ط\u{64e}و\u{650}يل\u{64e}ة\u{64b} إ\u{650}ل\u{64e}ى الح\u{64e}اك\u{650}م\u{650}.",
        "وكُتب الرجل رسالة طويلة إلى الحاكم",
        "this quote differs from `x` in vowel or stress marks",
        "{وكُتب الرجل رسالة طويلة إلى الحاكم}: vowel or stress marks differ",
        "{وك\u{64e}ت\u{64e}ب\u{64e} الر\u{64e}\u{651}ج\u{64f}ل\u{64f} ر\u{650}س\u{64e}ال\u{64e}ة\u{64b} ط\u{64e}و\u{650}يل\u{64e}ة\u{64b} إ\u{650}ل\u{64e}ى الح\u{64e}اك\u{650}م}\u{650}.: you wrote `وكُتب الرجل رسالة طويلة إلى الحاكم`",
    ),
    (
        "ה\u{5b7}י\u{5b6}\u{5bc}ל\u{5b6}ד ה\u{5b8}ל\u{5b7}ך\u{5b0} א\u{5b6}ל ה\u{5b7}ג\u{5b6}\u{5bc}ש\u{5b6}\u{5c1}ר ב\u{5b7}\u{5bc}ב\u{5b9}\u{5bc}ק\u{5b6}ר.",
        "הֹילד הלך אל הגשר בבקר",
        "this quote differs from `x` in vowel or stress marks",
        "{הֹילד הלך אל הגשר בבקר}: vowel or stress marks differ",
        "{ה\u{5b7}י\u{5b6}\u{5bc}ל\u{5b6}ד ה\u{5b8}ל\u{5b7}ך\u{5b0} א\u{5b6}ל ה\u{5b7}ג\u{5b6}\u{5bc}ש\u{5b6}\u{5c1}ר ב\u{5b7}\u{5bc}ב\u{5b9}\u{5bc}ק\u{5b6}ר}.: you wrote `הֹילד הלך אל הגשר בבקר`",
    ),
    (
        "The first thing was sold. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. Then the last thing was sold.",
        "The first thing was... the last thing was sold.",
        "the parts of this quote are too far apart in `x`",
        "was... {the last thing was sold.}: too far after the part before it",
        "Then {the last thing was sold.}: more than 100 words and marks on",
    ),
    (
        "The first thing was sold. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. And then it rained in the yard. Then the last thing was sold.",
        "Then the last thing [...] The first thing was",
        "the parts of this quote are in a different order in `x`",
        "[...] {The first thing was}: does not follow the part before it",
        "{The first thing was} sold.: ",
    ),
];

#[test]
fn an_escape_that_became_a_character_is_said() {
    for (text, quote, headline, written) in [
        (
            "The crew left C:\\new on the old computer of the yard.\n",
            "The crew left C:\\new on the old computer",
            "`\\n` in this quote is a line end, but `x` has these two characters",
            "a line end here",
        ),
        (
            "Файл лежал в D:\\tabl на старом компьютере верфи.\n",
            "Файл лежал в D:\\tabl на старом компьютере",
            "`\\t` in this quote is a tab, but `x` has these two characters",
            "a tab here",
        ),
    ] {
        let sandbox = Sandbox::new().source("x", text).claim("c", "x", &format!("\"{quote}\""));
        let said = said_of(&sandbox).unwrap();
        assert_eq!(said.message, headline);
        assert_eq!(said.labels[0].text, written);
        assert_eq!(
            said.help,
            ["put the quote between single quotation marks: there a backslash is a backslash"]
        );
        let right = Sandbox::new().source("x", text).claim("c", "x", &format!("'{quote}'"));
        assert!(said_of(&right).is_none(), "the remedy works");
    }
}

#[test]
fn what_hardly_shows_is_said_by_its_name() {
    let mut wrong = String::new();
    for (article, quote, headline, written, standing) in HIDDEN {
        let (said, in_quote, in_article) = told(article, quote);
        if (&*said, &*in_quote, &*in_article) != (headline, written, standing) {
            let _ = writeln!(
                wrong,
                "    (\n        {article:?},\n        {quote:?},\n        {said:?},\n        {in_quote:?},\n        {in_article:?},\n    ),"
            );
        }
    }
    assert!(wrong.is_empty(), "these are told otherwise:\n{wrong}");
}

#[test]
fn what_is_said_and_marked() {
    let mut wrong = String::new();
    for (quote, headline, written, standing) in TABLE {
        let (said, in_quote, in_article) = told(ARTICLE, quote);
        if (&*said, &*in_quote, &*in_article) != (headline, written, standing) {
            let _ = writeln!(
                wrong,
                "    (\n        {quote:?},\n        {said:?},\n        {in_quote:?},\n        {in_article:?},\n    ),"
            );
        }
    }
    assert!(wrong.is_empty(), "these are told otherwise:\n{wrong}");
}

#[test]
fn every_word_and_every_sentence_that_is_left_out_is_marked_where_it_stands() {
    for paragraph in ARTICLE.trim_end().split("\n\n") {
        let all: Vec<&str> = paragraph.split(' ').collect();
        for nine in all.windows(9) {
            let quote = [&nine[..4], &nine[5..]].concat().join(" ");
            let (_, in_quote, in_article) = told(ARTICLE, &quote);
            let core = nine[4].trim_matches(|c: char| !c.is_alphanumeric());
            assert!(
                in_quote.contains('{') && in_article.contains(core),
                "{quote}: {in_quote} / {in_article}"
            );
        }
        let sentences: Vec<&str> = paragraph.split_inclusive(". ").collect();
        for three in sentences.windows(3) {
            let (headline, in_quote, in_article) = told(ARTICLE, &[three[0], three[2]].concat());
            assert_eq!(headline, "this quote leaves out words that are in `x`", "{three:?}");
            assert!(in_quote.contains(".{} ") && !in_quote.contains(';'), "{in_quote}");
            assert!(in_article.contains(&format!("{{{}}}", three[1].trim_end())), "{in_article}");
        }
    }
}

#[test]
fn long_stretches_are_marked_by_their_first_words() {
    let line = "Item 0x of the old and dusty list of parts\n";
    let article =
        ["The yard has two halls and a mast.\n", &line.repeat(6), "The mast was sold for a song.\n"].concat();
    let (headline, in_quote, in_article) =
        told(&article, "The yard has two halls and a mast. The mast was sold for a song.");
    assert_eq!(headline, "this quote leaves out words that are in `x`");
    assert_eq!(in_quote, "mast.{} The: 60 words are left out here");
    assert_eq!(in_article, "mast.\n{Item 0x of the old and dusty list of} parts: you left this out");
}

#[test]
fn the_remedy_for_words_that_are_left_out_is_to_show_it() {
    let help = |quote: &str| diagnostic(ARTICLE, quote).unwrap().help.concat();
    let passage = "have next to nothing to build with. Boats of this kind are the most";
    assert_eq!(help(passage), "put `[...]` where you leave words out");
    let fixed = passage.replace("with. ", "with. [...] ");
    assert!(diagnostic(ARTICLE, &fixed).is_none(), "the remedy works");
    let few = "Veldra has little to offer";
    assert_eq!(
        help(few),
        "put `[...]` where you leave words out, with three words or more on each side of it"
    );
    let far = "have next to nothing to build with. Wherever they went, the boats were blue";
    assert_eq!(help(far), "give each part an evidence block of its own");
    assert_eq!(
        help("\"A last paragraph tells of an indirect\""),
        "remove these marks: the ones that begin and end the line are enough"
    );
    assert_eq!(help("maybe only them, for planks"), "use the source's own words");
}

#[test]
fn hostile_quotes_are_compared_in_bounded_time() {
    // Nothing in common at the same places, everything in others.
    let article = "a1 b1, a2 b3, a3 b2, a1 b4, ".repeat(400);
    let quote = "b1 a3 b2 a2 b4 a1 b3 ".repeat(200);
    for quote in
        [quote.clone(), quote.repeat(20), "[".repeat(3000), "[a]b ".repeat(20_000), "a1 ".repeat(3000)]
    {
        let _ = told(&article, &quote);
    }
}

/// The headline and the marks; nothing if there is no such finding.
fn told(article: &str, quote: &str) -> (String, String, String) {
    let Some(said) = diagnostic(article, quote) else { return <_>::default() };
    let in_quote = said.labels.iter().map(|label| mark(quote, label));
    let in_article = said.notes[0].labels.iter().map(|label| mark(article, label));
    let join = |marks: Vec<String>| marks.join("; ");
    (said.message.clone(), join(in_quote.collect()), join(in_article.collect()))
}

fn diagnostic(article: &str, quote: &str) -> Option<Diagnostic> {
    said_of(&Sandbox::new().source("x", article).claim("c", "x", &format!("'''{quote}'''")))
}

fn said_of(sandbox: &Sandbox) -> Option<Diagnostic> {
    let files = FileSet::from_dir(sandbox.path(), None).unwrap();
    let corpus = Corpus::read(&files);
    let project = Project::of(files, corpus, today());
    rules::run(&Context::of(&project, today(), None))
        .diagnostics
        .into_iter()
        .find(|said| said.rule == "quote-altered")
}

/// What is marked, in braces, with the words beside it: "Veldra{, however,} has: you left this out".
fn mark(text: &str, label: &Label) -> String {
    let marked = label.place.within.unwrap_or(label.place.span).range();
    let (before, after) = (&text[..marked.start], &text[marked.end..]);
    let last = before.trim_end().rfind(char::is_whitespace).map_or(0, |white| white + 1);
    let white = after.len() - after.trim_start().len();
    let next = after.trim_start().find(char::is_whitespace).map_or(after.len(), |end| white + end);
    format!("{}{{{}}}{}: {}", &before[last..], &text[marked.clone()], &after[..next], label.text)
}

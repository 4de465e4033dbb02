//! Of how many a statement says what it says: of all, of most, of one alone; or why it is so; and whether a quote says that, too.

use crate::text::phrases::Phrases;
use crate::text::span::Span;
use std::sync::LazyLock;

/// Words of one scope in English statements, and those by which quotes say it, in the languages that are read here. A `-` at the
/// end stands for any ending.
struct Scope {
    stated: &'static str,
    quoted: &'static str,
}

const SCOPES: [Scope; 6] = [
    Scope {
        stated: "all, every, everyone, everything, entire, entirely, always, fully, completely, totally, throughout",
        quoted: "all every each everyone everything entire- whole wholly full- complete- total- both any always throughout annual- \
            yearly daily monthly weekly always never no none regular- constant- cover- \
            все- всё всяк- весь вся всю всего всей кажд- люб- полн- цели- целик- оба обе ежегод- ежеднев- никто ни \
            усе ўсе усё ўсё усіх ўсіх увес- уся ўся усю ўсю кожн- любы- заўсёд- цалк- поўн- абодв- штог- ніхто \
            усі всі всіх усіх весь уся вся всю кожн- кожен будь завжд- повн- ціл- обидв- щор- ніхто \
            all alle- jede- jeweils ganz- gesamt- sämtlich- stets immer vollständig- völlig- total- beide- jährlich- kein- \
            tout- tous chaque entier- entière- intégral- toujours total- complet- complèt- les ensemble annuel-",
    },
    Scope {
        stated: "most of, mostly, majority, predominantly",
        quoted: "most mostly majority mainly main large- chief- bulk predominant- primar- more \
            больш- преимуществ- главн- основн- подавл- больш- пераважн- галоўн- асноўн- більш- переважн- головн- основн- \
            meist- mehrheit- überwieg- großteil- haupt- vor plupart majorit- principal- essentiel- surtout plus",
    },
    Scope {
        stated: "only one, the only, solely, the sole, exclusively, alone",
        quoted: "only sole- exclusive- alone just single uniqu- lone but nothing no nobody other barely none except unlike \
            толь- лиш- единствен- исключит- один одна одно одного никто кроме толькі адзін- выключн- ніхто акрамя адна \
            тільки лише єдин- виключн- один одна ніхто крім nur einzig- allein- ausschließlich- kein- außer \
            seul- unique- exclusiv- que aucun- sauf",
    },
    Scope {
        stated: "because, because of, due to, owing to, caused by, as a result of, led to, thanks to, in retaliation for",
        quoted: "because due owing caus- result- led lead- thank- retaliat- consequen- therefore hence so reason- since as for over response reply \
            blam- force- prompt- trigger- reflect- attribut- explain- motivat- driven account- why thus following to by \
            из- потому поэтому благодар- вследств- привел- привёл причин- связ- ответ- так \
            праз бо таму дзяк- выклік- прыв- прычын- звяз- адказ- \
            через бо тому завдяк- спричин- призв- причин- зв'яз- внаслід- відпов- \
            weil wegen durch da denn aufgrund infolge dank führ- grund daher deshalb ursach- \
            car parce cause raison grâce entraîn- provoqu- suite puisque donc",
    },
    Scope {
        stated: "the first, for the first time",
        quoted: "first- 1st nobody ever initial- earliest maiden debut- premier- pioneer- before never new- начал- перв- впервые нов- \
            перш- упершыню ўпершыню новы- вперше erst- prem- début- jamais nouve- inaugur- open- originally begin- began start- launch-",
    },
    Scope {
        stated: "the largest, the biggest, the greatest, the highest, the lowest, the smallest, the oldest, the worst, the best, \
            second largest, second biggest",
        quoted: "larg- big- great- high- low- small- old- worst best most main lead- top number record chief key least less more second \
            крупн- больш- наибол- сам- высо- низ- главн- лидер- рекорд- нибол- лучш- худш- стар- меньш- \
            найб- буйн- найв- галоўн- лідар- рэкорд- лепш- найг- найс- найм- найн- найк- головн- лідер- кращ- гірш- велик- \
            größt- höchst- niedrigst- kleinst- ältest- best- schlecht- haupt- rekord- wichtigst- \
            plus grand- meilleur- pire principal- premier- première record",
    },
];

/// They have a word of a scope and say something else.
const OTHER: &str = "above all, all but, all in all, at all, all over, all along, once and for all, all the more, all the same, first of all, \
    only just, let alone, stand alone, throughout the year, overall";

static STATED: LazyLock<Phrases<Option<usize>>> = LazyLock::new(|| {
    let scopes = SCOPES.iter().enumerate();
    let stated =
        scopes.flat_map(|(at, scope)| scope.stated.split(',').map(move |phrase| (phrase.trim(), Some(at))));
    Phrases::of(stated.chain(OTHER.split(',').map(|phrase| (phrase.trim(), None))))
});

/// Where a statement says of how many it speaks, and none of these quotes does. `None`, too, if a quote is in a language (BCP
/// 47) that is not read here.
pub fn unquoted(statement: &str, quotes: &[(&str, Option<&str>)]) -> Option<Span> {
    const READ: [&str; 6] = ["en", "ru", "be", "uk", "de", "fr"];
    let is_read = |language: Option<&str>| {
        language.and_then(|language| language.split('-').next()).is_none_or(|code| READ.contains(&code))
    };
    if quotes.is_empty() || !quotes.iter().all(|(_, language)| is_read(*language)) {
        return None;
    }
    let found: Vec<_> = STATED.within(statement).collect();
    let other: Vec<_> = found.iter().filter(|(_, scope)| scope.is_none()).map(|(place, _)| place).collect();
    let is_other = |place: &std::ops::Range<usize>| {
        other.iter().any(|other| other.start <= place.start && place.end <= other.end)
    };
    let mut scopes = found
        .iter()
        .filter(|(place, _)| !is_other(place))
        .filter_map(|(place, scope)| Some((place, SCOPES.get((**scope)?)?)));
    let (place, _) = scopes.find(|(_, scope)| !quotes.iter().any(|(quote, _)| says(quote, scope)))?;
    Some(Span::new(place.start, place.end))
}

fn says(quote: &str, scope: &Scope) -> bool {
    let mut words =
        quote.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.any(|word| {
        scope.quoted.split_whitespace().any(|known| match known.strip_suffix('-') {
            Some(beginning) => word.starts_with(beginning),
            None => word == known,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_all_is_quoted_of_all() {
        for (statement, quote, expected) in [
            ("All boats were sold.", "the boats were sold", Some("All")),
            ("All boats were sold.", "продали все лодки", None),
            ("Most of the boats were sold.", "some of the boats were sold", Some("Most of")),
            ("Most of the boats were sold.", "the bulk of the boats was sold", None),
            ("Sarn was the only buyer.", "Sarn bought boats", Some("the only")),
            ("Sarn was the only buyer.", "nobody else bought boats", None),
            ("It was the first sale.", "it was a sale", Some("the first")),
            ("Sarn is the largest port.", "Sarn is a port", Some("the largest")),
            ("Sarn is the largest port.", "der größte Hafen", None),
            ("The yard closed because of the strike.", "the yard closed after the strike", Some("because")),
            ("The yard closed because of the strike.", "the strike led the yard's owners", None),
            ("Above all boats were sold.", "boats were sold", None),
            ("Boats were sold.", "all boats were sold", None),
        ] {
            let found = unquoted(statement, &[(quote, None)]).map(|place| &statement[place.range()]);
            assert_eq!(found, expected, "{statement} {quote}");
        }
        assert_eq!(unquoted("All boats were sold.", &[("båtarna såldes", Some("sv"))]), None);
    }
}

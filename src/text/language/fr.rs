//! French. Of a negation in two parts, "ne ... pas", a quote may begin between them or end there.

use super::{Bound, DateSide, Language, Numerals, Stretch};

pub(super) const WORDS: Language = Language {
    codes: &["fr", "fra", "fre"],
    not: "ne n' pas ni jamais rien non aucun||e|s|es aucunement nul||le|s|les nullement guère personne_|ne|n'
        nulle_part",
    without: "sans",
    not_behind: "ne n' pas jamais rien aucun||e aucunement nullement guère",
    denied: "faux fausse|s faussement inexact||e|s|es infondé||e|s|es erroné||e|s|es mensonge|s mensonger||s mensongère|s
        démen|t|tent|ti|tie|tis|ties|tir|tait|taient|tant|tit|tirent réfut|e|ent|é|ée|és|ées|er|ait|a|ant intox
        rétract|e|ent|é|ée|és|ées|er|ait|a parodi|e|que canular|s",
    denied_before: "ni|e|ent|é|ée|és|ées|er|ait|aient|a|èrent|ant contest|e|ent|é|ée|és|ées|er|ait|aient|a|èrent|ant
        rejet|te|tent|é|ée|és|ées|er|ait|aient|a|èrent|ant refus|e|ent|é|ée|er|ait|aient|a|èrent|ant_|de|d'
        échou|e|ent|é|er|ait|aient|a|èrent|ant empêch|e|ent|é|ée|és|ées|er|ait|aient|a|ant impossible|s incapable|s
        impossibilité au_lieu_|de|d' loin_|de|d' contrairement_à absence_de_preuve|s
        mythe|s légende_selon à_tort tort_de_|dire|croire|penser|prétendre|affirmer fabulation affabulation désinformation
        annul|e|ent|é|ée|és|ées|er|ait|a|èrent|ant interdi|t|te|ts|tes|re|sait|sent|rent acquitt|é|ée|és|ées|e|er cass|é|ée_le_|jugement|verdict",
    denied_behind: "pas_|vrai|exact|confirmé|confirmée|avéré|avérée|prouvé|prouvée|établi|établie pas_le_cas
        à_tort |inventé|inventée|inventés|inventées|monté|montée_de_toutes_pièces invention_pure pure_invention
        annulé||e|s|es nul_et_non_avenu nulle_et_non_avenue",
    denied_apart: "",
    doubted: "prétendument soi-disant rumeur|s supposé||e|s|es supposément présumé||e|s|es improbable|s douteu|x|se|ses
        apparemment invérifié||e|s|es",
    doubted_before: "peut-être probablement possiblement éventuellement vraisemblablement pourrai|t|ent aurai|t|ent serai|t|ent
        s'il|s si_|le|la|les|l'|un|une|on|elle|elles|nous|vous|tu|je|ce|cette|ces sans_doute
        en_croire |semble|semblerait|semblait|parait|paraît|paraîtrait_|que|qu' crai|nt|gnent|gnait|gnaient|gnit|gnant_|que|qu' crainte_|que|qu'
        espèr|e|ent_|que|qu' espér|ait|aient|a|ant_|que|qu' espoir_|que|qu' suppos|e|ons|ez|ait_|que|qu' imagin|e|ons|ez_|que|qu' admettons_|que|qu' soupçonn|e|ent|ait|é_|que|qu'
        plaisant|é|ait|a_en_disant |plan|idée|but|projet_était_|que|qu' l'idée_|que|qu' comme_si prétendu||e|s
        |a|ont|avait|avaient_failli menaç|ait|aient|a|ant_de menac|e|ent_de",
    doubted_before_at_edge: "si",
    doubted_behind: "|semble|semblerait|paraît_t-il semble-t-il paraît-il selon_la_rumeur dit-on",
    doubted_at_once: "presque quasiment soi-disant ancien|ne|s|nes prétendu||e|s|es",
    doubted_first: "",
    taking_back: "|c'est|c'était_|faux|inexact c'est_un_|mensonge|mythe |ceci|cela_est_|faux|inexact |dément|nie|conteste_|cela|ceci",
    labels: "projet nul mythe exemple abrogé||e annulé||e publicité supprimé||e opinion_dissidente rectificatif rumeur faux",
    headings: "rumeur|s non_|confirmé|confirmés|vérifié démenti|s mythes brouillon abrogé|s fausses_nouvelles",
    ascribed_before: "prétend||ent",
    ascribed_behind: "",
    conditions: "à_moins_|que|qu'|de|d' à_|condition|conditions_|que|qu'|de|d' à_la_condition pourvu_|que|qu'
        sous_réserve_|que|qu'|de|d'|des|du seulement_|si|s' uniquement_|si|s' sauf_|si|s' si_et_seulement_si sous_condition
        dans_la_mesure_où",
    conditions_behind: "si",
    conditions_behind_mark: "",
    exceptions: "sauf excepté||e|s|es hormis à_l'|exception|exclusion_|de|du|des|d' mis||e_à_part si_ce_n'est
        exception_faite |autre|autres_que |mais|toutefois|cependant_|seulement|uniquement mais_non bien_que_non excluant",
    exceptions_at_once: "seulement uniquement exclusivement",
    but: "mais toutefois cependant pourtant",
    but_between: "il ils elle elles on nous je toujours encore",
    joints: "et ou mais que qu qui dont où car donc or si comme lorsque lorsqu quand parce puisque tandis alors ni",
    harmless: "non_seulement pas_|seulement|uniquement pas_plus_de pas_moins_|de|d' rien_moins_que rien_d'autre_que n'importe
        sans_|cesse|conteste|précédent|surprise sans_|nul|aucun_doute ni_plus_ni_moins non_loin
        si_|bien|grand|peu|souvent|longtemps même_si comme_si",
    announcing: "|suivant|suivante|suivants|suivantes ce_qui_suit ci-dessous ci-après",
    ambiguous: "ne n' pas ni non nul nulle nulles nie nient nia nier faux",
};

pub(super) const NUMERALS: Numerals = Numerals {
    decimal_comma: true,
    cardinals: &[
        (0, "zéro"), (1, "un une"), (2, "deux"), (3, "trois"), (4, "quatre"), (5, "cinq"), (6, "six"), (7, "sept"), (8, "huit"), (9, "neuf"),
        (10, "dix"), (11, "onze"), (12, "douze"), (13, "treize"), (14, "quatorze"), (15, "quinze"), (16, "seize"),
        (20, "vingt|s"), (30, "trente"), (40, "quarante"), (50, "cinquante"), (60, "soixante"), (70, "septante"), (80, "huitante octante"),
        (90, "nonante"),
    ],
    scales: &[
        (10, "dizaine"), (12, "douzaine|s"), (15, "quinzaine"), (20, "vingtaine"), (30, "trentaine"), (50, "cinquantaine"),
        (60, "soixantaine"), (100, "centaine"), (1_000, "millier"), (100, "cent|s"), (1_000, "mille"), (1_000_000, "million|s mio m"),
        (1_000_000_000, "milliard|s md|s mrd"), (1_000_000_000_000, "billion|s"),
    ],
    alone: "cent mille",
    many: &[
        (10, "dizaines"), (12, "douzaines"), (100, "centaines"), (1_000, "milliers"), (1_000_000, "millions"), (1_000_000_000, "milliards"),
    ],
    several: "plusieurs quelques",
    ordinals: &[
        (1, "premi|er|ère|ers|ères"), (2, "deuxième|s second||e|es"), (3, "troisième|s"), (4, "quatrième|s"), (5, "cinquième"),
        (6, "sixième"), (7, "septième"), (8, "huitième"), (9, "neuvième"), (10, "dixième"), (11, "onzième"), (12, "douzième"),
        (15, "quinzième"), (16, "seizième"), (20, "vingtième"), (100, "centième"),
    ],
    parts: &[
        (2, "moitié demi||e|es|s"), (3, "tiers"), (4, "quart|s"), (5, "cinquièmes"), (6, "sixièmes"), (8, "huitièmes"), (10, "dixièmes"),
    ],
    times: &[
        (2, "doublé||e|es|s double|s doubler doublement"), (3, "triplé||e|es|s triple|s tripler triplement"),
        (4, "quadruplé||e|es|s quadruple quadrupler"), (10, "décuplé"),
    ],
    times_behind: "fois",
    pair: "paire",
    one_and_half: "",
    article: "un une",
    none: "aucun||e",
    units: &[
        ("percent", "pour_cent pourcent|s"), ("percentage point", "point|s_de_pourcentage"), ("per mille", "pour_mille"),
        ("mm", "millimètre|s"), ("cm", "centimètre|s"), ("m", "mètre|s"), ("km", "kilomètre|s"), ("mile", "mile|s"), ("nautical mile", "mille|s_marin||s"),
        ("foot", "pied|s"),
        ("g", "gramme|s"), ("kg", "kilogramme|s kilo|s"), ("tonne", "tonne|s"), ("pound", "livre|s"),
        ("second", "seconde|s"), ("minute", "minute|s"), ("hour", "heure|s"), ("day", "jour|s journée|s"), ("week", "semaine|s"),
        ("month", "mois"), ("quarter", "trimestre|s"), ("year", "an|s année|s"), ("decade", "décennie|s"), ("century", "siècle|s"),
        ("square metre", "mètre|s_carré||s"), ("square km", "kilomètre|s_carré||s"), ("hectare", "hectare|s"),
        ("litre", "litre|s"), ("cubic metre", "mètre|s_cube||s"), ("barrel", "baril|s"),
        ("watt", "watts"), ("kilowatt", "kilowatt|s"), ("megawatt", "mégawatt|s"), ("gigawatt", "gigawatt|s"),
        ("degree", "degré|s"), ("degree Celsius", "degré|s_celsius"), ("knot", "noeud|s nœud|s"), ("km/h", "kilomètre|s_à_l_heure kilomètre|s_|par|heure"),
        ("dollar", "dollar|s_américain||s"), ("pound sterling", "livre|s_sterling livre|s"), ("rouble", "rouble|s"), ("hryvnia", "hryvnia|s"),
        ("zloty", "zloty|s"), ("franc", "franc|s"), ("lira", "livre|s_turque||s"),
    ],
    months: [
        "janvier janv", "février févr fév", "mars", "avril avr", "mai", "juin", "juillet juil", "août", "septembre sept", "octobre oct",
        "novembre nov", "décembre déc",
    ],
    weekdays: ["lundi|s", "mardi|s", "mercredi|s", "jeudi|s", "vendredi|s", "samedi|s", "dimanche|s"],
    seasons: ["printemps", "|l|cet|d|en|un|chaque_été", "automne|s", "hiver|s"],
    stretches: &[(Stretch::Early, "début"), (Stretch::Mid, "mi milieu"), (Stretch::Late, "fin")],
    last: "dernier dernière",
    half_year: "semestre|s",
    decades: &[
        (20, "années_vingt"), (30, "années_trente"), (40, "années_quarante"), (50, "années_cinquante"), (60, "années_soixante"),
        (70, "années_|soixante_dix|septante"), (80, "années_|quatre_vingt|quatre_vingts"), (90, "années_|quatre_vingt_dix|nonante"),
    ],
    per: "par",
    each: "l chaque",
    rates: &[
        ("day", "quotidien||s|ne|nes quotidiennement"), ("week", "hebdomadaire|s"), ("month", "mensuel||s|le|les mensuellement"),
        ("year", "annuel||s|le|les annuellement"),
    ],
    directions: [
        "nord", "nord_est", "est", "sud_est", "sud", "sud_ouest", "ouest", "nord_ouest",
    ],
    sides: &[
        (DateSide::Before, "avant"), (DateSide::By, "d_ici au_plus_tard"), (DateSide::Until, "jusqu jusque jusqu_|à|au|en"),
        (DateSide::From, "depuis dès à_|partir|compter_|de|du|d"), (DateSide::After, "après"),
    ],
    sides_behind: &[(DateSide::By, "au_plus_tard ou_avant"), (DateSide::From, "ou_après")],
    bounds: &[
        (Bound::About, "environ quelque près_d_environ à_peu_près autour_de aux_alentours_de approximativement"),
        (Bound::Almost, "presque près_|de|d quasiment un_peu_moins_|de|d"),
        (Bound::JustOver, "un_peu_plus_|de|d à_peine_plus_|de|d"),
        (Bound::Above, "plus_|de|d au_dessus_de supérieur||e|es|s_à au_delà_de dépass|e|ent|é|ait"),
        (Bound::Below, "moins_|de|d au_dessous_de inférieur||e|es|s_à"),
        (Bound::AtLeast, "au_moins pas_moins_de au_minimum"),
        (Bound::AtMost, "au_plus au_maximum jusqu_à pas_plus_|de|d"),
    ],
    bounds_behind: &[
        (Bound::AtLeast, "ou_plus au_moins au_minimum"), (Bound::AtMost, "ou_moins au_plus au_maximum"), (Bound::About, "environ"),
    ],
    and: "et",
    to: "à",
    or: "ou",
    between: "entre",
    minus: "moins",
    number: "n no nº n° numéro",
    named: "article articles résolution loi décret chapitre page pages ligne type modèle groupe section paragraphe boeing airbus",
    years: &[
        (-1, "l_an_dernier l_année_|dernière|passée l_an_passé"), (0, "cette_année"), (1, "l_année_prochaine l_an_prochain"),
    ],
    ordinal_endings: "er ère re e ème è nd nde",
    decade: "",
    century: "siècle|s",
    halves_of_day: &[(0, "heures heure h")],
    harmless: "l_un l_une un_autre un_à_un |d_une_part une_fois en_premier_lieu première_fois quelque_|chose|part|temps point_de
        plus_de_la plus_d_un moins_que à_la_fois second_plan",
    tell_tale: "le la les des et du un une est dans pour que qui au sur par en de",
};

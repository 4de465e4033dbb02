//! German.

use super::{Bound, DateSide, Language, Numerals, Stretch};

pub(super) const WORDS: Language = Language {
    codes: &["de", "deu", "ger"],
    not: "nicht nichts nie niemals niemand||en|em|es nirgends nirgendwo nirgendwohin nirgendwoher nein nix
        kein||e|en|em|er|es|s keinerlei keineswegs keinesfalls keinesfalles mitnichten nimmer nimmermehr
        weder kaum schwerlich ebensowenig genausowenig |ebenso|genauso_wenig",
    without: "ohne",
    not_behind: "nicht nichts nie niemals kein||e|en|em|er|es|s keineswegs keinesfalls mitnichten nirgends kaum",
    denied: "unwahr||e|en|er|es unwahrheit|en falsch falschmeldung|en unzutreffend||e|en|er|es
        unrichtig||e|en haltlos||e|en unbegründet||e|en erlogen erstunken gelogen lüge|n
        dementier|t|te|ten|en|e bestreit|et|en|e bestritt|en widerleg|en|t|te|ten
        zurückgewiesen abgestritten
        erfunden||e|en|er|es frei_erfunden ausgedacht",
    denied_before: "leugn|et|ete|eten|en|e geleugnet vernein|t|te|ten|en zurückweis|t|en abgelehnt ablehn|t|te|ten|en
        abstreit|et|en verweiger|t|te|ten|n|e weiger|t|te|ten|n|e geweigert versäum|t|te|ten|en scheiter|t|te|ten|n gescheitert
        unterließ||en unterlassen unterlässt verhinder|t|te|ten|n fälschlich||erweise unmöglich unfähig außerstande
        statt anstatt mangels entgegen
        myth|os|en märchen legende zu_unrecht irrtümlich||erweise irrig||erweise gefälscht|e|en|er|es fingiert|e|en|er fake_news desinformation
        falsch_zu_|sagen|behaupten widerr|ief|iefen|uft|ufen
        verbot||en verbiet|et|en untersag|t|te|ten|en annullier|t|te|ten|en freigesprochen sprach_frei hob_auf",
    denied_behind: "nicht_|wahr|richtig|bestätigt|belegt|bewiesen|erwiesen|so|zutreffend|korrekt nicht_der_fall nicht_zu
        zu_unrecht irrtümlich frei_erfunden
        annulliert nichtig aufgehoben ungültig gestrichen",
    denied_apart: "wies_zurück wiesen_zurück weist_zurück weisen_zurück lehnt||e|en_ab stritt||en_ab streitet_ab
        streiten_ab sagt_ab sagte||n_ab sagen_ab hob_auf hoben_auf hebt_auf heben_auf",
    doubted: "angeblich||e|en|er|es|em mutmaßlich||e|en|er|es|em vermeintlich||e|en|er|es|em gerücht||e|en|s gerüchteweise
        unbestätigt||e|en|er|es unbewiesen||e|en unwahrscheinlich zweifelhaft fraglich anscheinend offenbar",
    doubted_before: "könnte||n|st|t möglicherweise vielleicht eventuell vermutlich wahrscheinlich womöglich wohl dürfte|n
        soll||en|e|te|ten ob falls wenn scheinbar
        behauptung|en befürcht|et|ete|eten|en befürchtung|en fürcht|et|ete|eten hoff|t|te|ten hoffnung scheint schien
        |es|so_sieht_so_aus angenommen unterstell|t|te vorstell|en scherz|te|ten|hafte gemutmaßt mutmaß|t|te|ten spekulier|t|te|ten spekulation|en verdacht
        stell_dir_vor man_stelle_sich_vor nehmen_wir_an der_plan_war als_ob
        droh|t|te|ten|en_zu drohte drohten hätte||n beinahe",
    doubted_before_at_edge: "",
    doubted_behind: "wie_es_heißt heißt_es",
    doubted_at_once: "fast beinahe nahezu sogenannt|e|en|er|es so_genannt|e|en|er|es angehend|e|en|er|es versucht|e|en|er|es abgesagt|e|en|er|es vorgeschlagen|e|en|er|es ehemalig|e|en|er|es",
    doubted_first: "hätte wäre sollte würde",
    taking_back: "|das|dies|es_|ist|war_|gelogen|unwahr|falsch|erfunden|unsinn |das|dies|es_|ist|war_eine_lüge |das|dies|es_|ist|war_nicht_|wahr|richtig
        |bestreitet|bestritt|dementiert|dementierte_|das|dies",
    labels: "entwurf ungültig mythos beispiel muster aufgehoben gestrichen anzeige gelöscht sondervotum berichtigung gerücht falsch",
    headings: "gerücht|e unbestätigt|es|e nicht_bestätigt falschmeldung|en mythen entwurf zurückgezogen aufgehoben satire",
    ascribed_before: "behaupt|et|ete|eten|en|e",
    ascribed_behind: "so_die_behauptung wie_|er|sie_behauptet",
    conditions: "es_sei_denn vorausgesetzt nur_|wenn|falls|dann|sofern außer_wenn solange
        unter_der_|bedingung|voraussetzung unter_dem_vorbehalt |wenn|falls|sofern_nicht sofern",
    conditions_behind: "wenn falls",
    conditions_behind_mark: "",
    exceptions: "außer ausgenommen mit_ausnahme mit_|einer|zwei|wenigen|einigen_|ausnahme|ausnahmen abgesehen_von
        aber_|nur|lediglich jedoch_|nur|lediglich allerdings_|nur|lediglich wenn_auch_nicht",
    exceptions_at_once: "nur lediglich ausschließlich",
    but: "aber jedoch allerdings doch wenngleich obwohl",
    but_between: "er sie es wir ich man hat haben hatte hatten ist sind war waren wurde wurden wird werden bislang bisher
        noch bis jetzt",
    joints: "und oder aber sondern denn doch dass weil wenn ob obwohl während sowie als wie",
    harmless: "nicht_|nur|bloß|allein|zuletzt|selten|minder|umsonst|zufällig nicht_weniger_als nichts_anderes_als
        ohne_|zweifel|frage nicht_ohne kein_wunder kein_zweifel wenn_auch
        selbst_|wenn|falls auch_wenn als_|wenn|ob immer_wenn jedes_mal_wenn",
    announcing: "folgend|e|en|er|es nachstehend|e|en|es nachfolgend|e|en|es",
    ambiguous: "nie statt falls",
};

pub(super) const NUMERALS: Numerals = Numerals {
    decimal_comma: true,
    // What is composed of these in one word is taken apart.
    cardinals: &[
        (0, "null"), (1, "eins ein eine einen einem einer eines"), (2, "zwei zwo zweier"), (3, "drei dreier"), (4, "vier"), (5, "fünf"),
        (6, "sechs"), (7, "sieben"), (8, "acht"), (9, "neun"), (10, "zehn"), (11, "elf"), (12, "zwölf"), (13, "dreizehn"),
        (14, "vierzehn"), (15, "fünfzehn"), (16, "sechzehn"), (17, "siebzehn"), (18, "achtzehn"), (19, "neunzehn"),
        (20, "zwanzig"), (30, "dreißig dreissig"), (40, "vierzig"), (50, "fünfzig"), (60, "sechzig"), (70, "siebzig"),
        (80, "achtzig"), (90, "neunzig"),
    ],
    scales: &[
        (12, "dutzend"), (100, "hundert"), (1_000, "tausend tsd"), (1_000_000, "million||en mio"),
        (1_000_000_000, "milliarde|n mrd mia"), (1_000_000_000_000, "billion||en"),
    ],
    alone: "hundert tausend",
    many: &[
        (12, "dutzende||n"), (10, "zehner"), (100, "hunderte||n|r"), (1_000, "tausende||n|r"), (10_000, "zehntausende||n|r"),
        (100_000, "hunderttausende||n|r"), (1_000_000, "millionen"), (1_000_000_000, "milliarden"),
    ],
    several: "mehrere||n|r einige||n|r viele||n|r ein_paar",
    ordinals: &[
        (1, "erst|e|en|er|es|em"), (2, "zweit|e|en|er|es|em"), (3, "dritt|e|en|er|es|em"), (4, "viert|e|en|er|es|em"),
        (5, "fünft|e|en|er|es|em"), (6, "sechst|e|en|er|es|em"), (7, "siebt|e|en|er|es|em siebent|e|en"), (8, "acht|e|en|er|es|em"),
        (9, "neunt|e|en|er|es|em"), (10, "zehnt|e|en|er|es|em"), (11, "elft|e|en|er|es|em"), (12, "zwölft|e|en|er|es|em"),
        (20, "zwanzigst|e|en|er|es|em"),
    ],
    parts: &[
        (2, "hälfte halb||e|en|er|es|em"), (3, "drittel||n|s"), (4, "viertel||n|s"), (5, "fünftel||n|s"), (6, "sechstel||n"),
        (8, "achtel||n"), (10, "zehntel||n"),
    ],
    times: &[
        (2, "zweimal doppelt||e|en|er|es zweifach||e|en verdoppel|t|te|ten|n"), (3, "dreimal dreifach||e|en verdreifach|t|te|ten|en"),
        (4, "viermal vierfach||e|en vervierfach|t|te|ten|en"), (5, "fünfmal fünffach||e|en"), (10, "zehnmal zehnfach||e|en"),
    ],
    times_behind: "mal fach fache",
    pair: "beide||n|r|s paar",
    one_and_half: "anderthalb eineinhalb",
    article: "ein eine einen einem einer eines",
    none: "kein||e|en|er|em|es",
    units: &[
        ("percent", "prozent"), ("percentage point", "prozentpunkt||e|en"), ("per mille", "promille"),
        ("mm", "millimeter||n"), ("cm", "zentimeter||n"), ("m", "meter||n"), ("km", "kilometer||n"), ("mile", "meile|n"),
        ("nautical mile", "seemeile|n"), ("foot", "fuß"),
        ("g", "gramm"), ("kg", "kilogramm kilo"), ("tonne", "tonne|n"), ("pound", "pfund"),
        ("second", "sekunde|n"), ("minute", "minute|n"), ("hour", "stunde|n"), ("day", "tag||e|en|es"), ("week", "woche|n"),
        ("month", "monat||e|en|s"), ("quarter", "quartal||e|s"), ("year", "jahr||e|en|es|s"), ("decade", "jahrzehnt||e|en"), ("century", "jahrhundert||e|en"),
        ("square metre", "quadratmeter||n"), ("square km", "quadratkilometer||n"), ("hectare", "hektar"),
        ("litre", "liter||n"), ("cubic metre", "kubikmeter||n"), ("barrel", "barrel"),
        ("watt", "watt"), ("kilowatt", "kilowatt"), ("megawatt", "megawatt"), ("gigawatt", "gigawatt"),
        ("kilowatt hour", "kilowattstunde|n"), ("megawatt hour", "megawattstunde|n"), ("gigawatt hour", "gigawattstunde|n"),
        ("degree", "grad"), ("degree Celsius", "grad_celsius celsius"), ("knot", "knoten"),
        ("km/h", "stundenkilometer||n kilometer_pro_stunde"),
        ("pound sterling", "pfund pfund_sterling"), ("rouble", "rubel"), ("hryvnia", "hrywnja griwna hrywna"), ("zloty", "zloty"),
        ("franc", "franken"), ("lira", "lira"), ("mark", "mark"),
    ],
    months: [
        "januar jänner jan", "februar feber feb", "märz mär mrz", "april apr", "mai", "juni jun", "juli jul", "august aug",
        "september sep|t", "oktober okt", "november nov", "dezember dez",
    ],
    weekdays: [
        "montag||s|e", "dienstag||s|e", "mittwoch||s|e", "donnerstag||s|e", "freitag||s|e", "samstag||s|e sonnabend||s", "sonntag||s|e",
    ],
    seasons: ["frühling||s frühjahr||s", "sommer||s", "herbst||es|s", "winter||s"],
    stretches: &[
        (Stretch::Early, "anfang beginn früh|e|en|es"), (Stretch::Mid, "mitte"), (Stretch::Late, "ende spät|e|en|es"),
    ],
    last: "letzt|e|en|er|es",
    half_year: "halbjahr||s|es",
    decades: &[
        (20, "zwanziger zwanzigerjahre|n"), (30, "dreißiger dreißigerjahre|n"), (40, "vierziger vierzigerjahre|n"),
        (50, "fünfziger fünfzigerjahre|n"), (60, "sechziger sechzigerjahre|n"), (70, "siebziger siebzigerjahre|n"),
        (80, "achtziger achtzigerjahre|n"), (90, "neunziger neunzigerjahre|n"),
    ],
    per: "pro je",
    each: "am im die",
    rates: &[
        ("hour", "stündlich||e|en"), ("day", "täglich||e|en"), ("week", "wöchentlich||e|en"), ("month", "monatlich||e|en"),
        ("year", "jährlich||e|en"),
    ],
    directions: [
        "nord norden nördlich||er|e|en", "nordost||en nordöstlich||er|e|en", "ost osten östlich||er|e|en", "südost||en südöstlich||er|e|en",
        "süd süden südlich||er|e|en", "südwest||en südwestlich||er|e|en", "west westen westlich||er|e|en",
        "nordwest||en nordwestlich||er|e|en",
    ],
    sides: &[
        (DateSide::Before, "vor"), (DateSide::By, "spätestens bis_spätestens"), (DateSide::Until, "bis bis_|zu|zum"),
        (DateSide::From, "seit ab frühestens"), (DateSide::After, "nach"),
    ],
    sides_behind: &[(DateSide::By, "oder_früher"), (DateSide::From, "oder_später")],
    bounds: &[
        (Bound::About, "etwa ungefähr rund circa ca zirka gut_gerechnet schätzungsweise gegen annähernd_etwa um_die"),
        (Bound::Almost, "fast knapp beinahe nahezu annähernd kaum_weniger_als"),
        (Bound::JustOver, "gut etwas_über etwas_mehr_als knapp_über kurz_über"),
        (Bound::Above, "mehr_als über höher_als größer_als"),
        (Bound::Below, "weniger_als unter niedriger_als geringer_als"),
        (Bound::AtLeast, "mindestens wenigstens zumindest nicht_weniger_als"),
        (Bound::AtMost, "höchstens maximal bis_zu nicht_mehr_als"),
    ],
    bounds_behind: &[
        (Bound::AtLeast, "oder_mehr und_mehr mindestens"), (Bound::AtMost, "oder_weniger höchstens"),
    ],
    and: "und",
    to: "bis",
    or: "oder",
    between: "zwischen",
    minus: "minus",
    number: "nr nummer",
    named: "artikel paragraf paragraph absatz resolution gesetz verordnung kapitel seite seiten linie typ modell gruppe block",
    years: &[
        (-1, "|voriges|letztes|vergangenes_jahr |vorigen|letzten|vergangenen_|jahr|jahres |im|des_|vorjahr|vorjahres"),
        (0, "dieses_|jahr|jahres diesem_jahr"), (1, "nächstes_jahr |nächsten|kommenden_|jahr|jahres"),
    ],
    ordinal_endings: "",
    decade: "er",
    century: "jahrhundert||s|e",
    halves_of_day: &[(0, "uhr")],
    harmless: "ein_ander der_|eine|andere zum_ersten_mal erste_hilfe über_|die|das|den|der|ein|eine gegen_|die|das|den|der|ein|eine
        unter_|die|das|den|der|dem|anderem um_die_welt gut_zu gut_und",
    tell_tale: "der die das und von den im mit für ist war nicht ein eine dem zu auf des",
};

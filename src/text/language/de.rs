//! German.

use super::Language;

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
        zurückgewiesen abgestritten",
    denied_before: "leugn|et|ete|eten|en|e geleugnet vernein|t|te|ten|en zurückweis|t|en abgelehnt ablehn|t|te|ten|en
        abstreit|et|en verweiger|t|te|ten|n|e weiger|t|te|ten|n|e geweigert versäum|t|te|ten|en scheiter|t|te|ten|n gescheitert
        unterließ||en unterlassen unterlässt verhinder|t|te|ten|n fälschlich||erweise unmöglich unfähig außerstande
        statt anstatt mangels entgegen",
    denied_behind: "nicht_|wahr|richtig|bestätigt|belegt|bewiesen|erwiesen|so|zutreffend|korrekt nicht_der_fall nicht_zu",
    denied_apart: "wies_zurück wiesen_zurück weist_zurück weisen_zurück lehnt||e|en_ab stritt||en_ab streitet_ab
        streiten_ab",
    doubted: "angeblich||e|en|er|es|em mutmaßlich||e|en|er|es|em vermeintlich||e|en|er|es|em gerücht||e|en|s gerüchteweise
        unbestätigt||e|en|er|es unbewiesen||e|en unwahrscheinlich zweifelhaft fraglich anscheinend offenbar",
    doubted_before: "könnte||n|st|t möglicherweise vielleicht eventuell vermutlich wahrscheinlich womöglich wohl dürfte|n
        soll||en|e|te|ten ob falls wenn scheinbar",
    conditions: "es_sei_denn vorausgesetzt nur_|wenn|falls|dann|sofern außer_wenn solange
        unter_der_|bedingung|voraussetzung unter_dem_vorbehalt |wenn|falls|sofern_nicht sofern",
    conditions_behind_mark: "",
    exceptions: "außer ausgenommen mit_ausnahme mit_|einer|zwei|wenigen|einigen_|ausnahme|ausnahmen abgesehen_von
        aber_|nur|lediglich jedoch_|nur|lediglich allerdings_|nur|lediglich wenn_auch_nicht",
    exceptions_at_once: "nur lediglich ausschließlich",
    but: "aber jedoch allerdings doch wenngleich obwohl",
    but_between: "er sie es wir ich man hat haben hatte hatten ist sind war waren wurde wurden wird werden bislang bisher
        noch bis jetzt",
    joints: "und oder aber sondern denn doch dass weil wenn ob obwohl während sowie als wie",
    harmless: "nicht_|nur|bloß|allein|zuletzt|selten|minder|umsonst|zufällig nicht_weniger_als nichts_anderes_als
        ohne_|zweifel|frage nicht_ohne kein_wunder kein_zweifel wenn_auch",
    announcing: "folgend|e|en|er|es nachstehend|e|en|es nachfolgend|e|en|es",
    ambiguous: "nie statt falls",
};

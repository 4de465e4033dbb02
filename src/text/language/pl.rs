//! Polish.

use super::Language;

pub(super) const WORDS: Language = Language {
    codes: &["pl", "pol"],
    not: "nie ani nigdy nikt nikogo nikomu nikim nic niczego niczemu niczym nigdzie donikąd znikąd nijak
        żaden żadn|a|e|ego|ej|emu|ą|ym|ych|ymi|i niczyj||a|e|ego|ej bynajmniej niepodobna",
    without: "bez beze",
    not_behind: "nie nigdy żaden żadn|a|e|ego|ej bynajmniej",
    denied: "nieprawd|a|y|ę|ą nieprawdziw|y|a|e|ych|ą fałsz fałszyw|y|a|e|ych|ą|ie zdement|ował|owała|owało|owali|owano|uje|owany|owana
        dement|uje|ują|ował|owała|owali|ować|i zaprzecz|a|ają|ył|yła|yło|yli|yły|ono|ał|ała|ali|yć|ać|ając kłamstw|o|a|em
        niesłusznie bezpodstawn|y|a|e|ie|ych bezzasadn|y|a|e|ie|ych obalon|y|a|e|o wymysł||em|y
        zmyślon|y|a|e|o parodi|a|ą",
    denied_before: "odmówi|ł|ła|ło|li|ły|ć odmawia||ją|ł|ła|li|ć odrzuc|ił|iła|iło|ili|iły|ono|a|ają|ić|ać|ał|ała|ali
        brak||u|uje|owało_dowodów niemożliw|e|y|a|ość niezdoln|y|a|e|i zamiast zaniech|ał|ała|ali|ano zapobie|gł|gła|gli|c|ga|gają
        mit||em|y legend|a|ą_że błędnie mylnie sfałszowan|y|a|e|ego|ej dezinformacj|a|i|ą omyłkowo",
    denied_behind: "nie_|jest|są|było|była|były|był_|prawdą|prawdziwe|prawdziwa|potwierdzone|potwierdzona|potwierdzony
        nie_|potwierdzono|potwierdziła|potwierdził|potwierdziły|potwierdziło|potwierdzili|udowodniono|odpowiada
        błędnie mylnie omyłkowo",
    denied_apart: "",
    doubted: "rzekom|o|y|a|e|ego|ej|ych|ą|ym domnieman|y|a|e|ego|ej|ych|ą|ym podobno ponoć jakoby plotk|a|i|ę|ą|ach|ami
        pogłosk|a|i|ę|ą|ach|ami niepotwierdzon|y|a|e|ych|ymi|ego|ej wątpliw|e|y|a mało_prawdopodobne",
    doubted_before: "być_może może mogłoby mogłaby mógłby mogliby mogłyby prawdopodobnie przypuszczalnie zapewne chyba
        ewentualnie czy jeśli jeżeli gdyby
        wydaje_się zdaje_się wydawało_się obawia||ł|ła|li|ją_się obaw|a|y|ę_że ma_nadzieję miał_nadzieję
        załóżmy przypuśćmy wyobra|ź|źmy|źcie_sobie podejrzewa||ją|ł|ła|li_że żartowa|ł|ła|li_że zażartował||a plan_był_taki jak_gdyby jakby spekuluj|e|ą_że",
    doubted_before_at_edge: "",
    doubted_behind: "jak_mówią jak_się_wydaje",
    doubted_at_once: "",
    doubted_first: "",
    taking_back: "",
    labels: "",
    headings: "plotki niepotwierdzone mity projekt uchylone fałszywe_informacje",
    ascribed_before: "twierdz|i|ą_że twierdzi|ł|ła|li|ły_że",
    ascribed_behind: "jak_|twierdzi|twierdzą",
    conditions: "chyba_że pod_warunkiem |tylko|jedynie_|jeśli|gdy|wtedy|jeżeli o_ile jeśli_nie jeżeli_nie z_zastrzeżeniem
        dopóki_nie",
    conditions_behind: "jeśli jeżeli o_ile",
    conditions_behind_mark: "",
    exceptions: "oprócz z_wyjątkiem z_wyjątkami poza_tym_że wyjąwszy wyłączając nie_licząc z_wyłączeniem prócz ale_|tylko|jedynie
        |choć|chociaż_nie",
    exceptions_at_once: "tylko jedynie wyłącznie",
    but: "ale lecz jednak choć chociaż",
    but_between: "on ona oni one ono to jak dotąd jeszcze wciąż nadal",
    joints: "i oraz lub albo a ale lecz że żeby aby jak gdzie gdy kiedy jeśli ponieważ bo choć chociaż niż czy
        któr|y|a|e|zy|ego|ej|emu|ą|ym|ych|ymi",
    harmless: "nie_|tylko|jedynie|wyłącznie|lada|bez|później|mniej|dalej|wcześniej tym_niemniej niemniej_jednak bez_wątpienia
        ani_chybi
        nawet_|jeśli|jeżeli|gdyby",
    announcing: "następując|e|a|y|ego poniższ|e|y|a",
    ambiguous: "mit",
};

//! Spanish.

use super::Language;

pub(super) const WORDS: Language = Language {
    codes: &["es", "spa"],
    not: "no ni nunca jamás nadie nada tampoco ningún ningun|o|a|os|as en_absoluto de_ninguna_manera de_ningún_modo",
    without: "sin",
    not_behind: "no nunca jamás tampoco",
    denied: "fals|o|a|os|as falsamente falsedad||es desmient|e|en|o desminti|ó|eron|endo desment|ir|ía|ían|ido|ida|idos|idas
        nieg|a|an|o neg|ó|aron|aba|aban|ado|ados|ando|ar|aría mentira|s bulo|s infundad|o|a|os|as erróne|o|a|os|as
        refut|a|an|ó|aron|ado|ada|ados|adas|ar incorrect|o|a|os|as inexact|o|a|os|as
        parodia sátira retract|ó|aron|a|an|ado",
    denied_before: "rechaz|a|an|o|ó|aron|aba|aban|ado|ada|ando|ar fracas|ó|aron|a|an|ado|ar_|en|al imposible|s
        incapa|z|ces_de en_|lugar|vez_de desestim|a|an|ó|aron|ado|ada|ar descart|a|an|ó|aron|ado|ar dej|ó|aron_de evit|ó|aron|a|an|ar
        imped|ir|ido|ía impid|e|en|ió|ieron
        mito|s erróneamente equivocadamente inventad|o|a|os|as desinformación montaje falsead|o|a",
    denied_behind: "no_|es|son|era|eran|fue|fueron|sea_|cierto|cierta|ciertos|ciertas|verdad|así|correcto|correcta
        no_|está|están|estaba|fue|fueron_|confirmado|confirmada|confirmados|probado|probada|demostrado
        no_|ha|han_sido_|confirmado|confirmada|confirmados|probado|probada|demostrado
        inventad|o|a|os|as_por mera_invención por_error equivocadamente",
    denied_apart: "",
    doubted: "supuest|o|a|os|as supuestamente presunt|o|a|os|as presuntamente rumor||es al_parecer aparentemente improbable|s
        dudos|o|a|os|as sin_|confirmar|verificar|probar",
    doubted_before: "quizá quizás tal_vez probablemente posiblemente presumiblemente eventualmente podría||n puede_que acaso a_lo_mejor
        si habría||n sería||n
        parec|e|ía|ió_que supon|gamos|iendo|gan_que imagin|a|emos|en_que tem|e|en|ía|ían|ió_que esper|a|an|aba|aban_que sospech|a|an|aba|aban_que
        brome|ó|aba_que |idea|plan_era_que como_si según_los_rumores teoría_de_que temor_|de|a_que",
    doubted_before_at_edge: "",
    doubted_behind: "según_|dicen|parece |parece|dicen_ser",
    doubted_at_once: "",
    doubted_first: "",
    taking_back: "",
    labels: "",
    headings: "rumores sin_confirmar mitos borrador derogado bulos",
    ascribed_before: "alega||n_que aleg|ó|aron|aba_que pretend|e|ía_que",
    ascribed_behind: "",
    conditions: "a_menos_que a_no_ser_que siempre_y_cuando con_la_condición_de_que a_condición_de_que con_tal_que con_tal_de_que
        |solo|sólo|solamente|únicamente_|si|cuando salvo_|que|si excepto_|que|si bajo_la_condición_de_que en_caso_de_que",
    conditions_behind: "si",
    conditions_behind_mark: "siempre_que",
    exceptions: "excepto salvo a_excepción_|de|del con_excepción_|de|del con_la_excepción_|de|del con_|algunas|pocas|dos_excepciones
        aparte_|de|del exceptuando excluyendo exclu|ido|ida|idos|idas |pero|aunque_|solo|sólo|solamente|únicamente",
    exceptions_at_once: "solo sólo solamente únicamente",
    but: "pero aunque mas sin_embargo",
    but_between: "él ella ellos ellas lo la los las se le les ha han había fue todavía aún yo nosotros",
    joints: "y e o u pero que quien quienes cuyo cuya donde cuando como porque si aunque mientras pues sino ni",
    harmless: "no_|sólo|solo|solamente|únicamente|obstante no_|menos|más_de sin_|embargo|duda|dudas|precedentes nada_|más|menos_que
        no_en_vano sin_lugar_a_dudas
        incluso_si aun_si como_si",
    announcing: "|lo|la|el|los|las_siguient|e|es a_continuación",
    ambiguous: "ni sin nada si mas solo falso falsa rumor",
};

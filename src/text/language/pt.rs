//! Portuguese.

use super::Language;

pub(super) const WORDS: Language = Language {
    codes: &["pt", "por"],
    not: "não nem nunca jamais ninguém nada nenhum|a nenhuns nenhumas tampouco tão-pouco de_modo_|algum|nenhum",
    without: "sem",
    not_behind: "não nunca jamais tampouco",
    denied: "fals|o|a|os|as falsamente falsidade|s desment|e|em|iu|iram|ia|ir|indo|ido|ida|idos|idas neg|a|am|ou|aram|ava|avam|ado|ando|ar
        mentira|s boato|s infundad|o|a|os|as errad|o|a|os|as refut|a|am|ou|aram|ado|ada|ar incorret|o|a|os|as inverídic|o|a|os|as
        paródia inventad|o|a|os|as retrat|ou|aram-se",
    denied_before: "rejeit|a|am|ou|aram|ava|ado|ada|ando|ar recus|a|am|ou|aram|ava|ado|ada|ando|ar fracass|a|am|ou|aram_em
        impossíve|l|is incapa|z|zes_de em_vez_de ao_invés_de falh|a|am|ou|aram_em descart|a|am|ou|aram|ado|ar deix|ou|aram_de
        imped|e|em|iu|iram|ir|ido evit|a|am|ou|aram|ar
        mito|s erroneamente equivocadamente desinformação forjad|o|a|os|as",
    denied_behind: "não_|é|são|era|eram|foi|foram|seja_|verdade|verdadeiro|verdadeira|assim|correto|certo
        não_|está|estava|foi|foram_|confirmado|confirmada|confirmados|provado|provada|comprovado|comprovada
        por_engano equivocadamente erroneamente",
    denied_apart: "",
    doubted: "supost|o|a|os|as supostamente alegad|o|a|os|as alegadamente presumível presumivelmente rumor||es aparentemente
        improváve|l|is duvidos|o|a|os|as",
    doubted_before: "talvez provavelmente possivelmente eventualmente porventura poderia||m pode_ser_que se_|o|a|os|as|houver|for|forem
        teria||m seria||m caso quiçá
        parec|e|ia|eu_que supo|nha|nhamos|ndo_que imagin|e|emos|em_que tem|e|em|ia|iam|eu_que esper|a|am|ava|avam_que suspeit|a|am|ava|avam_que
        brinc|ou|ava|aram |ideia|plano_era_que como_se boatos_de_que receio_de_que teoria_de_que",
    doubted_before_at_edge: "",
    doubted_behind: "ao_que_|parece|consta segundo_|dizem|consta",
    doubted_at_once: "",
    doubted_first: "",
    taking_back: "",
    labels: "",
    headings: "boatos rumores não_confirmado|s mitos rascunho revogado",
    ascribed_before: "aleg|a|am|ou|aram|ava_que",
    ascribed_behind: "",
    conditions: "a_menos_que a_não_ser_que contanto_que |com_a|sob_condição_de_que |só|somente|apenas_|se|quando salvo_|se|que
        exceto_|se|que sob_a_condição_de_que desde_que_não",
    conditions_behind: "se",
    conditions_behind_mark: "desde_que",
    exceptions: "exceto excepto salvo com_|exceção|exceções|excepção com_a_|exceção|excepção à_|exceção|excepção afora exclu|ído|ída|ídos|indo
        |mas|embora_|só|somente|apenas",
    exceptions_at_once: "só somente apenas unicamente exclusivamente",
    but: "mas porém contudo todavia embora",
    but_between: "ele ela eles elas se o a os as lhe ainda tinha foi até agora",
    joints: "e ou mas que quem cujo cuja onde quando como porque se embora enquanto pois nem",
    harmless: "não_|só|somente|apenas|obstante não_|menos|mais_de sem_|dúvida|dúvidas|precedentes nada_|mais|menos_que
        mesmo_se como_se",
    announcing: "|o|a|os|as_seguint|e|es o_que_se_segue",
    ambiguous: "nada sem falso falsa rumor salvo caso
        se",
};

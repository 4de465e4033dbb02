//! Italian.

use super::Language;

pub(super) const WORDS: Language = Language {
    codes: &["it", "ita"],
    not: "non no né mai giammai nessun||o|a niente nulla neanche nemmeno neppure mica affatto",
    without: "senza",
    not_behind: "non mai neanche nemmeno neppure",
    denied: "fals|o|a|i|e falsamente falsità smenti|sce|scono|to|ta|ti|te|va|vano|rono|re smentì neg|a|ano|ato|ava|avano|ò|arono|ando|are
        bugia bugie bufal|a|e infondat|o|a|i|e errat|o|a|i|e confut|a|ano|ato|ata|ò|arono|are inesatt|o|a|i|e
        parodia inventat|o|a|i|e ritratt|a|ano|ò|ato|ata",
    denied_before: "respin|ge|gono|to|ta|ti|te|se|sero|gere|geva rifiut|a|ano|ato|ò|arono|ava|avano|ando|are_di fallit|o|a|i|e
        impossibile impossibili incapac|e|i_di invece_di anziché esclud|e|ono|ere esclus|e|ero evit|a|ano|ato|ò|arono|are
        imped|ito|ita|ire|isce|iscono|ì
        mito leggenda_secondo erroneamente a_torto disinformazione",
    denied_behind: "non_|è|sono|era|erano|fu|sia|fosse_|vero|vera|veri|così|corretto|confermato|confermata|provato|provata
        non_è_|stato|stata_|confermato|confermata|provato|provata|dimostrato|dimostrata
        a_torto per_errore",
    denied_apart: "",
    doubted: "presunt|o|a|i|e presumibilmente asserit|o|a|i|e pettegolezz|o|i a_quanto_pare apparentemente improbabil|e|i
        secondo_|voci|indiscrezioni secondo_alcune_voci indiscrezion|e|i |voce|voci_non_|confermata|confermate sedicent|e|i",
    doubted_before: "forse probabilmente possibilmente eventualmente magari potrebbe potrebbero se sarebbe sarebbero avrebbe avrebbero
        dubbi|o|a
        sembr|a|ano|ava|erebbe_che pare_che parrebbe_che suppon|iamo|endo|ga_che immagin|a|iamo|ate_che tem|e|ono|eva|evano_che sper|a|ano|ava|avano_che
        sospett|a|ano|ava|avano_che scherz|ò|ava|ando come_se l'idea_era_che timore_che ipotizz|a|ano|ò_che",
    doubted_before_at_edge: "",
    doubted_behind: "pare sembra a_quanto_|si_dice|sembra stando_alle_voci",
    doubted_at_once: "",
    doubted_first: "",
    taking_back: "",
    labels: "",
    headings: "voci_non_confermate dicerie miti bozza abrogato bufale",
    ascribed_before: "",
    ascribed_behind: "",
    conditions: "a_meno_|che|di a_condizione_|che|di purché |solo|soltanto|unicamente_|se|quando sempre_che salvo_|che|se tranne_|che|se
        eccetto_|che|se a_patto_|che|di qualora",
    conditions_behind: "se",
    conditions_behind_mark: "",
    exceptions: "tranne eccetto salvo fuorché con_l'eccezione |ad|a_eccezione |ad|a_esclusione a_parte
        esclus|i|a ma_|solo|soltanto|solamente anche_se_|solo|soltanto|solamente",
    exceptions_at_once: "solo soltanto solamente unicamente esclusivamente",
    but: "ma però tuttavia sebbene",
    but_between: "lui lei essi lo la li le si ha hanno è sono ancora finora ho",
    joints: "e ed o oppure ma che chi cui dove quando come perché se mentre poiché né",
    harmless: "non_|solo|soltanto|solamente|unicamente|appena|oltre non_a_caso non_|meno|più_di senza_|dubbio|precedenti nulla_osta
        niente_meno ciò_non_toglie
        anche_se come_se",
    announcing: "|il|la|le|i|gli_seguent|e|i quanto_segue",
    ambiguous: "mai se falso falsa false salvo mica",
};

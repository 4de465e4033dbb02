//! French. Of a negation in two parts, "ne ... pas", a quote may begin between them or end there.

use super::Language;

pub(super) const WORDS: Language = Language {
    codes: &["fr", "fra", "fre"],
    not: "ne n' pas ni jamais rien non aucun||e|s|es aucunement nul||le|s|les nullement guère personne_|ne|n'
        nulle_part",
    without: "sans",
    not_behind: "ne n' pas jamais rien aucun||e aucunement nullement guère",
    denied: "faux fausse|s faussement inexact||e|s|es infondé||e|s|es erroné||e|s|es mensonge|s mensonger||s mensongère|s
        démen|t|tent|ti|tie|tis|ties|tir|tait|taient|tant|tit|tirent réfut|e|ent|é|ée|és|ées|er|ait|a|ant intox",
    denied_before: "ni|e|ent|é|ée|és|ées|er|ait|aient|a|èrent|ant contest|e|ent|é|ée|és|ées|er|ait|aient|a|èrent|ant
        rejet|te|tent|é|ée|és|ées|er|ait|aient|a|èrent|ant refus|e|ent|é|ée|er|ait|aient|a|èrent|ant_|de|d'
        échou|e|ent|é|er|ait|aient|a|èrent|ant empêch|e|ent|é|ée|és|ées|er|ait|aient|a|ant impossible|s incapable|s
        impossibilité au_lieu_|de|d' loin_|de|d' contrairement_à absence_de_preuve|s",
    denied_behind: "pas_|vrai|exact|confirmé|confirmée|avéré|avérée|prouvé|prouvée|établi|établie pas_le_cas",
    denied_apart: "",
    doubted: "prétendument soi-disant rumeur|s supposé||e|s|es supposément présumé||e|s|es improbable|s douteu|x|se|ses
        apparemment invérifié||e|s|es",
    doubted_before: "peut-être probablement possiblement éventuellement vraisemblablement pourrai|t|ent aurai|t|ent serai|t|ent
        s'il|s si_|le|la|les|l'|un|une|on|elle|elles|nous|vous|tu|je|ce|cette|ces sans_doute prétend||ent|u|ue|us",
    conditions: "à_moins_|que|qu'|de|d' à_|condition|conditions_|que|qu'|de|d' à_la_condition pourvu_|que|qu'
        sous_réserve_|que|qu'|de|d'|des|du seulement_|si|s' uniquement_|si|s' sauf_|si|s' si_et_seulement_si sous_condition
        dans_la_mesure_où",
    conditions_behind_mark: "",
    exceptions: "sauf excepté||e|s|es hormis à_l'|exception|exclusion_|de|du|des|d' mis||e_à_part si_ce_n'est
        exception_faite |autre|autres_que |mais|toutefois|cependant_|seulement|uniquement mais_non bien_que_non excluant",
    exceptions_at_once: "seulement uniquement exclusivement",
    but: "mais toutefois cependant pourtant",
    but_between: "il ils elle elles on nous je toujours encore",
    joints: "et ou mais que qu qui dont où car donc or si comme lorsque lorsqu quand parce puisque tandis alors ni",
    harmless: "non_seulement pas_|seulement|uniquement pas_plus_de pas_moins_|de|d' rien_moins_que rien_d'autre_que n'importe
        sans_|cesse|conteste|précédent|surprise sans_|nul|aucun_doute ni_plus_ni_moins non_loin",
    announcing: "|suivant|suivante|suivants|suivantes ce_qui_suit ci-dessous ci-après",
    ambiguous: "ne n' pas ni non nul nulle nulles nie nient nia nier faux",
};

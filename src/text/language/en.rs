//! English.

use super::Language;

pub(super) const WORDS: Language = Language {
    codes: &["en", "eng"],
    not: "not no never none nor neither cannot nobody noone nothing nowhere non nought naught
        hardly barely scarcely rarely seldom
        ain't aren't can't couldn't daren't didn't doesn't don't hadn't hasn't haven't isn't mayn't mightn't mustn't needn't
        oughtn't shan't shouldn't wasn't weren't won't wouldn't",
    without: "without",
    not_behind: "not never cannot hardly scarcely
        ain't aren't can't couldn't daren't didn't doesn't don't hadn't hasn't haven't isn't mayn't mightn't mustn't needn't
        oughtn't shan't shouldn't wasn't weren't won't wouldn't",
    denied: "denied denies false incorrect untrue untruth|s unfounded baseless groundless disproved disproven refuted debunked
        hoax",
    denied_before: "deny denying denial|s doubtful falsely
        reject||s|ed|ing|ion disput|e|es|ed|ing refut|e|es|ing rebut||s|ted|ting disprov|e|es|ing debunk||s|ing
        contradict||s|ed|ing contrary_to
        |dismiss|dismisses|dismissed|dismissing_|the|a|an|any|all|these|those|such|as|claims|reports|allegations|suggestions
        |dismissed|dismisses_|his|her|its|their|our
        fail||s|ed|ing_to failure_to refus|e|es|ed|ing|al_to declin|e|es|ed|ing_to neglect||s|ed|ing_to omit||s|ted|ting_to
        unable inability impossible stop||ped|s_short_of refrain||s|ed|ing_from prevent||s|ed|ing far_from rather_than
        instead_of on_the_contrary |lack|lacks|lacked|absence_of_|evidence|proof|any abstain||s|ed|ing_from",
    denied_behind: "|not|isn't|wasn't|aren't|weren't|never_|true|so|correct|proved|proven|known|confirmed|established|substantiated|verified
        |not|isn't|wasn't|aren't|weren't_the_case |not|isn't|wasn't_quite_|true|so|correct
        |not|hasn't|haven't|never_been_|proved|proven|confirmed|established|substantiated|verified
        reject||s|ed_the_|claim|claims|report|reports|allegation|allegations|accusation|accusations",
    denied_apart: "",
    doubted: "allegedly apparently purportedly reportedly supposedly ostensibly rumored rumoured rumour|s rumor|s gossip hearsay
        unconfirmed unlikely unproven unverified unsubstantiated",
    doubted_before: "alleged could if may maybe might perhaps possibly presumably probably purported seemingly whether
        hypothetical|ly",
    conditions: "unless provided_that providing_that condition_that only_if only_when only_where
        long_as subject_to assuming_that event_that except_if except_when",
    conditions_behind_mark: "provided assuming save",
    exceptions: "except excepting except_for except_that save_for apart_from aside_from other_than
        exception_of |one|some|few|several|certain|rare|notable_|exception|exceptions excluding
        barring not_including not_counting but_only but_merely |but|though_partly |though|although|albeit|yet_only if_only_|partly|briefly|in but_in_part",
    exceptions_at_once: "only solely",
    but: "but yet though although albeit however",
    but_between: "it he she they we i did do does was were is are be been has had have could would will can may must so far
        still as yet has",
    joints: "and or but that which who whom whose where when while because as if than whether although though since so after
        before until unless nor yet",
    harmless: "not_|only|just|merely|simply|solely|alone|least|surprisingly|unlike not_to_mention not_long_|ago|after|before
        no_|doubt|matter|sooner|wonder no_|less|fewer|later|longer|more|earlier_than without_|doubt|question
        |nothing|none_|less|other|short_than nothing_but none_the_less never_mind no_one_but nothing_short_of
        but_also but_not_limited_to",
    announcing: "following_|is|are|was|were|claim|claims|statement|statements|report|reports|story|account|passage|text|sentence
        what_follows |claim|claims|statement|statements_below",
    ambiguous: "",
};

//! English.

use super::{Bound, DateSide, Language, Numerals, Stretch};

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
        hoax
        retract||s|ed|ing recant||s|ed |withdraw|withdraws|withdrew|withdrawn_|its|his|her|their|the|a|that_|report|story|claim|article|statement|allegation|accusation
        parody spoof satirical this_was_an_error this_was_a_mistake",
    denied_before: "myth falsehood wrongly falsely_|say|says|said fake_news |lied|lies_|when|that deny denying denial|s doubtful falsely
        reject||s|ed|ing|ion disput|e|es|ed|ing refut|e|es|ing rebut||s|ted|ting disprov|e|es|ing debunk||s|ing
        contradict||s|ed|ing contrary_to
        |dismiss|dismisses|dismissed|dismissing_|the|a|an|any|all|these|those|such|as|claims|reports|allegations|suggestions
        |dismissed|dismisses_|his|her|its|their|our
        fail||s|ed|ing_to failure_to refus|e|es|ed|ing|al_to declin|e|es|ed|ing_to neglect||s|ed|ing_to omit||s|ted|ting_to
        |earlier|previous|original_|version|versions|edition_of |earlier|previous|original_|version|edition|report_|it|we|this|which|that |was|were_in_error originally_|said|stated|reported|claimed|wrote
        |withdraws|withdrew|retracts|strikes_|its|the|his|her|their_|entry|finding|remark
        unable inability impossible stop||ped|s_short_of refrain||s|ed|ing_from prevent||s|ed|ing far_from rather_than
        instead_of on_the_contrary |lack|lacks|lacked|absence_of_|evidence|proof|any abstain||s|ed|ing_from
        myths legend_that falsehoods fiction_that fabrication mistaken mistakenly erroneously incorrectly untruthfully
        |wrong|false|mistake|error|misleading|dishonest|absurd_to_|say|claim|think|believe|assume|state|write|conclude|suggest|suppose
        |forged|fake|faked|fabricated|bogus|counterfeit|doctored|spurious|sham_|letter|letters|document|documents|report|reports|story|stories|statement
        |forged|fake|faked|fabricated|bogus|counterfeit|doctored|spurious|sham_|memo|message|messages|email|article|video|post|tweet|account|page|record|copy
        disinformation misinformation conspiracy_theor|y|ies |a|the_|lie|lies|canard_that lie_that false_|claim|claims|report|reports|story|stories
        forbade forbid forbids |forbidden|forbade_to overturn|s overturned annul annuls annulled quash quashes quashed acquitted acquits acquit exonerated struck_down |set|sets_aside_the_|finding|verdict|ruling|entry |cleared|clears_of |cleared|clears_|him|her|them_of",
    denied_behind: "|not|isn't|wasn't|aren't|weren't|never_|true|so|correct|proved|proven|known|confirmed|established|substantiated|verified
        |not|isn't|wasn't|aren't|weren't_the_case |not|isn't|wasn't_quite_|true|so|correct
        |not|hasn't|haven't|never_been_|proved|proven|confirmed|established|substantiated|verified
        reject||s|ed_the_|claim|claims|report|reports|allegation|allegations|accusation|accusations
        made_up fabricated concocted fictitious |a|pure|complete_|fabrication|lie|myth|fiction|invention |wrongly|erroneously|mistakenly|incorrectly_|reported|said|claimed|stated|alleged|written|believed|assumed|thought
        annulled void voided quashed nullified rescinded |was|were|been|is|are|later_|overturned|struck|revoked |court|judge_|overturned|struck|cancelled|canceled|revoked struck_|the|from|out|off struck_it_|out|from|off entry_|struck|deleted|erased|cancelled",
    denied_apart: "",
    doubted: "allegedly apparently purportedly reportedly supposedly ostensibly rumored rumoured rumour|s rumor|s gossip hearsay
        unconfirmed unlikely unproven unverified unsubstantiated",
    doubted_before: "it_|seems|seemed|appears|appeared_that suppose imagine alleged could if may maybe might perhaps possibly presumably probably purported seemingly whether
        hypothetical|ly
        |fear|fears|feared|fearing_that |hope|hopes|hoped|hoping_that |wish|wishes|wished_that
        |suspect|suspects|suspected|suspicion|suspicions_that |suggest|suggests|suggested|suggesting_that
        |speculate|speculates|speculated|speculation_that |assume|assumes|assumed|assumption_that assuming supposing |pretend|pretends|pretended|pretending_that
        |joke|jokes|joked|joking_that jokingly |dream|dreams|dreamed|dreamt_that |allegation|allegations|accusation|accusations|insinuation|insinuations_that
        |propose|proposes|proposed|demand|demands|demanded_that |guess|guesses|guessed_that |imagine|imagines|imagined|imagining_that
        |plan|idea|proposal|aim|intention|theory|guess|joke|dream|story|legend_|is|was_that |idea|theory|notion|impression_that
        |is|are|was|were_|believed|thought|feared|claimed|alleged|rumoured|rumored|suspected|assumed|expected|supposed_to
        almost_|so|true_that almost_the_case lest as_though
        threaten||s|ed|ing_to |was|were_to_have would_have in_case few_|believe|believes|believed|think|thought |charge|charges|count|counts_that |charge|charges_of",
    doubted_before_at_edge: "either",
    doubted_behind: "|it|that|this_|is|was_|claimed|believed|thought|feared|rumoured|assumed|suspected|hoped
        in_jest as_a_joke or_so |he|she|it|they_|suspect|suspects|suspected|fear|feared|hope|hoped|joked
        on_paper in_theory or_so_|says|say|said|claims",
    doubted_at_once: "nearly almost would threatened |was|were_to virtually so-called would-be mock sham attempted cancelled canceled proposed aborted rejected annulled purported former onetime erstwhile fictitious imaginary",
    doubted_first: "had should were",
    taking_back: "|this|that|it|which_|is|was_|untrue|false|wrong|fake|nonsense|incorrect|fiction|invented
        |this|that|it|which_|is|was_|a|an_|lie|myth|hoax|fake|fabrication|falsehood|error|mistake |this|that|it|which_|is|was_not_|true|so|correct
        |denies|denied|deny|rejects|rejected|disputes|disputed|refuted|dismissed_|this|that|it none_of_|this|it_is_true
        |verdict|rating|conclusion|answer_|false|untrue|fake|no",
    labels: "void draft myth fiction example specimen sample dissent dissenting_opinion repealed erased cancelled canceled deleted withdrawn obsolete superseded annulled revoked hypothetical|ly advertisement advert sponsored rumour rumor false untrue fake hoax satire template correction",
    headings: "could_not_confirm couldn't_confirm not_|confirmed|verified|proven unconfirmed unverified unproven rumour|s rumor|s myth|s hoaxes falsehoods false_|claim|claims|report|reports|statements fake_news |do|did_not_know don't_know retract|ed|ions erratum errata misinformation disinformation allegations fiction satire repealed annulled draft|s withdrawn deleted cancelled",
    ascribed_before: "|claim|claims|claimed|claiming_that |believe|believes|believed_that",
    ascribed_behind: "|he|she|it|they_|claim|claims|claimed|believe|believes|believed so_|he|she|it|they_|claim|claims|claimed|say",
    conditions: "unless provided_that providing_that condition_that only_if only_when only_where
        long_as subject_to assuming_that event_that except_if except_when",
    conditions_behind: "if",
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
        no_|doubt|matter|sooner|wonder no_|less|fewer|later|longer|more|earlier_than |s|sr|sl_no without_|doubt|question
        |nothing|none_|less|other|short_than nothing_but none_the_less never_mind no_one_but nothing_short_of
        but_also but_not_limited_to
        |even|as|what_if if_|ever|any|anything|only_so made_up_|of|for|his|her|its|their_mind
        either_|way|side|case|of|bank|end|hand|direction in_case_of null_and_void_|if|unless",
    announcing: "following_|is|are|was|were|claim|claims|statement|statements|report|reports|story|account|passage|text|sentence
        what_follows as_follows reads |claim|claims|statement|statements_below",
    ambiguous: "",
};

pub(super) const NUMERALS: Numerals = Numerals {
    decimal_comma: false,
    cardinals: &[
        (0, "zero nought nil"),
        (1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"), (6, "six"), (7, "seven"), (8, "eight"), (9, "nine"),
        (10, "ten"), (11, "eleven"), (12, "twelve"), (13, "thirteen"), (14, "fourteen"), (15, "fifteen"), (16, "sixteen"),
        (17, "seventeen"), (18, "eighteen"), (19, "nineteen"), (20, "twenty a_score_of"), (30, "thirty"), (40, "forty"), (50, "fifty"),
        (60, "sixty"), (70, "seventy"), (80, "eighty"), (90, "ninety"),
    ],
    scales: &[
        (12, "dozen"), (100, "hundred"), (1_000, "thousand k"), (100_000, "lakh|s"), (1_000_000, "million mn mln m"),
        (10_000_000, "crore|s"), (1_000_000_000, "billion bn b"), (1_000_000_000_000, "trillion tn"),
    ],
    alone: "",
    many: &[
        (12, "dozens"), (10, "tens"), (20, "scores_of"), (100, "hundreds"), (1_000, "thousands"), (1_000_000, "millions"),
        (1_000_000_000, "billions"), (1_000_000_000_000, "trillions"),
    ],
    several: "several some a_few few many",
    ordinals: &[
        (1, "first"), (2, "second"), (3, "third"), (4, "fourth"), (5, "fifth"), (6, "sixth"), (7, "seventh"), (8, "eighth"),
        (9, "ninth"), (10, "tenth"), (11, "eleventh"), (12, "twelfth"), (13, "thirteenth"), (14, "fourteenth"),
        (15, "fifteenth"), (16, "sixteenth"), (17, "seventeenth"), (18, "eighteenth"), (19, "nineteenth"), (20, "twentieth"),
        (30, "thirtieth"), (40, "fortieth"), (50, "fiftieth"), (60, "sixtieth"), (70, "seventieth"), (80, "eightieth"),
        (90, "ninetieth"), (100, "hundredth"), (1_000, "thousandth"),
    ],
    parts: &[
        (2, "half halves"), (3, "third|s"), (4, "quarter|s fourths"), (5, "fifths"), (6, "sixths"), (7, "sevenths"), (8, "eighths"),
        (9, "ninths"), (10, "tenths"),
    ],
    times: &[
        (2, "twice double|d doubles doubling twofold"), (3, "thrice triple|d triples tripling treble|d threefold"),
        (4, "quadruple|d quadrupling fourfold"), (5, "fivefold quintuple|d"), (10, "tenfold"),
    ],
    times_behind: "times fold",
    pair: "both pair couple",
    one_and_half: "",
    article: "a an single sole",
    none: "no none",
    units: &[
        ("percent", "percent per_cent"),
        ("percentage point", "percentage_point|s per_cent_points percent_points pp"),
        ("per mille", "per_mille"),
        ("mm", "millimet|re|er|res|ers"), ("cm", "centimet|re|er|res|ers"), ("m", "met|re|er|res|ers"),
        ("km", "kilomet|re|er|res|ers kms"), ("inch", "inch inches"), ("foot", "foot feet"), ("yard", "yards"),
        ("mile", "mile|s"), ("nautical mile", "nautical_mile|s"),
        ("g", "gram|s gramme|s"), ("kg", "kilogram|s kilogramme|s kilo|s"), ("tonne", "tonne|s ton|s metric_ton|s"), ("pound", "pound|s"),
        ("second", "second|s secs"), ("minute", "minute|s mins"), ("hour", "hour|s hrs hr hourly"), ("day", "day|s"),
        ("week", "week|s"), ("month", "month|s"), ("quarter", "quarters"), ("year", "year|s yr|s"), ("decade", "decade|s"),
        ("century", "century centuries"),
        ("square metre", "|square|sq_|metre|metres|meter|meters|m"), ("hectare", "hectare|s"), ("acre", "acre|s"),
        ("square km", "|square|sq_|kilometre|kilometres|kilometer|kilometers|km"), ("square mile", "|square|sq_|mile|miles"),
        ("litre", "lit|re|er|res|ers"), ("cubic metre", "cubic_|metre|metres|meter|meters"), ("gallon", "gallon|s"), ("barrel", "barrel|s bbl"),
        ("watt", "watts"), ("kilowatt", "kilowatt|s"), ("megawatt", "megawatt|s"), ("gigawatt", "gigawatt|s"),
        ("kilowatt hour", "kilowatt_hour|s"), ("megawatt hour", "megawatt_hour|s"), ("gigawatt hour", "gigawatt_hour|s"),
        ("degree", "degree|s"), ("degree Celsius", "|degree|degrees_celsius celsius"),
        ("degree Fahrenheit", "|degree|degrees_fahrenheit fahrenheit"),
        ("km/h", "|km|kilometres|kilometers_|per|an_hour"), ("mph", "miles_|per|an_hour"), ("knot", "knot|s"),
        ("dollar", "|us|american_dollar|s"), ("Australian dollar", "australian_dollar|s"), ("Canadian dollar", "canadian_dollar|s"),
        ("Hong Kong dollar", "hong_kong_dollar|s"), ("New Zealand dollar", "new_zealand_dollar|s"), ("pound sterling", "pound|s_sterling pound|s"), ("rouble", "rouble|s ruble|s"),
        ("hryvnia", "hryvnia|s"), ("zloty", "zloty|s zlotys"), ("franc", "franc|s"), ("rupee", "rupee|s"), ("lira", "lira|s"),
        ("shekel", "shekel|s"),
    ],
    months: [
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
        "september sep|t", "october oct", "november nov", "december dec",
    ],
    weekdays: ["monday|s", "tuesday|s", "wednesday|s", "thursday|s", "friday|s", "saturday|s", "sunday|s"],
    seasons: ["spring springtime", "summer summertime", "autumn fall", "winter wintertime"],
    stretches: &[
        (Stretch::Early, "early |beginning|start|outset_of"),
        (Stretch::Mid, "mid middle_of"), (Stretch::Late, "late |end|close_of"),
    ],
    last: "last latter final",
    half_year: "half_year",
    decades: &[
        (20, "twenties"), (30, "thirties"), (40, "forties"), (50, "fifties"), (60, "sixties"), (70, "seventies"), (80, "eighties"),
        (90, "nineties"),
    ],
    per: "per",
    each: "a an each every",
    rates: &[
        ("hour", "hourly"), ("day", "daily"), ("week", "weekly"), ("month", "monthly"), ("quarter", "quarterly"),
        ("year", "yearly annual|ly"),
    ],
    directions: [
        "north|ern northward|s", "north_|east|eastern northeast|ern", "east|ern eastward|s", "south_|east|eastern southeast|ern",
        "south|ern southward|s", "south_|west|western southwest|ern", "west|ern westward|s", "north_|west|western northwest|ern",
    ],
    sides: &[
        (DateSide::Before, "before prior_to |earlier|sooner_than ahead_of not_until_after"), (DateSide::By, "by no_later_than not_later_than on_or_before"),
        (DateSide::Until, "until till up_|to|until|till through"), (DateSide::From, "since starting_|in|from|on beginning_|in|from|on as_of as_from ever_since on_or_after"),
        (DateSide::After, "after later_than following not_before"),
    ],
    sides_behind: &[
        (DateSide::By, "at_the_latest or_|before|earlier"), (DateSide::From, "onward|s on and_|after|later|since or_|after|later at_the_earliest"),
    ],
    bounds: &[
        (Bound::About, "about around some roughly approximately approx circa ca estimated an_estimated in_the_region_of
        close_to somewhere_around"),
        (Bound::Almost, "almost nearly |just|slightly_|under|below just_short_of |just|slightly_less_than a_little_|under|below a_little_less_than
        not_quite close_on virtually"),
        (Bound::JustOver, "|just|slightly|barely_|over|above only_just_|over|above a_little_|over|above |just|slightly|barely_more_than
        a_|little|bit_more_than |barely|just_|exceed|exceeded|exceeds|exceeding"),
        (Bound::Above, "more_than over above exceed||ed|s|ing upwards_of in_excess_of greater_than higher_than
        better_than north_of bigger_than well_over"),
        (Bound::Below, "less_than under below fewer_than lower_than short_of smaller_than well_under"),
        (Bound::AtLeast, "at_least no_|fewer|less_than not_|less|fewer_than a_minimum_of minimum_of minimum"),
        (Bound::AtMost, "at_most up_to no_more_than not_more_than a_maximum_of maximum_of maximum no_|farther|further_than
        as_|many|much|far_as not_exceeding"),
    ],
    bounds_behind: &[
        (Bound::AtLeast, "or_more at_least at_the_least or_above or_over and_up minimum"),
        (Bound::Above, "and_more and_counting plus"),
        (Bound::AtMost, "or_|less|fewer|under|below at_most at_the_most tops maximum"),
        (Bound::About, "or_so or_thereabouts give_or_take"),
    ],
    and: "and",
    to: "to until till through",
    or: "or",
    between: "between",
    minus: "minus",
    number: "no nos number",
    named: "article articles section chapter clause paragraph resolution decree law order act bill directive regulation protocol
        boeing airbus route flight channel unit type model mark mk version phase appendix annex table figure page pages
        line gate room group brigade battalion regiment division formula area type level stage",
    years: &[(-1, "last_year"), (0, "this_|year|spring|summer|autumn|winter"), (1, "next_year")],
    ordinal_endings: "st nd rd th",
    decade: "s",
    century: "century centuries",
    halves_of_day: &[(0, "am a_m"), (12, "pm p_m")],
    harmless: "|with|by|to|at|on_a_score_of one_another one_|year|month|week|day_to_|the|another one_of no_one one_day one_by_one one_that one_who one_which |the|this|that|each|every|another|any_one
        |first|second|third_|hand|world|lady|class|name|rate|aid|place|person first_of_all second_to_none at_first
        the_first_time for_the_first_time once
        square_one two_faced no_longer no_less no_|doubt|matter|sooner half_hearted
        over_|the|time|his|her|its|their under_the above_the below_the above_all about_the
        some_|of|other|one|time up_to_date",
    tell_tale: "the of and in to is was were that for with from by on at an",
};

"""The words by which a text says that something made it work, was learned, stood in the way, or should be done."""

import re

from ingest.facts.model import FactKind

_S, _L, _O, _R = FactKind.SUCCESS_FACTOR, FactKind.LESSON, FactKind.OBSTACLE, FactKind.RECOMMENDATION


def either(*patterns: str) -> re.Pattern[str]:
    """A pattern for one of the patterns, in capitals or not."""
    return re.compile("|".join(patterns), re.IGNORECASE)


# What a heading, or the line above a list, announces.
ANNOUNCED = {
    _S: either(
        r"\b(?:succes|slaag)factor",
        r"\bwat\s+(?:werkt|werkte|helpt|hielp|ging\s+(?:er\s+)?goed|gaat\s+(?:er\s+)?goed)\b",
        r"\bsterke?\s+(?:en\s+zwakke\s+)?(?:kant|punt)(?:en)?\b",
        r"\bsleutels?\s+tot\s+succes\b",
        r"\bsuccess\s+factors?\b",
        r"\bwhat\s+work(?:s|ed)\b",
        r"\bwhat\s+makes?\b.*\b(?:work|succeed|successful)\b",
        r"\bwaardoor\s+(?:lukt|slaagt|werkt)\b",
        r"\bstrengths\b",
        r"\b(?:waarom|hoe)\s+(?:het|dit|de\s+samenwerking)\s+(?:werkt|slaagt|slaagde|lukte?)\b",
        r"\b(?:voorwaarden|randvoorwaarden|condities)\s+voor\s+(?:succes|een\s+(?:goede|geslaagde|succesvolle))",
    ),
    _L: either(
        r"\b(?:leer)?les(?:sen)?\b(?!\s*(?:programma|materiaal))",
        r"\binzichten\b",
        r"\bwat\s+(?:hebben|heeft|leerden|leren)\b.*"
        r"(?:\bgeleerd\b|\bwij\b|\bwe\b|\bons\b)",
        r"\bleer(?:punten|ervaringen|opbrengst)",
        r"\blessons?\b",
        r"\binsights\b",
        r"\bgeleerde\b",
    ),
    _O: either(
        r"\bknelpunt",
        r"\brisico[’']?s?\b",
        r"\bdilemma",
        r"\bbelemmer",
        r"\bobstakel",
        r"\bhindernis",
        r"\bstruikelblok",
        r"\bzwakke?\s+(?:en\s+sterke\s+)?(?:kant|punt|plek)(?:ken|en)?\b",
        r"\bwat\s+(?:bleef|blijft)\s+liggen\b",
        r"\bvalkuil",
        r"\bdrempels?\b",
        r"\bwat\s+(?:ging|gaat|loopt|liep)\s+(?:er\s+)?(?:niet|minder|mis|moeizaam|fout)",
        r"\bwat\s+houdt\b.*\btegen\b",
        r"\b(?:in|staat|staan)\s+(?:in\s+)?de\s+weg\b",
        r"\b(?:obstacles|barriers|challenges|risks|bottlenecks|difficulties)\b",
        r"\bwat\s+(?:is|was|maakt)\b.*\b(?:lastig|moeilijk)\b",
        r"\bwaar\s+(?:het|loopt)\b.*\b(?:knelt|vast|schuurt|wringt)\b",
        r"\buitdagingen\b",
        r"\bzorgen\b",
    ),
    _R: either(
        r"\baanbeveling",
        r"\badvie(?:s|zen)\b(?!\s*(?:raad|bureau|commissie))",
        r"\bwat\s+(?:er\s+)?(?:is\s+(?:er\s+)?(?:nog\s+)?nodig\b|"
        r"(?:nog\s+)?(?:moet|kan)\s+(?:er\s+)?(?:nog\s+)?(?:beter|anders)\b)",
        r"\brecommend",
        r"\badvice\b",
        r"\baandachtspunt(?:en)?\b",
        r"\btips\b",
        r"\bverbeterpunten\b",
        r"\boproep\s+aan\b",
    ),
}
# The heading announces something else as well, or what the study itself could not do.
NOT_THESE = either(
    r"\b(?:beperkingen|limits?|limitations)\b.*\b(?:onderzoek|studie|evaluatie|study)\b",
    r"\bvragen\b",
    r"\bagenda\b",
    r"\brisico(?:analyse|beheer|management)",
    r"\badvies(?:raad|bureau|commissie|groep)",
    r"\bles(?:programma|materiaal)",
    r"\bbeheers",
)
# A line above a list that announces what is neither of these.
OTHER_LIST = either(
    r"\b(?:vragen|thema[’']?s|taken|doelen|partners|deelnemers|opgaven|voorbeelden|stappen|maatregelen|afspraken|regels|"
    r"programma[’']?s|regio[’']?s|gebieden|manieren|opdrachtgevers|cijfers)\b[^.]*:?$",
)
# Sentences that say it themselves.
SAID = {
    _S: either(
        r"\bverkla(?:art|ren)\b.*\bsucces\b",
        r"\bsuccesvoller\s+(?:als|wanneer)\b",
        r"\bwerkt\s+(?:\w+\s+)?(?:beter|goed|het\s+best)\s+(?:als|wanneer|omdat|doordat)\b",
        r"\bsuccesfactor(?:en)?\s+"
        r"(?:is|was|zijn|waren|blijkt|vormt)\b",
        r"\b(?:is|zijn|was|waren|blijkt|blijken)\s+(?:\w+\s+){0,4}?(?:essentieel|cruciaal|"
        r"onmisbaar|doorslaggevend)\b",
        r"\bhet\s+helpt\s+(?:\w+\s+)?(?:om|dat|als|wanneer)\b",
        r"\b(?:boeken|boekt|levert|leveren|"
        r"komen|komt)\s+(?:\w+\s+){0,3}?(?:meer|vaker|betere)\s+(?:\w+\s+){0,2}?resultaten\b",
        r"\bstaat\s+of\s+valt\s+met\b",
        r"\b(?:sleutel|geheim)\b.*\bsucces\b",
        r"\bdank(?:zij)\b.*\b(?:succes|gelukt|lukte|slaagde|resultaat)\b",
        r"\bverhaal\s+loont\b",
        r"\b(?:essential|crucial|key)\s+(?:to|for)\b.*\bsuccess\b",
        r"\bsuccessful\s+(?:when|if|because)\b",
    ),
    _L: either(
        r"\b(?:de|een|onze|belangrijk(?:st)?e)\s+les\b[^.]{0,60}?(?:\bis\b|\bwas\b|:)",
        r"\b(?:hebben|heeft)\s+(?:\w+\s+){0,4}?"
        r"geleerd\s+(?:dat|hoe|om)\b",
        r"\bleert\s+(?:ons\s+)?dat\b",
        r"\b(?:belangrijkste|centrale)\s+(?:inzicht|les)\b[^.]*\b(?:is|was|:)",
        r"\b(?:lesson|learned|learnt)\s+(?:is\s+)?that\b",
    ),
    _O: either(
        r"\b(?:grootste|belangrijkste|een|het)\s+(?:knelpunt|obstakel|probleem|struikelblok|risico|dilemma|belemmering)\b[^.]*"
        r"\b(?:is|was|vormt|blijft|:)",
        r"\bbelemmer(?:t|en|de|den)\b",
        r"\b(?:staat|staan|stond|stonden)\s+(?:\w+\s+){0,4}?in\s+de\s+weg\b",
        r"\bontbreekt\b",
        r"\bontbrak\b",
        r"\b(?:hebben|heeft|hadden|had)\s+(?:\w+\s+){0,3}?(?:moeite|last)\s+(?:om|met|van)\b",
        r"\b(?:is|zijn|blijft|blijven|bleek|bleken|blijkt)\s+(?:\w+\s+){0,3}?(?:lastig|lastiger|moeilijk|ingewikkeld|kwetsbaar)\b",
        r"\bte\s+weinig\b",
        r"\b(?:blijft|blijven|bleef|bleven)\s+(?:\w+\s+){0,2}?achter\b",
        r"\btekort\s+aan\b",
        r"\bkom(?:t|en)\b.*\btekort\b",
        r"\bniet\s+volgens\s+plan\b",
        r"\b(?:duurt|duren)\s+langer\s+dan\b",
        r"\bwat\s+er\s+mis(?:gaat|ging)\b",
        r"\bnog\s+geen\s+volledige\s+dekking\b",
        r"\b(?:is|zijn|blijft|blijven|was|waren)\s+(?:\w+\s+){0,3}?(?:onduidelijk|onzeker|onvoldoende|versnipperd|tijdrovend|schaars|"
        r"complex|te\s+(?:laat|traag|complex|groot|klein|zwaar))\b",
        r"\b(?:spanning|spanningen)\s+tussen\b",
        r"\b(?:schuurt|wringt)\b",
        r"\b(?:weinig|onvoldoende|geen|niet\s+genoeg)\s+(?:tijd|capaciteit|geld|ruimte|mandaat|dekking|draagvlak|regie|mensen)\b",
        r"\bkost(?:te)?\s+veel\s+(?:tijd|geld|moeite)\b",
        r"\b(?:dilemma|knelpunt|struikelblok|obstakel)(?:s|en)?\b.*\b(?:is|zijn|was|blijft)\b",
        r"\b(?:loopt|lopen|liep|liepen)\s+(?:\w+\s+){0,3}?(?:vast|vertraging)\b",
        r"\b(?:nadeel|keerzijde|moeizaam|stroperig|botst|botsen|tegenstrijdig|wantrouwen|bezwaren\s+tegen)\b",
        r"\bonder\s+druk\b",
        r"\bten\s+koste\s+van\b",
        r"(?<=\w )(?:valt|vallen|viel)\s+(?:\w+\s+){0,2}?tegen\b",
        r"\b(?:capaciteit|budget|tijd|middelen|personeel|draagvlak)\b[^.]{0,40}\b(?:is|zijn|blijft)\s+(?:\w+\s+)?(?:beperkt|krap)\b",
        r"\b(?:shortage|too\s+(?:little|few|slow)|not\s+enough|no\s+clear|lacks?)\b",
        r"\bdreigt\b",
        r"\bstagne",
        r"\bschiet\w*\s+tekort\b",
        r"\b(?:mist|missen|misten)\s+(?:\w+\s+){0,3}?(?:mensen|kennis|capaciteit|tijd|geld|middelen|overzicht|regie|mandaat)\b",
        r"\bniet\s+(?:altijd\s+)?(?:duidelijk|helder)\b",
        r"\bonhelder\b",
        r"\bduur(?:t|de)\s+(?:\w+\s+)?lang\b",
        r"\bweinig\s+(?:vertrouwen|samenhang|afstemming|betrokkenheid|animo)\b",
        r"\bma(?:ken|akt|akte|akten)\s+het\s+(?:\w+\s+)?(?:lastig|moeilijk|ingewikkeld|complex)\b",
        r"\bleid(?:t|en|de|den)\s+tot\s+(?:\w+\s+)?(?:vertraging|onduidelijkheid|spanning|spanningen|verwarring|frustratie)\b",
        r"\bschort\b[^.]*\baan\b",
        r"\bvoelen\s+zich\s+(?:\w+\s+)?(?:niet|onvoldoende|weinig)\b",
        r"\bnog\s+geen\s+zicht\s+op\b",
        r"\b(?:gebrek|weerstand)\s+(?:aan|tegen|bij)\b",
        r"\bvoelen\s+zich\b.*\bop\s+afstand\b",
        r"\bhinder(?:t|en|de)\b",
        r"\b(?:lack\s+of|is\s+hampered|hinders?|is\s+difficult)\b",
    ),
    _R: either(
        r"\b(?:onze|een|de|belangrijkste|eerste|tweede|meest\s+genoemde)\s+(?:aanbeveling(?:en)?|advie(?:s|zen))\b[^.]*"
        r"\b(?:is|zijn|was|waren|luidt|om|:)",
        r"\b(?:bevelen|beveelt|raden|raadt)\s+(?:\w+\s+){0,5}?aan\b",
        r"\b(?:adviseert|adviseren)\s+(?:\w+\s+){0,5}?(?:om|te|dat)\b",
        r"\bverdient\s+(?:de\s+)?aanbeveling\b",
        r"\b(?:zou|zouden)\s+(?:\w+\s+){0,4}?moeten\b",
        r"\bwe\s+recommend\b",
        r"\brecommends?\s+(?:that|to)\b",
    ),
}

# One of these, in small letters, stands in every sentence that SAID can find: a quick look before it is read.
STEMS = {
    _S: (
        "succes", "werkt", "essentieel", "essential", "cruciaal", "crucial", "onmisbaar", "doorslaggevend",
        "helpt", "resultaten", "valt met", "dank", "loont", "key ",
    ),
    _L: (
        "les ", "les:", "geleerd", "leert", "inzicht", "lesson", "learn",
    ),
    _O: (
        "mist", "misse", "duidelijk", "helder", "duurt", "duurde", "leid", "schort", "voelen zich", "zicht op",
        "vertrouwen", "knelpunt", "obstakel", "probleem", "struikelblok", "risico", "dilemma", "belemmer",
        "in de weg", "ontbr",
        "moeite", "last ", "lastig", "moeilijk", "ingewikkeld", "kwetsbaar", "weinig", "achter", "tekort",
        "volgens plan", "langer dan", "wat er mis", "dekking", "onduidelijk", "onzeker", "onvoldoende",
        "versnipperd", "tijdrovend", "schaars", "complex", "te laat", "te traag", "te groot", "te klein",
        "te zwaar", "spanning", "schuurt", "wringt", "geen ", "genoeg", "kost", "vast", "vertraging", "dreigt",
        "nadeel", "keerzijde", "moeizaam", "stroperig", "bots", "tegenstrijdig", "wantrouwen", "bezwaren", "druk",
        "ten koste", "tegen", "beperkt", "krap", "shortage", "too ", "not enough", "no clear", "lack", "stagne",
        "gebrek", "weerstand", "afstand", "hinder", "lack of", "hampered", "difficult",
    ),
    _R: (
        "aanbeveling", "advies", "adviez", "advise", "beve", "raad", "raden", "moeten", "recommend",
    ),
}  # fmt: skip

"""The words by which a heading or a line announces what worked, was learned, hindered, or should be done."""

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
        r"\b(?:factoren|ingrediënten|elementen)\b.*\b(?:succes\w*|slagen)\b",
        r"\b(?:bepalende|werkzame|bevorderende)\s+(?:factoren|elementen|bestanddelen)\b",
        r"\bwat\s+maakte?\b.*\b(?:succes\w*|werkt|slaagt|lukt)\b",
        r"\bpluspunten\b",
    ),
    _L: either(
        r"\b(?:leer)?les(?:sen)?\b(?!\s*(?:programma|materiaal))",
        r"\binzichten\b",
        r"\bwat\s+(?:hebben|heeft|leerden|leren)\b.*"
        r"(?:\bgeleerd\b|\bwij\b|\bwe\b|\bons\b)",
        r"\bwat\s+(?:we|wij|ze|de\s+\w+)\s+(?:ervan\s+|hiervan\s+|hebben\s+)?(?:leren|leerden|geleerd|meenemen)\b",
        r"\bwat\s+nemen\s+(?:we|wij)\s+mee\b",
        r"\bleer(?:punten|ervaringen|opbrengst)",
        r"\blessons?\b",
        r"\binsights\b",
        r"\bgeleerde?\b",
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
        r"\b(?:waar|wat)\b.*\b(?:knelt|vast|schuurt|wringt|botst|stokt|hapert)\b",
        r"\b(?:onzekerheden|spanningen|bezwaren|tegenvallers|kritiekpunten|kanttekeningen|keerzijde|"
        r"schaduwkant(?:en)?|tegenslag(?:en)?|twijfels)\b",
        r"\bopen\s+punt(?:en)?\b",
        r"\bwat\s+(?:er\s+)?(?:nog\s+)?(?:ontbreekt|mist|ontbrak)\b",
        r"\b(?:lastige|moeilijke)\s+(?:punten|kwesties|keuzes)\b",
        r"\b(?:weaknesses|weak\s+points|concerns|what\s+(?:does|did)\s+not\s+work|what\s+is\s+(?:difficult|hard))\b",
        r"\buitdagingen\b",
        r"\bzorg(?:en(?!\s+(?:voor|dat|er|we|wij|ze|ervoor|samen)\b)|punten)\b",
        r"\b(?:zwaktes|bedreigingen|minpunten|pijnpunten|moeilijkheden|hobbels|nadelen|problemen)\b",
        r"\bwat\s+(?:viel|valt|vallen|vielen)\b.*\btegen\b",
        r"\bwat\s+(?:nog\s+)?(?:niet|minder)\s+(?:goed\s+)?(?:ging|gaat|lukt|lukte|werkt|werkte)\b",
        r"\bwaar\s+(?:lopen|liepen)\b.*\btegenaan\b",
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
    r"\b(?:vragen|thema[’']?s|taken|doelen|partners|deelnemers|opgaven|voorbeelden|stappen|maatregelen|afspraken|"
    r"regels|"
    r"programma[’']?s|regio[’']?s|\w*gebieden|manieren|opdrachtgevers|cijfers)\b[^.]*:?$",
)

"""The words by which a question shows what it wants to have counted or gathered."""

import re

from ingest import dutch
from ingest.facts.model import FactKind
from ingest.facts.organisations import BodyKind

PROGRAMMES = re.compile(
    r"\b(programma['’]?s( of afspraken)?|progs|"
    r"samenwerkingen|samenwerkingsverbanden|akkoorden|convenanten|overeenkomsten|deals|"
    r"programmes|programs|agreements|"
    r"partnerships)\b"
)
PROGRAMME = re.compile(rf"\b(programma|programme)\b|{PROGRAMMES.pattern}")
PARTNERS = re.compile(
    r"\b(\w*partners?|partijen|leden|stakeholders|instanties|members|parties|"
    r"(overheids|uitvoerings)?organisaties|deelnemers|deelnemende|"
    r"ondertekenaars|participants|organi[sz]ations|signatories)\b"
)
ALL_PARTNERS = re.compile(
    rf"\b(alle|all|lijst|lijstje|overzicht|list)\b.*{PARTNERS.pattern}\W*$|"
    rf"^(wie|wat|welke|which|what)\b.*{PARTNERS.pattern} (zijn er|staan er|are there)( allemaal)?\W*$"
)
SAYINGS = {
    FactKind.SUCCESS_FACTOR: re.compile(
        r"\b(succes-?factoren|slaagfactoren|success factors)\b|^wat (ging|gaat|werkte?|hielp|helpt) (er )?goed\b|"
        r"^what went well\b"
    ),
    FactKind.LESSON: re.compile(r"\b(lessen|geleerd|leerpunten|lessons|learned|learnt)\b"),
    FactKind.OBSTACLE: re.compile(
        r"\b(knelpunten|risico['’]?s|belemmeringen|obstakels|hindernissen|struikelblokken|valkuilen|obstacles|"
        r"bottlenecks|barriers)\b|^wat (ging|gaat) er (mis|fout)\b"
    ),
    FactKind.RECOMMENDATION: re.compile(r"\b(aanbevelingen|recommendations)\b"),
}
KINDS_OF_BODY = {
    BodyKind.MINISTRY: re.compile(r"\b(ministeries|departementen|ministries)\b"),
    BodyKind.PROVINCE: re.compile(r"\b(provincies|provinces)\b"),
    BodyKind.MUNICIPALITY: re.compile(r"\b(gemeenten|gemeentes|municipalities)\b"),
    BodyKind.WATER_BOARD: re.compile(r"\b(waterschappen|hoogheemraadschappen|water boards|water authorities)\b"),
}
HOW_MANY = re.compile(r"\b(hoeveel|hvl|aantal|how many|number of)\b")
LIST = re.compile(r"\b(welke?|which|alle|all|noem|geef|toon|lijst|overzicht|list|wat|what)\b")
WHO = re.compile(r"\b(wie|who)\b")
# A list of all programmes; "wat doen de programma's" asks for something else.
LIST_OF_PROGRAMMES = re.compile(
    r"\b(welke|which|what|noem|geef|toon|lijst|overzicht|list)\b|\bwat zijn\b|^(alle|all)\b"
)
TAKES_PART = re.compile(
    r"\b(mee|deel|deelne\w+|meedoe\w*|meewerk\w*|partner|betrokken|zit|zitten|werkt samen|samenwerk\w*|aangesloten|"
    r"ondertekend|"
    r"takes? part|participat\w+|involve[ds]?|joined|member)\b"
)
# "Is Vitens partner van Samen werkt beter?"
IS_MEMBER = re.compile(
    r"^(is|zijn|was|waren|doet|doen|deed|deden|zit|zitten|zat|zaten|hoort|horen|neemt|nemen|nam|werkt|werken|does|do|did|"
    r"are|were)\b.*\b(mee|deel|partners?|lid|leden|deelnemers?|ondertekenaars?|in|bij|members?|part)\b"
)
# Where it stands in more than one document, or in more than one programme.
SEVERAL_DOCUMENTS = re.compile(
    r"\b(meer dan (een|1)|meerdere|verschillende|more than one|several|multiple)\b.{0,20}"
    r"\b(documenten?|bronnen|bron|evaluaties?|stuk(ken)?|documents?|sources?|evaluations?)\b|"
    r"\b(vaker|vaakst|meest|komen\b.*\bterug|terugk\w+|gemeenschappelijk\w*|recur\w*|most often|in common)\b"
)
# All that the documents say: "welke succesfactoren zijn er?", "welke lessen noemen de stukken?"
OVERALL = re.compile(
    r"\b(zijn er|staan er|worden (er )?genoemd|are there|are named|alle|all|allemaal)\b|"
    r"\b(de|onze|the|our) (documenten|stukken|bronnen|evaluaties|documents|sources|papers)\b"
)
SEVERAL_PROGRAMMES = re.compile(
    r"\b(meer dan (een|1)|meerdere|verschillende|meeste|more than one|several|multiple|most)\b.{0,20}"
    rf"({PROGRAMME.pattern})"
)
# "Welke partner komt het vaakst voor?"
MOST_OFTEN = re.compile(r"\b(vaakst|vaker dan een|meeste programma['’]?s|most often|most programmes)\b")
# "Waar doet Vitens aan mee?"
WHERE_IN = re.compile(
    r"^(waar(aan|in|bij|mee)?|waar\b.*\b(aan|in|bij)|what\b.*\bin)\b.*\b(mee|deel\w*|partner|betrokken|meedoet|"
    r"take part|involved)\b"
)
# "In welke gebieden werkt het programma?"
AREAS = re.compile(
    r"^((in|binnen|for) )?(welke?|which|what) (regio['’]?s?|gebied(en)?|provincies?|streken?|regions?|areas?)\b.*\b"
    r"(werkt|werken|loopt|lopen|actief|speelt|geldt|valt|vallen|works?|runs?|active|cover)\b|^waar (werkt|loopt|"
    r"geldt|speelt)\b"
)
# "Welke bedragen worden genoemd voor het programma?"
AMOUNTS = re.compile(
    r"^(welke|noem|geef|toon|wat zijn|which|what are|list)\b.*\b(bedragen|budgetten|budgets|amounts)\b"
)
BOTH = re.compile(
    r"\b(zowel|beide|allebei|both|gemeen|gemeenschappelijk\w*|gezamenlijk\w*|dezelfde|delen|share|common|same)\b"
)
EVERYTHING = re.compile(
    r"^((kun|kan|wil) (je|u|jullie) |graag |can you |please )?((geef|toon|zet|vertel|vat|maak|tell|give|show|"
    r"summari[sz]e) )?((me|mij|ons|eens|even|us) )*"
    r"(alles|alle (informatie|info|gegevens)|(een |het )?(totaal)?overzicht|(een )?samenvatting|everything|"
    r"all (there is|information|facts)|an overview|a summary|"
    r"wat weten? (je|we|jullie)|wat is er bekend|what do (you|we) know|what is known)\s+"
    r"((wat er (bekend )?is|wat (je|jullie|we) weten|samen|bij elkaar|op een rij(tje)?) )?(over|van|about|of|on)\b"
)
ENGLISH = re.compile(r"\b(everything|all there is|an overview|tell me|give me|show me|about)\b")
# What is counted here is what documents say that there is, never what they do not say.
DENIES = re.compile(r"\b(niet|geen|nooit|zonder|behalve|uitgezonderd|not|no|never|without|except)\b")
COMPARES = re.compile(
    r"\b(verschil|verschillen|verschilt|vergelijk\w*|vergeleken|versus|differ|differences?|compare\w*|comparison)\b"
)
# These ask for an explanation, whatever else they name.
EXPLAINS = re.compile(r"^(en |and )?(hoe|waarom|waarvoor|wanneer|waar|how(?! many)|why|when|where)\b")
# "Welke programma's lopen nu nog?" is asked by the period of a programme, and answered with it.
TIMED = re.compile(
    r"\b(lopen|loopt|lopende?|bestaan|actief|running|active|current)\b.*\b(nu|nog|momenteel|moment|still|now|currently)\b|"
    r"\b(nu|nog|momenteel|still|currently)\b.*\b(lopen|lopende?|bestaan|actief|running|active)\b|"
    r"\b(afgelopen|afgerond|beeindigd|gestopt|geeindigd|finished|ended)\b"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
STARTS = re.compile(r"\b(begon\w*|begin\w*|start\w*|gestart\w*|started|began|begun)\b")
ENDS = re.compile(r"\b(tot en met|t/m|tot|eindig\w*|afgelopen|until|ended?|ends)\b")
# A stretch of time that has no year as its beginning or end.
AROUND = re.compile(r"\b(na|voor|tussen|sinds|vanaf|rond|after|before|between|since|from)( de| het)?\s+(?:19|20)\d\d\b")
PER_YEAR = re.compile(r"\b(per jaar|elk jaar|ieder jaar|per year|each year|by year)\b")
PER = re.compile(r"\b(per|gemiddeld\w*|average)\b")
OR = re.compile(r"\b(?:of|or)\b")
ABOUT = re.compile(r"\b(?:over|about|rond|inzake)\s+(?P<topic>.+)")
PLACE = r"(?:in|uit|binnen|voor|van|from|within|for)(?:\s+(?:de|het|the))?"


def of_words(text: str) -> frozenset[str]:
    """The lemmas of the words of ``text``."""
    return frozenset(dutch.content_lemmas(text))


# Words that say how, not what: with these alone a question asks for nothing but what is counted here.
CUES = of_words(
    """project projecten noemt afspraken overheidsorganisatie overheidsorganisaties uitvoeringsorganisaties
    programma programma's programmas samenwerking samenwerkingen samenwerkingsverband samenwerkingsverbanden
    akkoord akkoorden convenant convenanten deal deals partner partners partij partijen organisatie organisaties
    deelnemer deelnemers deelnemend deelnemende ondertekenaar ondertekenaars ministerie ministeries
    departementen provincie provincies gemeente gemeenten waterschap waterschappen succesfactor succesfactoren
    slaagfactor slaagfactoren les lessen leerpunten geleerd knelpunt knelpunten risico risicos delen trek trekt
    trekken leert leren belemmering belemmeringen obstakel obstakels aanbeveling aanbevelingen hoeveel aantal
    welk welke alle alles noem geef toon lijst overzicht meedoen mee doet doen deel neemt nemen deelnemen
    hoort horen lid deed deden zat zaten nam namen
    betrokken werkt werken samen meewerken aangesloten ondertekend heeft hebben zit zitten telt loopt lopen liepen
    staat staan genoemd noemen komt komen voor terug vaker vaakst meeste meer dan een twee beide allebei zowel
    verschillende meerdere gemeenschappelijk gemeen dezelfde naam document documenten stuk stukken bron bronnen totaal
    in van over
    bij volgens regio gebied provincies jaar samenvatting zet elkaar sprake bestaan bestaat precies eigenlijk nu
    afgelopen afgerond beeindigd geeindigd lopend lopende actief moment momenteel running active current currently
    still finished
    begon begonnen gestart eindigt eindigen
    tafel involve involves province municipality ministry samengewerkt samenwerkt
    samenwerken wordt worden heten allemaal vaakst waar waarin waaraan
    zien we progs overeenkomsten leden stakeholders instanties zijn ging goed geef lijstje
    programme programmes agreement agreements partnership partnerships participants organisation organisations
    signatories ministries provinces municipalities success factor factors lesson lessons learned share same
    obstacle obstacles bottlenecks recommendation recommendations how many number which all list give show take
    takes part participate participates involved member more one several multiple most common both document
    documents everything know overview about region year"""
)
# What may stand beside a question for amounts.
MONEY = of_words(
    "bedrag bedragen budget budgetten geld financiering kosten begroting amounts budgets money costs funding"
)
# Of a question that names nothing else these say what it is about, which is not counted here.
UNNAMED = of_words(
    """regio gebied gemeente gemeenten provincie provincies waterschap waterschappen ministerie ministeries
    samenwerking akkoord convenant deal partner partners partij partijen organisatie organisaties deelnemer deelnemers
    region municipalities provinces ministries agreement partnership organisations participants"""
)
# What may stand behind "over" without being a subject.
ANYTHING = of_words("documenten programma's programma jaar jaren documents programmes year years alle")
# All that a question may hold that only puts another name in the place of the one before: "En Vitens?"
BESIDES = frozenset(dutch.words("en and ook dan maar hoe zit dat het de bij van voor met aan in what about the"))

"""What a question wants to have counted or gathered: read from its words, and from the names in it."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.model import Query
from bot.programmes import Gathered, Programme
from ingest import dutch
from ingest.facts.model import FactKind
from ingest.facts.names import Name
from ingest.facts.organisations import BodyKind

_LONGEST_NAME = 8  # words

_PROGRAMMES = re.compile(
    r"\b(programma['’]?s|samenwerkingen|samenwerkingsverbanden|akkoorden|convenanten|deals|programmes|agreements|partnerships)\b"
)
_PARTNERS = re.compile(
    r"\b(partners?|partijen|organisaties|deelnemers|deelnemende|ondertekenaars|participants|organi[sz]ations|signatories)\b"
)
_SAYINGS = {
    FactKind.SUCCESS_FACTOR: re.compile(r"\b(succes-?factor(en)?|slaagfactor(en)?|success factors?)\b"),
    FactKind.LESSON: re.compile(r"\b(lessen|geleerd|leerpunten|lessons?|learned|learnt)\b"),
    FactKind.OBSTACLE: re.compile(
        r"\b(knelpunt(en)?|risico['’]?s?|belemmering(en)?|obstakels?|hindernis(sen)?|obstacles?)\b"
    ),
    FactKind.RECOMMENDATION: re.compile(r"\b(aanbeveling(en)?|recommendations?)\b"),
}
_HOW_MANY = re.compile(r"\b(hoeveel|aantal|how many|number of)\b")
_ALL = re.compile(r"\b(welke?|which|alle|all|noem|geef|toon|lijst|overzicht|list|wie|who|wat|what)\b")
_TAKES_PART = re.compile(
    r"\b(mee|deel|deelne\w+|meedoe\w*|partner|betrokken|werkt samen|samenwerk\w*|aangesloten|ondertekend|takes? part|"
    r"participat\w+|involved|joined|member)\b"
)
_SEVERAL = re.compile(
    r"\b(meer dan (een|1|één|eén)|meerdere|verschillende|vaker|terug|terugk\w+|vaakst|meeste|gemeenschappelijk\w*|"
    r"more than one|several|multiple|most|recur\w*|common)\b"
)
_BOTH = re.compile(r"\b(zowel|beide|allebei|both)\b")
_EVERYTHING = re.compile(
    r"^(geef (me |mij )?|toon (me |mij )?|zet |vertel (me |mij )?|tell me |give me |show me )?"
    r"(alles|everything|all there is|een overzicht|an overview|wat weten? (je|we|jullie)|what do (you|we) know)\s+"
    r"(wat er is )?(over|van|about|of|on)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OR = re.compile(r"\b(?:of|or)\b")
_KINDS_OF_BODY = {
    BodyKind.MINISTRY: re.compile(r"\b(ministeries|departementen|ministries)\b"),
    BodyKind.PROVINCE: re.compile(r"\b(provincies|provinces)\b"),
    BodyKind.MUNICIPALITY: re.compile(r"\b(gemeenten|gemeentes|municipalities)\b"),
    BodyKind.WATER_BOARD: re.compile(r"\b(waterschappen|hoogheemraadschappen|water boards|water authorities)\b"),
}


# Words that say how, not what: with these alone a question asks for nothing but what is counted here.
_CUES = frozenset(
    dutch.content_lemmas(
        """programma programma's programmas samenwerking samenwerkingen samenwerkingsverband samenwerkingsverbanden
        akkoord akkoorden convenant convenanten deal deals partner partners partij partijen organisatie organisaties
        deelnemer deelnemers deelnemend deelnemende ondertekenaar ondertekenaars ministerie ministeries
        departementen provincie provincies gemeente gemeenten waterschap waterschappen succesfactor succesfactoren
        slaagfactor slaagfactoren les lessen leerpunten geleerd knelpunt knelpunten risico risicos delen trek trekt
        trekken leert leren belemmering belemmeringen obstakel obstakels aanbeveling aanbevelingen hoeveel aantal
        welk welke alle alles noem geef toon lijst overzicht meedoen mee doet doen deel neemt nemen deelnemen
        betrokken werkt werken samen meewerken aangesloten ondertekend heeft hebben zit zitten telt loopt lopen
        staat staan genoemd noemen komt komen voor terug vaker vaakst meeste meer dan een twee beide allebei zowel
        verschillende meerdere gemeenschappelijk naam document documenten bron bronnen totaal in van over bij
        volgens regio gebied provincies jaar samenvatting zet elkaar sprake bestaan bestaat precies eigenlijk nu
        programme programmes agreement agreements partnership partnerships participants organisation organisations
        signatories ministries provinces municipalities water boards success factor factors lesson lessons learned
        obstacle obstacles bottlenecks recommendation recommendations how many number which all list give show take
        takes part participate participates involved member more one several multiple most common both document
        documents everything know overview about region year"""
    )
)


class Ask(Enum):
    """What is to be gathered."""

    PROGRAMMES = auto()
    PARTNERS = auto()
    SAYINGS = auto()
    EVERYTHING = auto()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question about everything that was gathered, as it was understood."""

    ask: Ask
    how_many: bool = False
    several: bool = False
    kinds: tuple[FactKind, ...] = ()
    body_kind: BodyKind | None = None
    programmes: tuple[Programme, ...] = ()
    bodies: tuple[Name, ...] = ()
    takes_part: bool = False
    year: str = ""
    topics: tuple[str, ...] = ()  # the lemmas of what else it asks about
    any_topic: bool = False  # whether one of them is enough


def may_count(query: Query) -> bool:
    """Whether a question has the words of one that is counted; cheap, so that no other waits for the facts."""
    if query.parts or query.document:
        return False
    asked = dutch.fold(query.text)
    things = (_PROGRAMMES, _PARTNERS, _EVERYTHING, *_SAYINGS.values(), *_KINDS_OF_BODY.values())
    return any(words.search(asked) for words in things)


def understand(query: Query, gathered: Gathered) -> Wanted | None:
    """What ``query`` wants to have gathered; None when it asks for something else."""
    asked = dutch.fold(query.text)
    programmes, bodies, rest = _named(query.text, gathered)
    body_kind = next((kind for kind, words in _KINDS_OF_BODY.items() if words.search(asked)), None)
    year = _YEAR.search(asked)
    wanted = Wanted(
        ask=Ask.EVERYTHING,
        how_many=_HOW_MANY.search(asked) is not None,
        several=_SEVERAL.search(asked) is not None,
        kinds=tuple(kind for kind, words in _SAYINGS.items() if words.search(asked)),
        body_kind=body_kind,
        programmes=programmes,
        bodies=bodies,
        takes_part=_TAKES_PART.search(asked) is not None,
        year=year[0] if year else "",
        topics=tuple(lemma for lemma in dutch.content_lemmas(rest) if lemma not in _CUES and not _YEAR.match(lemma)),
    )
    wanted = replace(wanted, any_topic=_OR.search(rest) is not None)
    ask = _ask(asked, wanted)
    # Whoever asks for more than the numbers and names of partners and programmes asks for a passage.
    return replace(wanted, ask=ask) if ask and (ask in (Ask.SAYINGS, Ask.EVERYTHING) or not wanted.topics) else None


def _ask(asked: str, wanted: Wanted) -> Ask | None:
    if _EVERYTHING.search(asked) and wanted.programmes:
        return Ask.EVERYTHING
    if not (wanted.how_many or _ALL.search(asked)):
        return None
    if wanted.kinds:
        return Ask.SAYINGS
    if _PROGRAMMES.search(asked) and not wanted.programmes:
        several = wanted.several and _PARTNERS.search(asked)
        return Ask.PARTNERS if several else Ask.PROGRAMMES
    of_one = wanted.programmes and (wanted.body_kind or _PARTNERS.search(asked))
    return Ask.PARTNERS if of_one else None


def _named(text: str, gathered: Gathered) -> tuple[tuple[Programme, ...], tuple[Name, ...], str]:
    """The programmes and the organisations that a text names, and its other words; the longest names come first."""
    words = re.sub(r"[?!,;:.]+(?=\s|$)", " ", text).split()
    programmes: dict[str, Programme] = {}
    bodies: dict[str, Name] = {}
    rest: list[str] = []
    while words:
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            called = " ".join(words[:length])
            if programme := gathered.find(called):
                programmes[programme.key] = programme
            elif (name := gathered.names.asked(called)) and _is_body(name, gathered):
                bodies[name.key] = name
            else:
                continue
            del words[:length]
            break
        else:
            rest.append(words.pop(0))
    return tuple(programmes.values()), tuple(bodies.values()), " ".join(rest)


def _is_body(name: Name, gathered: Gathered) -> bool:
    return name.kind not in (BodyKind.GENERIC, BodyKind.OTHER) or name.key in gathered.partner_names

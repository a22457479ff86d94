"""What the secretariat reads about a file that was sent. In Dutch only: so are the documents and the reasons."""

from collections import Counter
from collections.abc import Collection, Iterator

from telegram import MessageEntity

from bot.fronts import render
from bot.fronts.telegram.rich import Rich, joined, quoted, styled
from ingest.model import Look, OfferedDocument, RefreshReport, Rewording

ADD, REPLACE, THROW_AWAY = "Opnemen", "Vervang de oude", "Weggooien"
TOO_BIG = (
    "Dit bestand is te groot. Telegram geeft mij bestanden tot en met 20 MB. Kunt u het kleiner maken of splitsen? Dan "
    "kan het alsnog. Anders kan het bestand in de map met documenten op de server; daarna is een verversing nodig."
)
GONE = "Dit bestand wacht niet meer. Stuur het opnieuw als het nog moet worden opgenomen."
NOT_FOR_YOU = "Deze knop is voor het secretariaat."
BUSY = "Dit bestand wordt al opgenomen. U hoort zo hoe het afloopt."
TAKEN_BEFORE = "Dit bestand is al opgenomen in de verzameling."
DISCARDED_BEFORE = "Dit bestand is al weggegooid. Stuur het opnieuw als het toch moet worden opgenomen."
COLLEAGUE_DECIDES = "Een collega van het secretariaat moet dit goedkeuren. U stuurde het bestand zelf."
DISCARDED = "Weggegooid. Er is niets veranderd."
NOTHING_WAITS = "Er wacht geen bestand op goedkeuring."
TAKING = "Ik neem het bestand op. Dat kan even duren."
_SHOWN_DOCUMENTS, _SHOWN_WARNINGS, _SHOWN_SENTENCES = 3, 8, 5
_BEGINNING = 500  # characters of how a document begins
_LANGUAGES = {"nl": "Nederlands", "en": "Engels"}


def cannot(name: str, reason: str) -> Rich:
    """Why a file is not taken in."""
    return styled(name, MessageEntity.BOLD) + Rich(f"\n\nDit bestand kan ik niet opnemen. {reason}")


def failed(name: str, reason: str) -> Rich:
    """Why taking in did not succeed."""
    return styled(name, MessageEntity.BOLD) + Rich(f"\n\nNiet opgenomen, er is niets veranderd. {reason}")


def unsettled(name: str, reason: str) -> Rich:
    """That it is not known yet how taking in ended, because the bot was stopped meanwhile."""
    return styled(name, MessageEntity.BOLD) + Rich(f"\n\nIk kan nog niet nagaan of dit is opgenomen. {reason}")


def preview(name: str, look: Look) -> Rich:
    """What a file holds and what it would change."""
    parts = [styled(name, MessageEntity.BOLD)]
    parts += [_read(document) for document in look.documents[:_SHOWN_DOCUMENTS]]
    if more := len(look.documents) - _SHOWN_DOCUMENTS:
        parts.append(Rich(f"… en nog {more} documenten in dit bestand." if more > 0 else ""))
    parts += [_bulleted("Let op", [*_cautions(look)], _SHOWN_WARNINGS), _changes(look)]
    return joined("\n\n", *parts)


def question(look: Look) -> Rich:
    """What is to be decided, as the last words of a preview."""
    if look.replaces:
        return Rich("Moet dit het oude document vervangen? Zo niet: gooi het weg en stuur het met een andere naam.")
    return Rich("Moet dit in de verzameling?")


def request(sender: str, name: str, look: Look) -> Rich:
    """What a colleague of the sender reads."""
    asks = Rich(f"{sender} van het secretariaat wil een bestand opnemen. Wilt u het nakijken en goedkeuren?")
    return joined("\n\n", asks, preview(name, look), question(look))


def asked(told: int, names: Collection[str], nameless: int, *, pages: bool = False) -> Rich:
    """To whom the sender's wish went, and who could not be told."""
    first = "Een collega van het secretariaat moet dit goedkeuren."
    reached = f"Ik heb het aan {_colleagues(told)} gevraagd." if told else ""
    missed = ", ".join([*sorted(names), *([_colleagues(nameless)] if nameless else [])])
    unreached = (
        f"Niet bereikt: {missed}. Ik kan alleen schrijven aan wie mij al eens een bericht stuurde. Vraag uw collega om "
        "/bestanden naar mij te sturen. Dan komt dit bestand ook daar in beeld."
    )
    elsewhere = "Goedkeuren kan ook op de webpagina’s, onder Collectie." if pages else ""
    return Rich(" ".join(filter(None, (first, reached, elsewhere, unreached if missed else ""))))


def taken(name: str, report: RefreshReport) -> Rich:
    """That a file is in the collection now."""
    count = f"Er zijn nu {_counted(report.size.documents, 'document', 'documenten')}."
    return taken_again(name) + Rich(f" {count}")


def taken_again(name: str) -> Rich:
    """The same without figures, when the bot was stopped meanwhile."""
    said = "\n\nOpgenomen. Het staat in de verzameling, en mijn antwoorden gebruiken het vanaf nu."
    return styled(name, MessageEntity.BOLD) + Rich(said)


def thrown_away(name: str) -> Rich:
    """What the sender reads when a colleague threw a file away."""
    return styled(name, MessageEntity.BOLD) + Rich(
        "\n\nUw collega heeft dit bestand weggegooid. Er is niets veranderd."
    )


def _read(document: OfferedDocument) -> Rich:
    source, notes = document.source, document.notes
    known = [
        render.long_date(source.published_on) if source.published_on else "zonder datum",
        source.publisher or "",
        _counted(notes.pages, "bladzijde", "bladzijden") if notes.pages else "",
        _counted(notes.words, "woord", "woorden"),
        _counted(notes.headings, "kop", "koppen") if notes.headings else "zonder koppen",
        _LANGUAGES.get(notes.language, ""),
        f"tekst herkend met zekerheid {round(100 * notes.confidence)} %" if notes.confidence is not None else "",
    ]
    about = Rich(f"{render.title(source)}\n{' · '.join(filter(None, known))}")
    return joined("\n", about, quoted(Rich(_beginning(document))))


def _beginning(document: OfferedDocument) -> str:
    text = "\n".join(passage.text for passage in document.beginning)
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
    return lines if len(lines) <= _BEGINNING else f"{lines[:_BEGINNING].rsplit(maxsplit=1)[0]} …"


def _cautions(look: Look) -> Iterator[str]:
    if look.replaces:
        yield f"er is al een document {look.name}; dat wordt vervangen"
    yield from look.warnings
    for document in look.documents:
        yield from document.notes.warnings
    for rejection in look.rejected:
        yield f"niet te lezen: {rejection.doc}: {rejection.reason}"
    if look.shrinks:
        yield f"dit wordt tegengehouden: {look.shrinks} Kijk eerst na of de map met documenten klopt"


def _changes(look: Look) -> Rich:
    what = (
        "1 gewijzigd document"
        if look.replaces
        else _counted(len(look.documents), "nieuw document", "nieuwe documenten")
    )
    lines = [*map(_reworded, look.words[:_SHOWN_SENTENCES])]
    left = len(look.words[_SHOWN_SENTENCES:]) + look.more
    lines += [f"… en nog {_counted(left, 'zin', 'zinnen')}"] if left else []
    others = Counter(word for word, _ in look.others)
    also = ", ".join(f"{count} {word}" for word, count in others.items())
    rest = (
        "Verder verandert er niets."
        if not others
        else (
            f"De map met documenten is veranderd sinds de laatste verversing. Dit gaat ook mee: {also} "
            f"({', '.join(document for _, document in look.others[:_SHOWN_SENTENCES])}"
            f"{' …' if len(look.others) > _SHOWN_SENTENCES else ''})."
        )
    )
    return joined("\n", styled("Wat er verandert", MessageEntity.BOLD), Rich(f"{what}."), *map(Rich, lines), Rich(rest))


def _reworded(words: Rewording) -> str:
    return "\n".join(line for line in (f"– {words.old}" * bool(words.old), f"+ {words.new}" * bool(words.new)) if line)


def _bulleted(heading: str, lines: Collection[str], most: int) -> Rich:
    if not lines:
        return Rich("")
    shown = [f"• {line}" for line in list(lines)[:most]]
    if len(lines) > most:
        shown.append(f"… en nog {len(lines) - most}")
    return joined("\n", styled(heading, MessageEntity.BOLD), Rich("\n".join(shown)))


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _colleagues(count: int) -> str:
    return _counted(count, "collega", "collega’s")

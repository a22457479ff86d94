"""The lists of programmes, partners and lessons as rows of a file; every row names its sources."""

from collections.abc import Sequence

from bot.programmes import Gathered
from ingest.facts.model import FactKind, Told

Row = dict[str, str]
_TOLD = {
    "looptijd": FactKind.PERIOD,
    "gebied": FactKind.REGION,
    "budget": FactKind.BUDGET,
    "aantal partners": FactKind.PARTNER_TOTAL,
    "voorloper": FactKind.PREDECESSOR,
    "opvolger": FactKind.SUCCESSOR,
}


def programme_rows(gathered: Gathered) -> list[Row]:
    """One row for each programme."""
    return [
        {
            "programma": programme.name.canonical,
            "ook genoemd": ", ".join(programme.name.aliases),
            **{column: _values(programme.of(kind)) for column, kind in _TOLD.items()},
            "partners": _values(programme.of(FactKind.PARTNER)),
            "documenten": ", ".join(source.doc for source in programme.sources),
        }
        for programme in gathered.programmes
    ]


def partner_rows(gathered: Gathered) -> list[Row]:
    """One row for each partner in each programme."""
    return [
        {
            "partner": partner.name.canonical,
            "soort": partner.name.kind.value,
            "programma": programme.name.canonical,
            **_proof(told[0]),
        }
        for partner in gathered.partners
        for key, told in partner.programmes.items()
        if (programme := gathered.programme(key))
    ]


def lesson_rows(gathered: Gathered) -> list[Row]:
    """One row for each saying in each document; ``groep`` joins those that say the same."""
    return [
        {"soort": lesson.kind.value, "groep": str(number), "tekst": told.fact.value, **_proof(told)}
        for number, lesson in enumerate(gathered.lessons, 1)
        for told in lesson.told
    ]


def _values(told: Sequence[Told]) -> str:
    return "; ".join(dict.fromkeys(one.fact.name for one in told))


def _proof(told: Told) -> Row:
    day = told.source.published_on
    return {
        "document": told.source.doc,
        "pagina": str(told.fact.page or ""),
        "datum": day.isoformat() if day else "",
        "begin": str(told.fact.span.start),
        "eind": str(told.fact.span.end),
    }

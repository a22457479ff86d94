"""The numbers of the turns that a filter lets through, from the index of the database.

SQLite walks along the lists of the index from the newest turn to the oldest, or the other way. PostgreSQL finds all
there are and in no order: it is asked for one stretch of the log after another, until there are enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, repeat

from sqlalchemy import Connection, Date, TextClause, bindparam, text

from bot.log.filters import LogFilter, Names

_BLOCK = 8192  # turns, as in migration 0006
_STRETCHES = (2, 8, 16, 32)  # blocks that PostgreSQL looks through at a time: the first, the second, …, all others
_FEW = 2000  # turns that are rather found all at once, wherever they are
# What the index knows roughly only is looked at once more.
_EXACTLY = "number BETWEEN :low AND :high AND day BETWEEN :since AND :until AND confidence BETWEEN :least AND :most"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The turns from one number to another, both included, as far as a filter lets them through."""

    low: int
    high: int
    chosen: LogFilter

    def asked(self, statement: str, limit: int) -> TextClause:
        """``statement`` with the values of what it names."""
        chosen = self.chosen
        return text(statement).bindparams(
            bindparam("since", chosen.since or date.min, Date),
            bindparam("until", chosen.until or date.max, Date),
            low=self.low,
            high=self.high,
            least=chosen.least,
            most=chosen.most,
            limit=limit,
        )


def numbers(connection: Connection, stretch: Stretch, limit: int, *, newest_first: bool) -> list[int]:
    """At most ``limit`` numbers of turns, from the newest or from the oldest on."""
    if not (stretch.chosen.terms or stretch.chosen.names):
        way = "DESC" if newest_first else "ASC"
        found = f"SELECT number FROM turns WHERE {_EXACTLY} ORDER BY number {way} LIMIT :limit"  # noqa: S608  # our words
        return list(connection.scalars(stretch.asked(found, limit)))
    look = _in_sqlite if connection.dialect.name == "sqlite" else _in_postgresql
    return look(connection, stretch, limit, newest_first=newest_first)


def _in_sqlite(connection: Connection, stretch: Stretch, limit: int, *, newest_first: bool) -> list[int]:
    # A cross join, because the index has to come first.
    found = f"""
        SELECT number FROM turn_search CROSS JOIN turns ON number = turn_search.rowid
        WHERE turn_search MATCH :wanted AND turn_search.rowid BETWEEN :low AND :high AND {_EXACTLY}
        ORDER BY turn_search.rowid {"DESC" if newest_first else "ASC"} LIMIT :limit"""  # noqa: S608  # our words
    return list(connection.scalars(stretch.asked(found, limit).bindparams(wanted=_for_fts5(stretch.chosen))))


def _for_fts5(chosen: LogFilter) -> str:
    """What is wanted, in the language of FTS5."""
    named = [f"({' OR '.join(_as_word(names, value) for value in names.values)})" for names in chosen.names]
    said = [f'{{question answer}}: "{term.word}"{" *" if term.is_open else ""}' for term in chosen.terms]
    return " AND ".join([*named, *said])


def _as_word(names: Names, value: str) -> str:
    if names.kind == "document":
        return f"cited: {value}"
    return f"facets: band{value}" if names.kind == "band" else f"facets: {names.kind[:2]}{value.encode().hex()}"


def _in_postgresql(connection: Connection, stretch: Stretch, limit: int, *, newest_first: bool) -> list[int]:
    # Planned by us: the index first, and no program compiled for what takes milliseconds.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL work_mem = '32MB'")
    found: list[int] = []
    for place, part in enumerate(_parts(stretch, newest_first=newest_first)):
        if place == 2:  # noqa: PLR2004  # after the first and one further part
            few = _matching(connection, stretch, _FEW, "")
            if len(few) < _FEW:
                return sorted(few, reverse=newest_first)[:limit]
        way = "DESC" if newest_first else "ASC"
        found += _matching(connection, part, limit - len(found), f"ORDER BY number {way}", _blocks(part))
        if len(found) == limit:
            break
    return found


def _parts(stretch: Stretch, *, newest_first: bool) -> Iterator[Stretch]:
    """A stretch in pieces of some blocks, in the order in which they are looked through."""
    low, high = stretch.low, stretch.high
    for blocks in chain(_STRETCHES, repeat(_STRETCHES[-1])):
        if low > high:
            return
        if newest_first:
            cut = max(low, (high // _BLOCK - blocks + 1) * _BLOCK)
            yield replace(stretch, low=cut, high=high)
            high = cut - 1
        else:
            cut = min(high, (low // _BLOCK + blocks) * _BLOCK - 1)
            yield replace(stretch, low=low, high=cut)
            low = cut + 1


def _blocks(part: Stretch) -> Names:
    return Names("block", [str(block) for block in range(part.low // _BLOCK, part.high // _BLOCK + 1)])


def _matching(
    connection: Connection, stretch: Stretch, limit: int, order: str, blocks: Names | None = None
) -> list[int]:
    """Turns of which the index says that they match; put in order afterwards, so that it is the index that is asked."""
    terms, names = stretch.chosen.terms, [*stretch.chosen.names, *([blocks] if blocks else [])]
    known = {f"term{n}": term.word + (":*" if term.is_open else "") for n, term in enumerate(terms)}
    known |= {f"name{n}": " | ".join(_quoted(one.kind, value) for value in one.values) for n, one in enumerate(names)}
    # The words go through the same parser as the texts went.
    wanted = [f"to_tsquery('pg_catalog.simple', :term{n})" for n, _ in enumerate(terms)]
    wanted += [f"CAST(:name{n} AS tsquery)" for n, _ in enumerate(names)]
    found = f"""
        WITH found AS MATERIALIZED (
            SELECT number, day, confidence FROM turns
            WHERE turn_terms(number, question, searched, answer, cited, confidence, status, channel, composer,
                generation, verdict, feedback) @@ ({" && ".join(wanted)}))
        SELECT number FROM found WHERE {_EXACTLY} {order} LIMIT :limit"""  # noqa: S608  # our words
    return list(connection.scalars(stretch.asked(found, limit).bindparams(**known)))


def _quoted(kind: str, value: str) -> str:
    name = f"{kind}:" if kind in ("document", "band", "block") else f"{kind[:2]}:"
    return "'" + (name + value[:200]).replace("\\", "\\\\").replace("'", "''") + "'"

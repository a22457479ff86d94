"""Admonitions, as documentation sites write them in Markdown: a marked line, and the text indented below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NOTE = re.compile(r"(?P<indent>[ ]*)(?:!!!|\?\?\?)\+?[ ]+\w[\w ]*?(?:[ ]+\"(?P<title>.*)\")?[ ]*")
_FENCES = ("```", "~~~")
_INDENT = 4  # blanks before the text


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of Markdown: what an admonition holds, or what stands between two of them."""

    text: str
    is_note: bool = False
    title: str = ""


def parts_of(body: str) -> Iterator[Part]:
    """The stretches of ``body``; the text of an admonition, as documentation sites write them, is indented below it."""
    lines: list[str] = []
    inside: tuple[int, str] | None = None
    in_code = False
    for line in body.split("\n"):
        in_code ^= line.lstrip().startswith(_FENCES)
        opens = None if in_code else _NOTE.fullmatch(line)
        closes = inside is not None and line.strip() != "" and not line.startswith(" " * inside[0])
        if opens or closes:
            yield _part(lines, inside)
            lines, inside = [], None
        if opens:
            inside = (len(opens["indent"]) + _INDENT, opens["title"] or "")
        else:
            lines.append(line)
    yield _part(lines, inside)


def _part(lines: list[str], inside: tuple[int, str] | None) -> Part:
    if inside is None:
        return Part("\n".join(lines))
    return Part("\n".join(line[inside[0] :] for line in lines), is_note=True, title=inside[1])

"""Asking from any chat: `@bot question` offers quotes with their sources, to put into that chat."""

import asyncio
from collections.abc import Sequence

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions, MessageEntity, Update
from telegram.ext import ContextTypes

from bot.fronts import render
from bot.fronts.telegram.identity import person_of
from bot.fronts.telegram.phrases import phrases
from bot.fronts.telegram.rich import Rich, joined, quoted, split, styled
from bot.fronts.telegram.wiring import Desk
from bot.model import Citation
from bot.screen import screen

_SECONDS = 60  # that Telegram may give the same person the same results
_MOST = 10
_LONGEST = 256  # characters that Telegram sends of an inline question


class Inline:
    """Offers what the documents say; nothing is logged, because Telegram asks at every few letters."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def offer(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The quotes that answer what was typed so far."""
        query = update.inline_query
        assert query is not None
        known = await asyncio.to_thread(self._desk.records.people.find, person_of(query.from_user.id))
        language = (known.language if known else None) or "nl"
        text = query.query.strip()[:_LONGEST]
        results = await asyncio.to_thread(self._results, text, language) if text and screen(text) is None else []
        await query.answer(results, cache_time=_SECONDS, is_personal=True)

    def _results(self, text: str, language: str) -> Sequence[InlineQueryResultArticle]:
        passages: dict[str, list[Citation]] = {}
        for citation in self._desk.suggestions.preview(text).citations:
            passages.setdefault(citation.passage.id, []).append(citation)
        found = [_article(number, cited, language) for number, cited in enumerate(list(passages.values())[:_MOST], 1)]
        return found or [_nothing(text, language)]


def _article(number: int, cited: Sequence[Citation], language: str) -> InlineQueryResultArticle:
    passage = cited[0].passage
    quote = Rich("\n".join(" ".join(citation.quote.split()) for citation in cited))
    where = ", ".join(filter(None, (render.origin(passage.source, language), render.place(passage, language))))
    title = styled(render.title(passage.source), MessageEntity.BOLD)
    piece = split(joined("\n\n", quoted(quote), title + Rich(f"\n{where}"), Rich(passage.source.url or "")))[0]
    return InlineQueryResultArticle(
        id=str(number),
        title=quote.text[:100],
        description=f"{render.title(passage.source)}, {where}",
        input_message_content=_content(piece),
    )


def _nothing(text: str, language: str) -> InlineQueryResultArticle:
    words = phrases(language).inline_nothing
    return InlineQueryResultArticle(
        id="0", title=words, description=text, input_message_content=_content(Rich(f"{words}: {text}"))
    )


def _content(rich: Rich) -> InputTextMessageContent:
    previews = LinkPreviewOptions(is_disabled=True)
    return InputTextMessageContent(rich.text, entities=rich.entities, link_preview_options=previews)

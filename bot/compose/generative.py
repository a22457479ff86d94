"""The composer that lets a language model write: it claims, the gate decides, and the quotes stand by.

It is given an answer in quotes that was sure enough to be sent. Whatever goes wrong, and whenever nothing of what the
model says can be proven, that answer is sent after all.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.compose.budget import Budget
from bot.compose.chat import ChatError, ChatModel, Failure
from bot.compose.claims import Proof, fault, tidied
from bot.compose.prompts import VERSION, Prompt, prompt, repeats_instructions
from bot.compose.quotes import places, sentences_around
from bot.compose.reader import Claim, ClaimReader
from bot.compose.telltales import gives_orders
from bot.model import Answer, AnswerStatus, Citation, Dropped, Fault, Progress, Query, Statement
from bot.privacy import mask
from ingest.model import Passage, Span

Gate = Callable[[Answer], Answer]  # gives back what of an answer is proven

MOST = 15  # statements of one answer; a list may be long
_ADVICE = {
    Failure.KEY: "De sleutel is geweigerd: kijk SAMENWIJS_CHAT_API_KEY na",
    Failure.MODEL: "De server kent dit model niet: kijk SAMENWIJS_CHAT_MODEL en SAMENWIJS_CHAT_BASE_URL na",
    Failure.CONNECTION: "De server is niet bereikbaar: kijk SAMENWIJS_CHAT_BASE_URL na",
    Failure.PROTOCOL: "De server geeft een ander antwoord dan een taalmodel: kijk SAMENWIJS_CHAT_BASE_URL na",
    Failure.LIMIT: "De server laat nu geen vragen meer toe",
    Failure.SERVER: "Er is een storing op de server",
    Failure.ENDLESS: "De server houdt niet op met schrijven",
    Failure.EMPTY: "De server gaf geen antwoord",
    Failure.BROKEN: "Het antwoord had niet de gevraagde vorm (JSON): neem een ander model als dit vaker gebeurt",
    Failure.TIMEOUT: "Het duurde te lang: neem een sneller model, of zet SAMENWIJS_CHAT_SECONDS hoger",
}
_log = logging.getLogger(__name__)


class GenerativeComposer:
    """Rewrites an extractive answer with a language model, as far as its claims can be proven."""

    def __init__(self, chat: ChatModel, budget: Budget) -> None:
        self._chat = chat
        self._budget = budget
        self._warned: str | None = None
        self.name = f"{chat.name} · {VERSION}"

    def write(
        self, query: Query, quoted: Answer, prove: Gate, on_progress: Progress | None, spent: float = 0.0
    ) -> Answer:
        """What the model makes of the evidence of ``quoted``; ``quoted`` itself when that is nothing.

        ``prove`` is the gate: a growing answer passes it before ``on_progress`` sees it. ``spent`` are the seconds that
        finding ``quoted`` took, which count for the deadline.
        """
        passages = [item.scored.passage for item in quoted.evidence if not gives_orders(item.scored.passage.text)]
        if quoted.abstained or not passages:
            return quoted  # the score has decided, and a model would only be tempted
        if not self._budget.left:
            return _instead(quoted, f"{self._chat.name} not asked: limit of the day")
        draft = Draft(prompt(mask(query.text), passages), query.said, self._chat.without_key)
        try:
            self._ask(draft, lambda: _show(prove(draft.answer(quoted, self.name)), on_progress), spent)
        except ChatError as error:
            self._budget.add(None)
            self._warn(error.failure)
            return _instead(quoted, f"{self._chat.name} failed: {error.failure}", draft.dropped)
        answer = prove(draft.answer(quoted, self.name))
        for lost in answer.dropped:
            _log.info("dropped (%s): %r, quoting %r", lost.fault, lost.text, lost.quote)
        if answer.abstained:
            return _instead(quoted, f"{self._chat.name}: nothing proven", answer.dropped)
        return answer

    def _ask(self, draft: "Draft", grown: Callable[[], None], spent: float) -> None:
        """Fill ``draft`` with what the model says; ``grown`` is called for each claim that was kept."""
        reader = ClaimReader()

        def on_text(bit: str) -> bool:
            for claim in reader.feed(bit):
                if draft.take(claim):
                    grown()
            return reader.finished

        usage = self._chat.ask(draft.prompt.system, draft.prompt.user, on_text, spent)
        if not reader.finished:
            raise ChatError(Failure.BROKEN if reader.text.strip() else Failure.EMPTY)
        self._budget.add(usage)

    def _warn(self, failure: Failure) -> None:
        """Say once what is wrong, and again when it is something else."""
        if failure != self._warned:
            self._warned = failure
            about = "Taalmodel %s: %s. Het antwoord bestaat nu uit letterlijke zinnen."
            _log.warning(about, self._chat.name, _ADVICE[failure])


@dataclass
class Draft:
    """An answer in the making: the claims that are proven so far, and those that were dropped."""

    prompt: Prompt
    asked: str
    censored: Callable[[str], str]
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def take(self, claim: Claim | None) -> bool:
        """Keep ``claim`` if its words prove it; False when it was dropped."""
        if claim is None:
            self.dropped.append(Dropped("", "", Fault.FORM))
            return False
        text = tidied(claim.text)
        found = self._proof(text, claim)
        if isinstance(found, Fault):
            self.dropped.append(Dropped(self.censored(claim.text), self.censored(claim.quote), found))
            return False
        passage, span = found
        self.statements.append(Statement(text, (self._number(passage, span),)))
        return True

    def answer(self, quoted: Answer, composer: str) -> Answer:
        """The answer so far, with the evidence and the confidence of the one in quotes."""
        used = {citation.passage.id for citation in self.citations}
        return replace(
            quoted,
            status=quoted.status if self.statements else AnswerStatus.NO_EVIDENCE,
            statements=tuple(self.statements),
            citations=tuple(self.citations),
            evidence=tuple(replace(item, used=item.scored.passage.id in used) for item in quoted.evidence),
            composer=_with_counts(composer, self.dropped),
            dropped=tuple(self.dropped),
            unsure=False,  # that the sentences fit the question was for the model to judge
        )

    def _proof(self, text: str, claim: Claim) -> tuple[Passage, Span] | Fault:
        """Where ``claim`` is proven, or why it is nowhere."""
        passage = self.prompt.passages.get(claim.passage)
        if passage is None:
            return Fault.PASSAGE
        if repeats_instructions(text):
            return Fault.INSTRUCTIONS
        if any(text == statement.text for statement in self.statements):
            return Fault.TWICE
        if len(self.statements) == MOST:
            return Fault.TOO_MANY
        found = Fault.QUOTE
        for span in places(claim.quote, passage):
            around = sentences_around(span, passage)
            proof = Proof(claim.quote, passage.quote(around), f"{passage.source.title} {passage.section}")
            wrong = fault(text, proof, self.asked)
            if wrong is None:
                return passage, around
            found = wrong
        return found

    def _number(self, passage: Passage, span: Span) -> int:
        """The number of the citation of these words, a new one if they are not cited yet."""
        for citation in self.citations:
            if citation.passage.id == passage.id and citation.span == span:
                return citation.number
        number = len(self.citations) + 1
        self.citations.append(Citation(number, passage, passage.quote(span), span))
        return number


def _show(answer: Answer, on_progress: Progress | None) -> None:
    if on_progress and not answer.abstained:
        on_progress(answer)


def _instead(quoted: Answer, why: str, dropped: Sequence[Dropped] = ()) -> Answer:
    """The answer in quotes, saying why it is that one."""
    return replace(quoted, composer=_with_counts(f"{quoted.composer} ({why})", dropped), dropped=tuple(dropped))


def _with_counts(composer: str, dropped: Sequence[Dropped]) -> str:
    """A composer's name with how many claims were dropped for which reason."""
    counts = Counter(item.fault.name.lower() for item in dropped)
    return (
        f"{composer} · dropped: {', '.join(f'{name} {n}' for name, n in sorted(counts.items()))}"
        if counts
        else composer
    )

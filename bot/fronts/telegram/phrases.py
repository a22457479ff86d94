"""What the bot says of its own accord, in each language that it speaks; a language with a gap does not type-check.

Words between braces are filled in with ``str.format``. Buttons are short: a phone shows about thirty characters.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language."""

    # the bot itself
    commands: tuple[tuple[str, str], ...]
    short_description: str
    description: str
    welcome: str
    documents: tuple[str, str]  # one, more
    questions: tuple[str, str]  # one, more
    newest: str
    or_an_example: str
    help: str
    privacy: str
    kept: tuple[str, str]  # for how long: until the next night, and some days
    nameless_keeper: str
    group_welcome: str

    # answers
    first_words: str
    sources: str
    within: str
    not_within: str
    masked: str
    masked_kinds: tuple[tuple[str, str], ...]  # the label in a masked text, what it stands for
    more: str
    close: str
    good: str
    bad: str
    everywhere: str
    further: str
    closest: str
    nothing_further: str
    gone: str
    example_gone: str

    # sources
    previous: str
    next: str
    ask_within: str
    ask_within_prompt: str
    changed_since: str
    no_further_passage: str

    # browsing
    library: str
    library_found: str
    library_nothing: str
    library_hint: str
    programmes: str
    no_programmes: str
    programme_gone: str
    partners: tuple[str, str]  # one, more
    also_called: str
    card_intro: str
    about_document: str
    read_document: str
    publisher: str
    date: str
    programme: str
    region: str
    unknown_date: str
    document_gone: str

    # feedback
    thanks: str
    what_was_wrong: str
    reasons: tuple[tuple[str, str], ...]  # the word in a button, what is stored; add only at the end
    own_words: str
    own_words_prompt: str
    noted: str
    not_yours: str
    feedback_prompt: str
    feedback_first_ask: str
    feedback_kept: str

    # forgetting and language
    forget_ask: str
    forget_yes: str
    forget_no: str
    forgotten: str
    still_held: str
    not_forgotten: str
    choose_language: str
    language_chosen: str

    # what is no question
    not_text: str
    caption_only: str
    file: str
    file_secretariat: str
    failed: str
    old_button: str
    inline_nothing: str


NAMES = (("nl", "Nederlands"), ("en", "English"))


def phrases(language: str | None) -> Phrases:
    """The words of a language; Dutch unless it is ``en``."""
    from bot.fronts.telegram.phrases_en import ENGLISH
    from bot.fronts.telegram.phrases_nl import DUTCH

    return ENGLISH if language == "en" else DUTCH

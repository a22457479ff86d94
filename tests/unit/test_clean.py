import pytest

from ingest.clean import is_furniture, is_noise, join_lines, plain, running, strip_arrow, strip_symbols, without_noise


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["de samen-", "werking groeit"], "de samenwerking groeit"),
        (["in Noordwest-", "Overijssel"], "in Noordwest-Overijssel"),
        (["voor zon-", "en windenergie"], "voor zon- en windenergie"),
        (["de periode 2022-", "2027 is"], "de periode 2022-2027 is"),
        (["het IBP-", "programma"], "het IBP-programma"),
        (["programmaorgani\u2010", "satie"], "programmaorganisatie"),
        (["de aanpak -", "die werkt"], "de aanpak - die werkt"),
        (["een zin", "loopt door"], "een zin loopt door"),
    ],
)
def test_a_broken_word_is_joined_and_a_real_hyphen_stays(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


def test_a_hyphen_stays_when_the_document_writes_the_word_with_it_elsewhere() -> None:
    assert join_lines(["de sociaal-", "economische agenda"], {"sociaal-economische"}) == "de sociaal-economische agenda"


def test_what_typesetting_did_to_a_word_is_undone() -> None:
    assert plain("\ufeffﬁnanciële\u00a0inzet sa\u00admen\u200b\r\nwerk") == "financiële inzet samen\nwerk"


def test_halves_of_a_character_become_one_that_can_be_stored() -> None:
    assert plain("\ud835\udc3a = 3 \ud835") == "\U0001d43a = 3 \ufffd"


@pytest.mark.parametrize(
    "line", ["Deel dit artikel", "Leestijd", "3 minuten", "Lees meer over de aanpak", "banner-1920x500"]
)
def test_buttons_and_labels_of_a_page_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["Deel de kosten eerlijk", "De leestijd is kort.", "Samen delen wij kennis en geld."])
def test_a_statement_is_not_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("line", ["~ | ‘ ’f", "x Q rnn |", "= > ~ ,", "© ® |||"])
def test_rubbish_of_text_recognition_is_noise(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize(
    "line", ["€ 5 – € 7", "J. de Wit", "1 | 2016-2021 | 27", "IPO, VNG en UvW", "A.B. Klaver", "50 (max)"]
)
def test_figures_names_and_abbreviations_are_not_noise(line: str) -> None:
    assert not is_noise(line)


def test_the_words_before_the_rubbish_of_a_line_stay() -> None:
    assert without_noise("aantal inwoners ‘ ‘ ’q Pr|gn|s") == "aantal inwoners"
    assert without_noise("aantal inwoners . . . . . . .") == ""


def test_an_arrow_is_a_bullet_and_other_symbols_go() -> None:
    assert strip_arrow("=>» Kies een doel") == "Kies een doel"
    assert strip_arrow("Kies een doel") is None
    assert strip_symbols("| ,59' Kies een doel") == "Kies een doel"
    assert strip_symbols("‘Kies’ een doel") == "‘Kies’ een doel"


def test_a_line_on_most_pages_is_running_whatever_its_page_number() -> None:
    pages = [["Jaarverslag, pagina 1", "Inleiding"], ["Jaarverslag, pagina 2", "Slot"], ["Jaarverslag, pagina 3"]]
    assert running(pages) == {"Jaarverslag, pagina #"}

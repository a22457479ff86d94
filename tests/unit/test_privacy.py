"""What is masked before it is stored, what is left alone, and who stays unknown."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.errors import LogError
from bot.privacy import Pseudonyms, load_key, mask


@pytest.mark.parametrize("bsn", ["111222333", "111.222.333", "111 222 333", "1112.22.333", "11 12 22 333", "123456782"])
def test_a_service_number_is_masked_however_it_is_written(bsn: str) -> None:
    assert mask(f"Mijn BSN is {bsn}, kan ik meedoen in 2024?") == "Mijn BSN is [BSN], kan ik meedoen in 2024?"
    assert mask(bsn) == "[BSN]"


@pytest.mark.parametrize(
    "phone",
    [
        "0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "06 - 1234 5678",
        "(06) 12345678",
        "06\u00a012345678",
        "+31612345678",
        "+31 6 12345678",
        "+31 (0)6 1234 5678",
        "0031 6 12 34 56 78",
        "+31 30 258 91 11",
        "030-2589111",
        "(030) 258 91 11",
        "030 - 258 91 11",
        "0343-123456",
        "0343 12 34 56",
    ],
)
def test_a_dutch_phone_number_is_masked_however_it_is_written(phone: str) -> None:
    assert mask(f"Bel mij op {phone}.") == "Bel mij op [telefoonnummer]."
    assert mask(f"tel:{phone}") == "tel:[telefoonnummer]"


@pytest.mark.parametrize("email", ["jan@voorbeeld.nl", "Jan.de-Vries+werk@post.voorbeeld.nl", "café@voorbeeld.nl"])
def test_an_email_address_is_masked_and_the_sentence_around_it_is_not(email: str) -> None:
    assert mask(f"Mail <{email}> of {email}.") == "Mail <[e-mailadres]> of [e-mailadres]."


@pytest.mark.parametrize(
    "iban", ["NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "nl91 abna 0417 1643 00", "BE68 5390 0754 7034"]
)
def test_an_account_number_is_masked_however_it_is_written(iban: str) -> None:
    assert mask(f"Stort het op {iban} en snel") == "Stort het op [IBAN] en snel"


@pytest.mark.parametrize(
    "text",
    [
        "Samen wekten zij 1.826 GWh op in 2023.",
        "Het kost € 111.222.333 en 111.222.333 euro, of EUR 111222333,-.",
        "Dat is 123.456.782,50 en 123456782 kWh voor 111.222.333 inwoners.",
        "Op 06-11-2023 10:30 en 01-05-2019 12:00 uur, van 2018-2019 tot 2024/2025.",
        "Zie pagina 12, 345 en 678; de jaren 2019 2020 2021 en artikel 3.14.",
        "123456789 haalt de elfproef niet en 000000000 ook niet.",
        "NL91ABNA0417164301 klopt niet en kenmerk 2019-123456 is geen nummer van iemand.",
        "3.123.456.782 en 111.222.333.444 zijn te lang; 1234567890123 ook.",
        "Volg @gemeente of kom naar zaal 2 @ stadhuis.",
        "",
    ],
)
def test_amounts_years_dates_and_pages_are_left_alone(text: str) -> None:
    assert mask(text) == text


def test_several_kinds_in_one_text_are_each_masked() -> None:
    text = "Ik ben jan@voorbeeld.nl (06-12345678), BSN 111222333, rekening NL91ABNA0417164300."
    assert mask(text) == "Ik ben [e-mailadres] ([telefoonnummer]), BSN [BSN], rekening [IBAN]."


@given(st.lists(st.integers(0, 9), min_size=8, max_size=8).filter(any))
def test_every_number_that_passes_the_eleven_test_is_masked(digits: list[int]) -> None:
    last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    assume(last < 10)
    a = "".join(map(str, [*digits, last]))
    for written in (a, f"{a[:3]} {a[3:6]} {a[6:]}", f"{a[:4]}.{a[4:6]}.{a[6:]}"):
        assert mask(f"Ik ben {written} en jij?") == "Ik ben [BSN] en jij?"


def test_pseudonyms_are_stable_and_differ_by_identity_and_by_key() -> None:
    pseudonym = Pseudonyms(b"k" * 32)
    assert pseudonym("12345") == Pseudonyms(b"k" * 32)("12345")
    assert len({pseudonym("12345"), pseudonym("12346"), Pseudonyms(b"l" * 32)("12345")}) == 3
    assert len(pseudonym("12345")) == 16
    assert int(pseudonym("12345"), 16) >= 0


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "pseudonym.key"
    key = load_key(path)
    assert load_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    assert load_key(tmp_path / "other.key") != key


def test_everybody_who_makes_the_key_at_once_gets_the_same_one(tmp_path: Path) -> None:
    together = Barrier(8)

    def load(path: Path) -> bytes:
        together.wait()
        return load_key(path)

    with ThreadPoolExecutor(8) as pool:
        for attempt in range(20):
            assert len(set(pool.map(load, [tmp_path / f"{attempt}.key"] * 8))) == 1


@pytest.mark.parametrize("content", [b"", b"too short", b"x" * 33])
def test_a_damaged_key_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pseudonym.key"
    path.write_bytes(content)
    with pytest.raises(LogError, match=r"^De sleutel .* is beschadigd\.[^\n]*$"):
        load_key(path)


def test_a_key_that_cannot_be_made_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LogError, match=r"^De sleutel [^\n]*$"):
        load_key(tmp_path / "file" / "pseudonym.key")

import pytest

from bot.abbreviations import Abbreviations


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        (["brk", "partner"], {"brk": ("bestuurlijk", "regiokring")}),
        (["bestuurlijk", "regiokring", "partner"], {"brk": ("bestuurlijk", "regiokring")}),
        (["bestuurlijk", "partner"], {}),
        (["rb"], {}),
        (["ots"], {}),
        (["res"], {"res": ("regionaal", "energie", "strategie")}),
    ],
)
def test_a_short_form_and_its_long_one_are_known_by_each_other(asked: list[str], known: dict[str, object]) -> None:
    defined = [
        ("BRK", "Bestuurlijke regiokring"),
        ("BRK", "bestuurlijke regiokring"),
        ("RB", "Raad van Bestuur"),
        ("RB", "Regionaal Bureau"),  # what stands for two things stands for neither
        ("OTS", "ondertoezichtstelling"),  # one word says as much by itself
        ("RES", "Regionale Energie Strategie"),
        ("RES", "Regionale Energie Strategie"),
        ("RES", "regionale energiestrategieën"),  # the same, written otherwise
    ]
    assert Abbreviations(defined).among(asked) == known

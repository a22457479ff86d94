"""Numbers, amounts and dates compare by value, however they are written."""

import pytest

from bot.compose.figures import figures


@pytest.mark.parametrize(
    ("claim", "proof"),
    [
        ("15", "vijftien"), ("vijfentwintig", "25"), ("tweehonderdvijftig", "250"), ("3000", "drieduizend"),
        ("30.000", "dertigduizend"), ("€ 1,5 miljoen", "1.500.000 euro"), ("1,5 mln euro", "EUR 1,5 miljoen"),
        ("2,5 miljard", "2.500.000.000"), ("12%", "twaalf procent"), ("1 mei 2019", "01-05-2019"),
        ("mei 2019", "op 1 mei 2019"), ("2019", "1 mei 2019"), ("11 september", "11-9-2019"),
        ("2019-05-01", "1 mei 2019"),
        ("May 1, 2019", "1 mei 2019"), ("derde", "3e"), ("één", "1"), ("2018", "2018-2022"), ("10:30", "10:30 uur"),
        ("de eenentwintigste", "21"), ("twenty-five", "25"), ("een regio", "geen getal"), ("Jan mag meedoen", "niets"),
    ],
)  # fmt: skip
def test_the_same_value_is_proven(claim: str, proof: str) -> None:
    assert list(figures(claim).unproven_by(figures(proof))) == []


@pytest.mark.parametrize(
    ("claim", "proof"),
    [
        ("15", "veertien"), ("15", "115"), ("1,5 miljoen", "15 miljoen"), ("1,5 miljoen", "1,5 miljard"),
        ("15 procent", "15 partners"), ("15 euro", "15 procent"), ("€ 15", "15"), ("1 mei 2019", "1 mei 2018"),
        ("1 mei 2019", "2 mei 2019"), ("1 mei 2019", "1 juni en 3 mei 2019"), ("mei 2019", "2019"),
        ("2020", "1 mei 2019"),
        ("derde", "vierde"), ("1", "een"), ("10:30", "10:45"), ("30.000", "30"), ("tweehonderd", "honderd"),
    ],
)  # fmt: skip
def test_another_value_is_not(claim: str, proof: str) -> None:
    assert list(figures(claim).unproven_by(figures(proof))) != []

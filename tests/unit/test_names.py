"""Names of the same programme or organisation are joined; in doubt they are not."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.facts.correction import Correction, Corrections, Verdict
from ingest.facts.names import Names
from ingest.facts.organisations import LIST, BodyKind, organisations
from ingest.facts.spelling import stands_for

IBP = [
    ("IBP", "Interbestuurlijk Programma"),
    ("IBP-VP", "IBP Vitaal Platteland"),
    ("IBP-VP", "Interbestuurlijk Programma Vitaal Platteland"),
]


def _corrected(same: Sequence[tuple[str, ...]] = (), different: Sequence[tuple[str, ...]] = ()) -> Corrections:
    entries = [Correction(Verdict.SAME, names) for names in same]
    return Corrections((*entries, *(Correction(Verdict.DIFFERENT, names) for names in different)))


def test_the_list_has_every_province_water_board_and_municipality_of_2026_once() -> None:
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    counts = {name: len(places) for name, places in listed["municipalities"].items()}
    assert sum(counts.values()) == 342
    assert (counts["Gelderland"], counts["Flevoland"], counts["Zuid-Holland"]) == (51, 6, 50)
    assert len(listed["province"]) == 12 == len(counts)
    assert len(listed["water_board"]) == 21
    assert {entry["name"] for entry in listed["province"]} == set(counts)
    every = [place for places in listed["municipalities"].values() for place in places]
    assert {place for place in every if every.count(place) > 1} == {"Bergen"}
    assert set(listed["also"]) < set(every)
    assert set(listed["alone"]["never"]) - set(every) == {"De Dommel", "Delfland", "Rijnland", "Rivierenland"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("provincie Overijssel", "de Provincie Overijssel"),
        ("provincie Friesland", "Provincie Fryslan"),
        ("PROVINCIE FRYSLÂN", "provinsje Fryslân"),
        ("provincie Overijssel", "Overijssel"),
        ("gemeente Den Haag", "Gemeente ’s-Gravenhage"),
        ("gemeente De Bilt", "de gemeente de Bilt"),
        ("gemeente Bergen (NH)", "gemeente Bergen (Noord-Holland)"),
        ("gemeente Zwolle", "Zwolle"),
        ("waterschap Hunze en Aa's", "Hunze en Aa’s"),
        ("waterschap Rijn & IJssel", "Waterschap Rijn en IJssel"),
        ("Hoogheemraadschap van Rijnland", "waterschap Rijnland"),
        ("Hoogheemraadschap De Stichtse Rijnlanden", "HDSR"),
        ("WDODelta", "waterschap Drents Overijsselse Delta"),
        ("Wetterskip Fryslân", "waterschap Fryslân"),
        ("ministerie van BZK", "BZK"),
        ("ministerie BZK", "het ministerie van Binnenlandse Zaken en Koninkrijksrelaties (BZK)"),
        ("ministerie van LNV", "Ministerie van Landbouw, Visserij, Voedselzekerheid en Natuur"),
        ("IenM", "ministerie van Infrastructuur en Waterstaat"),
        ("ministerie van I&W", "IenW"),
        ("EZK", "ministerie van Economische Zaken"),
        ("V&J", "ministerie van JenV"),
        ("VNG", "Vereniging van Nederlandse Gemeenten (VNG)"),
        ("RWS", "Rijkswaterstaat"),
        ("het Rijk", "de Rijksoverheid"),
        ("Prorail", "ProRail"),
    ],
)
def test_a_body_of_the_shipped_list_is_one_whatever_it_is_called(a: str, b: str) -> None:
    assert Names().same(a, b, partner=True)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("provincie Utrecht", "gemeente Utrecht"),
        ("Groningen", "gemeente Groningen"),
        ("Groningen", "provincie Groningen"),
        ("Limburg", "provincie Limburg"),
        ("provincie Limburg", "waterschap Limburg"),
        ("provincie Fryslân", "Wetterskip Fryslân"),
        ("gemeente Bergen", "gemeente Bergen (L)"),
        ("gemeente Bergen (L)", "gemeente Bergen (NH)"),
        ("regio Zwolle", "gemeente Zwolle"),
        ("Veiligheidsregio Utrecht", "provincie Utrecht"),
        ("Gedeputeerde Staten van Utrecht", "provincie Utrecht"),
        ("minister van BZK", "ministerie van BZK"),
        ("ministerie van V&W", "ministerie van IenW"),
        ("ministerie van EL&I", "ministerie van LNV"),
        ("ministerie van Justitie", "ministerie van JenV"),
        ("waterschap Groot Salland", "waterschap Drents Overijsselse Delta"),
        ("Utrechtse Heuvelrug", "gemeente Utrechtse Heuvelrug"),
        ("De Dommel", "waterschap De Dommel"),
        ("huizen", "gemeente Huizen"),
        ("Waternet", "waterschap Amstel, Gooi en Vecht"),
        ("de provincie", "provincie"),
        ("gemeenten", "de gemeenten"),
        ("Deltaprogramma 2022", "Deltaprogramma 2023"),
        ("Programma Utrecht", "Utrecht"),
        ("Programma Noord-Holland Noord", "Noord-Holland Noord"),
        ("Vitaal Platteland", "IBP Vitaal Platteland"),
        ("IBP", "IBP-VP"),
        ("Programma voor de Rivier", "Rivier"),
        ("Programma Natuur", "Natuur"),
        ("Regio Deal Zwolle", "Tweede Regio Deal voor Zwolle"),
        ("RES West-Overijssel", "Nationaal Programma RES"),
        ("samen werkt beter", "Samen werkt beter"),
        ("Samen werkt het beter", "Samen werkt beter"),
        ("ruimte voor de rivier", "Ruimte voor de rivier"),
    ],
)
def test_what_may_be_two_stays_two(a: str, b: str) -> None:
    assert not Names([a, b], IBP).same(a, b, partner=True)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("IBP-VP", "Interbestuurlijk Programma Vitaal Platteland"),
        ("IBP-VP", "IBP Vitaal Platteland"),
        ("het IBP Vitaal Platteland", "Interbestuurlijk programma vitaal platteland"),
        ("RUIMTE VOOR DE RIVIER", "Ruimte voor de Rivier"),
        ("het programma 'Samen werkt beter'", "Samen werkt beter"),
        ("Interbestuurlijk Programma voor een vitaal platteland", "IBP Vitaal Platteland"),
        ("Nationaal Programma Regionale Energie Strategie", "Nationaal Programma voor de Regionale Energiestrategie"),
    ],
)
def test_a_programme_is_one_in_every_spelling_and_by_its_abbreviation(a: str, b: str) -> None:
    assert Names([], IBP).same(a, b)


@pytest.mark.parametrize("name", ["NP RES", "NP-RES", "Nationaal Programma RES", "NP Regionale Energie Strategie"])
def test_of_an_abbreviation_of_two_parts_one_may_be_written_out(name: str) -> None:
    long = "Nationaal Programma Regionale Energiestrategie"
    assert Names([], [("NP RES", long)]).same(name, long)
    for other in ("RES", "NP", "Nationaal Programma", "Regionale Energiestrategie", "RES West-Overijssel"):
        assert not Names([], [("NP RES", long)]).same(other, long)


def test_a_document_that_leaves_out_the_word_ministry_defines_the_ministry() -> None:
    names = Names([], [("LNV", "Landbouw, Natuur en Voedselkwaliteit"), ("BZK", "Binnenlandse Zaken")])
    assert names.same("LNV", "ministerie van LVVN", partner=True)
    assert names.canonical("BZK").kind is BodyKind.MINISTRY


def test_what_is_abbreviated_is_a_name_without_capitals_too() -> None:
    names = Names([], [("BRE", "bestuurlijk regionaal ecosysteem")])
    assert names.same("BRE", "Bestuurlijk Regionaal Ecosysteem")


def test_a_place_is_its_municipality_only_where_an_organisation_is_meant() -> None:
    assert not Names().same("Zwolle", "gemeente Zwolle")
    assert Names().canonical("Zwolle").kind is BodyKind.OTHER
    assert Names().canonical("Zwolle", partner=True).canonical == "gemeente Zwolle"


def test_an_abbreviation_that_two_documents_explain_differently_is_joined_with_neither() -> None:
    names = Names([], [("RES", "Regionale Energiestrategie"), ("RES", "Regionaal Economische Samenwerking")])
    assert not names.same("RES", "Regionale Energiestrategie")
    assert not names.same("RES", "Regionaal Economische Samenwerking")


def test_a_slip_of_the_pen_is_no_other_meaning() -> None:
    ministry = "Binnenlandse Zaken en Koninkrijksrelaties"
    names = Names(definitions=[("BZK", "Binnenlandse Zaken en Koninkrijkrelaties"), ("BZK", ministry)])
    assert names.same("BZK", f"ministerie van {ministry}", partner=True)
    phases = Names(definitions=[("ZON", "Zoetwater Oost Nederland fase 1"), ("ZON", "Zoetwater Oost Nederland fase 2")])
    assert not phases.same("ZON", "Zoetwater Oost Nederland fase 1")


def test_whom_agreements_are_made_with_may_be_written_out() -> None:
    names = Names(["prestatieafspraken Oostkust"])
    assert names.asked("prestatieafspraken met Oostkust") == names.canonical("prestatieafspraken Oostkust")


def test_a_document_that_gives_letters_of_the_list_another_meaning_unjoins_them() -> None:
    names = Names([], [("PBL", "Programma Beter Leven")])
    assert not names.same("PBL", "Planbureau voor de Leefomgeving")
    assert not names.same("PBL", "Programma Beter Leven")
    assert Names([], [("PBL", "Planbureau voor de Leefomgeving")]).same("PBL", "Planbureau voor de Leefomgeving")


def test_a_definition_that_its_letters_do_not_bear_out_joins_nothing() -> None:
    assert not Names([], [("VP", "Interbestuurlijk Akkoord")]).same("VP", "Interbestuurlijk Akkoord")
    assert not Names([], [("de Regio Deal", "Regio Deal Foodvalley")]).same("Regio Deal", "Regio Deal Foodvalley")


@pytest.mark.parametrize(
    ("short", "long", "does"),
    [
        ("BZK", "Binnenlandse Zaken en Koninkrijksrelaties", True),
        ("RES", "Regionale Energiestrategie", True),
        ("NOVI", "Nationale Omgevingsvisie", True),
        ("V&W", "Verkeer en Waterstaat", True),
        ("BZK", "Koninkrijksrelaties", False),
        ("ES", "Regionale Energiestrategie", True),
        ("Beter", "Beter Leven", False),
        ("DSO", "DSO Platform", False),
        ("X", "Xenon", False),
        ("A" * 15, "aaaa " * 400, True),
    ],
)
def test_letters_stand_for_a_name_when_they_can_be_read_off_from_its_words(short: str, long: str, does: bool) -> None:
    assert stands_for(short, long) is does


def test_people_see_the_name_written_out_and_its_other_spellings() -> None:
    name = Names(["IBP-VP", "IBP Vitaal Platteland"], IBP).canonical("IBP-VP")
    assert name.canonical == "Interbestuurlijk Programma Vitaal Platteland"
    assert name.aliases == ("IBP Vitaal Platteland", "IBP-VP")
    shouted = ["RUIMTE VOOR DE RIVIER", "RUIMTE VOOR DE RIVIER", "programma 'Ruimte voor de Rivier'"]
    assert Names(shouted).canonical(shouted[0]).canonical == "programma Ruimte voor de Rivier"
    assert Names([*shouted, "Ruimte voor de Rivier"]).canonical(shouted[0]).canonical == "Ruimte voor de Rivier"
    assert Names(["Programma Natuur"]).canonical("Programma Natuur").canonical == "Programma Natuur"


def test_the_kind_of_an_organisation_is_known_from_the_list_or_from_its_first_word() -> None:
    names = Names()
    kinds = {
        "RVO": BodyKind.AGENCY,
        "IPO": BodyKind.UMBRELLA,
        "gemeente Bellingwedde": BodyKind.MUNICIPALITY,
        "Omgevingsdienst IJsselland": BodyKind.REGIONAL,
        "Regio Deal Zwolle": BodyKind.OTHER,
        "alle betrokken gemeenten": BodyKind.GENERIC,
        "de 12 provincies": BodyKind.GENERIC,
        "Landschap Overijssel": BodyKind.OTHER,
    }
    assert {name: names.canonical(name).kind for name in kinds} == kinds


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("de provincies Drenthe, Noord- en Zuid-Holland", "Drenthe|Noord-Holland|Zuid-Holland"),
        ("de provincies Overijssel en Gelderland", "Overijssel|Gelderland"),
        ("gemeenten Ede, Gilze en Rijen en Nijkerk", "Ede|Gilze en Rijen|Nijkerk"),
        (
            "waterschappen Hunze en Aa's, Amstel, Gooi en Vecht en Limburg",
            "Hunze en Aa's|Amstel, Gooi en Vecht|Limburg",
        ),
    ],
)
def test_a_list_of_bodies_is_taken_apart_without_cutting_names(written: str, parts: str) -> None:
    word = {"p": "provincie", "g": "gemeente", "w": "waterschap"}[written.removeprefix("de ")[0]]
    assert organisations().expand(written) == tuple(f"{word} {part}" for part in parts.split("|"))


def test_what_is_no_list_stays_whole() -> None:
    for name in ("gemeente Gilze en Rijen", "provincies", "Samen werkt beter", ""):
        assert organisations().expand(name) == (name,)


def test_the_secretariat_joins_what_no_rule_would() -> None:
    names = Names([], IBP, _corrected([("Vitaal Platteland", "IBP-VP"), ("Groningen", "provincie Groningen")]))
    assert names.same("Vitaal Platteland", "IBP Vitaal Platteland")
    assert names.same("Groningen", "provincie Groningen", partner=True)
    assert not names.same("Groningen", "gemeente Groningen", partner=True)


def test_the_secretariat_keeps_apart_what_a_rule_would_join() -> None:
    names = Names([], IBP, _corrected([], [("IBP-VP", "IBP Vitaal Platteland"), ("Deltaprogramma", "DELTAPROGRAMMA")]))
    assert not names.same("IBP-VP", "IBP Vitaal Platteland")
    assert not names.same("Deltaprogramma", "DELTAPROGRAMMA")
    assert names.same("IBP Vitaal Platteland", "Interbestuurlijk Programma Vitaal Platteland")
    assert not Names([], [], _corrected([], [("LNV", "LVVN")])).same("LNV", "LVVN")


def test_what_is_kept_apart_is_not_joined_by_a_third_name() -> None:
    chain = _corrected([("Alfa", "Bravo"), ("Bravo", "Charlie")], [("Alfa", "Charlie")])
    names = Names([], [], chain)
    assert names.same("Alfa", "Bravo")
    assert not names.same("Alfa", "Charlie")


def test_what_a_person_types_is_found_without_capitals_when_it_can_mean_one_thing() -> None:
    names = Names(["Ruimte voor de Rivier", "IBP Vitaal Platteland"], IBP)
    typed = {"ruimte voor de rivier": "Ruimte voor de Rivier", "vng": "Vereniging van Nederlandse Gemeenten"}
    typed |= {
        "ibp-vp": "Interbestuurlijk Programma Vitaal Platteland",
        "waterschap vechtstromen": "waterschap Vechtstromen",
    }
    for question, meant in typed.items():
        found = names.asked(question)
        assert found is not None
        assert found.canonical == meant
    for question in ("groningen", "de rivier", "rivier", "", "gemeente atlantis"):
        assert names.asked(question) is None


def test_of_a_name_and_letters_that_spell_it_the_usual_one_is_meant() -> None:
    defined = [("STROOM", "Samen Toekomst Regelen Over Onze Middelen")]
    often, once = (Names(["Stroom"] * times, defined) for times in (3, 1))
    assert often.asked("stroom") == often.canonical("Stroom")
    assert often.asked("STROOM") != often.canonical("Stroom")
    assert once.asked("stroom") != once.canonical("Stroom")


def test_odd_names_are_names_of_their_own() -> None:
    names = Names(["", "  ", "…", "()", "'s", "((A)"])
    for odd in ("", "…", "()", "'s", "((A)", "\x00", "de", "gemeente", "ministerie van", "A" * 10_000):
        assert not names.same(odd, "provincie Utrecht")
        assert isinstance(names.canonical(odd).canonical, str)


def test_the_list_is_shipped_with_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert "*.toml" in project["tool"]["setuptools"]["package-data"]["ingest.facts"]


def test_a_name_that_is_abbreviated_in_part_is_joined_where_a_document_says_so() -> None:
    half, whole = "IBP Vitaal Platteland", "Interbestuurlijk Programma Vitaal Platteland"
    names = Names([half, whole, "IBP Stedelijk Gebied"], [(half, whole)])
    assert names.same(half, whole)
    assert not names.same(half, "IBP Stedelijk Gebied")
    assert not Names([half, whole], [("IBP Vitaal Platteland", "Interprovinciaal Overleg Vitaal Platteland")]).same(
        half, whole
    )


def test_a_part_of_an_abbreviation_stands_for_its_part_of_the_name() -> None:
    names = Names([], [("NP RES", "Nationaal Programma Regionale Energiestrategie")])
    assert names.same("RES Noordkust", "Regionale Energiestrategie Noordkust")
    assert Names([], IBP).same("IBP-programma Vitaal Platteland", "Interbestuurlijk Programma Vitaal Platteland")
    assert not names.same("RES Noordkust", "Regionale Energiestrategie Zuidkust")


def test_what_a_document_calls_a_programme_for_short_is_joined_with_its_name() -> None:
    full = "Tweede Regio Deal voor Regio Noordkust"
    assert Names([], [], shortened=[("tweede Regio Deal", full)]).same("tweede Regio Deal", full)


def test_what_documents_mean_different_programmes_by_is_joined_with_none() -> None:
    meant = [("de Regio Deal", "Regio Deal Noordkust"), ("de Regio Deal", "Regio Deal Zuidkust")]
    names = Names([], [], shortened=meant)
    assert not names.same("Regio Deal", "Regio Deal Noordkust")
    assert not names.same("Regio Deal Zuidkust", "Regio Deal Noordkust")


def test_a_place_written_out_is_no_abbreviation() -> None:
    names = Names(
        ["RES West-Brabant", "Regionale Energiestrategie West-Brabant"], [("RES", "Regionale Energiestrategie")]
    )
    assert names.canonical("RES West-Brabant").canonical == "Regionale Energiestrategie West-Brabant"

"""The secretariat's file of corrections: read block by block, written without touching the rest."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.facts.correction import Correction, Verdict
from ingest.facts.corrections import CORRECTIONS, add_correction, read_corrections, remove_correction
from ingest.facts.model import Fact, FactKind
from ingest.model import Remark, Span
from ingest.sources import collect

SAME = Correction(Verdict.SAME, ("IBP-VP", "IBP Vitaal Platteland"), note="zo heet het sinds 2019")
APART = Correction(Verdict.DIFFERENT, ("Ruimte voor de Rivier", "Ruimte voor de Rivieren"))
NO_FACT = Correction(Verdict.NOT_A_FACT, value="Gemeente Zwolle", kind=FactKind.PARTNER, document="nota.pdf")
FILE = """\
# Van het secretariaat, niet weggooien.

[[same]]
names = [
  "IBP-VP",   # zo staat het in de brief
  "IBP Vitaal Platteland",
]
note = "zo heet het sinds 2019"

# Deze twee lijken op elkaar:
[[different]]
names = ["Ruimte voor de Rivier", "Ruimte voor de Rivieren"]

[[not_a_fact]]
value = "Gemeente Zwolle"
kind = "partner"
document = "nota.pdf"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / CORRECTIONS
    path.write_text(FILE, encoding="utf-8")
    return path


def _fact(value: str, kind: FactKind = FactKind.PARTNER, document: str = "map/nota.pdf", role: str = "") -> Fact:
    return Fact(kind, "Alfa", value, document, "p1", None, Span(0, 9), "test", role)


def test_the_three_kinds_of_blocks_are_read(file: Path) -> None:
    found = read_corrections(file)
    assert found.entries == (SAME, APART, NO_FACT)
    assert found.mistakes == ()
    assert found.same == (SAME.names,)
    assert found.different == (APART.names,)


def test_without_a_file_there_are_no_corrections_and_no_mistakes(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / CORRECTIONS).entries == ()
    (tmp_path / CORRECTIONS).write_text("# alleen uitleg\n\n")
    assert read_corrections(tmp_path / CORRECTIONS).mistakes == ()


def test_the_shipped_file_says_nothing_yet_and_its_example_is_right(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "corpus" / CORRECTIONS
    assert (read_corrections(shipped).entries, read_corrections(shipped).mistakes) == ((), ())
    lines = shipped.read_text(encoding="utf-8").splitlines()
    example = [line.removeprefix("# ") for line in lines[lines.index("# [[same]]") :]]
    (tmp_path / CORRECTIONS).write_text("\n".join(example), encoding="utf-8")
    assert len(read_corrections(tmp_path / CORRECTIONS).entries) == 1


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ('[[same]]\nnames = ["A", "B"', "regel 3: niet goed geschreven. Let op aanhalingstekens en vierkante haken."),
        ('[[same]\nnames = ["A", "B"]', "regel 3: niet goed geschreven"),
        ('[[same]]\nnames = ["A"]', "regel 3: noem bij 'names' twee verschillende namen of meer."),
        ('[[same]]\nnames = ["de A", "A"]', "regel 3: noem bij 'names' twee verschillende namen"),
        ('[[same]]\nnames = "A"', 'regel 3: schrijf de namen als names = ["Naam een", "Naam twee"].'),
        ('[[same]]\nnames = ["A", 3]', "regel 3: schrijf de namen als"),
        ('[[same]]\nnamen = ["A", "B"]', "regel 3: 'namen' is onbekend. Bedoelt u 'names'?"),
        ("[[same]]", "regel 3: noem bij 'names'"),
        ('[[zelfde]]\nnames = ["A", "B"]', "regel 3: [[zelfde]] is onbekend. Bedoelt u 'same'?"),
        ('[[xyz]]\nnames = ["A", "B"]', "regel 3: [[xyz]] is onbekend. Bekend zijn: same, different, not_a_fact."),
        ('[[same]]\nnames = ["A", "B"]\nvalue = "C"', "regel 3: hier horen alleen 'names' en 'note'."),
        ('[[not_a_fact]]\nkind = "partner"', "regel 3: noem bij 'value' wat geen feit is"),
        ('[[not_a_fact]]\nvalue = "…"', "regel 3: zet de waarde van 'value' op een regel"),
        ('[[not_a_fact]]\nvalue = "A"\nkind = "les"', "regel 3: de soort 'les' is onbekend. Bedoelt u 'lesson'?"),
        ('[[not_a_fact]]\nvalue = "A"\nnames = ["A", "B"]', "regel 3: 'names' hoort hier niet."),
        ("[[not_a_fact]]\nvalue = 3", "regel 3: zet de waarde van 'value' op een regel tussen aanhalingstekens."),
        ('[[same]]\nnames = ["A", "A\\u0007B"]', "regel 3: schrijf de namen als"),
        ('[[same.deep]]\nnames = ["A", "B"]', "regel 3: 'deep' is onbekend."),
    ],
)
def test_a_bad_block_gives_one_message_and_the_rest_holds(tmp_path: Path, bad: str, message: str) -> None:
    path = tmp_path / CORRECTIONS
    path.write_text(f"# eerst een fout\n\n{bad}\n\n{FILE}", encoding="utf-8")
    found = read_corrections(path)
    assert found.entries == (SAME, APART, NO_FACT)
    [mistake] = found.mistakes
    assert mistake.startswith(f"{CORRECTIONS}, ")
    assert message in mistake
    assert len(mistake) < 300


def test_what_stands_above_the_first_block_is_named(tmp_path: Path) -> None:
    for stray in ('names = ["A", "B"]', "zomaar een zin"):
        (tmp_path / CORRECTIONS).write_text(f"{stray}\n{FILE}", encoding="utf-8")
        found = read_corrections(tmp_path / CORRECTIONS)
        assert len(found.entries) == 3
        assert len(found.mistakes) == 1


def test_two_blocks_that_contradict_each_other_keep_the_names_apart(file: Path) -> None:
    with file.open("a", encoding="utf-8") as end:
        end.write('\n[[same]]\nnames = ["Ruimte voor de rivieren", "Ruimte voor de Rivier"]\n')
    found = read_corrections(file)
    assert found.same == (SAME.names,)
    assert found.different == (APART.names,)
    assert found.mistakes == (
        "corrections.toml, regel 19: een blok [[different]] zegt het tegendeel. Haal een van de twee weg.",
    )


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"names = '\xe9'"])
def test_a_file_in_another_encoding_is_named_and_never_overwritten(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / CORRECTIONS
    path.write_bytes(data)
    assert read_corrections(path).mistakes == (
        "corrections.toml kan niet worden gelezen. Bewaar het bestand als gewone tekst (UTF-8).",
    )
    with pytest.raises(UsageError, match="gewone tekst"):
        add_correction(path, SAME)
    assert path.read_bytes() == data


def test_windows_files_are_read_and_kept_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / CORRECTIONS
    old = ("\ufeff" + FILE.replace("\n", "\r\n")).encode()
    path.write_bytes(old)
    new = Correction(Verdict.SAME, ("Alfa", "Bravo"))
    assert read_corrections(path).entries == (SAME, APART, NO_FACT)
    add_correction(path, new)
    assert path.read_bytes().startswith(old)
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    assert read_corrections(path).entries == (SAME, APART, NO_FACT, new)
    remove_correction(path, APART)
    assert read_corrections(path).entries == (SAME, NO_FACT, new)


def test_what_is_added_is_read_back_and_the_rest_stays_to_the_letter(file: Path) -> None:
    new = Correction(Verdict.NOT_A_FACT, value='Zij zeiden: "ja \\ nee" — écht', note="was een grap")
    add_correction(file, new)
    assert file.read_text(encoding="utf-8").startswith(FILE)
    assert read_corrections(file).entries == (SAME, APART, NO_FACT, new)
    assert not list(file.parent.glob(".*.new"))


def test_the_first_correction_makes_the_file(tmp_path: Path) -> None:
    add_correction(tmp_path / CORRECTIONS, SAME)
    assert (tmp_path / CORRECTIONS).read_text(encoding="utf-8").startswith("# Verbeteringen van het secretariaat")
    assert read_corrections(tmp_path / CORRECTIONS).entries == (SAME,)


def test_a_mistake_elsewhere_in_the_file_is_no_reason_not_to_write(tmp_path: Path) -> None:
    path = tmp_path / CORRECTIONS
    path.write_text("[[same]]\nnames = [\n", encoding="utf-8")
    add_correction(path, APART)
    assert read_corrections(path).entries == (APART,)
    assert path.read_text(encoding="utf-8").startswith("[[same]]\nnames = [\n")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (SAME, "staat er al"),
        (Correction(Verdict.SAME, SAME.names[::-1]), "staat er al"),
        (Correction(Verdict.DIFFERENT, SAME.names), "Er staat al dat deze namen hetzelfde zijn"),
        (Correction(Verdict.SAME, (*APART.names, "C")), "Er staat al dat deze namen niet hetzelfde zijn"),
        (Correction(Verdict.SAME, ("A",)), "Niet bewaard: noem bij 'names' twee"),
        (Correction(Verdict.SAME, ("A", "")), "Niet bewaard"),
        (Correction(Verdict.SAME, ("A", "B\x00")), "Niet bewaard"),
        (Correction(Verdict.NOT_A_FACT), "Niet bewaard: noem bij 'value'"),
        (Correction(Verdict.NOT_A_FACT, value="a" * 5000), "Niet bewaard"),
        (Correction(Verdict.NOT_A_FACT, value="A", document="\x07"), "Niet bewaard"),
    ],
)
def test_what_cannot_be_right_is_refused_and_changes_nothing(file: Path, wrong: Correction, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        add_correction(file, wrong)
    assert file.read_text(encoding="utf-8") == FILE


def test_a_correction_is_taken_out_and_the_comments_around_it_stay(file: Path) -> None:
    remove_correction(file, Correction(Verdict.SAME, SAME.names[::-1]))
    text = file.read_text(encoding="utf-8")
    assert read_corrections(file).entries == (APART, NO_FACT)
    assert text.startswith("# Van het secretariaat, niet weggooien.\n")
    assert "# Deze twee lijken op elkaar:\n[[different]]" in text
    remove_correction(file, NO_FACT)
    remove_correction(file, APART)
    assert (read_corrections(file).entries, read_corrections(file).mistakes) == ((), ())
    with pytest.raises(UsageError, match="staat er niet"):
        remove_correction(file, APART)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kan niet worden bewaard"):
        add_correction(tmp_path / "geen map" / CORRECTIONS, SAME)
    (tmp_path / CORRECTIONS).mkdir()
    with pytest.raises(UsageError, match="kan niet worden bewaard"):
        add_correction(tmp_path / CORRECTIONS, SAME)
    assert len(read_corrections(tmp_path / CORRECTIONS).mistakes) == 1


def test_nothing_is_lost_when_several_people_write_at_once(file: Path) -> None:
    new = [Correction(Verdict.SAME, (f"Alfa {i}", f"Bravo {i}")) for i in range(20)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda correction: add_correction(file, correction), new))
    assert set(read_corrections(file).entries) == {SAME, APART, NO_FACT, *new}


def test_what_is_not_a_fact_disappears_where_the_secretariat_says_so(file: Path) -> None:
    kept = [
        _fact("Gemeente Zwolle", document="brief.pdf"),
        _fact("Gemeente Zwolle", kind=FactKind.REGION),
        _fact("Gemeente Zwolle-Zuid"),
    ]
    gone = [_fact("gemeente  ZWOLLE"), _fact("Zwolle", role="gemeente"), _fact("Gemeente Zwolle", document="nota.pdf")]
    assert list(read_corrections(file).applied_to([*gone, *kept])) == kept


def test_a_refresh_passes_the_file_over(tmp_path: Path) -> None:
    add_correction(tmp_path / CORRECTIONS, SAME)
    (tmp_path / "nota.txt").write_text("tekst")
    found = collect([tmp_path])
    assert [source.id for source in found.sources] == ["nota.txt"]
    assert (found.rejected, found.remarks) == ((), ())


def test_a_refresh_tells_what_is_wrong_in_the_file(tmp_path: Path) -> None:
    (tmp_path / CORRECTIONS).write_text('[[same]]\nnames = ["A"]\n')
    assert collect([tmp_path]).remarks == (
        Remark(CORRECTIONS, "regel 1: noem bij 'names' twee verschillende namen of meer."),
    )

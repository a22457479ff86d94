"""Reading on a cluster, with a real Dask scheduler and workers on this machine."""

from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.model import Source
from ingest.plan import Live, compare
from ingest.reading import open_readers
from tests.files import odt_bytes

SENTENCE = "De provincie en de gemeenten betalen samen het programmabureau.\n"
TOO_DEEP = odt_bytes("<text:list><text:list-item>" * 700 + "</text:list-item></text:list>" * 700)


def test_a_cluster_reads_what_this_machine_reads_and_survives_the_same_bombs(tmp_path: Path) -> None:
    from distributed import LocalCluster

    sources = []
    for number in range(12):
        file = tmp_path / f"{number:02}.md"
        file.write_text(f"# Nota {number}\n\nNummer {number}. {SENTENCE}")
        sources.append(Source(file.name, file))
    (tmp_path / "diep.odt").write_bytes(TOO_DEEP)
    sources.insert(5, Source("diep.odt", tmp_path / "diep.odt"))
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        open_readers(cluster.scheduler_address) as readers,
    ):
        there = compare(Live(), sources, executor=readers)
    here = compare(Live(), sources)
    assert there.taken == here.taken
    assert there.rejected == here.rejected
    assert [rejection.doc for rejection in here.rejected] == ["diep.odt"]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "onzin"])
def test_a_cluster_that_is_not_there_is_a_mistake_in_the_settings(address: str) -> None:
    with pytest.raises(UsageError, match="SAMENWIJS_CLUSTER"), open_readers(address):
        pass

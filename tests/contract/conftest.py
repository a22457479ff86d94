"""What the contracts run over: the ways to keep an index, and the databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.collection import chroma_server
from tests.postgresql import initdb, postgresql_server


@pytest.fixture(scope="module", params=["embedded", "server"])
def chroma_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """No address for Chroma embedded in the folder, and that of a real server."""
    if request.param == "embedded":
        yield ""
    else:
        with chroma_server(tmp_path_factory.mktemp("chroma")) as address:
            yield address


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a PostgreSQL server of our own on a socket in a temporary folder, without a database name."""
    program = initdb()
    if program is None:
        pytest.skip("PostgreSQL is not installed: no initdb")
    with postgresql_server(program) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.sqlite'}"
    cluster: str = request.getfixturevalue("cluster")
    name = f"log_{tmp_path.name}".lower()
    engine = create_engine(cluster.format(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return cluster.format(database=name)

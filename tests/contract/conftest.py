"""What the contracts run over: the ways to keep an index, and the databases."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.collection import chroma_server


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
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = found[-1] if found else Path(shutil.which("initdb") or "")
    if not initdb.is_file():
        pytest.skip("PostgreSQL is not installed: no initdb")
    # the server refuses to run as root
    owner = next(user for user in pwd.getpwall() if user.pw_name in ("postgres", "nobody"))
    user = owner.pw_name if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="samenwijs-pg-") as folder:
        if user:
            os.chown(folder, owner.pw_uid, owner.pw_gid)

        def server(program: str, *arguments: str) -> None:
            command = [str(initdb.with_name(program)), "--pgdata", f"{folder}/data", *arguments]
            subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

        server("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        server("pg_ctl", "start", "--wait", "--silent", f"--log={folder}/log", f"--options={options}")
        try:
            yield f"postgresql+psycopg://postgres@/{{database}}?host={folder}"
        finally:
            server("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")


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

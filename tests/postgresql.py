"""A PostgreSQL server of our own for tests and measurements."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def initdb() -> Path | None:
    """The program that makes a cluster, if PostgreSQL is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    path = found[-1] if found else Path(shutil.which("initdb") or "")
    return path if path.is_file() else None


@contextmanager
def postgresql_server(program: Path, *settings: str) -> Iterator[str]:
    """A server on a socket in a temporary folder; its address without a database name."""
    # the server refuses to run as root
    owner = next(user for user in pwd.getpwall() if user.pw_name in ("postgres", "nobody"))
    user = owner.pw_name if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="samenwijs-pg-") as folder:
        if user:
            os.chown(folder, owner.pw_uid, owner.pw_gid)

        def server(name: str, *arguments: str) -> None:
            command = [str(program.with_name(name)), "--pgdata", f"{folder}/data", *arguments]
            subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

        server("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        options = ["listen_addresses=''", f"unix_socket_directories='{folder}'", "fsync=off", *settings]
        started = " ".join(f"-c {option}" for option in options)
        server("pg_ctl", "start", "--wait", "--silent", f"--log={folder}/log", f"--options={started}")
        try:
            yield f"postgresql+psycopg://postgres@/{{database}}?host={folder}"
        finally:
            server("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")

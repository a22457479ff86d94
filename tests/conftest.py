"""Every test runs without the developer's settings and without the network; CI also refuses skipped tests."""

import os
import signal
import sys
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("no clock", deadline=None)  # speed is measured in tests/bench, not asserted
settings.load_profile("no clock")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--examples", type=int, default=40, help="made-up requests to the site for every role")
    parser.addoption("--no-skips", action="store_true", help="a skipped test fails: every component must be there")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    del call
    report = yield
    if report.skipped and item.config.getoption("--no-skips"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but every component must be here: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A test sees default settings and an empty data folder, whatever stands in the developer's environment."""
    for name in [n for n in os.environ if n.startswith("SAMENWIJS_")]:  # noqa: TID251  # this is what shields tests
        monkeypatch.delenv(name)
    monkeypatch.setenv("SAMENWIJS_DATA", str(tmp_path_factory.mktemp("data")))


def pytest_configure() -> None:
    """A connection to anything but this machine fails, so that nothing is downloaded unnoticed."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a job in the background, whose children would ignore it too
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        host = arguments[1][0] if event == "socket.connect" and isinstance(arguments[1], tuple) else "localhost"
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"a test tried to reach {host}")

    sys.addaudithook(watch)

"""What the contracts of the index run over."""

from collections.abc import Iterator

import pytest

from tests.collection import chroma_server


@pytest.fixture(scope="module", params=["embedded", "server"])
def chroma_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """No address for Chroma embedded in the folder, and that of a real server."""
    if request.param == "embedded":
        yield ""
    else:
        with chroma_server(tmp_path_factory.mktemp("chroma")) as address:
            yield address

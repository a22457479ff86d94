"""Fetching from a real site on this machine, which is allowed by a setting or, where that is the point, is not."""

import gzip
import hashlib
import ipaddress
import ssl
import time
import tracemalloc
from pathlib import Path

import pytest
import trustme

from ingest.errors import Rejected
from ingest.fetch.addresses import Allowed
from ingest.fetch.copies import FOLDER, Copies, forget
from ingest.fetch.fetcher import Fetcher, Limits
from ingest.fetch.network import Resolve
from ingest.model import Source
from tests.web_server import Say, Site, endless, html, packed, page, raw, redirect, tagged, web_site

HERE = Allowed.parse("127.0.0.1")
QUICK = Limits(size=100_000, seconds=3.0, pause=0.0)
TRAM = html("Tram naar Zeist", "De tram naar Zeist rijdt elk kwartier.")


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return Fetcher(tmp_path, HERE, QUICK)


def _again(fetcher: Fetcher) -> Fetcher:
    """A fetcher of a next run."""
    return Fetcher(fetcher.data, HERE, QUICK)


def _refusal(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(Rejected) as error:
        fetcher.fetch(address)
    reason = str(error.value)
    assert 8 <= len(reason) <= 300
    assert "\n" not in reason
    return reason


# --- what is fetched


def test_a_page_is_kept_as_it_came_and_the_product_says_its_name(fetcher: Fetcher, site: Site) -> None:
    site.pages["/nieuws/tram"] = page(TRAM)
    got = fetcher.fetch(site.url("/nieuws/tram"))
    assert got.path.read_bytes() == TRAM.encode()
    assert (got.fault, got.path.suffix) == ("", ".html")
    assert got.path.name.startswith("127.0.0.1")
    path, headers = site.asked[-1]
    assert path == "/nieuws/tram"
    assert headers["user-agent"].startswith("Samenwijs/")
    assert not {"cookie", "authorization"} & headers.keys()
    assert Copies(fetcher.data).of(site.url("/nieuws/tram")) == got.copy


def test_the_content_type_decides_the_kind_of_file(fetcher: Fetcher, site: Site) -> None:
    site.pages["/een"] = page(b"%PDF-1.7", "application/pdf")
    site.pages["/twee.pdf"] = page(b"%PDF-1.7", "application/octet-stream")
    site.pages["/drie.pdf"] = page(TRAM)
    site.pages["/vier.md"] = page("# Kop", "text/plain; charset=utf-8")
    site.pages["/vijf"] = page("tekst", "TEXT/PLAIN")
    kinds = [fetcher.fetch(site.url(path)).path.suffix for path in site.pages]
    assert kinds == [".pdf", ".pdf", ".html", ".md", ".txt"]


@pytest.mark.parametrize("kind", ["video/mp4", "application/octet-stream", "", "application/json"])
def test_a_kind_that_cannot_be_read_is_named(fetcher: Fetcher, site: Site, kind: str) -> None:
    site.pages["/film"] = page(b"\x00\x01", kind)
    assert "niet kan lezen" in _refusal(fetcher, site.url("/film"))


def test_a_page_that_did_not_change_is_not_sent_again(fetcher: Fetcher, site: Site) -> None:
    site.pages["/tram"] = tagged(TRAM, '"een"')
    first = fetcher.fetch(site.url("/tram"))
    again = _again(fetcher).fetch(site.url("/tram"))
    assert again == first
    assert site.asked[-1][1]["if-none-match"] == '"een"'
    assert site.asked[-1][1]["if-modified-since"] == "Sat, 01 Jun 2024 10:00:00 GMT"
    site.pages["/tram"] = tagged(TRAM.replace("kwartier", "uur"), '"twee"')
    assert b"elk uur" in _again(fetcher).fetch(site.url("/tram")).path.read_bytes()


def test_a_damaged_copy_is_not_taken_for_the_page_of_before(fetcher: Fetcher, site: Site) -> None:
    site.pages["/tram"] = tagged(TRAM, '"een"')
    kept = fetcher.fetch(site.url("/tram"))
    kept.path.write_bytes(b"half")
    assert _again(fetcher).fetch(site.url("/tram")).path.read_bytes() == TRAM.encode()


def test_a_page_that_becomes_a_pdf_leaves_no_page_behind(fetcher: Fetcher, site: Site) -> None:
    site.pages["/tram"] = page(TRAM)
    old = fetcher.fetch(site.url("/tram"))
    site.pages["/tram"] = page(b"%PDF-1.7", "application/pdf")
    new = _again(fetcher).fetch(site.url("/tram"))
    assert new.path.suffix == ".pdf"
    assert not old.path.exists()


@pytest.mark.parametrize(
    ("vanished", "said"),
    [
        (page("weg", status=404), "bestaat niet"),
        (page("weg", status=410), "weggehaald"),
        (page("stuk", status=500), "fout (500)"),
        (page("later", status=503), "te druk"),
        (page("inloggen", status=401), "inloggen"),
        (page(""), "0 bytes"),
        (page(b"\x00", "video/mp4"), "niet kan lezen"),
        (raw(b""), "brak het antwoord af"),
        (redirect("http://10.0.0.1/"), "niet op het open internet"),
    ],
)
def test_a_page_that_vanishes_stays_as_it_was_last_fetched(
    fetcher: Fetcher, site: Site, vanished: Say, said: str
) -> None:
    site.pages["/tram"] = page(TRAM)
    first = fetcher.fetch(site.url("/tram"))
    site.pages["/tram"] = vanished
    got = _again(fetcher).fetch(site.url("/tram"))
    assert said in got.fault
    assert got.copy == first.copy
    assert got.path.read_bytes() == TRAM.encode()
    site.pages["/tram"] = page(TRAM)
    assert _again(fetcher).fetch(site.url("/tram")).fault == ""


def test_what_was_kept_is_enough_when_nothing_is_to_be_asked_again(fetcher: Fetcher, site: Site) -> None:
    site.pages["/tram"] = page(TRAM)
    first = fetcher.fetch(site.url("/tram"))
    site.asked.clear()
    assert Fetcher(fetcher.data, HERE, QUICK, asks_again=False).fetch(site.url("/tram")) == first
    assert site.asked == []


def test_a_disk_that_does_not_take_the_copy_is_told(tmp_path: Path, site: Site) -> None:
    (tmp_path / FOLDER).write_text("een bestand waar een map moet komen")
    site.pages["/tram"] = page(TRAM)
    assert "kan niet worden bewaard" in _refusal(Fetcher(tmp_path, HERE, QUICK), site.url("/tram"))


# --- forgetting


def test_forgetting_deletes_every_copy_of_a_page_and_of_no_other(fetcher: Fetcher, site: Site) -> None:
    site.pages["/tram"] = site.pages["/pont"] = page(TRAM)
    tram, pont = (fetcher.fetch(site.url(path)) for path in ("/tram", "/pont"))
    tram.path.with_name(tram.path.name + ".part").write_bytes(b"een afgebroken schrijfactie")
    gone = forget(fetcher.data, Source(id=tram.copy.address, file=tram.path, url=tram.copy.address))
    assert len(gone) == 3
    assert not any(path.exists() for path in gone)
    assert Copies(fetcher.data).of(tram.copy.address) is None
    left = {path.name for path in (fetcher.data / FOLDER).iterdir()}
    assert pont.path.name in left
    assert len(left) == 2


def test_forgetting_a_file_of_the_collection_leaves_a_page_at_its_address_alone(fetcher: Fetcher, site: Site) -> None:
    site.pages["/tram"] = page(TRAM)
    kept = fetcher.fetch(site.url("/tram"))
    assert forget(fetcher.data, Source(id="tram.html", file=Path("corpus/tram.html"), url=kept.copy.address)) == []
    assert forget(fetcher.data, Source(id="nota.txt", file=Path("nota.txt"))) == []
    assert kept.path.exists()


def test_what_was_erased_is_not_stored_again(tmp_path: Path, site: Site) -> None:
    site.pages["/tram"] = page(TRAM)
    erased = {hashlib.sha256(TRAM.encode()).hexdigest()}
    assert "gewist" in _refusal(Fetcher(tmp_path, HERE, QUICK, erased=erased), site.url("/tram"))
    assert not (tmp_path / FOLDER).exists()


# --- manners


def test_robots_txt_is_asked_once_and_obeyed(fetcher: Fetcher, site: Site) -> None:
    site.pages["/robots.txt"] = page("User-agent: *\nDisallow: /intern\nAllow: /intern/open$", "text/plain")
    site.pages |= dict.fromkeys(("/tram", "/intern/plan", "/intern/open"), page(TRAM))
    fetcher.fetch(site.url("/tram"))
    fetcher.fetch(site.url("/intern/open"))
    assert "robots.txt" in _refusal(fetcher, site.url("/intern/plan"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/tram", "/intern/open"]


def test_robots_txt_may_address_the_product_by_name(fetcher: Fetcher, site: Site) -> None:
    site.pages["/robots.txt"] = page("User-agent: samenwijs\nDisallow: /\n\nUser-agent: *\nAllow: /", "text/plain")
    site.pages["/tram"] = page(TRAM)
    assert "robots.txt" in _refusal(fetcher, site.url("/tram"))


def test_a_site_out_of_order_is_left_alone(fetcher: Fetcher, site: Site) -> None:
    site.pages["/robots.txt"] = page("stuk", status=503)
    site.pages |= dict.fromkeys(("/tram", "/pont"), page(TRAM))
    assert "storing" in _refusal(fetcher, site.url("/tram"))
    assert "storing" in _refusal(fetcher, site.url("/pont"))
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_a_redirect_to_a_forbidden_page_is_not_followed(fetcher: Fetcher, site: Site) -> None:
    site.pages["/robots.txt"] = page("User-agent: *\nDisallow: /intern", "text/plain")
    site.pages["/tram"] = redirect("/intern/tram")
    assert "robots.txt" in _refusal(fetcher, site.url("/tram"))
    assert site.paths() == ["/tram"]


def test_two_requests_to_one_host_keep_their_distance(tmp_path: Path, site: Site) -> None:
    site.pages |= dict.fromkeys(("/tram", "/pont"), page(TRAM))
    fetcher = Fetcher(tmp_path, HERE, Limits(pause=0.2))
    started = time.monotonic()
    fetcher.fetch(site.url("/tram"))
    fetcher.fetch(site.url("/pont"))
    assert time.monotonic() - started >= 0.4  # robots.txt, then two pages


# --- redirects


def test_redirects_are_followed_and_the_name_stays_that_of_the_address(fetcher: Fetcher, site: Site) -> None:
    site.pages["/oud"] = redirect("nieuw", 301)
    site.pages["/nieuw"] = page(TRAM)
    got = fetcher.fetch(site.url("/oud"))
    assert got.copy.final_address == site.url("/nieuw")
    assert got.copy.address == site.url("/oud")
    assert "oud" in got.path.name


def test_a_redirect_loop_ends(fetcher: Fetcher, site: Site) -> None:
    site.pages["/rond"] = redirect("/rond")
    assert "verwijst meer dan 5 keer door" in _refusal(fetcher, site.url("/rond"))
    assert len(site.paths()) == 6


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://x.nl/",
        "gopher://127.0.0.1/",
        "http://jan:geheim@127.0.0.1/",
        "http://[kapot/",
        "data:,x",
    ],
)
def test_a_redirect_to_something_else_than_a_page_is_not_followed(fetcher: Fetcher, site: Site, target: str) -> None:
    site.pages["/door"] = redirect(target)
    assert "verwijst door naar een adres" in _refusal(fetcher, site.url("/door"))
    assert site.paths() == ["/door"]


# --- no way into the own network


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_without_the_setting_this_machine_is_not_asked(tmp_path: Path, site: Site, host: str) -> None:
    site.pages["/geheim"] = page(TRAM)
    address = site.url("/geheim").replace("127.0.0.1", host)
    assert "niet op het open internet" in _refusal(Fetcher(tmp_path, limits=QUICK), address)
    assert site.asked == []


@pytest.mark.parametrize("place", ["127.0.0.1:{port}", "127.0.0.2", "169.254.169.254", "192.168.1.1", "[::1]:{port}"])
def test_a_redirect_into_the_own_network_is_refused(tmp_path: Path, site: Site, place: str) -> None:
    port = site.address.rpartition(":")[2]
    site.pages["/door"] = redirect(f"http://{place.format(port=port)}/geheim")
    site.pages["/geheim"] = page(TRAM)
    fetcher = Fetcher(tmp_path, Allowed.parse("site.test"), QUICK, resolver=_lookup({"site.test": ["127.0.0.1"]}))
    assert "niet op het open internet" in _refusal(fetcher, f"http://site.test:{port}/door")
    assert site.paths() == ["/door"]


def test_a_name_with_one_address_inside_is_refused_whole(tmp_path: Path, site: Site) -> None:
    port = site.address.rpartition(":")[2]
    resolver = _lookup({"half.test": ["145.21.166.4", "127.0.0.1"]})
    fetcher = Fetcher(tmp_path, limits=QUICK, resolver=resolver)
    assert "niet op het open internet" in _refusal(fetcher, f"http://half.test:{port}/")
    assert site.asked == []


def test_a_name_is_looked_up_once_and_the_checked_address_is_the_one_that_is_asked(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/robots.txt": page("", "text/plain"), "/tram": page(TRAM)}
    port = site.address.rpartition(":")[2]
    answers = ["127.0.0.1", "127.0.0.1", "145.21.166.4"]
    looked_up: list[str] = []

    def rebinding(host: str, _: int) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
        looked_up.append(host)
        return [ipaddress.ip_address(answers[len(looked_up) - 1])]

    fetcher = Fetcher(tmp_path, HERE, QUICK, resolver=rebinding)
    got = fetcher.fetch(f"http://wissel.test:{port}/tram")
    assert got.path.read_bytes() == TRAM.encode()
    assert looked_up == ["wissel.test"] * 2  # one for robots.txt and one for the page
    assert site.asked[-1][1]["host"] == f"wissel.test:{port}"


def _lookup(names: dict[str, list[str]]) -> Resolve:
    def look(host: str, _: int) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
        return [ipaddress.ip_address(number) for number in names.get(host.strip("[]"), [host.strip("[]")])]

    return look


def test_proxies_of_the_environment_are_not_used(fetcher: Fetcher, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/tram"] = page(TRAM)
    assert fetcher.fetch(site.url("/tram")).fault == ""


def test_an_unknown_name_is_told(tmp_path: Path) -> None:
    assert "niet te vinden" in _refusal(Fetcher(tmp_path, limits=QUICK), "http://bestaat-niet.invalid/")


def test_a_machine_that_does_not_answer_is_told(tmp_path: Path) -> None:
    assert "niet bereikbaar" in _refusal(Fetcher(tmp_path, HERE, QUICK), "http://127.0.0.1:9/")


# --- limits


@pytest.mark.parametrize(
    "body",
    [
        page(b"x" * 100_001),
        endless(b"x" * 65_536),
        packed(b"x" * 50_000_000),
        raw(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"ffff\r\n" + b"x" * 65535 + b"\r\n",
        ),
    ],
    ids=["large", "endless", "gzip bomb", "endless chunks"],
)
def test_more_than_the_largest_size_is_not_taken(fetcher: Fetcher, site: Site, body: Say) -> None:
    site.pages["/groot"] = body
    assert "groter dan" in _refusal(fetcher, site.url("/groot"))
    assert not (fetcher.data / FOLDER).exists()


def test_a_bomb_is_never_unpacked_whole(fetcher: Fetcher, site: Site) -> None:
    site.pages["/bom"] = packed(b"x" * 50_000_000)
    tracemalloc.start()
    try:
        _refusal(fetcher, site.url("/bom"))
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "body",
    [
        endless(b"x", 0.05),
        raw(b"HTTP/1.1 200 OK\r\n", b"X-Nog-Een: kop\r\n", 0.05),
        raw(b"HTTP/1.1 200 OK\r\nX-Kop: ", b"x", 0.05),
        raw(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),
    ],
    ids=["body", "headers", "one header", "always continue"],
)
def test_an_answer_that_trickles_in_forever_ends(tmp_path: Path, site: Site, body: Say) -> None:
    site.pages["/traag"] = body
    fetcher = Fetcher(tmp_path, HERE, Limits(seconds=0.4, pause=0.0))
    assert "te langzaam" in _refusal(fetcher, site.url("/traag"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (page(gzip.compress(TRAM.encode())[:-9], headers={"Content-Encoding": "gzip"}), "brak het antwoord af"),
        (page(b"geen gzip", headers={"Content-Encoding": "gzip"}), "brak het antwoord af"),
        (page(b"x", headers={"Content-Encoding": "br"}), "ingepakt"),
        (
            raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\nhalf"),
            "brak het antwoord af",
        ),
        (raw(b"dit is geen HTTP\r\n\r\n"), "brak het antwoord af"),
        (page(b"", status=204), "fout (204)"),
        (page(b"", status=304), "fout (304)"),
        (redirect("", 302), "verwijst meer dan"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(fetcher: Fetcher, site: Site, body: Say, said: str) -> None:
    site.pages["/half"] = body
    assert said in _refusal(fetcher, site.url("/half"))


def test_a_packed_page_is_kept_unpacked(fetcher: Fetcher, site: Site) -> None:
    site.pages["/tram"] = packed(TRAM.encode())
    assert fetcher.fetch(site.url("/tram")).path.read_bytes() == TRAM.encode()


# --- certificates


def test_the_certificate_must_be_of_the_name_that_was_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("goed.test").configure_cert(context)
    resolver = _lookup({"goed.test": ["127.0.0.1"], "fout.test": ["127.0.0.1"]})
    with web_site("goed.test", context) as site:
        site.pages["/tram"] = page(TRAM)
        fetcher = Fetcher(tmp_path, HERE, QUICK, resolver=resolver)
        assert "certificaat" in _refusal(fetcher, site.url("/tram"))  # of an authority that nobody knows
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        fetcher = Fetcher(tmp_path, HERE, QUICK, resolver=resolver)
        assert "certificaat" in _refusal(fetcher, site.url("/tram").replace("goed.test", "fout.test"))
        assert fetcher.fetch(site.url("/tram")).path.read_bytes() == TRAM.encode()

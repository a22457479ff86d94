import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import Rejected
from ingest.fetch.addresses import Allowed, canonical, is_public
from ingest.fetch.copies import SUFFIXES, name_of
from ingest.load import LOADERS
from ingest.sources.links import pdf_links


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("HTTPS://Www.Provincie.NL:443/Nieuws#kop", "https://www.provincie.nl/Nieuws"),
        ("http://x.nl", "http://x.nl/"),
        ("http://x.nl:8080/a?b=c&d=é", "http://x.nl:8080/a?b=c&d=%C3%A9"),
        ("https://café.nl/één pagina".replace(" ", "%20"), "https://xn--caf-dma.nl/%C3%A9%C3%A9n%20pagina"),
        ("http://[2606:4700::1111]:80/", "http://[2606:4700::1111]/"),
    ],
)
def test_an_address_has_one_form(written: str, asked: str) -> None:
    assert canonical(written) == asked
    assert canonical(asked) == asked


@pytest.mark.parametrize(
    "written",
    [
        "", "provincie.nl/nieuws", "ftp://x.nl/", "file:///etc/passwd", "javascript:alert(1)", "http:///pad", "http://",
        "https://jan:geheim@x.nl/", "https://x.nl@127.0.0.1/", "http://x.nl\\@127.0.0.1/", "http://x.nl/a b",
        "http://x.nl/\r\nHost: y", "http://x.nl:99999/", "http://[::1/", f"http://{'a' * 70}é.nl/", "//x.nl/a",
    ],
)  # fmt: skip
def test_what_is_no_address_to_fetch_is_refused_in_one_line(written: str) -> None:
    with pytest.raises(Rejected) as error:
        canonical(written)
    assert 8 <= len(str(error.value)) <= 300
    assert "\n" not in str(error.value)


@given(st.text(max_size=60))
def test_any_text_is_an_address_of_one_form_or_is_refused(text: str) -> None:
    try:
        address = canonical(text if ":" in text else f"https://{text}")
    except Rejected:
        return
    assert address.isascii()
    assert canonical(address) == address


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::",
        "2001:db8::1", "::127.0.0.1",
    ],
)  # fmt: skip
def test_the_machine_itself_and_its_own_network_are_not_public(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))
    assert not Allowed().permits("x.nl", ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["145.21.166.4", "2a02:a45f::1", "::ffff:145.21.166.4", "64:ff9b::9115:a604"])
def test_the_open_internet_is_public(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0x7f000001"])
def test_an_address_in_another_notation_is_still_the_same_machine(number: str) -> None:
    found = {place[0] for *_, place in socket.getaddrinfo(number, 80, type=socket.SOCK_STREAM)}
    assert found == {"127.0.0.1"}


def test_the_setting_allows_names_and_networks_and_nothing_else() -> None:
    allowed = Allowed.parse(" Intranet.example.nl, 10.1.0.0/16,, 192.168.1.7 , fd00::/8")
    at = ipaddress.ip_address
    assert allowed.permits("intranet.example.nl", at("10.9.9.9"))
    assert allowed.permits("x.nl", at("10.1.2.3"))
    assert allowed.permits("x.nl", at("::ffff:10.1.2.3"))
    assert allowed.permits("x.nl", at("192.168.1.7"))
    assert allowed.permits("x.nl", at("fd00::5"))
    assert not allowed.permits("sub.intranet.example.nl", at("10.9.9.9"))
    assert not allowed.permits("x.nl", at("192.168.1.8"))


@pytest.mark.parametrize("setting", ["10.0.0.0/99", "http://x.nl", "a/b"])
def test_a_setting_that_cannot_be_right_is_named(setting: str) -> None:
    with pytest.raises(ValueError, match=setting):
        Allowed.parse(setting)


@pytest.mark.parametrize(
    ("address", "suffix", "name"),
    [
        ("https://www.provincie.nl/", ".html", "www.provincie.nl.html"),
        ("https://www.provincie.nl/nieuws/tram", ".html", "www.provincie.nl_nieuws_tram.html"),
        ("https://www.provincie.nl/nieuws/tram/", ".html", "www.provincie.nl_nieuws_tram.html"),
        ("https://x.nl/documenten/rapport.pdf", ".pdf", "x.nl_documenten_rapport.pdf"),
    ],
)
def test_a_fetched_page_has_a_readable_name(address: str, suffix: str, name: str) -> None:
    assert name_of(address, suffix) == name


def test_no_two_addresses_share_a_name() -> None:
    addresses = [
        "https://x.nl/a", "http://x.nl/a.html", "https://x.nl/A", "https://x.nl/a_b", "https://x.nl/a/b", "https://x.nl/a-b",
        "https://x.nl/a?b", "https://x.nl/a%20b", "https://x.nl:8080/a", "https://x.nl/a.pdf", "https://x.nl/a.PDF",
        "https://x.nl/a.html.pdf", f"https://x.nl/{'a' * 300}", f"https://x.nl/{'a' * 301}", "https://x.nl/%2e%2e/a",
        "https://x.nl/..", "https://x.nl/a.htm",
    ]  # fmt: skip
    names = [name_of(address, suffix) for address in addresses for suffix in sorted(set(SUFFIXES.values()))]
    assert len(names) == len(set(names))
    assert all(len(name) < 130 and "/" not in name and not name.startswith(".") for name in names)


def test_every_kind_of_file_that_can_be_read_can_be_fetched() -> None:
    assert set(SUFFIXES.values()) == set(LOADERS)


def test_the_pdfs_of_a_page_are_those_it_links_to_on_its_own_site() -> None:
    page = b"""<base href="/map/"><a href="een.pdf#page=2">x</a><a href=/twee.PDF>y</a><a href="een.pdf">nog eens</a>
        <a href="https://ander.nl/drie.pdf">z</a><a href="vier.html">v</a><a href="javascript:x.pdf">j</a><a>leeg</a>
        <a href="http://[kapot/x.pdf">k</a><a href="vijf.pdf?versie=2">5</a>"""
    assert pdf_links(page, "https://x.nl/a/b") == [
        "https://x.nl/map/een.pdf",
        "https://x.nl/twee.PDF",
        "https://x.nl/map/vijf.pdf?versie=2",
    ]

"""Web addresses: how they are written, and which machines may be asked for them."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from ingest.errors import Rejected

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # an IPv4 address in its last 32 bits
_HOST = re.compile(r"[a-z0-9._-]*")
_AS_WRITTEN = "/:@!$&'()*+,;=-._~%"  # and not escaped again


def canonical(text: str) -> str:
    """The address in the one form that is asked for and compared, without fragment and default port.

    Raises Rejected for one that is no web address, or that carries a name and password.
    """
    if any(c <= " " or c in "\\\x7f" for c in text):
        raise Rejected("In een webadres horen geen spaties of vreemde tekens.")
    try:
        parts = urlsplit(text)
        scheme, host, port = parts.scheme.lower(), _host(parts.hostname or ""), parts.port
    except ValueError:  # brackets that do not match, a port that cannot be, a name too long
        raise Rejected("Dit is geen goed webadres. Kopieer het uit de adresbalk van de browser.") from None
    if scheme not in _PORTS or not host:
        raise Rejected("Een webadres begint met https:// of http:// en dan de naam van de site.")
    if "@" in parts.netloc:
        raise Rejected("Een webadres met een naam of wachtwoord erin wordt niet opgehaald.")
    place = f"[{host}]" if ":" in host else host
    if port not in (None, _PORTS[scheme]):
        place += f":{port}"
    query = quote(parts.query, safe=_AS_WRITTEN + "?")
    return urlunsplit((scheme, place, quote(parts.path or "/", safe=_AS_WRITTEN), query, ""))


def same_page(address: str) -> str:
    """What two spellings of one canonical address have in common: with and without a slash at the end."""
    return address.rstrip("/")


def _host(name: str) -> str:
    """The name of a server as it is asked for; raises ValueError for one that cannot be."""
    if ":" in name:
        return str(ipaddress.IPv6Address(name))
    host = name.encode("idna").decode("ascii").lower()
    if not _HOST.fullmatch(host):
        raise ValueError(f"{name} is no name of a server")
    return host


def is_public(address: IPAddress) -> bool:
    """Whether an address is one of the open internet, and not of this machine, this network or this provider."""
    if isinstance(address, ipaddress.IPv6Address):
        if (inner := _carried(address)) is not None:
            return is_public(inner)
        if address.is_site_local or address.sixtofour or address.teredo:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that traffic to ``address`` ends up at, if any."""
    if address.ipv4_mapped:
        return address.ipv4_mapped
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


@dataclass(frozen=True, slots=True)
class Allowed:
    """Machines of one's own that may be asked, besides those of the open internet: by host name or by network."""

    names: frozenset[str] = frozenset()
    networks: Sequence[IPNetwork] = ()

    @classmethod
    def parse(cls, text: str) -> "Allowed":
        """What a setting such as ``intranet.example.nl, 10.1.0.0/16`` allows; raises ValueError for what is neither."""
        names, networks = set[str](), list[IPNetwork]()
        for part in filter(None, map(str.strip, text.split(","))):
            try:
                networks.append(ipaddress.ip_network(part, strict=False))
            except ValueError:
                if not _HOST.fullmatch(part.lower()):
                    wrong = f"'{part}' is geen naam van een server en geen netwerk zoals 10.1.0.0/16"
                    raise ValueError(wrong) from None
                names.add(part.lower())
        return cls(frozenset(names), tuple(networks))

    def permits(self, host: str, address: IPAddress) -> bool:
        """Whether ``address``, to which ``host`` leads, may be connected to."""
        inner = _carried(address) if isinstance(address, ipaddress.IPv6Address) else None
        known = inner or address
        return host.lower() in self.names or any(known in network for network in self.networks) or is_public(known)

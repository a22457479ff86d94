"""Where a request comes from, also when it came through a proxy of ours."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.requests import Request

Address = IPv4Address | IPv6Address

_ONE_HOME = 64  # bits of an IPv6 address that belong to one household; the others anybody there chooses freely


def origin_of(request: Request, proxies: Sequence[str]) -> str:
    """The address that limits go by; only what ``proxies`` (addresses and networks) passed on is believed."""
    networks = [ip_network(proxy, strict=False) for proxy in proxies]
    seen = _address(request.client.host if request.client else "")
    passed_on = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    for hop in map(_address, reversed(passed_on)):
        if not (seen and hop and any(seen in network for network in networks)):
            break
        seen = hop
    if isinstance(seen, IPv6Address):
        return str(IPv6Network((seen, _ONE_HOME), strict=False))
    return str(seen or "")


def _address(text: str) -> Address | None:
    text = text.strip()
    if text.count(":") == 1:  # some proxies add the port
        text = text.partition(":")[0]
    try:
        found = ip_address(text.strip("[]"))
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found

"""Signing in through a provider that vouches for people: it says who somebody is, and perhaps in which groups."""

import base64
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from time import time
from typing import TYPE_CHECKING

from bot.fronts.web.wiring import Provider
from bot.log.model import Role

if TYPE_CHECKING:
    from bot.fronts.web.oidc import Claims, OpenIdClient

_STATE_LASTS = 600  # seconds in which somebody signs in at the provider
_NAMES = ("preferred_username", "email", "sub")
_HIGHEST_FIRST = (Role.ADMIN, Role.REVIEWER, Role.SECRETARIAT, Role.ASKER)


@dataclass(frozen=True, slots=True)
class Vouched:
    """Somebody as the provider describes them."""

    subject: str  # the provider and its own id of the person
    name: str
    shown: str
    role: Role | None  # None: of no group that may come in


class SingleSignOn:
    """Sends people to the provider and reads what it says about them; safe to use from several threads.

    Nothing is kept in between: what must come back unchanged is derived from the ``token`` of the browser, which nobody
    else knows, so that what was begun in one browser cannot be finished in another. Faults are raised as SignInFailed.
    """

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._found: OpenIdClient | None = None
        self._lock = Lock()

    def start(self, token: str, back: str, redirect_uri: str) -> str:
        """The address at the provider where somebody signs in, to go on ``back`` in the site."""
        from bot.fronts.web.oidc import agreed

        state = _new_state(token, back)
        nonce, verifier = _derived(token, "nonce", state), _derived(token, "pkce", state)
        with agreed():
            made = self._client().create_authorization_url(
                redirect_uri, state=state, nonce=nonce, code_verifier=verifier
            )
            return str(made["url"])

    def finish(self, token: str, answer: Mapping[str, str], redirect_uri: str) -> tuple[Vouched, str]:
        """Who came back with this ``answer`` in the address, and where to go on."""
        from bot.fronts.web.oidc import SignInFailed, agreed

        state, code = answer.get("state", ""), answer.get("code", "")
        back = _back_of(token, state)
        if back is None:
            raise SignInFailed("this was not begun in this browser, or too long ago")
        if not code:
            raise SignInFailed(f"the provider answered {answer.get('error', '')[:60]!r}")
        with agreed():
            client = self._client()
            if answer.get("iss", client.issuer) != client.issuer:
                raise SignInFailed("another provider answered")
            nonce, verifier = _derived(token, "nonce", state), _derived(token, "pkce", state)
            wanted = self._provider.role_claim.partition(".")[0]
            return self._vouched(client.claims(code, nonce, verifier, redirect_uri, wanted=wanted)), back

    def _client(self) -> "OpenIdClient":
        """The provider as it describes itself; asked once."""
        from bot.fronts.web.oidc import discover

        with self._lock:
            if self._found is None:
                self._found = discover(self._provider)
            return self._found

    def _vouched(self, claims: "Claims") -> Vouched:
        name = next(text for key in _NAMES if (text := str(claims.get(key) or "").strip()))
        return Vouched(
            subject=f"{self._provider.issuer} {claims['sub']}",
            name=re.sub(r"[^\w.@+-]+", "-", name)[:80],
            shown=str(claims.get("name") or name),
            role=role_in(claims, self._provider),
        )


def role_in(claims: "Claims", provider: Provider) -> Role | None:
    """The role that goes with the groups of somebody; None for who is in none that has one."""
    if not provider.roles:
        return Role.ASKER
    found: object = claims.get(provider.role_claim)
    if found is None:
        found = claims
        for step in provider.role_claim.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    groups = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    roles = {provider.roles.get(group) for group in [*groups, "*"] if isinstance(group, str)}
    return next((role for role in _HIGHEST_FIRST if role in roles), None)


def _new_state(token: str, back: str) -> str:
    told = json.dumps([secrets.token_urlsafe(12), int(time()), back]).encode()
    state = base64.urlsafe_b64encode(told).decode().rstrip("=")
    return f"{state}.{_derived(token, 'state', state)}"


def _back_of(token: str, state: str) -> str | None:
    """Where to go on; None for a state that this browser was not given, or too long ago."""
    told, _, proof = state.partition(".")
    if not hmac.compare_digest(proof.encode(errors="replace"), _derived(token, "state", told).encode()):
        return None
    try:
        _, begun, back = json.loads(base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)))
        return str(back) if time() - begun <= _STATE_LASTS else None
    except (TypeError, ValueError, RecursionError):  # who holds the token can prove anything, but to nobody else
        return None


def _derived(token: str, purpose: str, told: str) -> str:
    return hmac.digest(token.encode(), f"{purpose} {told}".encode(errors="replace"), "sha256").hex()

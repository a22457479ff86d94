"""Talking to a provider by OpenID Connect; heavy, so that it is imported when the first person signs in that way."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OpenIDMixin
from authlib.integrations.httpx_client import OAuth2Client
from httpx2 import HTTPError, InvalidURL
from joserfc.errors import JoseError

from bot.fronts.web.wiring import Provider

_SCOPE = "openid profile email"
_SECONDS = 10.0  # to wait for the provider
_ALGORITHMS = re.compile(r"(RS|ES|PS)\d+|EdDSA")  # with a key that only the provider has

Claims = Mapping[str, object]


class SignInFailed(Exception):
    """The provider did not say, or not provably, who somebody is; the message is for the log."""


class OpenIdClient(OAuth2Mixin, OpenIDMixin, BaseApp):
    """One provider, as it describes itself."""

    client_cls = OAuth2Client

    @property
    def issuer(self) -> str:
        """What the provider calls itself."""
        return str(self.server_metadata["issuer"])

    def claims(self, code: str, nonce: str, verifier: str, redirect_uri: str, *, wanted: str) -> Claims:
        """What the provider proves about who brought ``code``, and says of ``wanted`` where it does so elsewhere."""
        redeem: Callable[..., dict[str, object]] = self.fetch_access_token  # whose stub has no types
        token = redeem(redirect_uri, code=code, code_verifier=verifier)
        expected = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
        }
        claims = self.parse_id_token(token, nonce, claims_options=expected)
        if not claims:
            raise SignInFailed("the provider sent no id_token")
        if {"name", wanted} <= {*claims, ""} or "userinfo_endpoint" not in self.server_metadata:
            return dict(claims)
        more = self.userinfo(token=token)
        return {**more, **claims} if more.get("sub") == claims["sub"] else dict(claims)


def discover(provider: Provider) -> OpenIdClient:
    """Ask a provider where and how it works; raises SignInFailed."""
    client = OpenIdClient(
        None,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": _SCOPE, "code_challenge_method": "S256", "timeout": _SECONDS},
    )
    known = client.load_server_metadata()
    if str(known.get("issuer")).rstrip("/") != provider.issuer.rstrip("/"):
        raise SignInFailed("the provider calls itself something else than SAMENWIJS_WEB_OIDC_ISSUER")
    offered = known.get("id_token_signing_alg_values_supported") or ["RS256"]
    known["id_token_signing_alg_values_supported"] = [name for name in offered if _ALGORITHMS.fullmatch(name)]
    return client


@contextmanager
def agreed() -> Iterator[None]:
    """Whatever the provider does that is not as agreed ends the signing in, and nothing else."""
    try:
        yield
    except (AuthlibBaseError, JoseError, HTTPError, InvalidURL) as error:
        raise SignInFailed(f"{type(error).__name__}: {error}"[:300]) from error
    except (RuntimeError, ValueError, KeyError, TypeError, AttributeError) as error:  # answers of another shape
        raise SignInFailed(f"the provider answered in another way than agreed ({type(error).__name__})") from error

"""A provider of OpenID Connect on this machine, with discovery, keys and tokens. It checks us, and can be unruly."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "samenwijs", "geheim-van-de-proef"


@dataclass
class OidcServer:
    """What the provider knows and how it behaves; a test changes it as it runs."""

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "anna-1", "preferred_username": "anna"})
    claims: dict[str, Any] = field(default_factory=dict)  # instead of what an id_token should hold
    details: dict[str, Any] = field(default_factory=dict)  # what only the userinfo endpoint tells
    described: dict[str, Any] = field(default_factory=dict)  # instead of what discovery should tell
    tokens: dict[str, Any] = field(default_factory=dict)  # instead of what the token endpoint should tell
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signing: RSAKey | None = None  # instead of the key that is published
    faults: list[str] = field(default_factory=list)  # what was wrong with our requests
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def description(self) -> dict[str, Any]:
        """What discovery tells."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
            **self.described,
        }

    def authorise(self, asked: dict[str, str]) -> str:
        """Where the browser goes after somebody signed in."""
        self._expect(asked.get("response_type") == "code", "response_type")
        self._expect(asked.get("client_id") == CLIENT, "client_id")
        self._expect(asked.get("code_challenge_method") == "S256", "code_challenge_method")
        self._expect("openid" in asked.get("scope", "").split(), "scope")
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def redeem(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Tokens for a code, once; None when the request is not right."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None:
            return None
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        self._expect(asked["code_challenge"] == challenge.decode().rstrip("="), "code_verifier")
        self._expect((unquote(name), unquote(secret)) == (CLIENT, SECRET), "client_secret")
        self._expect(form.get("redirect_uri") == asked["redirect_uri"], "redirect_uri")
        now = int(time.time())
        expected = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {**expected, **self.person, **self.claims}
        claims = {name: value for name, value in claims.items() if value is not None}
        token = jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.signing or self.key)
        return {"access_token": "toegang", "token_type": "Bearer", "id_token": token, **self.tokens}

    def _expect(self, right: bool, what: str) -> None:
        if not right:
            self.faults.append(what)


@contextmanager
def oidc_server() -> Iterator[OidcServer]:
    """A provider that listens on this machine as long as the block lasts."""
    provider = OidcServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/.well-known/openid-configuration":
                self._say(200, provider.description())
            elif parts.path == "/keys":
                self._say(200, KeySet([provider.key]).as_dict(private=False))
            elif parts.path == "/userinfo":
                self._say(200, {"sub": provider.person["sub"], **provider.details})
            elif parts.path == "/authorize":
                self.send_response(302)
                self.send_header("location", provider.authorise(_single(parts.query)))
                self.end_headers()
            else:
                self._say(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            given = provider.redeem(_single(body), self.headers.get("authorization", ""))
            self._say(200 if given else 400, given or {"error": "invalid_grant"})

        def _say(self, status: int, told: Any) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _single(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}

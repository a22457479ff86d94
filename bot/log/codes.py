"""The codes of invitations, and of links that let somebody in once."""

import secrets
from hashlib import sha256

CODE_PREFIX = "uitnodiging-"  # so that a link to the bot shows what it is for
_CODE_BYTES = 15  # nobody guesses one, and in base64 it fits in a link of Telegram
_NUMBER_DIGITS = 8


def new_code() -> str:
    """A code that nobody has seen before."""
    return CODE_PREFIX + secrets.token_urlsafe(_CODE_BYTES)


def new_secret() -> str:
    """What goes at the end of a link that nobody may guess."""
    return secrets.token_urlsafe(_CODE_BYTES)


def digest_of(code: str) -> str:
    """What is stored of a code. It holds 120 random bits, so that a digest without salt or delay cannot be reversed."""
    return sha256(code.encode(errors="surrogatepass")).hexdigest()


def number_of(code: str) -> str:
    """What the invitation with this code is called in lists; it does not give the code away."""
    return digest_of(code)[:_NUMBER_DIGITS]

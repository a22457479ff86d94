"""Personal data kept out of what is stored: masks for what people type, pseudonyms for who they are."""

import hmac
import os
import re
import secrets
from base64 import urlsafe_b64encode
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import LogError

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

KEY_BYTES = 32

# Lengths of account numbers by country, as the IBAN registry has them: the Netherlands and whom it pays most.
_IBAN_LENGTHS = {"NL": 18, "BE": 16, "DE": 22, "LU": 20, "FR": 27, "GB": 22, "IE": 22, "ES": 24, "PT": 25, "IT": 27}
_IBAN_LENGTHS |= {"AT": 20, "CH": 21, "PL": 28, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "CZ": 24, "RO": 24, "BG": 22}

_SIGN = r"[ \u00a0.-]"  # what people put between groups of digits
_EMAIL = re.compile(r"(?<![\w.+%'-])[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(
    r"\b(?:" + "|".join(rf"{land}\d\d(?:{_SIGN}?[A-Z\d]){{{n - 4}}}" for land, n in _IBAN_LENGTHS.items()) + r")\b",
    re.IGNORECASE,
)
_GAP = r"[ \u00a0]?[-–./]?[ \u00a0]?"
_PHONE = re.compile(
    r"(?<![A-Z\d])(?<!\d[.,-])(?:"
    rf"(?:\+|00)31{_GAP}(?:\(0\){_GAP})?[1-9](?:{_GAP}\d){{8}}"  # +31 (0)6 ...
    rf"|(?!\d\d[-./ ]\d\d?[-./ ](?:19|20)\d\d)(?:\(06\)|06)(?:{_GAP}\d){{8}}"  # 06-11-2023 10 is a date and a time
    rf"|(?:\(0[1-9]\d\)|0[1-9]\d){_GAP}\d(?:{_SIGN}?\d){{6}}"  # 020-...
    rf"|(?:\(0[1-9]\d\d\)|0[1-9]\d\d){_GAP}\d(?:{_SIGN}?\d){{5}}"  # 0343-...
    r")(?!\d)"
)
_BSN = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:\d{{9}}|\d{{3}}({_SIGN})\d{{3}}\1\d{{3}}|\d{{4}}({_SIGN})\d{{2}}\2\d{{3}}"
    rf"|\d{{2}}({_SIGN})\d{{2}}\3\d{{2}}\3\d{{3}})(?![.,]?\d)(?! \d{{3}}(?!\d))"
)
# Nine digits that people mean as a quantity: what stands before or after them says so.
_MONEY_BEFORE = re.compile(r"(?:€|\$|£|\bEUR|\beuro)\s*[-–]?\s*$", re.IGNORECASE)
_UNIT_AFTER = re.compile(
    r",-|\s*(?:[€%]|(?:euro|eur|procent|miljoen|miljard|[kmgt]?wh?|pj|tj|kg|ton|km|m[23²³]?|ha|hectare|liter|m³|"
    r"inwoners|mensen|personen|huishoudens|woningen|bezoekers|deelnemers)\b)",
    re.IGNORECASE,
)


def mask(text: str) -> str:
    """``text`` with service numbers, e-mail addresses, phone numbers and account numbers replaced by a label."""
    text = _EMAIL.sub("[e-mailadres]", text)
    text = _IBAN.sub(lambda match: "[IBAN]" if _is_iban(match.group()) else match.group(), text)
    text = _PHONE.sub("[telefoonnummer]", text)
    return _BSN.sub(lambda match: "[BSN]" if _is_bsn(match) else match.group(), text)


def _is_iban(written: str) -> bool:
    account = re.sub(_SIGN, "", written).upper()
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def _is_bsn(match: re.Match[str]) -> bool:
    """Whether nine digits pass the eleven-test and do not stand there as a quantity."""
    digits = [int(sign) for sign in match.group() if sign.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    if not any(digits) or sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11:
        return False
    before = match.string[max(0, match.start() - 10) : match.start()]
    return not (_MONEY_BEFORE.search(before) or _UNIT_AFTER.match(match.string, match.end()))


class Seal:
    """Keeps text unreadable on disk for whoever lacks the key."""

    def __init__(self, key: bytes) -> None:
        # A key of its own, so that a pseudonym never says anything about a sealed text.
        self._key = urlsafe_b64encode(hmac.digest(key, b"seal", "sha256"))

    @cached_property
    def _cipher(self) -> "Fernet":
        from cryptography.fernet import Fernet

        return Fernet(self._key)

    def close(self, text: str) -> str:
        """``text``, unreadable."""
        return self._cipher.encrypt(text.encode(errors="surrogatepass")).decode()

    def open(self, sealed: str) -> str | None:
        """The text that was sealed; None when another key sealed it or it is damaged."""
        from cryptography.fernet import InvalidToken

        try:
            return self._cipher.decrypt(sealed).decode(errors="surrogatepass")
        except InvalidToken:
            return None


class Pseudonyms:
    """Stable stand-ins for identities; nobody without the key can tell whose they are, nor try all possible ones."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def __call__(self, identity: str) -> str:
        """The pseudonym of ``identity``: 16 hexadecimal digits."""
        return hmac.new(self._key, identity.encode(errors="surrogatepass"), sha256).hexdigest()[:16]


def load_key(path: Path) -> bytes:
    """The key in ``path``, a file that only its owner reads; the first use makes it, with its folder."""
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_bytes()
    except OSError as error:
        raise LogError(
            f"De sleutel voor pseudoniemen {path} kan niet worden gelezen of gemaakt. Controleer de map en uw rechten."
        ) from error
    if len(key) != KEY_BYTES:
        raise LogError(
            f"De sleutel voor pseudoniemen {path} is beschadigd. Zet een reservekopie van dit bestand terug."
        )
    return key


def _make_key(path: Path) -> None:
    """Write a new key beside ``path`` and link it there: others see a whole key or none, and never replace it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(fresh)
    except FileExistsError:
        pass  # another process was first; its key is the one
    finally:
        fresh.unlink()

"""Passwords: which may be chosen, and what is stored of them."""

import re
import unicodedata
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 256  # characters
_TYPED = 4 * LONGEST  # characters that are looked at, with the accents still apart; more of them takes too long

# What OWASP advises for argon2id: more would let a few people who sign in at once slow down everybody's answers.
_TIMES, _MEMORY = 2, 19 * 1024  # passes; KiB

# What people choose first when twelve characters are asked for; digits and signs around it are not counted.
_COMMON = (
    *(
        "wachtwoord",
        "mijnwachtwoord",
        "ditismijnwachtwoord",
        "geheim",
        "geheimpje",
        "welkom",
        "welkomthuis",
        "veranderdit",
    ),
    *("password", "passphrase", "secret", "letmein", "changeme", "iloveyou", "ikhouvanjou", "admin", "administrator"),
    *("qwerty", "qwertyuiop", "azerty", "asdfghjkl", "lente", "zomer", "herfst", "winter"),
    *("samenwijs", "beheerder", "secretariaat", "provincie", "gemeente", "nederland"),
)
_RUNS = "0123456789012345678901234567890 abcdefghijklmnopqrstuvwxyz qwertyuiopasdfghjklzxcvbnm 09876543210987654321"
_ODD = re.compile(r"[\W\d_]+")
_SHORT_UNIT = 4  # characters that are only repeated make no password


class PasswordFault(Enum):
    """Why a password may not be chosen."""

    SHORT = "short"
    LONG = "long"
    NAME = "is_name"
    COMMON = "common"


def fault_in(password: str, *names: str) -> PasswordFault | None:
    """What is wrong with a new password for somebody with these names; None when it may be chosen."""
    if len(password) > _TYPED:
        return PasswordFault.LONG
    password = _normal(password)
    if len(password) < SHORTEST:
        return PasswordFault.SHORT
    if len(password) > LONGEST:
        return PasswordFault.LONG
    unit = _repeated(password.casefold())
    letters = _ODD.sub("", unit)
    if letters and any(letters == _ODD.sub("", name.casefold()) for name in names):
        return PasswordFault.NAME
    return PasswordFault.COMMON if letters in _COMMON or len(unit) < _SHORT_UNIT or unit in _RUNS else None


def _repeated(text: str) -> str:
    """The shortest piece that ``text`` is a repetition of."""
    return text[: (text + text).index(text, 1)]


def hash_of(password: str) -> str:
    """What is stored of a password."""
    return _hasher().hash(_normal(password))


def matches(password: str, stored: str | None) -> bool:
    """Whether this is the password; as slow when nothing is stored, so that nobody learns whether an account exists."""
    from argon2.exceptions import InvalidHashError, VerificationError

    nobody = _of_nobody()  # also when it is not needed: the first check of a process makes it
    try:
        return _hasher().verify(stored or nobody, _normal(password[: _TYPED + 1])) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether a password should be stored anew, because what is thought safe has changed since."""
    return _hasher().check_needs_rehash(stored)


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=_TIMES, memory_cost=_MEMORY, parallelism=1)


@cache
def _of_nobody() -> str:
    return hash_of("")


def _normal(password: str) -> str:
    # Keyboards compose accents differently; half an emoji cannot be encoded.
    return unicodedata.normalize("NFKC", password).encode(errors="replace").decode()

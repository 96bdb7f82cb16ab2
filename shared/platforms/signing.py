"""Signature arithmetic that several platforms share. Which header, which bytes and which text: the adapter's."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable

from shared.errors import ConfigurationError, SignatureError

HEXADECIMAL = re.compile("[0-9a-f]*")


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """The digest. An empty key is refused: it would verify anybody's empty-key signature."""
    if not key:
        raise ConfigurationError("a signing secret is empty; set it with a value from the platform's settings")
    return hmac.digest(key, message, hashlib.sha256)


def matches_any(given: bytes, expected: Iterable[bytes]) -> bool:
    """Whether `given` equals one of `expected`; looks at all of them, each in constant time."""
    found = False
    for one in expected:
        found |= hmac.compare_digest(given, one)
    return found


def same_text(given: str, expected: str) -> bool:
    """Constant-time comparison of two texts of any alphabet."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode("utf-8", "surrogatepass"))


def decode_hex(written: str, length: int = 32) -> bytes:
    """`length` bytes from lower-case hexadecimal digits; SignatureError for anything else."""
    if len(written) != 2 * length or not HEXADECIMAL.fullmatch(written):
        raise SignatureError
    return bytes.fromhex(written)


def decode_base64(written: str, length: int = 32) -> bytes:
    """`length` bytes from standard base64 with padding; SignatureError for anything else."""
    try:
        decoded = base64.b64decode(written.encode("ascii"), validate=True)
    except ValueError:  # not ASCII, or not base64
        raise SignatureError from None
    if len(decoded) != length or base64.b64encode(decoded).decode() != written:
        raise SignatureError
    return decoded

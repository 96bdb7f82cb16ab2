"""Typed look-ups in bodies that strangers wrote.

Adapters never index a raw value themselves: a missing key, a number where a text should be or a list
where a mapping should be is None or empty here, never an exception.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.domain import times
from shared.errors import PayloadError

STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)  # possessive: linear on a string that never ends
OPENING = b"[{"
NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
DEPTH_LIMIT = 32  # nested objects and lists; real deliveries stay below 20
VALUES_LIMIT = 50_000  # values, by their commas and brackets; a full batch of Meta's, 1,000 entries, has about 20,000
DIGITS_LIMIT = 38  # digits of one integer, as many as a DynamoDB number holds; platform ids have at most 20


def load_json(body: bytes) -> Any:
    """The value of a JSON body. PayloadError if it is not JSON, too deep, too many, or holds what JSON forbids.

    Values and depth are counted on the bytes, before parsing: half a million tiny entries cost seconds to
    read, and a parser would recurse. A later duplicate key wins. Lone surrogates pass here; they are
    replaced where a mention is made of the text.
    """
    structure = STRING.sub(b"", body)
    brackets = structure.translate(None, NOT_BRACKETS)
    if structure.count(b",") + sum(map(brackets.count, OPENING)) > VALUES_LIMIT:
        raise PayloadError(f"more than {VALUES_LIMIT} values")
    if _is_deep(brackets):
        raise PayloadError(f"nested deeper than {DEPTH_LIMIT}")
    try:
        return DECODER.decode(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise PayloadError("not JSON in UTF-8") from error


def mapping(value: Any, key: str | None = None) -> Mapping[str, Any]:
    """The value (or its member `key`) if it is an object, else an empty one."""
    found = value if key is None else _member(value, key)
    return found if isinstance(found, dict) else {}


def sequence(value: Any, key: str | None = None) -> Sequence[Any]:
    """The value (or its member `key`) if it is a list, else an empty one."""
    found = value if key is None else _member(value, key)
    return found if isinstance(found, list) else ()


def text(value: Any, key: str) -> str | None:
    """The member `key` if it is a text with something in it."""
    found = _member(value, key)
    return found if isinstance(found, str) and found else None


def identifier(value: Any, key: str) -> str | None:
    """The member `key` as an id: a text as it is, an integer with all its digits, else None."""
    found = _member(value, key)
    if isinstance(found, str) and found:
        return found
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else None


def integer(value: Any, key: str) -> int | None:
    """The member `key` if it is a whole number, also when written as a text of digits."""
    found = _member(value, key)
    if isinstance(found, bool):
        return None
    if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) <= DIGITS_LIMIT:
        return int(found)
    return found if isinstance(found, int) else None


def flag(value: Any, key: str) -> bool:
    """The member `key` as a truth, also when written as "true"."""
    found = _member(value, key)
    return found is True or (isinstance(found, str) and found.lower() == "true")


def moment(value: Any, key: str) -> datetime | None:
    """The member `key` as an aware moment: seconds, milliseconds or ISO 8601; None if it is no date."""
    number = integer(value, key)
    try:
        if number is not None:
            return times.from_epoch(number)
        written = text(value, key)
        return times.from_text(written) if written else None
    except (ValueError, OverflowError, OSError):
        return None


def _member(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _is_deep(brackets: bytes) -> bool:
    """Whether these brackets are nested deeper than DEPTH_LIMIT before one closes that was not opened."""
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket in OPENING else -1
        if not 0 <= depth <= DEPTH_LIMIT:
            return depth > 0
    return False


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _integer(digits: str) -> int:
    if len(digits.removeprefix("-")) > DIGITS_LIMIT:
        raise ValueError("an integer with too many digits")
    return int(digits)


def _number(written: str) -> float:
    number = float(written)
    if number in (float("inf"), float("-inf")):
        raise ValueError("a number out of range")
    return number


# Made once: a decoder of one's own is not cheap to make.
DECODER = json.JSONDecoder(parse_constant=_refuse, parse_int=_integer, parse_float=_number)

"""Typed attributes: their equality, order, size and normal form.

Sizes: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats". Numbers: "Supported data
types" (38 digits, from 1E-130 to 9.9E+125). Both read 2026-11.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from infra.simulate.refusals import RefusedError

Attribute = Mapping[str, Any]
Item = dict[str, Any]

NUMBER_DIGITS = 38
LARGEST_EXPONENT, SMALLEST_EXPONENT = 125, -130
NESTED_OVERHEAD = 3  # bytes of each list and map
MEMBER_OVERHEAD = 1  # bytes of each member of a list or map
ORDERED = ("S", "N", "B")


class NotNormalError(Exception):
    """A number that DynamoDB stores in another form than it was written."""


@lru_cache(maxsize=65_536)
def read_number(written: str) -> tuple[str, Decimal, int]:
    """A number's normal form, its value and its size in bytes. Refused if DynamoDB takes no such number."""
    try:
        value = Decimal(written)
    except (InvalidOperation, TypeError):
        raise RefusedError(f"The parameter cannot be converted to a numeric value: {written}") from None
    if not value.is_finite() or written != written.strip() or "_" in written:
        raise RefusedError(f"The parameter cannot be converted to a numeric value: {written}")
    if not value:
        return "0", Decimal(0), 1
    sign, digits, _exponent = value.as_tuple()
    significant = "".join(map(str, digits)).lstrip("0").rstrip("0")
    if len(significant) > NUMBER_DIGITS:
        raise RefusedError("Attempting to store more than 38 significant digits in a Number")
    if value.adjusted() > LARGEST_EXPONENT:
        raise RefusedError("Number overflow. Attempting to store a number with magnitude larger than supported range")
    if value.adjusted() < SMALLEST_EXPONENT:
        raise RefusedError("Number underflow. Attempting to store a number with magnitude smaller than supported range")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    text = ("-" if sign else "") + (text.lstrip("-+").lstrip("0") or "0")
    if text.lstrip("-").startswith("."):
        text = text.replace(".", "0.", 1)
    return text, value, (len(significant) + 1) // 2 + 1 + sign


def equal(one: Attribute | None, other: Attribute | None) -> bool:
    """Whether two attributes are of one type and value; an absent one equals nothing."""
    if one is None or other is None:
        return False
    if one == other:
        return True
    ((kind, content),) = one.items()
    alike = _ALIKE.get(kind)
    return alike is not None and kind in other and alike(content, other[kind])


# types of which one value can be written in several ways
_ALIKE: dict[str, Callable[[Any, Any], bool]] = {
    "N": lambda one, other: read_number(one)[1] == read_number(other)[1],
    "L": lambda one, other: len(one) == len(other) and all(map(equal, one, other)),
    "M": lambda one, other: one.keys() == other.keys() and all(equal(one[name], other[name]) for name in one),
}


def comparable(one: Attribute | None, other: Attribute | None) -> tuple[Any, Any] | None:
    """Two values that Python orders as DynamoDB does, or None if they have no order.

    Texts: by UTF-8 bytes, which is the order of their code points.
    """
    if one is None or other is None:
        return None
    ((kind, content),) = one.items()
    if kind not in other or kind not in ORDERED:
        return None
    if kind == "N":
        return read_number(content)[1], read_number(other[kind])[1]
    return content, other[kind]


def measure(attribute: Attribute) -> int:
    """The size in bytes, without its name. NotNormalError if it is stored in another form.

    NotImplementedError for sets, which no store writes: a store that begins to is noticed here first.
    """
    ((kind, content),) = attribute.items()
    if kind == "S":
        size = len(content) if content.isascii() else len(content.encode())
    elif kind == "N":
        text, _, size = read_number(content)
        if text != content:
            raise NotNormalError
    elif kind == "M":
        size = NESTED_OVERHEAD + measure_item(content) + MEMBER_OVERHEAD * len(content)
    elif kind == "L":
        size = NESTED_OVERHEAD + sum(map(measure, content)) + MEMBER_OVERHEAD * len(content)
    elif kind == "B":
        size = len(content)
    elif kind in ("BOOL", "NULL"):
        size = 1
    else:
        raise NotImplementedError(f"attributes of type {kind} are not simulated")
    return size


def measure_item(item: Mapping[str, Attribute]) -> int:
    """The size of a whole item in bytes, names included. NotNormalError as in `measure`."""
    size = 0
    for name, attribute in item.items():
        size += len(name) if name.isascii() else len(name.encode())
        text = attribute.get("S")
        if text is None:
            size += measure(attribute)
        else:
            size += len(text) if text.isascii() else len(text.encode())
    return size


def normalise(attribute: Attribute) -> Attribute:
    """The attribute as DynamoDB keeps it: numbers in their normal form."""
    ((kind, content),) = attribute.items()
    if kind == "N":
        return {"N": read_number(content)[0]}
    if kind == "M":
        return {"M": {name: normalise(member) for name, member in content.items()}}
    if kind == "L":
        return {"L": [normalise(member) for member in content]}
    return attribute


def holds_binary(attribute: Attribute) -> bool:
    """Whether there are bytes in it, at whatever depth."""
    if "S" in attribute or "N" in attribute:
        return False
    if "M" in attribute:
        return any_binary(attribute["M"])
    return "B" in attribute or ("L" in attribute and any(map(holds_binary, attribute["L"])))


def any_binary(item: Mapping[str, Attribute]) -> bool:
    """Whether any attribute of an item holds bytes."""
    return any(holds_binary(attribute) for attribute in item.values() if "S" not in attribute and "N" not in attribute)

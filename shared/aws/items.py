"""Domain values as DynamoDB items and back.

Dataclasses become maps without the fields that are as by default, or one text where they have `as_text`
and `of_text`; moments become text that sorts by time; enums their values; tuples lists. Reading goes
by the dataclass's type hints, compiled once per class.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache, lru_cache
from operator import itemgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from shared.domain import times

Value = TypeVar("Value")
Item = dict[str, Any]


def encode(value: Any) -> dict[str, Any]:
    """One value as a typed attribute."""
    return _encoder(type(value))(value)


def encode_fields(value: Any) -> Item:
    """A dataclass as an item without keys; fields that are None, empty or as by default are left out."""
    item: Item = {}
    for name, default in _defaults(type(value)):
        member = getattr(value, name)
        if member is None or member == default:
            continue
        item[name] = _encoder(type(member))(member)
    return item


def encode_changes(before: Any, after: Any) -> tuple[Item, Item]:
    """Where two dataclasses of one kind differ: the fields that go, and those that are written, as `encode_fields`
    writes them. What is the same is in neither."""
    gone: Item = {}
    written: Item = {}
    for name, default in _defaults(type(before)):
        old, new = getattr(before, name), getattr(after, name)
        if old is new or old == new:
            continue
        if new is not None and new != default:
            written[name] = _encoder(type(new))(new)
        elif old is not None and old != default:
            gone[name] = _encoder(type(old))(old)
    return gone, written


def decode(attribute: Mapping[str, Any]) -> Any:
    """One typed attribute as plain Python: str, int, float, bool, None, bytes, list or dict."""
    ((kind, raw),) = attribute.items()
    return _DECODERS[kind](raw)


def read(cls: type[Value], item: Mapping[str, Any]) -> Value:
    """A dataclass from an item or map; members that it does not have are passed over, so that an older
    version of the code can read what a newer one wrote."""
    readers = _readers(cls)
    return cls(**{name: readers[name](attribute) for name, attribute in item.items() if name in readers})


@lru_cache(maxsize=4096)  # a row is written several times, and each write names its shard twice
def shard(row_id: str, shards: int) -> int:
    """Which of an index's shards a row stands in, by its id."""
    return int(hashlib.sha256(row_id.encode()).hexdigest()[:8], 16) % shards


@cache
def _encoder(cls: type) -> Callable[[Any], dict[str, Any]]:
    if cls in _ENCODERS:
        return _ENCODERS[cls]
    if issubclass(cls, str):  # a StrEnum
        return lambda value: {"S": str(value)}
    if hasattr(cls, "as_text"):
        return lambda value: {"S": value.as_text()}
    if is_dataclass(cls):
        return lambda value: {"M": encode_fields(value)}
    raise TypeError(f"{cls.__name__} has no form in the table")


_ENCODERS: dict[type, Callable[[Any], dict[str, Any]]] = {
    str: lambda value: {"S": value},
    bool: lambda value: {"BOOL": value},
    int: lambda value: {"N": str(value)},
    float: lambda value: {"N": repr(value)},
    bytes: lambda value: {"B": value},
    datetime: lambda value: {"S": times.to_text(value)},
    tuple: lambda value: {"L": [encode(member) for member in value]},
    list: lambda value: {"L": [encode(member) for member in value]},
    dict: lambda value: {"M": {str(name): encode(member) for name, member in value.items()}},
    NoneType: lambda _value: {"NULL": True},
}

_DECODERS: dict[str, Callable[[Any], Any]] = {
    "S": str,
    "BOOL": bool,
    "N": lambda raw: int(raw) if raw.lstrip("-").isdigit() else float(raw),
    "B": bytes,
    "L": lambda raw: [decode(member) for member in raw],
    "M": lambda raw: {name: decode(member) for name, member in raw.items()},
    "NULL": lambda _raw: None,
    "SS": list,
}


@cache
def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    """The fields with their defaults; MISSING, which equals nothing, where there is none."""
    return tuple((field.name, field.default) for field in fields(cls))


@cache
def _readers(cls: type) -> dict[str, Callable[[Mapping[str, Any]], Any]]:
    hints = get_type_hints(cls)
    return {name: _reader(hints[name]) for name, _default in _defaults(cls)}


def _reader(hint: Any) -> Callable[[Mapping[str, Any]], Any]:  # noqa: PLR0911 (one line for each kind of type)
    """How an attribute becomes a value of this type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        return _reader(inner)  # None is never written: the member is left out
    if origin is tuple:
        return _each(_reader(arguments[0]))
    if origin is dict:
        return _each_value(_reader(arguments[1]))
    if hint in _PLAIN_READERS:
        return _PLAIN_READERS[hint]
    if hasattr(hint, "of_text"):
        return lambda attribute: hint.of_text(attribute["S"])
    if is_dataclass(hint):
        return lambda attribute: read(hint, attribute["M"])  # pyright: ignore[reportArgumentType] (the class itself)
    if isinstance(hint, type) and issubclass(hint, Enum):
        members = {member.value: member for member in hint}
        return lambda attribute: members.get(attribute["S"]) or hint(attribute["S"])
    return decode


_PLAIN_READERS: dict[Any, Callable[[Mapping[str, Any]], Any]] = {
    str: itemgetter("S"),
    bool: itemgetter("BOOL"),
    int: lambda attribute: int(attribute["N"]),
    float: lambda attribute: float(attribute["N"]),
    bytes: itemgetter("B"),
    datetime: lambda attribute: times.from_text(attribute["S"]),
}


def _each(reader: Callable[[Any], Any]) -> Callable[[Mapping[str, Any]], Any]:
    return lambda attribute: tuple([reader(member) for member in attribute["L"]])


def _each_value(reader: Callable[[Any], Any]) -> Callable[[Mapping[str, Any]], Any]:
    return lambda attribute: {name: reader(member) for name, member in attribute["M"].items()}

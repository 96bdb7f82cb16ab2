"""One table in memory: its rows, its indexes, its stream."""

import base64
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from infra.simulate import expressions
from infra.simulate.expressions import Update
from infra.simulate.indexes import UNIT, Index
from infra.simulate.refusals import RefusedError, RowError
from infra.simulate.values import (
    Attribute,
    Item,
    NotNormalError,
    any_binary,
    measure_item,
    normalise,
)

Key = tuple[str, str]
LARGEST_ITEM = 400 * 1024
LONGEST_HASH, LONGEST_RANGE = 2048, 1024  # bytes of a key's text
SHORT = 256  # characters that fit whatever they are
FIRST_SEQUENCE_NUMBER = 10**20  # so that all have 21 digits and sort as texts
MALFORMED = (AttributeError, TypeError, ValueError)
EXPIRED_BY = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}


class Row(NamedTuple):
    """An item, never changed in place, its size in bytes, and whether it may hold bytes."""

    item: Item
    size: int
    binary: bool


class Table:
    """One table of the template. `records` is its stream, or None."""

    def __init__(self, name: str, properties: Mapping[str, Any]) -> None:
        kinds = {member["AttributeName"]: member["AttributeType"] for member in properties["AttributeDefinitions"]}
        if set(kinds.values()) != {"S"}:
            raise ValueError(f"{name}: only keys that are texts are simulated")
        self.name = name
        self.primary = Index(name, properties["KeySchema"], None, frozenset())
        self.hash, self.range, self.keys = self.primary.hash, self.primary.range, self.primary.keys
        self.indexes = [_index(written, self.keys) for written in properties.get("GlobalSecondaryIndexes", ())]
        self.index_keys = {name: index for index in self.indexes for name in index.keys - self.keys}
        self.rows: dict[Key, Row] = {}
        self.view = properties.get("StreamSpecification", {}).get("StreamViewType")
        if self.view not in (None, "NEW_IMAGE"):
            raise ValueError(f"{name}: a stream of {self.view} is not simulated")
        self.records: list[dict[str, Any]] | None = [] if self.view else None
        lifetime = properties.get("TimeToLiveSpecification", {})
        self.lifetime = lifetime.get("AttributeName") if lifetime.get("Enabled") else None

    def index(self, name: str | None) -> Index:
        """An index by name; the table's own order without one."""
        if name is None:
            return self.primary
        for index in self.indexes:
            if index.name == name:
                return index
        raise RefusedError(f"The table does not have the specified index: {name}")

    def key_of(self, written: Mapping[str, Attribute]) -> Key:
        """The key that a request names. Refused if it is not exactly the table's key."""
        if len(written) != 2:
            raise RowError("The provided key element does not match the schema")
        try:
            key = written[self.hash]["S"], written[self.range]["S"]
        except KeyError:
            raise RowError("The provided key element does not match the schema") from None
        self._check_key(*key)
        return key

    def key_of_item(self, item: Mapping[str, Attribute]) -> Key:
        """The key of an item to put. Refused if it bears none."""
        for name in (self.hash, self.range):
            if name not in item:
                raise RowError(f"One or more parameter values were invalid: Missing the key {name} in the item")
            if "S" not in item[name]:
                raise RowError(
                    f"One or more parameter values were invalid: Type mismatch for key {name} "
                    f"expected: S actual: {next(iter(item[name]))}"
                )
        key = item[self.hash]["S"], item[self.range]["S"]
        self._check_key(*key)
        return key

    def check_update(self, update: Update, names: Mapping[str, str]) -> None:
        """Refuses an update of the key."""
        if self.keys.isdisjoint(update.paths) and self.keys.isdisjoint(names.values()):
            return
        for path in update.paths:
            name = expressions.resolve(path, names)
            if name in self.keys:
                raise RefusedError(
                    "One or more parameter values were invalid: "
                    f"Cannot update attribute {name}. This attribute is part of the key"
                )

    def new_row(self, item: Mapping[str, Attribute]) -> Row:
        """The row that an item makes, in normal form."""
        kept = dict(item)
        try:
            size = measure_item(kept)
        except NotNormalError:
            return self.new_row({name: normalise(attribute) for name, attribute in kept.items()})
        except MALFORMED as wrong:
            raise _malformed(wrong) from None
        if size > LARGEST_ITEM:
            raise RefusedError("Item size has exceeded the maximum allowed size")
        for name, index in self.index_keys.items():
            if name in kept:
                index.check(name, kept[name])
        return Row(kept, size, any_binary(kept))

    def updated_row(
        self,
        key: Mapping[str, Attribute],
        old: Row | None,
        update: Update,
        names: Mapping[str, str],
        values: Mapping[str, Attribute],
    ) -> Row:
        """The row that an update makes of another, or of nothing."""
        item, size, binary = (dict(old.item), old.size, old.binary) if old else (dict(key), measure_item(key), False)
        try:
            changed = expressions.changes(update, item, names, values)
            former = {name: item[name] for name in changed if name in item}
            written = {name: attribute for name, attribute in changed.items() if attribute is not None}
            size += measure_item(written) - measure_item(former)
            binary = binary or any_binary(written)
            for name, attribute in written.items():
                if name in self.index_keys:
                    self.index_keys[name].check(name, attribute)
            for name in former.keys() - written.keys():
                del item[name]
            item.update(written)
        except NotNormalError:
            return self.updated_row(key, old, update, names, {name: normalise(one) for name, one in values.items()})
        except MALFORMED as wrong:
            raise _malformed(wrong) from None
        if size > LARGEST_ITEM:
            raise RowError("Item size to update has exceeded the maximum allowed size")
        return Row(item, size, binary)

    def apply(
        self, key: Key, old: Row | None, new: Row | None, clock: Callable[[], datetime] | None, *, expired: bool
    ) -> int:
        """Makes one change; the write units of the indexes. What changes nothing leaves no record."""
        before, after = old.item if old else None, new.item if new else None
        if before == after:
            return 0
        if new is None:
            del self.rows[key]
            self.primary.remove(key, key)
        else:
            self.rows[key] = new
            if old is None:
                self.primary.add(key, key)
        small = (old is None or old.size <= UNIT) and (new is None or new.size <= UNIT)
        units = 0
        for index in self.indexes:
            units += index.change(key, before, after, small=small)
        if self.records is not None:
            self.records.append(self._record(self.records, key, before, new, clock, expired=expired))
        return units

    def _record(
        self,
        records: list[dict[str, Any]],
        key: Key,
        before: Item | None,
        new: Row | None,
        clock: Callable[[], datetime] | None,
        *,
        expired: bool,
    ) -> dict[str, Any]:
        """AWS Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB", example event (read 2026-11)."""
        number = len(records) + 1
        change: dict[str, Any] = {
            "Keys": {self.hash: {"S": key[0]}, self.range: {"S": key[1]}},
            "SequenceNumber": str(FIRST_SEQUENCE_NUMBER + number),
            "SizeBytes": new.size if new else 0,
            "StreamViewType": self.view,
        }
        if clock is not None:
            change["ApproximateCreationDateTime"] = int(clock().timestamp())
        if new is not None:
            change["NewImage"] = _as_text(new.item) if new.binary else new.item
        record = {
            "eventID": f"{self.name}-{number}",
            "eventName": "REMOVE" if new is None else "INSERT" if before is None else "MODIFY",
            "eventVersion": "1.1",
            "eventSource": "aws:dynamodb",
            "dynamodb": change,
        }
        if expired:
            record["userIdentity"] = EXPIRED_BY
        return record

    def _check_key(self, hash_key: str, range_key: str) -> None:
        if 0 < len(hash_key) <= SHORT and 0 < len(range_key) <= SHORT:
            return
        for name, text, longest in ((self.hash, hash_key, LONGEST_HASH), (self.range, range_key, LONGEST_RANGE)):
            if not text:
                raise RefusedError(
                    "One or more parameter values are not valid. The AttributeValue for a key attribute "
                    f"cannot contain an empty string value. Key: {name}"
                )
            if len(text.encode()) > longest:
                raise RefusedError(f"One or more parameter values were invalid: Size of {name} exceeds {longest} bytes")


def _index(written: Mapping[str, Any], table_keys: frozenset[str]) -> Index:
    projection = written["Projection"]
    shown = None
    if projection["ProjectionType"] != "ALL":
        keys = {member["AttributeName"] for member in written["KeySchema"]}
        shown = frozenset({*table_keys, *keys, *projection.get("NonKeyAttributes", ())})
    return Index(written["IndexName"], written["KeySchema"], shown, table_keys)


def check_references(names: Mapping[str, str] | None, values: Mapping[str, Attribute] | None, *compiled: Any) -> None:
    """Refuses names and values that no expression uses, and those that an expression lacks."""
    wanted_names, wanted_values = _references(*compiled)
    if (names.keys() != wanted_names or not names) if names is not None else wanted_names:
        _refuse_references("Name", names, wanted_names)
    if (values.keys() != wanted_values or not values) if values is not None else wanted_values:
        _refuse_references("Value", values, wanted_values)


@lru_cache(maxsize=16_384)
def _references(*compiled: Any) -> tuple[frozenset[str], frozenset[str]]:
    present = [expression for expression in compiled if expression is not None]
    return (
        frozenset().union(*(expression.names for expression in present)),
        frozenset().union(*(expression.values for expression in present)),
    )


def _refuse_references(kind: str, given: Mapping[str, Any] | None, wanted: frozenset[str]) -> None:
    if given is not None and not given:
        raise RefusedError(f"ExpressionAttribute{kind}s must not be empty")
    missing = sorted(wanted - (given or {}).keys())
    if missing:
        raise RefusedError(
            f"An expression attribute {kind.lower()} used in expression is not defined; "
            f"attribute {kind.lower()}: {missing[0]}"
        )
    unused = ", ".join(sorted((given or {}).keys() - wanted))
    raise RefusedError(f"Value provided in ExpressionAttribute{kind}s unused in expressions: keys: {{{unused}}}")


def _malformed(wrong: Exception) -> RefusedError:
    return RefusedError(f"not an attribute value: {wrong}", code="SerializationException")


def _as_text(item: Item) -> Item:
    """An image as Lambda hands it over: binary values as base64."""
    return {name: _attribute_as_text(attribute) for name, attribute in item.items()}


def _attribute_as_text(attribute: Attribute) -> Attribute:
    ((kind, content),) = attribute.items()
    if kind == "B":
        return {"B": base64.b64encode(content).decode("ascii")}
    if kind == "M":
        return {"M": {name: _attribute_as_text(member) for name, member in content.items()}}
    if kind == "L":
        return {"L": [_attribute_as_text(member) for member in content]}
    return attribute

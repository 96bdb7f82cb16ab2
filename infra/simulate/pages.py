"""Pages of queries and scans."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Any

from infra.simulate import expressions
from infra.simulate.expressions import Condition, KeyCondition
from infra.simulate.indexes import Index
from infra.simulate.refusals import RefusedError
from infra.simulate.table import Key, Table, check_references
from infra.simulate.values import Attribute, Item, measure_item

PAGE_BYTES = 1024 * 1024
READ_UNIT = 4096  # bytes read consistently for one read unit
ALLOWED = frozenset(
    {
        "TableName",
        "ConsistentRead",
        "FilterExpression",
        "ProjectionExpression",
        "ExpressionAttributeNames",
        "ExpressionAttributeValues",
        "ExclusiveStartKey",
        "Limit",
        "Select",
    }
)
ALLOWED_QUERY = ALLOWED | {"IndexName", "KeyConditionExpression", "ScanIndexForward"}
SELECTIONS = (None, "COUNT")


def query(table: Table, arguments: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """One page and the bytes read for it."""
    _check_known(arguments, ALLOWED_QUERY)
    index = table.index(arguments.get("IndexName"))
    if arguments.get("ConsistentRead") and index is not table.primary:
        raise RefusedError("Consistent reads are not supported on global secondary indexes")
    names, values = arguments.get("ExpressionAttributeNames"), arguments.get("ExpressionAttributeValues")
    compiled = expressions.key_condition(arguments["KeyConditionExpression"])
    condition = _condition(arguments)
    shown = _shown(arguments)
    check_references(names, values, compiled, condition, shown)
    hash_key, comparison = _keys_wanted(index, compiled, names or {}, values or {})
    if condition is not None:
        _check_filter(index, condition, names or {})
    entries, low, high = index.find(hash_key, comparison)
    forward = arguments.get("ScanIndexForward", True)
    start = arguments.get("ExclusiveStartKey")
    if start is not None:
        key = _start(table, index, start)
        if start[index.hash]["S"] != hash_key:
            raise RefusedError("The provided starting key is outside query boundaries based on provided conditions")
        entry = index.entry_of(start, key)
        if forward:
            low = max(low, bisect_right(entries, entry))
        else:
            high = min(high, bisect_left(entries, entry))
    ordered = entries[low:high]
    if not forward:
        ordered.reverse()
    return _page(table, index, [entry[1:] for entry in ordered], arguments, condition)


def scan(table: Table, arguments: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """One page and the bytes read for it. DynamoDB's order is nobody's business: here it is that of the keys."""
    _check_known(arguments, ALLOWED)
    names, values = arguments.get("ExpressionAttributeNames"), arguments.get("ExpressionAttributeValues")
    condition = _condition(arguments)
    check_references(names, values, condition, _shown(arguments))
    keys = sorted(table.rows)
    if "ExclusiveStartKey" in arguments:
        keys = keys[bisect_right(keys, table.key_of(arguments["ExclusiveStartKey"])) :]
    return _page(table, table.primary, keys, arguments, condition)


def projection(arguments: Mapping[str, Any]) -> list[str] | None:
    """The attributes that a request for one row wants to see, None for all."""
    shown = _shown(arguments)
    names = arguments.get("ExpressionAttributeNames")
    if shown is None and names is None:
        return None
    check_references(names, None, shown, None)
    return [expressions.resolve(path, names or {}) for path in shown.paths] if shown else None


def show(item: Mapping[str, Attribute], names: list[str]) -> Item:
    return {name: item[name] for name in names if name in item}


def _page(
    table: Table, index: Index, keys: list[Any], arguments: Mapping[str, Any], condition: Condition | None
) -> tuple[dict[str, Any], int]:
    names, values = arguments.get("ExpressionAttributeNames") or {}, arguments.get("ExpressionAttributeValues") or {}
    limit = arguments.get("Limit")
    if limit is not None and limit < 1:
        raise RefusedError(
            "Value at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
        )
    if arguments.get("Select") not in SELECTIONS:
        raise ValueError(f"Select={arguments['Select']} is not simulated")
    compiled = _shown(arguments)
    shown = [expressions.resolve(path, names) for path in compiled.paths] if compiled else None
    if shown and index.shown is not None and not index.shown.issuperset(shown):
        raise RefusedError(
            "One or more parameter values were invalid: Global secondary index "
            f"{index.name} does not project {sorted(set(shown) - index.shown)}"
        )
    # what fits into one read unit anyhow need not be measured as the index shows it
    whole = index.shown is None or sum(table.rows[key].size for key in keys[:limit]) <= READ_UNIT
    found: list[Item] = []
    size = looked_at = 0
    last: Key | None = None
    for key in keys:
        row = table.rows[key]
        item = row.item if index.shown is None else index.show(row.item)
        size += row.size if whole else measure_item(item)
        looked_at += 1
        if condition is None or condition.test(item, names, values):
            found.append(item)
        if looked_at == limit or size >= PAGE_BYTES:
            last = key
            break
    page: dict[str, Any] = {"Count": len(found), "ScannedCount": looked_at}
    if arguments.get("Select") != "COUNT":
        if shown:
            found = [show(item, shown) for item in found]
        elif index.shown is None:
            found = [dict(item) for item in found]
        page["Items"] = found
    if last is not None:
        keys_shown = {table.hash, table.range, *index.keys}
        page["LastEvaluatedKey"] = {name: table.rows[last].item[name] for name in keys_shown}
    return page, size


def _keys_wanted(
    index: Index, compiled: KeyCondition, names: Mapping[str, str], values: Mapping[str, Attribute]
) -> tuple[str, tuple[str, str] | None]:
    """The hash key wanted, and the comparison of the range key."""
    wanted: dict[str, tuple[str, str]] = {}
    for sign, path, value in compiled.comparisons:
        name = expressions.resolve(path, names)
        if name not in index.keys or name in wanted:
            raise RefusedError("Query condition missed key schema element")
        if "S" not in values[value]:
            raise RefusedError(
                "One or more parameter values were invalid: Condition parameter type does not match schema type"
            )
        if not values[value]["S"]:
            raise RefusedError(
                "One or more parameter values are not valid. The AttributeValue for a key attribute "
                f"cannot contain an empty string value. Key: {name}"
            )
        wanted[name] = (sign, values[value]["S"])
    if index.hash not in wanted:
        raise RefusedError(f"Query condition missed key schema element: {index.hash}")
    if wanted[index.hash][0] != "=":
        raise RefusedError("Query key condition not supported")
    return wanted[index.hash][1], wanted.get(index.range)


def _check_filter(index: Index, condition: Condition, names: Mapping[str, str]) -> None:
    for path in condition.paths:
        name = expressions.resolve(path, names)
        if name in index.keys:
            raise RefusedError(
                f"Filter Expression can only contain non-primary key attributes: Primary key attribute: {name}"
            )
        if index.shown is not None and name not in index.shown:
            raise RefusedError(
                "One or more parameter values were invalid: Global secondary index "
                f"{index.name} does not project {name}"
            )


def _start(table: Table, index: Index, start: Mapping[str, Attribute]) -> Key:
    if start.keys() != {table.hash, table.range, *index.keys}:
        raise RefusedError("The provided starting key is invalid")
    return table.key_of({name: start[name] for name in (table.hash, table.range)})


def _condition(arguments: Mapping[str, Any]) -> Condition | None:
    text = arguments.get("FilterExpression")
    return expressions.condition(text) if text is not None else None


def _shown(arguments: Mapping[str, Any]) -> expressions.Projection | None:
    text = arguments.get("ProjectionExpression")
    return expressions.projection(text) if text is not None else None


def _check_known(arguments: Mapping[str, Any], allowed: frozenset[str]) -> None:
    if not arguments.keys() <= allowed:
        raise ValueError(f"{', '.join(sorted(arguments.keys() - allowed))} is not simulated")

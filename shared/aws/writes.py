"""Conditional writes: the difference of two values as one update, and what a refusal means."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ClientError

from shared.aws.items import Item
from shared.errors import ConflictError


def difference(
    table: str, key: Item, before: Item, after: Item, *, condition: str, values: Item, names: dict[str, str]
) -> dict[str, Any]:
    """The arguments of one UpdateItem that turns `before` into `after`, guarded by `condition`.

    `names` and `values` are those that the condition uses.
    """
    names, values = dict(names), dict(values)
    sets, removes = [], []
    for position, name in enumerate(sorted({*before, *after} - set(key))):
        if before.get(name) == after.get(name):
            continue
        names[f"#f{position}"] = name
        if name in after:
            values[f":f{position}"] = after[name]
            sets.append(f"#f{position} = :f{position}")
        else:
            removes.append(f"#f{position}")
    clauses = [f"SET {', '.join(sets)}"] if sets else []
    clauses += [f"REMOVE {', '.join(removes)}"] if removes else []
    return {
        "TableName": table,
        "Key": key,
        "UpdateExpression": " ".join(clauses),
        "ConditionExpression": condition,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": values,
    }


def transact(client: Any, writes: Sequence[dict[str, Any]]) -> None:
    """All writes or none. ConflictError with the positions of the failed conditions.

    A clash with another transaction in flight is a ConflictError without positions: nothing is known, try again.
    One write alone is no transaction, which would cost twice as much.
    """
    if len(writes) == 1:
        ((kind, arguments),) = writes[0].items()
        write = {"Put": client.put_item, "Update": client.update_item, "Delete": client.delete_item}[kind]
        with refusals():
            write(**arguments)
        return
    try:
        client.transact_write_items(TransactItems=list(writes))
    except ClientError as error:
        if _code(error) != "TransactionCanceledException":
            raise
        reasons = error.response.get("CancellationReasons", [])
        codes = [reason.get("Code") for reason in reasons]
        failed = tuple(place for place, code in enumerate(codes) if code == "ConditionalCheckFailed")
        if failed or "TransactionConflict" in codes:
            raise ConflictError(failed=failed) from error
        raise


@contextmanager
def refusals() -> Iterator[None]:
    """Turns a failed condition of a single write into ConflictError; its clash with a transaction in flight into one
    without positions, as in `transact`."""
    try:
        yield
    except ClientError as error:
        if is_refusal(error):
            raise ConflictError from error
        if _code(error) == "TransactionConflictException":
            raise ConflictError(failed=()) from error
        raise


def is_refusal(error: ClientError) -> bool:
    """Whether a condition failed, as against a fault of the store."""
    return _code(error) == "ConditionalCheckFailedException"


def _code(error: ClientError) -> str | None:
    return error.response.get("Error", {}).get("Code")


def query(client: Any, **arguments: Any) -> Iterator[Item]:
    """Every item of a query, page after page."""
    while True:
        page = client.query(**arguments)
        yield from page.get("Items", ())
        if "LastEvaluatedKey" not in page:
            return
        arguments["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def count(client: Any, **arguments: Any) -> int:
    """How many items a query with Select=COUNT finds, page after page."""
    total = 0
    while True:
        page = client.query(**arguments)
        total += page["Count"]
        if "LastEvaluatedKey" not in page:
            return total
        arguments["ExclusiveStartKey"] = page["LastEvaluatedKey"]

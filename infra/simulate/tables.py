"""DynamoDB's tables in memory: one writer at a time, every operation at once and whole.

Semantics: Amazon DynamoDB API Reference and Developer Guide, read 2026-11. Arguments that the stores do
not use raise ValueError, so that a new one is noticed here first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from infra.simulate import expressions, pages, refusals
from infra.simulate.indexes import UNIT
from infra.simulate.pages import READ_UNIT
from infra.simulate.refusals import ConditionError, RefusedError, RowError
from infra.simulate.table import Key, Row, Table, check_references
from infra.simulate.values import Item

Record = dict[str, Any]
MOST_WRITES, MOST_KEYS = 100, 100  # of a transaction, of a batch
LARGEST_TRANSACTION = 4 * 1024 * 1024
LONGEST_TOKEN = 36
TOKEN_COUNTS_FOR = timedelta(minutes=10)
TTL_IGNORES_AFTER = timedelta(days=5 * 365)  # items that ran out longer ago stay
WRITES = {
    "Put": {"TableName", "Item"},
    "Update": {"TableName", "Key", "UpdateExpression"},
    "Delete": {"TableName", "Key"},
    "ConditionCheck": {"TableName", "Key", "ConditionExpression"},
}
CONDITION = {
    "ConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValuesOnConditionCheckFailure",
}
ALLOWED = {kind: frozenset(CONDITION | needed) for kind, needed in WRITES.items()}
WHOLE_READ = frozenset({"TableName", "Key", "ConsistentRead"})
ALLOWED_READ = WHOLE_READ | {"ProjectionExpression", "ExpressionAttributeNames"}
ALLOWED_BATCH = frozenset({"Keys", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames"})


class Spent(NamedTuple):
    """What one operation costs, in units of DynamoDB's price list."""

    table_writes: float = 0
    index_writes: float = 0
    reads: float = 0


class Plan(NamedTuple):
    """One write before it is applied: what stands at the key, and what will. A check changes nothing."""

    table: Table
    key: Key
    old: Row | None
    new: Row | None
    is_check: bool


class Tables:
    """Stands where boto3's low-level DynamoDB client does. Tables are named by their logical ids.

    `template` is a whole one or its resources. `clock` says when a transaction's token was used and when a
    record was made; without it tokens count for ever. `on_write` is told of every item written: table, the
    item before, the item after. `spent` is what the last operation cost. Items of `records` and of `on_write`
    are shared: never change them.
    """

    def __init__(self, template: Mapping[str, Any], clock: Callable[[], datetime] | None = None) -> None:
        self.clock = clock
        self.tables = {
            name: Table(name, written["Properties"])
            for name, written in template.get("Resources", template).items()
            if written["Type"] == "AWS::DynamoDB::Table"
        }
        self.records: dict[str, list[Record]] = {
            name: table.records for name, table in self.tables.items() if table.records is not None
        }
        self.on_write: Callable[[str, Item | None, Item | None], None] | None = None
        self.spent = Spent()
        self._tokens: dict[str, tuple[Sequence[Any], datetime | None]] = {}

    def put_item(self, **arguments: Any) -> dict[str, Any]:
        self._write("PutItem", "Put", arguments)
        return {}

    def update_item(self, **arguments: Any) -> dict[str, Any]:
        returned = arguments.pop("ReturnValues", None)
        if returned not in (None, "ALL_NEW"):
            raise _not_simulated("UpdateItem", {f"ReturnValues {returned}"})
        plan = self._write("UpdateItem", "Update", arguments)
        return {"Attributes": plan.new.item} if returned and plan.new else {}

    def delete_item(self, **arguments: Any) -> dict[str, Any]:
        self._write("DeleteItem", "Delete", arguments)
        return {}

    def transact_write_items(self, **arguments: Any) -> dict[str, Any]:
        try:
            writes = self._checked(arguments)
            token = arguments.get("ClientRequestToken")
            if token is not None and self._is_repeat(token, writes):
                return {}
            plans, reasons, table_writes = self._plan_all(writes)
        except RefusedError as refused:
            raise refusals.error("TransactWriteItems", refused.code, str(refused)) from None
        if any(reason["Code"] != "None" for reason in reasons):
            self.spent = Spent(2 * table_writes)
            raise refusals.cancelled(reasons)
        index_writes = sum(self._apply(plan) for plan in plans if not plan.is_check)
        if token is not None:
            self._tokens[token] = (writes, self.clock() if self.clock else None)
        self.spent = Spent(2 * table_writes, index_writes)
        return {}

    def get_item(self, **arguments: Any) -> dict[str, Any]:
        try:
            if not arguments.keys() <= ALLOWED_READ:
                raise _not_simulated("GetItem", arguments.keys() - ALLOWED_READ)
            table = self._table(arguments["TableName"])
            row = table.rows.get(table.key_of(arguments["Key"]))
            shown = None if arguments.keys() <= WHOLE_READ else pages.projection(arguments)
        except RefusedError as refused:
            raise refusals.error("GetItem", refused.code, str(refused)) from None
        units = 1 if row is None else -(-row.size // READ_UNIT)
        self.spent = Spent(reads=units if arguments.get("ConsistentRead") else units / 2)
        if row is None:
            return {}
        return {"Item": dict(row.item) if shown is None else pages.show(row.item, shown)}

    def batch_get_item(self, **arguments: Any) -> dict[str, Any]:
        if arguments.keys() != {"RequestItems"}:
            raise _not_simulated("BatchGetItem", arguments.keys() - {"RequestItems"})
        found: dict[str, list[Item]] = {}
        reads = 0.0
        try:
            if not 0 < sum(len(wanted["Keys"]) for wanted in arguments["RequestItems"].values()) <= MOST_KEYS:
                raise RefusedError("Too many items requested for the BatchGetItem call")
            for name, wanted in arguments["RequestItems"].items():
                table = self._table(name)
                if not wanted.keys() <= ALLOWED_BATCH:
                    raise _not_simulated("BatchGetItem", wanted.keys() - ALLOWED_BATCH)
                keys = [table.key_of(key) for key in wanted["Keys"]]
                if len(set(keys)) != len(keys):
                    raise RefusedError("Provided list of item keys contains duplicates")
                rows = [table.rows.get(key) for key in keys]
                units = sum(1 if row is None else -(-row.size // READ_UNIT) for row in rows)
                reads += units if wanted.get("ConsistentRead") else units / 2
                shown = pages.projection(wanted)
                there = [row.item for row in rows if row is not None]
                found[name] = [dict(item) if shown is None else pages.show(item, shown) for item in there]
        except RefusedError as refused:
            raise refusals.error("BatchGetItem", refused.code, str(refused)) from None
        self.spent = Spent(reads=reads)
        return {"Responses": found, "UnprocessedKeys": {}}

    def query(self, **arguments: Any) -> dict[str, Any]:
        try:
            page, size = pages.query(self._table(arguments["TableName"]), arguments)
        except RefusedError as refused:
            raise refusals.error("Query", refused.code, str(refused)) from None
        self.spent = Spent(reads=_read_units(size, arguments))
        return page

    def scan(self, **arguments: Any) -> dict[str, Any]:
        try:
            page, size = pages.scan(self._table(arguments["TableName"]), arguments)
        except RefusedError as refused:
            raise refusals.error("Scan", refused.code, str(refused)) from None
        self.spent = Spent(reads=_read_units(size, arguments))
        return page

    def get_paginator(self, operation: str) -> "ScanPages":
        if operation != "scan":
            raise ValueError(f"pages of {operation} are not simulated")
        return ScanPages(self)

    def rows(self, table: str) -> list[Item]:
        """Every item of a table, however many, for onlookers; shared, so never to be changed. It costs nothing."""
        return [row.item for row in self.tables[table].rows.values()]

    def expire(self, now: datetime) -> int:
        """Deletes what ran out before `now`, as the time to live does some time later; how many rows."""
        latest, earliest = now.timestamp(), (now - TTL_IGNORES_AFTER).timestamp()
        gone = 0
        for table in self.tables.values():
            if table.lifetime is None:
                continue
            for key, row in [*table.rows.items()]:
                written = row.item.get(table.lifetime, {}).get("N")
                if written is not None and earliest <= float(written) < latest:
                    self._apply(Plan(table, key, row, None, is_check=False), expired=True)
                    gone += 1
        return gone

    def _table(self, name: str) -> Table:
        table = self.tables.get(name)
        if table is None:
            raise RefusedError("Requested resource not found", code="ResourceNotFoundException")
        return table

    def _write(self, operation: str, kind: str, arguments: Mapping[str, Any]) -> Plan:
        try:
            plan = self._plan(kind, arguments)
        except ConditionError as failed:
            self.spent = Spent(failed.units)
            raise refusals.condition_failed(operation, failed.item) from None
        except RefusedError as refused:
            raise refusals.error(operation, refused.code, str(refused)) from None
        self.spent = Spent(_units(plan.old, plan.new), self._apply(plan))
        return plan

    def _plan(self, kind: str, arguments: Mapping[str, Any]) -> Plan:
        if not arguments.keys() <= ALLOWED[kind]:
            raise _not_simulated(kind, arguments.keys() - ALLOWED[kind])
        table = self._table(arguments["TableName"])
        condition = arguments.get("ConditionExpression")
        compiled = expressions.condition(condition) if condition is not None else None
        names, values = arguments.get("ExpressionAttributeNames"), arguments.get("ExpressionAttributeValues")
        if kind == "Update":
            update = expressions.update(arguments["UpdateExpression"])
            check_references(names, values, update, compiled)
            key = table.key_of(arguments["Key"])
            table.check_update(update, names or {})
        else:
            update = None
            check_references(names, values, compiled, None)
            key = table.key_of_item(arguments["Item"]) if kind == "Put" else table.key_of(arguments["Key"])
        new = table.new_row(arguments["Item"]) if kind == "Put" else None
        old = table.rows.get(key)
        if compiled is not None and not compiled.test(old.item if old else {}, names or {}, values or {}):
            wanted = arguments.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD"
            raise ConditionError(old.item if old and wanted else None, _units(old, None))
        if update is not None:
            new = table.updated_row(arguments["Key"], old, update, names or {}, values or {})
        elif kind == "ConditionCheck":
            new = old
        return Plan(table, key, old, new, kind == "ConditionCheck")

    def _checked(self, arguments: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """The writes of a transaction. Refused where DynamoDB does not even look at the rows."""
        if not arguments.keys() <= {"TransactItems", "ClientRequestToken"}:
            raise _not_simulated("TransactWriteItems", arguments.keys() - {"TransactItems", "ClientRequestToken"})
        writes, token = arguments["TransactItems"], arguments.get("ClientRequestToken")
        if token is not None and not 0 < len(token) <= LONGEST_TOKEN:
            raise RefusedError(f"Value at 'clientRequestToken' must have 1 to {LONGEST_TOKEN} characters")
        if not 0 < len(writes) <= MOST_WRITES:
            raise RefusedError(
                f"1 validation error detected: Value at 'transactItems' failed to satisfy constraint: "
                f"Member must have length less than or equal to {MOST_WRITES} and greater than or equal to 1"
            )
        places = [_place(self._table(next(iter(write.values()))["TableName"]), write) for write in writes]
        if len(set(places)) != len(places):
            raise RefusedError("Transaction request cannot include multiple operations on one item")
        return writes

    def _is_repeat(self, token: str, writes: Sequence[Any]) -> bool:
        """Whether this very transaction was applied within the last ten minutes."""
        now = self.clock() if self.clock else None
        while self._tokens and now is not None:
            oldest, (_, used_at) = next(iter(self._tokens.items()))
            if used_at is None or now - used_at < TOKEN_COUNTS_FOR:
                break
            del self._tokens[oldest]
        if token not in self._tokens:
            return False
        if self._tokens[token][0] != writes:
            raise RefusedError(
                "Request parameters do not match the parameters of the earlier request with this token",
                code="IdempotentParameterMismatchException",
            )
        self.spent = Spent()
        return True

    def _plan_all(self, writes: Sequence[Mapping[str, Any]]) -> tuple[list[Plan], list[dict[str, Any]], int]:
        """Every write of a transaction before any is applied, what speaks against each, and the units of all."""
        plans: list[Plan] = []
        reasons: list[dict[str, Any]] = []
        units = 0
        for write in writes:
            ((kind, arguments),) = write.items()
            reason: dict[str, Any] = {"Code": "None"}
            try:
                plan = self._plan(kind, arguments)
            except ConditionError as failed:
                units += failed.units
                reason = {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}
                if failed.item:
                    reason["Item"] = dict(failed.item)
            except RowError as refused:
                reason = {"Code": "ValidationError", "Message": str(refused)}
            else:
                units += _units(plan.old, plan.new)
                plans.append(plan)
            reasons.append(reason)
        if sum(plan.new.size for plan in plans if plan.new) > LARGEST_TRANSACTION:
            raise RefusedError("Transaction request cannot exceed 4 MB")
        return plans, reasons, units

    def _apply(self, plan: Plan, *, expired: bool = False) -> int:
        """Makes one write; the write units of the table's indexes."""
        table, key, old, new, _ = plan
        units = table.apply(key, old, new, self.clock, expired=expired)
        if self.on_write is not None and (old or new):
            self.on_write(table.name, old.item if old else None, new.item if new else None)
        return units


class ScanPages:
    """boto3's paginator of scans."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def paginate(self, **arguments: Any) -> Iterator[dict[str, Any]]:
        while True:
            page = self._tables.scan(**arguments)
            yield page
            if "LastEvaluatedKey" not in page:
                return
            arguments["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def _place(table: Table, write: Mapping[str, Any]) -> tuple[str, Any]:
    """Which row one write of a transaction is about; itself if its key is none, which is told when it is planned."""
    if len(write) != 1 or not write.keys() <= WRITES.keys():
        raise RefusedError("TransactItems can only contain one of Check, Put, Update or Delete")
    ((kind, arguments),) = write.items()
    try:
        key = table.key_of_item(arguments["Item"]) if kind == "Put" else table.key_of(arguments["Key"])
    except RowError:
        return table.name, id(write)
    return table.name, key


def _units(old: Row | None, new: Row | None) -> int:
    """The write units of one row: of the larger one, and one where nothing stands."""
    return max(1, -(-max(old.size if old else 0, new.size if new else 0) // UNIT))


def _read_units(size: int, arguments: Mapping[str, Any]) -> float:
    units = max(1, -(-size // READ_UNIT))
    return units if arguments.get("ConsistentRead") else units / 2


def _not_simulated(operation: str, names: Any) -> ValueError:
    return ValueError(f"{operation} with {', '.join(sorted(names))} is not simulated")

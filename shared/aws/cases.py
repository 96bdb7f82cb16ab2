"""Cases, in the mentions table.

    CASE#<case_id>           / HEAD                       the case
    CASE#<case_id>           / MENTION#<posted>#<id>      a member
    CASE#<case_id>           / AT#<utc>#<version>         a line of its timeline
    CONVERSATION#<hash>      / HEAD                       the conversation's newest case

Every write of a case carries the version that the writer saw.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Any

from shared.aws import items, writes
from shared.aws.items import Item
from shared.aws.mentions import HEAD, Mentions
from shared.domain import times
from shared.domain.case import Case, CaseEvent, CaseState
from shared.domain.mention import Mention, conversation_key

FOLDERS = tuple(state.value for state in CaseState)
UNEVEN = 8  # rows of one shard beyond its share of a page


@dataclass(frozen=True, slots=True)
class Held:
    """Which cases of a folder: those that `by` holds at the moment `at`, that are assigned to them or in which a note
    calls them; or, where it is None, those that nobody holds and that are nobody's."""

    by: str | None
    at: datetime


class Cases:
    """The store. It shares client and table with `mentions`, since joining a case changes both."""

    def __init__(self, mentions: Mentions, queue_shards: int) -> None:
        self.mentions = mentions
        self.client = mentions.client
        self.table = mentions.table
        self.queue_shards = queue_shards

    def get(self, case_id: str) -> Case | None:
        """The case as it stands now (a consistent read), or None."""
        found = self.client.get_item(TableName=self.table, Key=_key(case_id), ConsistentRead=True)
        return items.read(Case, found["Item"]) if "Item" in found else None

    def of_conversation(self, mention: Mention) -> Case | None:
        """The newest case of this author in this thread, closed or not, or None."""
        found = self.client.get_item(TableName=self.table, Key=_conversation_key(mention), ConsistentRead=True)
        return self.get(found["Item"]["case_id"]["S"]) if "Item" in found else None

    def members(self, case_id: str) -> list[Mention]:
        """The case's mentions, oldest first."""
        rows = self._rows(case_id, "MENTION#")
        found = (self.mentions.get(row["mention_id"]["S"]) for row in rows)
        return [mention for mention in found if mention is not None]

    def timeline(self, case_id: str) -> list[CaseEvent]:
        """What people and the machine did with the case, oldest first."""
        return [items.read(CaseEvent, row) for row in self._rows(case_id, "AT#")]

    def queue(
        self,
        brand: str,
        folder: str,
        limit: int,
        *,
        held: Held | None = None,
        failed: bool = False,
        due_by: datetime | None = None,
        due_after: datetime | None = None,
        where: Mapping[str, str] | None = None,
        latest_first: bool = False,
    ) -> list[Case]:
        """The cases of one folder, the earliest deadline first, at most `limit`.

        `held` keeps those that are one person's, or nobody's; `failed` those with a failed send; `due_by` or
        `due_after` those that are due by then, or later; `where` those with these attributes. `latest_first` turns
        the order round: what was due last is shown first, as suits a folder where no work is left.
        """
        filters, values, names = _filters(held, failed, where or {})
        keys, bounds = _range(due_by, due_after)
        shards = [
            writes.query(
                self.client,
                TableName=self.table,
                IndexName="queue-index",
                KeyConditionExpression=f"queue_pk = :queue{keys}",
                ScanIndexForward=not latest_first,
                ExpressionAttributeValues={
                    ":queue": {"S": f"QUEUE#{brand}#{folder}#{shard}"},
                    **values,
                    **bounds,
                },
                **({"FilterExpression": filters} if filters else {"Limit": self._page(limit)}),
                **({"ExpressionAttributeNames": names} if names else {}),
            )
            for shard in range(self.queue_shards)
        ]
        rows = merge(*shards, key=_due_text, reverse=latest_first)
        found = [items.read(Case, item) for item in _with_ties(rows, limit)]
        found.sort(key=lambda case: (case.due_at, case.urgency.rank, case.opened_at), reverse=latest_first)
        return found[:limit]

    def has_any(self, brand: str, folder: str) -> bool:
        """Whether a folder holds any case."""
        return any(
            self.client.query(
                TableName=self.table,
                IndexName="queue-index",
                KeyConditionExpression="queue_pk = :queue",
                ExpressionAttributeValues={":queue": {"S": f"QUEUE#{brand}#{folder}#{shard}"}},
                Select="COUNT",
                Limit=1,
            )["Count"]
            for shard in range(self.queue_shards)
        )

    def count(self, brand: str, folder: str, *, due_by: datetime | None = None) -> int:
        """How many cases stand in one folder; with `due_by`, how many of them are due by then."""
        keys, bounds = _range(due_by, None)
        return sum(
            writes.count(
                self.client,
                TableName=self.table,
                IndexName="queue-index",
                KeyConditionExpression=f"queue_pk = :queue{keys}",
                ExpressionAttributeValues={":queue": {"S": f"QUEUE#{brand}#{folder}#{shard}"}, **bounds},
                Select="COUNT",
            )
            for shard in range(self.queue_shards)
        )

    def count_some(
        self, brand: str, folder: str, most: int, *, held: Held | None = None, failed: bool = False
    ) -> tuple[int, bool]:
        """How many there are among the first `most` cases of each shard of a folder, and whether those are all."""
        filters, values, _ = _filters(held, failed, {})
        pages = [
            self.client.query(
                TableName=self.table,
                IndexName="queue-index",
                KeyConditionExpression="queue_pk = :queue",
                ExpressionAttributeValues={":queue": {"S": f"QUEUE#{brand}#{folder}#{shard}"}, **values},
                Select="COUNT",
                Limit=most,
                **({"FilterExpression": filters} if filters else {}),
            )
            for shard in range(self.queue_shards)
        ]
        return sum(page["Count"] for page in pages), not any("LastEvaluatedKey" in page for page in pages)

    def create(self, case: Case, before: Mention, after: Mention, event: CaseEvent, *, instead_of: Case | None) -> None:
        """A new case with its first member, in one transaction.

        `instead_of` is the conversation's former case, which must be closed. ConflictError if the
        mention changed or the conversation got another case meanwhile.
        """
        conversation: dict[str, Any] = {
            "TableName": self.table,
            "Item": {**_conversation_key(before), "case_id": {"S": case.case_id}},
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        if instead_of:
            conversation["ConditionExpression"] = "case_id = :former"
            conversation["ExpressionAttributeValues"] = {":former": {"S": instead_of.case_id}}
        head = {
            "TableName": self.table,
            "Item": self.to_item(case),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        writes.transact(
            self.client,
            [
                {"Update": self.mentions.change(before, after)},
                {"Put": head},
                {"Put": conversation},
                self._member(case, after),
                self._event(case, event),
            ],
        )

    def join(self, case_before: Case, case_after: Case, before: Mention, after: Mention, event: CaseEvent) -> None:
        """One more member, in one transaction. ConflictError if the mention or the case changed meanwhile."""
        writes.transact(
            self.client,
            [
                {"Update": self.mentions.change(before, after)},
                {"Update": self.change(case_before, case_after)},
                self._member(case_after, after),
                self._event(case_after, event),
            ],
        )

    def update(
        self, before: Case, after: Case, event: CaseEvent, *, with_writes: Sequence[dict[str, Any]] = ()
    ) -> None:
        """One change of a case with its line in the timeline, and whatever must happen in the same transaction.

        ConflictError: position 0 is the case, `with_writes` begin at 2.
        """
        writes.transact(self.client, [{"Update": self.change(before, after)}, self._event(after, event), *with_writes])

    def stay(self, before: Case, after: Case) -> None:
        """A renewed lease, which is no new version. ConflictError if the lease is no longer the one that was seen."""
        held, wanted = items.encode_fields(before), items.encode_fields(after)
        with writes.refusals():
            self.client.update_item(
                TableName=self.table,
                Key=_key(before.case_id),
                UpdateExpression="SET lease_until = :until",
                ConditionExpression="holder = :holder AND lease_until = :seen",
                ExpressionAttributeValues={
                    ":until": wanted["lease_until"],
                    ":holder": held["holder"],
                    ":seen": held["lease_until"],
                },
            )

    def change(self, before: Case, after: Case) -> dict[str, Any]:
        """One change as the arguments of an UpdateItem."""
        gone, written = items.encode_changes(before, after)
        return writes.difference(
            self.table,
            _key(before.case_id),
            {**gone, **self._keys(before)},
            {**written, **self._keys(after)},
            condition="#version = :seen_version",
            names={"#version": "version"},
            values={":seen_version": {"N": str(before.version)}},
        )

    def note(self, before: Case, after: Case, event: CaseEvent) -> list[dict[str, Any]]:
        """A change and its line in the timeline, as members of somebody else's transaction."""
        return [{"Update": self.change(before, after)}, self._event(after, event)]

    def tell(self, case: Case, event: CaseEvent) -> dict[str, Any]:
        """A line in the timeline of a case that stays as it is, as a member of somebody else's transaction."""
        write = self._event(case, event)
        write["Put"]["Item"]["sk"]["S"] += f"#{event.by}#{event.what}"  # the version does not tell it from another line
        return write

    def to_item(self, case: Case) -> Item:
        """The row, with the key of the queue index: every case stands in the folder of its state."""
        return {**_key(case.case_id), **items.encode_fields(case), **self._keys(case)}

    def _page(self, limit: int) -> int:
        """How many rows to read of a shard at a time: its share, and some more, since chance is uneven."""
        return min(limit, limit // self.queue_shards + UNEVEN)

    def _keys(self, case: Case) -> Item:
        shard = items.shard(case.case_id, self.queue_shards)
        return {
            "queue_pk": {"S": f"QUEUE#{case.brand}#{case.state}#{shard}"},
            "queue_sk": {"S": f"{times.to_text(case.due_at)}#{case.case_id}"},
        }

    def _rows(self, case_id: str, prefix: str) -> Iterator[Item]:
        return writes.query(
            self.client,
            TableName=self.table,
            KeyConditionExpression="pk = :case AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":case": {"S": f"CASE#{case_id}"}, ":prefix": {"S": prefix}},
            ConsistentRead=True,
        )

    def _member(self, case: Case, mention: Mention) -> dict[str, Any]:
        posted = times.to_text(mention.posted_at or mention.received_at)
        key = {"pk": {"S": f"CASE#{case.case_id}"}, "sk": {"S": f"MENTION#{posted}#{mention.mention_id}"}}
        return {"Put": {"TableName": self.table, "Item": {**key, "mention_id": {"S": mention.mention_id}}}}

    def _event(self, case: Case, event: CaseEvent) -> dict[str, Any]:
        key = {
            "pk": {"S": f"CASE#{case.case_id}"},
            "sk": {"S": f"AT#{times.to_text(event.at)}#{case.version:06d}"},
        }
        return {"Put": {"TableName": self.table, "Item": {**key, **items.encode_fields(event)}}}


def _filters(held: Held | None, failed: bool, where: Mapping[str, str]) -> tuple[str, Item, dict[str, str]]:
    """The filter of a query of the queue, empty where every case is wanted, its values and its names."""
    wanted = [f"#{name} = :{name}" for name in where]
    values: Item = {f":{name}": {"S": value} for name, value in where.items()}
    if held and held.by is None:
        wanted += ["(attribute_not_exists(lease_until) OR lease_until <= :at)", "attribute_not_exists(assigned_to)"]
    elif held:
        wanted += ["(assigned_to = :by OR contains(mentioned, :by) OR (holder = :by AND lease_until > :at))"]
        values[":by"] = {"S": held.by}
    if held:
        values[":at"] = {"S": times.to_text(held.at)}
    if failed:
        wanted += ["failed_send = :failed"]
        values[":failed"] = {"BOOL": True}
    return " AND ".join(wanted), values, {f"#{name}": name for name in where}


def _range(due_by: datetime | None, due_after: datetime | None) -> tuple[str, Item]:
    """What a key condition adds for a bound on the deadline, and its value."""
    bound = due_by or due_after
    if bound is None:
        return "", {}
    text = f"{times.to_text(bound)}#~"  # after every id of that very moment
    return f" AND queue_sk {'<=' if due_by else '>'} :bound", {":bound": {"S": text}}


def _due_text(item: Item) -> str:
    """The deadline as it stands in the key."""
    return item["queue_sk"]["S"].partition("#")[0]


def _with_ties(rows: Iterator[Item], limit: int) -> Iterator[Item]:
    """The first rows, and those that are due at the very moment of the last: urgency decides among them."""
    last = ""
    for number, item in enumerate(rows, 1):
        if number > limit and _due_text(item) != last:
            return
        last = _due_text(item)
        yield item


def _key(case_id: str) -> Item:
    return {"pk": {"S": f"CASE#{case_id}"}, "sk": HEAD}


def _conversation_key(mention: Mention) -> Item:
    author = mention.author_id or f"nobody:{mention.external_id}"  # strangers without an id share no case
    name = conversation_key(mention.platform, mention.account_id, author, mention.thread_key)
    return {"pk": {"S": f"CONVERSATION#{name}"}, "sk": HEAD}

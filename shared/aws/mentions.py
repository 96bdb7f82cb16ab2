"""The mentions table: mentions and the replies that staff wrote for them.

Rows (design: tables):  MENTION#<id> / HEAD            the mention
                        MENTION#<id> / REPLY#<reply>   one reply by staff
Cases and guards share the table: `cases`, `guards`. Every write of a mention carries the state and
version that the writer saw, so two writers never both win.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from shared.aws import items, writes
from shared.aws.items import Item
from shared.domain import times
from shared.domain.mention import Mention, OutgoingReply, State
from shared.errors import ConflictError, UnknownStateError

HEAD = {"S": "HEAD"}
STATES = frozenset(State)
KEEP = timedelta(days=365)  # after its outcome; it must outlive every retry and replay of a sender: at least 90 days


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReply:
    """A reply as a person wrote it. `case_version` is what the writer saw; `covers` the other mentions it answers, and
    of each the revision that the writer saw; `approved_by` who else said yes to it."""

    reply_id: str
    mention_id: str
    case_id: str
    case_version: int
    text: str
    by: str
    written_at: datetime
    covers: dict[str, int] | None = None
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What lists show of a mention: its text, and what was answered."""

    mention_id: str
    text: str | None = None
    reply: OutgoingReply | None = None
    earlier_replies: tuple[OutgoingReply, ...] = ()


class Mentions:
    """The store. `client` is boto3's low-level DynamoDB client; `due_shards` spreads the due index."""

    def __init__(self, client: Any, table: str, due_shards: int) -> None:
        self.client = client
        self.table = table
        self.due_shards = due_shards

    def get(self, mention_id: str) -> Mention | None:
        """The mention as it stands now (a consistent read), or None. UnknownStateError if a later version wrote it."""
        found = self.client.get_item(TableName=self.table, Key=mention_key(mention_id), ConsistentRead=True)
        if "Item" not in found:
            return None
        if found["Item"]["state"]["S"] not in STATES:
            raise UnknownStateError("a later version of Heed moved this mention; deploy that version everywhere")
        return items.read(Mention, found["Item"])

    def get_many(self, mention_ids: Sequence[str]) -> dict[str, Mention]:
        """The mentions that are there, by id; not a consistent read. For lists, at most 100 at once."""
        if not mention_ids:
            return {}
        wanted = {self.table: {"Keys": [mention_key(mention_id) for mention_id in dict.fromkeys(mention_ids)]}}
        found: dict[str, Mention] = {}
        while wanted:
            page = self.client.batch_get_item(RequestItems=wanted)
            rows = (items.read(Mention, item) for item in page["Responses"].get(self.table, ()))
            found.update({mention.mention_id: mention for mention in rows})
            wanted = page.get("UnprocessedKeys")
        return found

    def said(self, mention_ids: Sequence[str]) -> dict[str, Said]:
        """What was said in the mentions that are there, by id; not a consistent read. At most 100 at once."""
        if not mention_ids:
            return {}
        asked = {
            "Keys": [mention_key(mention_id) for mention_id in dict.fromkeys(mention_ids)],
            "ProjectionExpression": "mention_id, #text, reply, earlier_replies",
            "ExpressionAttributeNames": {"#text": "text"},
        }
        wanted: dict[str, Any] | None = {self.table: asked}
        found: dict[str, Said] = {}
        while wanted:
            page = self.client.batch_get_item(RequestItems=wanted)
            rows = (items.read(Said, item) for item in page["Responses"].get(self.table, ()))
            found.update({said.mention_id: said for said in rows})
            wanted = page.get("UnprocessedKeys")
        return found

    def put_new(self, mention: Mention) -> Mention | None:
        """Stores a mention whose id was not seen before, in one conditional put.

        Returns None, or the mention that is already there; then nothing was written.
        """
        try:
            self.client.put_item(
                TableName=self.table,
                Item=self.to_item(mention),
                ConditionExpression="attribute_not_exists(pk)",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            if not writes.is_refusal(error):
                raise
            there = error.response.get("Item")
            held = items.read(Mention, there) if there else self.get(mention.mention_id)
            if held is None:
                raise ConflictError from error  # gone since: nothing is stored, so this must not pass for stored
            return held
        return None

    def update(self, before: Mention, after: Mention) -> None:
        """Writes one arrow. ConflictError if the mention is no longer in the state and version seen."""
        with writes.refusals():
            self.client.update_item(**self.change(before, after))

    def change(self, before: Mention, after: Mention) -> dict[str, Any]:
        """One arrow as the arguments of an UpdateItem, also for a transaction."""
        gone, written = items.encode_changes(before, after)
        return writes.difference(
            self.table,
            mention_key(before.mention_id),
            {**gone, **self._keys(before)},
            {**written, **self._keys(after)},
            condition="#state = :seen_state AND #version = :seen_version",
            names={"#state": "state", "#version": "version"},
            values={":seen_state": {"S": str(before.state)}, ":seen_version": {"N": str(before.version)}},
        )

    def unchanged(self, seen: Mention) -> dict[str, Any]:
        """The arguments of a ConditionCheck: the author has not edited the text since, and it waits as it did."""
        values = {":seen_state": {"S": str(seen.state)}}
        if seen.revision:
            values[":seen_revision"] = {"N": str(seen.revision)}
        same_revision = "revision = :seen_revision" if seen.revision else "attribute_not_exists(revision)"
        return {
            "TableName": self.table,
            "Key": mention_key(seen.mention_id),
            "ConditionExpression": f"#state = :seen_state AND {same_revision}",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": values,
        }

    def overdue(self, shard: int, until: datetime) -> Iterator[str]:
        """The ids of open mentions in one shard for which a step is due since `until` or earlier, oldest first."""
        found = writes.query(
            self.client,
            TableName=self.table,
            IndexName="due-index",
            KeyConditionExpression="due_pk = :shard AND due_sk < :until",
            ExpressionAttributeValues={
                ":shard": {"S": f"DUE#{shard}"},
                ":until": {"S": times.to_text(until) + "$"},  # "$" sorts after "#": the moment itself is included
            },
        )
        return (item["due_sk"]["S"].partition("#")[2] for item in found)

    def overdue_with_people(self, shard: int, until: datetime) -> int:
        """How many mentions in one shard wait in a case whose deadline is over since `until` or earlier."""
        arguments = {
            "TableName": self.table,
            "IndexName": "due-index",
            "KeyConditionExpression": "due_pk = :shard AND due_sk < :until",
            "ExpressionAttributeValues": {
                ":shard": {"S": f"PEOPLE#{shard}"},
                ":until": {"S": times.to_text(until) + "$"},
            },
            "Select": "COUNT",
        }
        return writes.count(self.client, **arguments)

    def by_author(self, platform: str, author_id: str, limit: int) -> list[str]:
        """The ids of an author's newest mentions, newest first."""
        return [key.partition("#")[2] for key in self.keys_by_author(platform, author_id, limit)]

    def keys_by_author(self, platform: str, author_id: str, limit: int, *, before: str = "") -> list[str]:
        """The same as `<moment>#<mention id>`; only those before the key `before`, the last one of the page above."""
        page = self.client.query(
            TableName=self.table,
            IndexName="author-index",
            KeyConditionExpression="author_pk = :author" + (" AND author_sk < :before" if before else ""),
            ExpressionAttributeValues={
                ":author": {"S": f"AUTHOR#{platform}#{author_id}"},
                **({":before": {"S": before}} if before else {}),
            },
            ScanIndexForward=False,
            Limit=limit,
        )
        return [item["author_sk"]["S"] for item in page["Items"]]

    def count_by_author(self, platform: str, author_id: str, since: datetime) -> int:
        """How many mentions an author wrote since then."""
        return writes.count(
            self.client,
            TableName=self.table,
            IndexName="author-index",
            KeyConditionExpression="author_pk = :author AND author_sk >= :since",
            ExpressionAttributeValues={
                ":author": {"S": f"AUTHOR#{platform}#{author_id}"},
                ":since": {"S": times.to_text(since)},
            },
            Select="COUNT",
        )

    def staff_reply(self, mention_id: str, reply_id: str) -> StaffReply | None:
        key = {**mention_key(mention_id), "sk": {"S": f"REPLY#{reply_id}"}}
        found = self.client.get_item(TableName=self.table, Key=key, ConsistentRead=True)
        return items.read(StaffReply, found["Item"]) if "Item" in found else None

    def put_staff_reply(self, reply: StaffReply) -> dict[str, Any]:
        """A staff reply as the arguments of a PutItem, for the desk's transaction."""
        key = {**mention_key(reply.mention_id), "sk": {"S": f"REPLY#{reply.reply_id}"}}
        return {
            "TableName": self.table,
            "Item": {**key, **items.encode_fields(reply), "expires_at": _expiry(reply.written_at)},
            "ConditionExpression": "attribute_not_exists(pk)",
        }

    def to_item(self, mention: Mention) -> Item:
        """The row: the mention's fields, and the keys of the sparse indexes where they apply."""
        return {**mention_key(mention.mention_id), **items.encode_fields(mention), **self._keys(mention)}

    def _keys(self, mention: Mention) -> Item:
        """What the row has besides its fields: where the indexes find it, and when it expires."""
        item: Item = {}
        if not mention.is_open:
            item["expires_at"] = _expiry(mention.updated_at)
        if mention.due_at is not None:
            shard = items.shard(mention.mention_id, self.due_shards)
            item["due_pk"] = {"S": f"{'PEOPLE' if mention.with_people else 'DUE'}#{shard}"}
            item["due_sk"] = {"S": f"{times.to_text(mention.due_at)}#{mention.mention_id}"}
        if mention.author_id:
            posted = times.to_text(mention.posted_at or mention.received_at)
            item["author_pk"] = {"S": f"AUTHOR#{mention.platform}#{mention.author_id}"}
            item["author_sk"] = {"S": f"{posted}#{mention.mention_id}"}
        return item


def mention_key(mention_id: str) -> Item:
    return {"pk": {"S": f"MENTION#{mention_id}"}, "sk": HEAD}


def _expiry(since: datetime) -> dict[str, str]:
    return {"N": str(int((since + KEEP).timestamp()))}

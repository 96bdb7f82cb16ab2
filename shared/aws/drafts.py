"""What staff have begun to write, in the mentions table beside its case: erasing a case's rows erases it too.

CASE#<case_id> / DRAFT#<staff>#<mention_id>   one person's unsent answer to one message

A draft is never deleted here: one that was sent or thrown away is emptied, so that an older window still notices.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from shared.aws import items, writes
from shared.aws.items import Item
from shared.errors import ConflictError

KEEP = timedelta(days=30)  # after its last change


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An unsent answer. `edition` counts its changes; `window` names the page that made the last one."""

    case_id: str
    mention_id: str
    by: str
    text: str
    edition: int
    window: str
    updated_at: datetime


class Drafts:
    """The store. `client` is boto3's low-level DynamoDB client, `table` the mentions table."""

    def __init__(self, client: Any, table: str) -> None:
        self.client = client
        self.table = table

    def of_case(self, case_id: str, now: datetime) -> list[Draft]:
        """Every person's drafts that hold a text, the latest change first."""
        found = [draft for draft in self._rows(case_id, now) if draft.text]
        return sorted(found, key=lambda draft: draft.updated_at, reverse=True)

    def keep(self, draft: Draft, *, after: int) -> Draft | None:
        """Stores it, and returns None; or stores nothing, and returns the newer one that is there.

        `after` is the edition that the writer knew, 0 for none. What the same window wrote before gives way whichever
        arrives first; what another window wrote meanwhile does not, unless it is empty or has run out.
        """
        try:
            self.client.put_item(
                TableName=self.table,
                Item=_to_item(draft),
                ConditionExpression="attribute_not_exists(pk) OR edition = :after OR expires_at <= :now"
                " OR #text = :nothing OR (#window = :window AND edition < :edition)",
                ExpressionAttributeNames={"#text": "text", "#window": "window"},
                ExpressionAttributeValues={
                    ":after": {"N": str(after)},
                    ":now": {"N": str(int(draft.updated_at.timestamp()))},
                    ":nothing": {"S": ""},
                    ":window": {"S": draft.window},
                    ":edition": {"N": str(draft.edition)},
                },
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            if not writes.is_refusal(error):
                raise
            there = error.response.get("Item")
            if there is None:  # a store that does not say what is in the way
                raise ConflictError from error
            return items.read(Draft, there)
        return None

    def empty(self, draft: Draft, now: datetime) -> None:
        """Takes the text out of this edition. One that was changed meanwhile stays."""
        self.keep(replace(draft, text="", edition=draft.edition + 1, updated_at=now), after=draft.edition)

    def _rows(self, case_id: str, now: datetime) -> Iterator[Draft]:
        rows = writes.query(
            self.client,
            TableName=self.table,
            KeyConditionExpression="pk = :case AND begins_with(sk, :prefix)",
            ExpressionAttributeValues={":case": {"S": f"CASE#{case_id}"}, ":prefix": {"S": "DRAFT#"}},
            ConsistentRead=True,
        )
        return (items.read(Draft, row) for row in rows if items.decode(row["expires_at"]) > now.timestamp())


def _to_item(draft: Draft) -> Item:
    return {
        "pk": {"S": f"CASE#{draft.case_id}"},
        "sk": {"S": f"DRAFT#{draft.by}#{draft.mention_id}"},
        **items.encode_fields(draft),
        "expires_at": {"N": str(int((draft.updated_at + KEEP).timestamp()))},
    }

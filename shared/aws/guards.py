"""Rows that keep the machine from speaking too often, or in the same words. They stand in the mentions table,
except the breaker.

    GUARD#<author>        / ACK      one automatic reply per author and account in 24 hours
    GUARD#<conversation>  / ACK      one automatic reply per author and thread
    BREAKER#<account>     / <window> automatic replies of one account in one window (tallies table)
    TURN#<thread>         / <topic>#<language>  public automatic replies of this kind in one thread, by whomever asked

A guard is named for the mention that took it. It is taken in the transaction of the claim and
released only with proof that nothing was posted.
"""

from datetime import datetime, timedelta
from typing import Any

from shared.aws import items
from shared.aws.items import Item
from shared.domain.mention import Mention, author_key, conversation_key

AUTHOR_REST = timedelta(hours=24)
THREAD_REST = timedelta(days=365)


def take(table: str, mention: Mention, now: datetime) -> list[dict[str, Any]]:
    """The guards of one automatic reply, as the members of a transaction: author, then conversation."""
    return [_take(table, key, mention, now, rest) for key, rest in _keys(mention)]


def release(table: str, mention: Mention) -> list[dict[str, Any]]:
    """The same guards given back, if this mention took them; as members of a transaction."""
    return [
        {
            "Delete": {
                "TableName": table,
                "Key": key,
                "ConditionExpression": "attribute_not_exists(pk) OR mention_id = :mine",
                "ExpressionAttributeValues": {":mine": {"S": mention.mention_id}},
            }
        }
        for key, _rest in _keys(mention)
    ]


def count_send(table: str, mention: Mention, *, limit: int, window: timedelta, now: datetime) -> dict[str, Any]:
    """One automatic reply counted against the account's breaker, as a member of the claim's transaction.

    Fails when `limit` replies were already claimed in this window. A reply that was then proven not
    to stand stays counted: the breaker is for the day on which something is wrong.
    """
    start, seconds = _window(window, now)
    return {
        "Update": {
            "TableName": table,
            "Key": breaker_key(mention.platform, mention.account_id, window, now),
            "UpdateExpression": "SET expires_at = :expires_at ADD sends :one",
            "ConditionExpression": "attribute_not_exists(sends) OR sends < :most",
            "ExpressionAttributeValues": {
                ":one": {"N": "1"},
                ":most": {"N": str(limit)},
                ":expires_at": {"N": str(start + 2 * seconds + 86_400)},
            },
        }
    }


def breaker_key(platform: str, account_id: str, window: timedelta, now: datetime) -> Item:
    """Of the row in which the automatic replies of an account are counted that belong to the window now."""
    start, seconds = _window(window, now)
    return {"pk": {"S": f"BREAKER#{platform}#{account_id}"}, "sk": {"S": f"{seconds}#{start}"}}


def turn(client: Any, table: str, mention: Mention, kind: str) -> int:
    """How many public automatic replies of this kind, such as "praise#en", the thread has had."""
    found = client.get_item(TableName=table, Key=_turn_key(mention, kind), ConsistentRead=True).get("Item")
    return items.decode(found["turn"]) if found else 0


def take_turn(table: str, mention: Mention, kind: str, seen: int, now: datetime) -> dict[str, Any]:
    """The thread's next turn, as a member of the claim's transaction. Fails where another reply took it since `seen`.

    It is not given back: a reply that is posted again after all keeps its words.
    """
    until = int((now + THREAD_REST).timestamp())
    return {
        "Put": {
            "TableName": table,
            "Item": {**_turn_key(mention, kind), "turn": {"N": str(seen + 1)}, "expires_at": {"N": str(until)}},
            "ConditionExpression": "turn = :seen" if seen else "attribute_not_exists(pk)",
            **({"ExpressionAttributeValues": {":seen": {"N": str(seen)}}} if seen else {}),
        }
    }


def _window(window: timedelta, now: datetime) -> tuple[int, int]:
    """When the window of now began, in seconds since 1970, and its length in seconds."""
    seconds = int(window.total_seconds())
    return int(now.timestamp()) // seconds * seconds, seconds


def _turn_key(mention: Mention, kind: str) -> Item:
    thread = conversation_key(mention.platform, mention.account_id, None, mention.thread_key)
    return {"pk": {"S": f"TURN#{thread}"}, "sk": {"S": kind}}


def _keys(mention: Mention) -> list[tuple[Item, timedelta]]:
    author = author_key(mention.platform, mention.account_id, mention.author_id or "")
    thread = conversation_key(mention.platform, mention.account_id, mention.author_id, mention.thread_key)
    return [(_key(author), AUTHOR_REST), (_key(thread), THREAD_REST)]


def _key(name: str) -> Item:
    return {"pk": {"S": f"GUARD#{name}"}, "sk": {"S": "ACK"}}


def _take(table: str, key: Item, mention: Mention, now: datetime, rest: timedelta) -> dict[str, Any]:
    until = int((now + rest).timestamp())
    return {
        "Put": {
            "TableName": table,
            "Item": {**key, "mention_id": {"S": mention.mention_id}, "expires_at": {"N": str(until)}},
            "ConditionExpression": "attribute_not_exists(pk) OR expires_at <= :now OR mention_id = :mine",
            "ExpressionAttributeValues": {
                ":now": {"N": str(int(now.timestamp()))},
                ":mine": {"S": mention.mention_id},
            },
        }
    }

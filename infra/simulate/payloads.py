"""What platforms write into a delivery: the same contents, edits and deletes in each one's own form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from infra.simulate.kernel import START
from shared.domain import times

ACCOUNTS = {"facebook": "110022003300440", "standard_webhooks": "ourshop", "x": "880011"}


@dataclass
class Content:
    """One post, comment or direct message. `versions` are its texts and when each was written; `gone_us` is when its
    author took it back."""

    platform: str
    native_id: str
    external_id: str
    author: str
    thread: str
    posted_us: int
    versions: list[tuple[int, str]]
    is_own: bool = False
    is_private: bool = False
    gone_us: int | None = None

    @property
    def first(self) -> str:
        return self.versions[0][1]


@dataclass(frozen=True)
class Entry:
    """One thing that a delivery tells: created, edited, deleted, ignored or unknown."""

    kind: str
    content: Content
    text: str = ""
    at_us: int = 0


def moment(us: int) -> datetime:
    return START + timedelta(microseconds=us)


def external_id(platform: str, native_id: str) -> str:
    """The id as our adapters name it."""
    return f"forum:{native_id}" if platform == "standard_webhooks" else native_id


NAMES: dict[str, Callable[[int, int, int], tuple[str, str, str]]] = {
    "facebook": lambda n, author, thread: (
        f"{7000 + thread}_{500 + n}",
        f"66{author:04d}",
        f"{ACCOUNTS['facebook']}_{7000 + thread}",
    ),
    "standard_webhooks": lambda n, author, thread: (f"p{n}", f"u{author}", f"t{thread}"),
    "x": lambda n, author, thread: (str(1_990_000_000_000 + n), f"55{author:04d}", str(1_980_000_000_000 + thread)),
}


def _facebook(entries: list[Entry]) -> Any:
    verbs = {"created": "add", "ignored": "add", "edited": "edited", "deleted": "remove"}
    changes, messages = [], []
    for entry in entries:
        content = entry.content
        if content.is_private:
            messages.append(_messenger(entry))
            continue
        if entry.kind == "unknown":
            changes.append({"field": "holograms", "value": {"hologram_id": content.native_id, "message": entry.text}})
            continue
        value = {
            "from": {"id": content.author, "name": f"Name of {content.author}"},
            "item": "comment",
            "verb": verbs[entry.kind],
            "comment_id": content.native_id,
            "post_id": content.thread,
            "parent_id": content.thread,
            "created_time": _seconds(content.posted_us),
            "message": entry.text,
        }
        if entry.kind == "edited":
            value["edited_time"] = _seconds(entry.at_us)
        if entry.kind == "deleted":
            del value["message"]
        changes.append({"field": "feed", "value": value})
    told = {"changes": changes, "messaging": messages}
    filled = {name: listed for name, listed in told.items() if listed}
    return {"object": "page", "entry": [{"id": ACCOUNTS["facebook"], "time": 1, **filled}]}


def _messenger(entry: Entry) -> Any:
    content = entry.content
    message: dict[str, Any] = {"mid": content.native_id}
    if entry.kind == "deleted":
        message["is_deleted"] = True
    else:
        message["text"] = entry.text
    if content.is_own:
        message["is_echo"] = True
    return {
        "sender": {"id": content.author},
        "recipient": {"id": ACCOUNTS["facebook"]},
        "timestamp": _seconds(entry.at_us) * 1000,
        "message_edit" if entry.kind == "edited" else "message": message,
    }


def _standard(entries: list[Entry]) -> Any:
    kind = entries[0].kind
    listed = []
    for entry in entries:
        content = entry.content
        row: dict[str, Any] = {
            "id": content.native_id,
            "account_id": ACCOUNTS["standard_webhooks"],
            "platform": "forum",
        }
        if kind != "deleted":
            row |= {
                "author": {"id": content.author, "name": f"Name of {content.author}", "is_own": content.is_own},
                "text": entry.text,
                "created_at": times.to_text(moment(content.posted_us)),
                "thread_id": content.thread,
            }
        if content.is_private:
            row["surface"] = "direct_message"
        if kind == "edited":
            row["edited_at"] = times.to_text(moment(entry.at_us))
        listed.append(row)
    named = {"created": "mention.created", "ignored": "mention.created", "unknown": "mention.sung"}
    data = listed if len(listed) > 1 else listed[0]
    return {
        "type": named.get(kind, f"mention.{kind}"),
        "timestamp": times.to_text(moment(entries[0].at_us)),
        "data": data,
    }


def _x(entries: list[Entry]) -> Any:
    if entries[0].kind == "deleted":
        gone = [
            {
                "status": {"id": entry.content.native_id, "user_id": entry.content.author},
                "timestamp_ms": str(_seconds(entry.at_us) * 1000),
            }
            for entry in entries
        ]
        return {"for_user_id": ACCOUNTS["x"], "tweet_delete_events": gone}
    if entries[0].content.is_private:
        return {"for_user_id": ACCOUNTS["x"], "direct_message_events": [_x_message(entry) for entry in entries]}
    told = []
    for entry in entries:
        content = entry.content
        author, parent = int(content.author), int(content.thread)
        told.append(
            {
                "created_at": moment(content.posted_us).strftime("%a %b %d %H:%M:%S +0000 %Y"),
                "id": int(content.native_id),
                "id_str": content.native_id,
                "text": f"@ourshop {entry.text}",
                "user": {"id": author, "id_str": content.author, "name": "A name", "screen_name": f"u{author}"},
                "in_reply_to_status_id": parent,
                "in_reply_to_status_id_str": content.thread,
                "entities": {"user_mentions": [{"id_str": ACCOUNTS["x"], "screen_name": "ourshop"}]},
                "lang": "en",
            }
        )
    return {"for_user_id": ACCOUNTS["x"], "tweet_create_events": told}


def _x_message(entry: Entry) -> Any:
    content = entry.content
    return {
        "type": "message_create",
        "id": content.native_id,
        "created_timestamp": str(_seconds(content.posted_us) * 1000),
        "message_create": {
            "target": {"recipient_id": ACCOUNTS["x"]},
            "sender_id": content.author,
            "message_data": {"text": entry.text},
        },
    }


def _seconds(us: int) -> int:
    return int(moment(us).timestamp())


COMPOSERS: dict[str, Callable[[list[Entry]], Any]] = {"facebook": _facebook, "standard_webhooks": _standard, "x": _x}

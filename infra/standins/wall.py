"""What was posted on the stand-in platforms, kept in a file of JSON lines so that it survives a restart."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from shared.domain import times

X_EPOCH_MS = 1_288_834_974_657  # ids in X's style count milliseconds from here: greater than any sample's


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One reply on the wall. `in_reply_to` is the content, or for a message the person, it answers.

    `appears_at` is None while the post is held back until somebody asks for it with a tick.
    `key` is the sender's own id of the request, where the platform takes one.
    """

    platform: str
    account: str
    id: str
    in_reply_to: str
    text: str
    at: datetime
    appears_at: datetime | None
    private: bool = False
    key: str = ""


class Wall:
    """The posts in the order in which they came. Not for use by several threads at once: the server locks."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._posts: list[Post] = []
        self._last_id = 0
        file.parent.mkdir(parents=True, exist_ok=True)
        self._load()
        self._stream = file.open("ab")

    def next_id(self, now: datetime) -> str:
        """A number that no post had before, also after a restart or a reset."""
        self._last_id = max(self._last_id + 1, (int(now.timestamp() * 1000) - X_EPOCH_MS) << 22)
        return str(self._last_id)

    def add(self, post: Post) -> None:
        """Keeps a post. It is written to the file when this returns."""
        self._posts.append(post)
        self._write(_to_row(post))

    def tick(self, now: datetime) -> int:
        """Lets all posts appear that were held back; their number."""
        late = len(self._posts) - len(self.posts(now))
        self._posts = [_shown_by(post, now) for post in self._posts]
        self._write({"ticked_at": times.to_text(now)})
        return late

    def posts(self, now: datetime, platform: str | None = None, account: str | None = None) -> list[Post]:
        """The posts that can be seen at `now`, oldest first."""
        return [
            post
            for post in self._posts
            if post.appears_at is not None
            and post.appears_at <= now
            and platform in (None, post.platform)
            and account in (None, post.account)
        ]

    def reset(self) -> None:
        """Takes everything down."""
        self._posts.clear()
        self._stream.truncate(0)

    def close(self) -> None:
        self._stream.close()

    def _write(self, row: dict[str, Any]) -> None:
        self._stream.write(json.dumps(row).encode() + b"\n")
        self._stream.flush()

    def _load(self) -> None:
        """Reads the file back. A last line that a kill cut in two was never answered: it goes."""
        if not self._file.exists():
            return
        whole, newline, _ = self._file.read_bytes().rpartition(b"\n")
        for line in whole.splitlines():
            row = json.loads(line)
            if "ticked_at" in row:
                at = times.from_text(row["ticked_at"])
                self._posts = [_shown_by(post, at) for post in self._posts]
            else:
                post = _from_row(row)
                self._posts.append(post)
                self._last_id = max(self._last_id, int(re.findall(r"\d+", post.id)[-1]))
        with self._file.open("r+b") as stream:
            stream.truncate(len(whole) + len(newline))


def doubled(posts: Iterable[Post]) -> frozenset[str]:
    """The ids of posts that answer what another one answers already.

    A person may rightly get two private messages, so those count only if they also say the same.
    """
    listed = list(posts)
    answers = Counter(_answers(post) for post in listed)
    return frozenset(post.id for post in listed if answers[_answers(post)] > 1)


def _answers(post: Post) -> tuple[str, ...]:
    return (post.platform, post.account, post.in_reply_to, post.text if post.private else "")


def _shown_by(post: Post, at: datetime) -> Post:
    return replace(post, appears_at=at) if post.appears_at is None or post.appears_at > at else post


def _to_row(post: Post) -> dict[str, Any]:
    shown = post.appears_at and times.to_text(post.appears_at)
    return {**asdict(post), "at": times.to_text(post.at), "appears_at": shown}


def _from_row(row: dict[str, Any]) -> Post:
    shown = row["appears_at"] and times.from_text(row["appears_at"])
    return Post(**{**row, "at": times.from_text(row["at"]), "appears_at": shown})

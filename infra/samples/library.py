"""Sample deliveries: bodies composed by us, made fresh each time they are sent.

`<platform>/samples.json` lists them in the order of sending. A row:

    file      the body, JSON as it stands
    what      what it shows, in a few words
    ends_in   acknowledged, in_review, ignored, withdrawn or quarantined: where it ends on a quiet day
    changes   the file whose mention it edits or deletes; send that one first, with the same suffix
    times     [{"at": pointer, "form": form, "ago_s": seconds}] to be set when the body is made; forms: FORMS
    ids       [pointer] to ids that take the suffix, so that every run brings new mentions and authors
    method, headers, query    only where they are special

Pointers are JSON pointers (RFC 6901). Account ids take no suffix: they are the brand's.
"""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
SUFFIX_LIMIT = 8  # digits; ids of X have room for 19 in all

FORMS: dict[str, Callable[[datetime], int | str]] = {
    "seconds": lambda moment: int(moment.timestamp()),
    "milliseconds": lambda moment: int(moment.timestamp() * 1000),
    "milliseconds_text": lambda moment: str(int(moment.timestamp() * 1000)),
    "iso": lambda moment: moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
    "x_date": lambda moment: moment.astimezone(UTC).strftime("%a %b %d %H:%M:%S +0000 %Y"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One delivery. `name` is its file without the ending; `changes` names another sample or is None."""

    platform: str
    name: str
    what: str
    ends_in: str
    content: Any
    changes: str | None = None
    times: tuple[Mapping[str, Any], ...] = ()
    ids: tuple[str, ...] = ()
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)

    def body(self, now: datetime, suffix: str) -> bytes:
        """The bytes to sign and send, with times near `now` and `suffix` (digits) at the end of the ids.

        The same suffix gives the same mentions again, as a duplicate. Non-ASCII characters are escaped.
        """
        if not (suffix.isascii() and suffix.isdigit() and len(suffix) <= SUFFIX_LIMIT):
            raise ValueError(f"suffix: 1 to {SUFFIX_LIMIT} digits, so that numeric ids stay numeric")
        content = deepcopy(self.content)
        for time in self.times:
            moment = now - timedelta(seconds=time.get("ago_s", 0))
            _change(content, time["at"], lambda _, moment=moment, form=time["form"]: FORMS[form](moment))
        for pointer in self.ids:
            _change(content, pointer, lambda old: type(old)(f"{old}{suffix}"))
        return json.dumps(content, separators=(",", ":")).encode()


def load(platform: str) -> list[Sample]:
    """The samples of a platform in the order in which they are sent."""
    folder = FOLDER / platform
    return [_sample(platform, folder, row) for row in json.loads((folder / "samples.json").read_text("utf-8"))]


def _sample(platform: str, folder: Path, row: dict[str, Any]) -> Sample:
    described = {name: row[name] for name in ("what", "ends_in", "method", "headers", "query") if name in row}
    return Sample(
        platform=platform,
        name=Path(row["file"]).stem,
        content=json.loads((folder / row["file"]).read_text("utf-8")),
        changes=Path(row["changes"]).stem if "changes" in row else None,
        times=tuple(row.get("times", ())),
        ids=tuple(row.get("ids", ())),
        **described,
    )


def _change(content: Any, pointer: str, change: Callable[[Any], Any]) -> None:
    """Replaces the value at a pointer; KeyError or IndexError if nothing is there."""
    *path, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    holder = content
    for part in path:
        holder = holder[_key(holder, part)]
    holder[_key(holder, last)] = change(holder[_key(holder, last)])


def _key(holder: Any, part: str) -> Any:
    return int(part) if isinstance(holder, list) else part

"""Mentions in files, one JSON object a line: what may stand in one, and what is said of one that is wrong."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from shared.domain.arrival import well_formed
from shared.domain.assessment import Sentiment, Topic, Urgency
from shared.domain.mention import NAME_LIMIT, Surface, cut
from shared.errors import InputError
from shared.platforms import registry

WORDS: Mapping[str, type[StrEnum]] = {"sentiment": Sentiment, "urgency": Urgency, "topic": Topic}
YES_OR_NO = ("needs_human", "acknowledge_ok", "abuse", "troll")
# People call both a comment; a platform that knows but one of the two calls it by that name
OTHER_WORD = {Surface.COMMENT: Surface.POST, Surface.POST: Surface.COMMENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One mention of a file. Its text is as a row would keep it: cut, and without lone surrogates. `remarks` say what
    was passed over."""

    id: str | int
    text: str
    platform: str | None = None
    surface: Surface = Surface.COMMENT
    author: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A mention with what people say of it. A label that is not there is None. `part`: its file's name."""

    line: Line
    part: str
    language: str | None = None
    sentiment: str | None = None
    urgency: str | None = None
    topic: str | None = None
    needs_human: bool | None = None
    acknowledge_ok: bool | None = None
    abuse: bool | None = None
    troll: bool | None = None

    @property
    def needs_person(self) -> bool | None:
        """Whether a machine must not answer it. Where only the other label stands, that one decides."""
        if self.needs_human is None and self.acknowledge_ok is not None:
            return not self.acknowledge_ok
        return self.needs_human

    @property
    def simple(self) -> bool | None:
        """Whether a machine may answer it."""
        if self.acknowledge_ok is None and self.needs_human is not None:
            return not self.needs_human
        return self.acknowledge_ok


def numbered(rows: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The rows that are not blank, with their numbers in the file."""
    return ((number, row) for number, row in enumerate(rows, 1) if row.strip())


def fields_of(row: bytes) -> dict[str, Any]:
    """The JSON object of a row. InputError if it is none."""
    try:
        found = json.loads(row.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise InputError("JSON", f"{error.msg} at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:
        raise InputError("JSON", str(error)) from error
    if not isinstance(found, dict):
        raise InputError("JSON", 'each line must be one object, such as {"id": 1, "text": "Thank you!"}')
    return found


def line_of(fields: Mapping[str, Any]) -> Line:
    """The mention of an object. InputError names the first field that is wrong, and what it wants."""
    text, author = fields.get("text"), fields.get("author")
    if not isinstance(text, str):
        raise InputError("text", "it must be there, and a string")
    if isinstance(author, dict):
        author = author.get("name")
    if author is not None and not isinstance(author, str):
        raise InputError("author", "it must be the author's name, a string, or an object with a name")
    remarks: list[str] = []
    platform = _served(fields, "platform", registry.PLATFORMS, remarks)
    surface = Surface(_served(fields, "surface", tuple(Surface), remarks) or Surface.COMMENT)
    return Line(
        id=identifier(fields),
        text=well_formed(cut(text) or ""),
        platform=platform,
        surface=_surface(platform, surface),
        author=author and well_formed(cut(author, NAME_LIMIT) or ""),
        remarks=tuple(remarks),
    )


def _served(fields: Mapping[str, Any], name: str, words: Sequence[str], remarks: list[str]) -> str | None:
    """One of `words`, however it is spelt. Another is passed over with a remark: the text is judged all the same."""
    given = fields.get(name)
    if given is None:
        return None
    if not isinstance(given, str):
        raise InputError(name, "it must be a string")
    plain = given.strip().lower().replace(" ", "_").replace("-", "_")
    if plain in words:
        return plain
    remarks.append(f"{name}: {given!r} is not served, so nothing is held against it; served are {', '.join(words)}")
    return None


def _surface(platform: str | None, given: Surface) -> Surface:
    """The surface in the platform's own words, as its adapter would have named it."""
    answered = registry.card(platform).replies if platform else {}
    other = OTHER_WORD.get(given)
    return other if other in answered and given not in answered else given


def identifier(fields: Mapping[str, Any]) -> str | int:
    found = fields.get("id")
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise InputError("id", "it must be there, a string or a whole number")
    return found


def read_labelled(paths: Iterable[Path]) -> list[Labelled]:
    """Every labelled mention of the files. A wrong line stops it: half a file gives a wrong figure.

    A line without an id is named by its file and number.
    """
    found = []
    for path in paths:
        with path.open("rb") as rows:
            for number, row in numbered(rows):
                try:
                    found.append(_labelled({"id": f"{path.stem}:{number}", **fields_of(row)}, path.stem))
                except InputError as error:
                    raise InputError(f"{path.name}, line {number}", str(error)) from error
    if not found:
        raise InputError("FILE", "it holds no line")
    return found


def _labelled(fields: Mapping[str, Any], part: str) -> Labelled:
    labels: dict[str, Any] = {name: _word(fields, name, tuple(kind)) for name, kind in WORDS.items()}
    for name in YES_OR_NO:
        labels[name] = fields.get(name)
        if labels[name] is not None and not isinstance(labels[name], bool):
            raise InputError(name, "it must be true or false")
    language = fields.get("language")
    if language is not None and not isinstance(language, str):
        raise InputError("language", 'it must be a code, such as "en"')
    return Labelled(line=line_of(fields), part=part, language=language, **labels)


def _word(fields: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> str | None:
    """One of the words allowed, or None if there is none; case does not matter."""
    given = fields.get(name)
    if given is None:
        return None
    found = given.lower() if isinstance(given, str) else None
    if found not in allowed:
        raise InputError(name, f"{given!r:.60} is not known; it must be one of {', '.join(allowed)}")
    return found

"""What the oracles look at: rows as they stand in the tables, read without the program's own code."""

import json
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from infra.simulate.payloads import Content
from infra.simulate.people import PEOPLE
from infra.simulate.runtime import microseconds
from infra.simulate.world import CaseMove, Move, World
from shared.domain import times

X_GREETING = "@ourshop "
NOBODY = {"S": ""}
STAFF = frozenset(person.staff_id for person in PEOPLE)


@dataclass(frozen=True)
class Violation:
    """A promise that was broken: which, for which mention or delivery, and how."""

    kind: str
    about: str
    how: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a case's timeline: when by the writer's clock, who, and what."""

    at_us: int
    by: str
    what: str


class Row:
    """A mention's row, or a case's. Every value is read here, from the typed attributes."""

    def __init__(self, item: dict[str, Any]) -> None:
        self.item = item

    def text(self, name: str) -> str:
        return self.item.get(name, {}).get("S", "")

    def flag(self, name: str) -> bool:
        return self.item.get(name, {}).get("BOOL", False)

    def number(self, name: str) -> int:
        return int(self.item.get(name, {}).get("N", "0"))

    @property
    def said(self) -> str:
        return self.text("text").removeprefix(X_GREETING)

    @property
    def key(self) -> tuple[str, str]:
        return self.text("platform"), self.text("external_id")

    @property
    def speaker(self) -> str:
        """Who wrote the reply that is being sent or was sent."""
        return self.item.get("reply", {}).get("M", {}).get("by", {}).get("S", "")

    @property
    def reply_id(self) -> str:
        """Our id of the person's reply that is on the row, if it is one."""
        return self.item.get("reply", {}).get("M", {}).get("reply_id", {}).get("S", "")

    @property
    def reply_ids(self) -> set[str]:
        """The platform's ids of all replies that the row knows to stand."""
        replies = [self.item.get("reply", {}), *self.item.get("earlier_replies", {}).get("L", ())]
        found = (reply.get("M", {}).get("external_reply_id", {}).get("S") for reply in replies)
        return {reply_id for reply_id in found if reply_id}

    def moment_us(self, name: str) -> int | None:
        """A moment on the kernel's clock."""
        written = self.text(name)
        return microseconds(times.from_text(written)) if written else None

    @property
    def due_us(self) -> int | None:
        """Its deadline on the kernel's clock."""
        return self.moment_us("due_at")

    @property
    def timeline(self) -> list[tuple[str, str, str, str]]:
        """(when, state, by, reason), oldest first."""
        return [tuple(json.loads(entry["S"])[:4]) for entry in self.item["timeline"]["L"]]


class Evidence:
    """One run, after its end."""

    def __init__(self, world: World) -> None:
        self.world = world

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Every mention's row as it stands, by its id."""
        found = self.world.tables.rows("MentionsTable")
        return {
            item["pk"]["S"].removeprefix("MENTION#"): Row(item)
            for item in found
            if item["pk"]["S"].startswith("MENTION#") and item["sk"]["S"] == "HEAD"
        }

    @cached_property
    def cases(self) -> dict[str, dict[str, Any]]:
        found = self.world.tables.rows("MentionsTable")
        return {
            item["pk"]["S"].removeprefix("CASE#"): item
            for item in found
            if item["pk"]["S"].startswith("CASE#") and item["sk"]["S"] == "HEAD"
        }

    @cached_property
    def members(self) -> set[tuple[str, str]]:
        """(case, mention) of every member row."""
        found = self.world.tables.rows("MentionsTable")
        return {
            (item["pk"]["S"].removeprefix("CASE#"), item["mention_id"]["S"])
            for item in found
            if item["pk"]["S"].startswith("CASE#") and item["sk"]["S"].startswith("MENTION#")
        }

    @cached_property
    def by_content(self) -> dict[tuple[str, str], str]:
        """The mention of each content."""
        return {row.key: mention_id for mention_id, row in self.rows.items()}

    @cached_property
    def lines(self) -> dict[tuple[str, int], Line]:
        """What every write of a case was, by the case and the version that it wrote."""
        found: dict[tuple[str, int], Line] = {}
        for item in self.world.tables.rows("MentionsTable"):
            written = item["sk"]["S"]
            if written.startswith("AT#"):
                _, at, version = written.split("#")
                line = Line(microseconds(times.from_text(at)), item["by"]["S"], item["what"]["S"])
                found[item["pk"]["S"].removeprefix("CASE#"), int(version)] = line
        return found

    @cached_property
    def notices(self) -> list[dict[str, Any]]:
        """What people were told."""
        return [json.loads(notice["Message"]) for notice in self.world.notices]

    @cached_property
    def worked_on(self) -> set[str]:
        """The cases on which a person has acted."""
        return {case_id for (case_id, _), line in self.lines.items() if line.by in STAFF}

    @cached_property
    def case_moves(self) -> dict[str, list[CaseMove]]:
        """Every write of each case, in order."""
        found: dict[str, list[CaseMove]] = {}
        for move in self.world.case_moves:
            found.setdefault(move.case_id, []).append(move)
        return found

    @cached_property
    def moves(self) -> dict[str, list[Move]]:
        """Every write of each mention, in order."""
        found: dict[str, list[Move]] = {}
        for move in self.world.moves:
            found.setdefault(move.mention_id, []).append(move)
        return found

    def row_at(self, mention_id: str, at_us: int) -> Row | None:
        """The row as it stood just before this moment."""
        before = [move.after for move in self.moves.get(mention_id, ()) if move.at_us < at_us]
        return Row(before[-1]) if before and before[-1] else None

    def is_with_people(self, mention_id: str, at_us: int) -> bool:
        """Whether it waited in an open case at this moment."""
        found = self.row_at(mention_id, at_us)
        return found is not None and found.flag("with_people") and found.text("state") == "in_review"

    def state_at(self, mention_id: str, at_us: int) -> str:
        found = self.row_at(mention_id, at_us)
        return found.text("state") if found else "unknown"

    def of_conversation(self, row: Row) -> list[str]:
        """The other mentions of this author in this thread."""
        wanted = (row.text("platform"), row.text("author_id"), row.text("thread_id"))
        return [
            mention_id
            for mention_id, other in self.rows.items()
            if other is not row
            and (other.text("platform"), other.text("author_id"), other.text("thread_id")) == wanted
            and other.key != row.key
        ]

    def cases_of(self, row: Row) -> list[str]:
        """The cases of this author in this thread, closed or not."""
        wanted = (row.text("platform"), row.text("author_id"), row.text("thread_id"))
        return [
            case_id
            for case_id, item in self.cases.items()
            if (item["platform"]["S"], item.get("author_id", NOBODY)["S"], item["thread_key"]["S"]) == wanted
        ]

    def is_not_closed(self, case_id: str, from_us: int, to_us: int) -> bool:
        """Whether the case was there, and not closed, from the one moment to the other."""
        before = [move for move in self.case_moves[case_id] if move.at_us < from_us]
        between = [move for move in self.case_moves[case_id] if from_us <= move.at_us < to_us]
        seen = [*before[-1:], *between]
        return bool(before) and all(move.after and move.after["state"]["S"] != "closed" for move in seen)

    @cached_property
    def claims(self) -> list[Move]:
        """Every claim of the machine for an automatic reply."""
        return [
            move
            for move in self.world.moves
            if move.after
            and move.after["state"]["S"] == "sending"
            and (move.before is None or move.before["state"]["S"] != "sending")
            and Row(move.after).speaker == "machine"
        ]

    @cached_property
    def quarantined(self) -> set[bytes]:
        """The bodies that are kept, whole."""
        items = self.world.tables.rows("DeliveriesTable")
        parts = {(item["pk"]["S"], item["sk"]["S"]): item for item in items}
        bodies = set()
        for (pk, sk), item in parts.items():
            if sk == "QUARANTINE":
                more = (parts[pk, f"BODY#{n:04d}"]["body"]["B"] for n in range(1, int(item["parts"]["N"])))
                bodies.add(zlib.decompress(b"".join((item["body"]["B"], *more))))
        return bodies

    def content_of(self, row: Row) -> Content | None:
        return self._contents.get(row.key)

    @cached_property
    def _contents(self) -> dict[tuple[str, str], Content]:
        return {(one.platform, one.external_id): one for one in self.world.plot.mail.contents}

    def is_of_machine(self, text: str) -> bool:
        """Whether a reply was the machine's: every person's text is unlike any other."""
        return text not in self._staff_texts

    @cached_property
    def _staff_texts(self) -> set[str]:
        return {written.text for written in self.world.staff_replies.values()}

    def metrics(self, name: str) -> list[tuple[int, int]]:
        """When each value of a metric was written, and the value, in order."""
        return [(line["at_us"], line[name]) for line in self.world.lines if name in line]

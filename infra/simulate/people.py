"""Staff at the desk in one run: they look, claim, answer, undo, resolve, reopen, take over, press twice and go home.

Each acts by what they were shown, through the desk's own actions: a sign-in is behind them. A tab that is
closed, and a process of the desk that dies, is a call that is killed.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from greenlet import getcurrent

from functions.desk import act, actions, views
from functions.desk.actions import of_mention, stop_switch
from infra.simulate.kernel import SECOND
from infra.simulate.runtime import FailedError
from shared.domain.brand import Role, Staff
from shared.domain.case import Case, CaseState
from shared.domain.mention import Mention, State
from shared.errors import HeedError

BRAND = "ourshop"
PEOPLE = tuple(Staff(staff_id=name, name=name.title(), roles={"*": Role.ADMIN}) for name in ("ana", "bo"))
CHOICES = ("reply", "reply", "reply", "reply", "undo", "claim", "release", "take-over", "resolve", "reopen", "bring")
RESTLESS = 0.3  # how often an author edits or deletes while a reply to them waits for its undo window
UNDO_S = 12
LOOKS = 0.1  # how often they see the whole page of a folder
FOLDER_NAMES = {CaseState.OPEN: "open", CaseState.WAITING: "waiting", CaseState.CLOSED: "closed"}
TOGETHER, MARK_US = 0.4, 15 * SECOND  # how often people act at the same moment, and which moments those are
OUTCOMES = ("dismissed", "duplicate", "handled_elsewhere", "covered")
REFUSALS = (HeedError, ClientError, BotoCoreError)  # what the desk tells a person instead of doing it


@dataclass(frozen=True, slots=True)
class Written:
    """A reply as its writer meant it: to which text of the mention, by its revision, and when it was sent off.

    `covers` are the other mentions that it answers, each with its revision."""

    mention_id: str
    text: str
    revision: int
    begun_us: int
    covers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Acted:
    """An action as it was sent off: by whom, and what was before them, by mention and revision."""

    begun_us: int
    staff_id: str
    case_id: str
    action: str
    shown: dict[str, int]


class Person:
    """One member of staff. `ends_us` is when they go home."""

    def __init__(self, world: Any, staff: Staff, random: Random, ends_us: int) -> None:
        self.world, self.staff, self.random, self.ends_us = world, staff, random, ends_us
        self.written: dict[str, str] = {}
        self.last: tuple[str, str, str] | None = None

    def work(self) -> None:
        """The whole day."""
        kernel = self.world.kernel
        while kernel.now_us < self.ends_us:
            kernel.sleep(self._pause_us())
            self._at_desk(self._once)

    def _pause_us(self) -> int:
        """Until they act again; sometimes just when everybody does."""
        if self.random.random() < TOGETHER:
            return MARK_US - self.world.kernel.now_us % MARK_US
        return int(self.random.choice((0.5, 2, 9, 11, 30, 60, 90)) * SECOND * (0.5 + self.random.random()))

    def _at_desk(self, do: Callable[[act.Ports], None]) -> None:
        """One call of the desk's function."""
        with suppress(FailedError):
            self.world.functions["Desk"].invoke(do)

    def _once(self, ports: act.Ports) -> None:
        choice = self.random.choice(CHOICES)
        if self.random.random() < 0.04:
            self._switch(ports)
        elif choice == "bring":
            self._bring(ports)
        elif choice == "undo" and self.last:
            case_id, mention_id, reply_id = self.last
            self._perform(ports, case_id, "undo", {}, mention_id=mention_id, reply_id=reply_id)
            self.world.undone.add(reply_id)  # they were told that it is
        else:
            folder = CaseState.CLOSED if choice == "reopen" else self.random.choice((CaseState.OPEN, CaseState.WAITING))
            if self.random.random() < LOOKS:
                views.queue(ports, self.staff, BRAND, FOLDER_NAMES[folder], "all", ports.clock())
            shown = ports.cases.queue(BRAND, folder, 20)
            if shown:
                self._act(ports, choice, shown[0] if self.random.random() < 0.6 else self.random.choice(shown))

    def _act(self, ports: act.Ports, choice: str, case: Case) -> None:
        """One action on a case as it is shown; the person reads for a while first."""
        members = ports.cases.members(case.case_id)
        found = ports.cases.get(case.case_id)
        if found is None:
            return
        seen = act.seen_stamp(found, members)
        self.world.kernel.sleep(int(self.random.choice((0.1, 1, 4)) * SECOND))
        if choice in ("reply", "undo"):
            self._reply(ports, found, members, seen)
        else:
            outcome = self.random.choice(OUTCOMES)
            shown = {member.mention_id: member.revision for member in members}
            self._perform(ports, case.case_id, choice, shown, seen=seen, reason="as it should be", outcome=outcome)

    def _reply(self, ports: act.Ports, case: Case, members: list[Mention], seen: str) -> None:
        waiting = [member for member in members if member.state is State.IN_REVIEW]
        if not waiting:
            return
        target = self.random.choice(waiting)
        shown = {member.mention_id: member.revision for member in members}
        if target.may_stand and self.world.stands(target.external_id):
            outcome = self.random.choice(OUTCOMES)  # they looked on the platform, and there it is
            self._perform(ports, case.case_id, "resolve", shown, seen=seen, outcome=outcome)
            return
        reply_id = self.world.new_id()
        text = f"Hello, we look into it ({reply_id})"
        others = {member.mention_id: member.revision for member in waiting if member is not target}
        covers = others if self.random.random() < 0.5 else {}
        fields = {
            "mention_id": target.mention_id,
            "reply_id": reply_id,
            "text": text,
            "seen": seen,
            "sure": "1",
            "covers": [*covers],
        }
        now_us = self.world.kernel.now_us
        self.world.staff_replies[reply_id] = Written(target.mention_id, text, target.revision, now_us, covers)
        self.last = (case.case_id, target.mention_id, reply_id)
        self._perform(ports, case.case_id, "reply", shown, **fields)
        if self.random.random() < RESTLESS:
            self.world.author_changes(target.external_id, UNDO_S)
        if self.world.faults.repeats_now(self.world.kernel.now_us):
            self._perform(ports, case.case_id, "reply", shown, **fields)

    def _bring(self, ports: act.Ports) -> None:
        """A mention that ended without a case is brought before people."""
        known = self.world.mention_ids()
        if known:
            of_mention.reopen_mention(ports, self.staff, self.random.choice(known), {"reason": ["needs_answer"]})

    def _switch(self, ports: act.Ports) -> None:
        """The stop switch, on for a while."""
        stopped = self.random.random() < 0.5
        fields = {"stopped": ["on" if stopped else "off"], "reason": ["we look"]}
        self.world.switch_begins(stopped)
        stop_switch.switch(ports, self.staff, BRAND, fields)
        self.world.switched()

    def _perform(self, ports: act.Ports, case_id: str, action: str, shown: dict[str, int], **fields: Any) -> None:
        written = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
        self.world.wire.tell(f"{self.staff.staff_id} does {action}")
        self.world.acts.append(Acted(self.world.kernel.now_us, self.staff.staff_id, case_id, action, shown))
        actions.perform(ports, self.staff, case_id, action, written)


def serve(do: Callable[[act.Ports], None], _context: Any) -> None:
    """The desk's handler, for an action instead of a request: whatever it cannot do, it tells the person."""
    with suppress(*REFUSALS):
        do(getcurrent().environment)

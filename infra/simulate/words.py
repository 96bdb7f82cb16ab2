"""A run in the words of the domain: who did what to which mention, and what went wrong, one line each with its time.

Mentions are named by letters, cases, deliveries and replies by numbers, in the order in which they come up. Authors
have names of ours.
"""

import json
import re
from typing import Any

from greenlet import getcurrent

from functions.desk.words import reason
from infra.simulate.faults import Fate, Post
from infra.simulate.kernel import SECOND, Killed, Task
from infra.simulate.mail import Delivery
from infra.simulate.oracles.evidence import Row, Violation
from infra.simulate.phrases import (
    ACTS,
    ARRIVES,
    BEHAVIOURS,
    CHANGES,
    CHANGES_TO,
    FATES,
    MARKS,
    NOTES,
    PLATFORMS,
    POSTS,
    READS,
    REPEATS,
    STEPS,
    WRITES,
)
from infra.simulate.witness import Witness, about, rows
from infra.simulate.world import World
from shared.domain.mention import State

STATES = frozenset(State)
WRITING = ("put_item", "update_item", "delete_item", "transact_write_items")
SERVICES = {"dynamodb": "the table", "sqs": "a queue", "sns": "the topic", "secretsmanager": "the secrets"}
FAULT = re.compile(r"(\w+)\.(\w+): ([a-z ]+)")
ANSWERED = re.compile(r"delivery (\d+) of (\w+): answered (\d+)")
BEHAVES = re.compile(r"(\w+) answers ([a-z ]+) for (\d+) s")
MENTION = re.compile(r"\b[a-z_]+-[0-9a-f]{20}\b")
LONG_ID = re.compile(r"\b[0-9a-f]{32}\b")
POINT = re.compile(rf"\b({'|'.join(SERVICES)})\.[a-z_]+\b")
EXCERPT = 60
AUTHORS = ("Carla", "Dev", "Ella", "Faris", "Gitta", "Hugo", "Ines", "Jonas", "Kira", "Luis")


class Teller:
    """Listens to one world from before it runs; `lines` is what it has to tell."""

    def __init__(self, world: World, witness: Witness) -> None:
        self.world, self.witness = world, witness
        self.lines: list[str] = []
        self._letters: dict[str, str] = {}
        self._cases: dict[str, str] = {}
        self._replies: dict[str, str] = {}
        self._deliveries: dict[int, int] = {}
        self._authors: dict[str, str] = {}
        self._threads: dict[str, str] = {}
        world.wire.told = self.hear
        for function in world.functions.values():
            function.handler = self._watched(function.name, function.handler)

    def say(self, what: str) -> None:
        """One line, now."""
        tenths = self.world.kernel.now_us * 10 // SECOND
        minutes, tenths = divmod(tenths, 600)
        self.lines.append(f"{minutes}:{tenths // 10:02d}.{tenths % 10}  {what}")

    def hear(self, what: str) -> None:
        """Something happened, as the world tells it."""
        if self.world.moves and what.startswith(f"{self.world.moves[-1].mention_id} is "):
            self._moved()
        elif found := FAULT.fullmatch(what):
            self._failed(*found.groups())
        elif found := ANSWERED.fullmatch(what):
            number, _, status = found.groups()
            self.say(f"delivery {self._number(int(number))} is answered {status}")
        elif what.startswith("a reply stands on "):
            self._stands()
        elif " does " in what:
            staff, _, action = what.partition(" does ")
            done = ACTS.get(action, f"does {action} in {{case}}").format(case=self._case_in_hand())
            self.say(f"{staff.title()} {done}")
        elif found := BEHAVES.fullmatch(what):
            platform, behaviour, seconds = found.groups()
            self.say(f"{PLATFORMS[platform]} {BEHAVIOURS[behaviour]} for the next {seconds} s")
        else:
            self.say(self._named(what))

    def chance(self, part: tuple[Any, ...]) -> None:
        """Something that was done is done once more, or comes late: a part of the run that the world does not tell."""
        what, name, *_ = part[1:] if part[0] == "fault" else ("", "")
        if what == "held twice":
            self.say("the queue hands the same message to two at once")
        elif what == "late bell":
            self.say("news of this will come late")
        elif what == "repeat":
            self.say(REPEATS.get(name.partition(" ")[0], f"{name.title()} presses twice"))

    def broken(self, violation: Violation) -> str:
        """What must not be."""
        return f"{self._named(violation.about)}: {self._named(violation.how)} ({violation.kind.replace('_', ' ')})"

    # Names

    def letter(self, mention_id: str) -> str:
        """A to Z, then A2 and so on."""
        if mention_id not in self._letters:
            turn, place = divmod(len(self._letters), 26)
            self._letters[mention_id] = chr(ord("A") + place) + (str(turn + 1) if turn else "")
        return self._letters[mention_id]

    def _number(self, delivery: int) -> int:
        return self._deliveries.setdefault(delivery, len(self._deliveries) + 1)

    def _case(self, case_id: str) -> str:
        return self._cases.setdefault(case_id, f"case {len(self._cases) + 1}")

    def _named(self, text: str) -> str:
        """With letters and numbers for the ids in it."""
        text = MENTION.sub(lambda found: self.letter(found[0]), text)
        for move in self.world.moves:
            external_id = (move.after or move.before or {})["external_id"]["S"]
            if len(external_id) > 1 and external_id in text:
                text = re.sub(rf"(?<![\w:]){re.escape(external_id)}(?!\w)", self.letter(move.mention_id), text)
        for content in self.world.plot.mail.contents:
            names = ((content.thread, self._thread), (content.author, self.author))
            for foreign_id, name in names if not content.is_own else ():
                pattern = rf"(?<!\w)(?:forum:)?{re.escape(foreign_id)}(?!\w)"
                if re.search(pattern, text):
                    text = re.sub(pattern, name(foreign_id), text)
        text = POINT.sub(lambda found: f"a call to {SERVICES[found[1]]}", text)
        for platform, name in PLATFORMS.items():
            text = re.sub(rf"\b{platform}\b", name, text)
        text = re.sub(r"delivery (\d+)", lambda found: f"delivery {self._number(int(found[1]))}", text)
        return LONG_ID.sub(lambda found: self._case_or_reply(found[0]), text)

    def author(self, author_id: str) -> str:
        """A name of ours for an author."""
        number = len(self._authors)
        return self._authors.setdefault(author_id, AUTHORS[number] if number < len(AUTHORS) else f"author {number}")

    def _thread(self, thread: str) -> str:
        return self._threads.setdefault(thread, f"thread {len(self._threads) + 1}")

    def _case_or_reply(self, long_id: str) -> str:
        if long_id in self.world.staff_replies:
            return self._replies.setdefault(long_id, f"reply {len(self._replies) + 1}")
        return self._case(long_id)

    # What is told

    def _moved(self) -> None:
        """A mention's row was written."""
        move = self.world.moves[-1]
        after, before = Row(move.after or {}), Row(move.before or {})
        letter, text = self.letter(move.mention_id), self._named(_excerpt(after.said))
        if move.after is None:
            self.say(f"{letter} is gone from the table")
            return
        _, state, by, code = after.timeline[-1]
        if case_id := after.text("case_id"):
            self._case(case_id)
        names = {
            "A": letter,
            "text": text,
            "who": self._actor(by),
            "why": _because(code),
            "covers": self._covers(after.reply_id),
            "case": self._cases.get(case_id, "a case"),
            "writer": _writer(after) or _writer(before),
            "platform": PLATFORMS[after.text("platform")],
        }
        was = before.text("state")
        phrase = (
            MARKS.get(code.partition(":")[0], "{who} notes on {A}: {why}")
            if was == state
            else CHANGES.get((was, state)) or CHANGES_TO.get(state, "{A} is {state}").replace("{state}", state)
        )
        late = "" if isinstance(getcurrent(), Task) else ", late: whoever wrote it had given up"
        self.say(phrase.format(**names) + late)

    def _failed(self, service: str, operation: str, fate: str) -> None:
        """A call went wrong."""
        if service in PLATFORMS:
            posts = operation == "post"
            task = getcurrent()
            claimed = self._by_external_id(task.claimed) if isinstance(task, Task) else "a mention"
            does = f"posts the reply to {claimed}" if posts else f"looks whether its reply to {claimed} stands"
            words = POSTS[Post[fate.upper().replace(" ", "_")]]
            self.say(words.format(who=self._who(), does=does, platform=PLATFORMS[service], A=claimed))
        else:
            met = Fate[fate.upper().replace(" ", "_")]
            is_write = operation in WRITING
            words = FATES[Fate.REFUSED if met is Fate.CLASHED and not is_write else met]
            self.say(words.format(who=self._who(), does=self._what(service, operation)))

    def _stands(self) -> None:
        post = self.world.wall.applied[-1].post
        where = "in private" if post.private else "for all to see"
        self.say(
            f"the reply {self._named(_excerpt(post.text))} to {self._by_external_id(post.in_reply_to)} stands {where}"
        )

    def _covers(self, reply_id: str) -> str:
        """The other mentions that a person's reply is meant for."""
        written = self.world.staff_replies.get(reply_id)
        covered = [self.letter(mention_id) for mention_id in written.covers] if written else []
        return f", for {' and '.join(covered)} too" if covered else ""

    def _by_external_id(self, external_id: str, unknown: str = "a mention") -> str:
        for move in self.world.moves:
            if (move.after or {}).get("external_id", {}).get("S") == external_id:
                return self.letter(move.mention_id)
        return unknown

    def _who(self) -> str:
        task = getcurrent()
        if not isinstance(task, Task):
            return "somebody"
        if task.function == "Desk":
            return f"the desk, for {task.name.title()},"
        return STEPS.get(task.function, "") or f"the {task.name}"

    def _actor(self, by: str) -> str:
        step, _, person = by.partition(":")
        return person.title() if person else STEPS.get(step.title(), step)

    def _what(self, service: str, operation: str) -> str:
        """What the running task was about to do, in the third person."""
        arguments = self.witness.here().arguments
        mention = re.search(r"[a-z_]+-[0-9a-f]{20}", about(arguments) or json.dumps(arguments, default=str))
        letter = self.letter(mention[0]) if mention and mention[0] in self._known() else "what has come"
        if service == "sqs" and operation == "send_message":
            step = "review" if "Reviews" in arguments["QueueUrl"] else "reply"
            return f"tells {step} of {letter}"
        if service == "dynamodb" and operation in WRITING:
            task = getcurrent()
            function = task.function if isinstance(task, Task) else ""
            return WRITES.get(_state_in(arguments), NOTES.get(function, "writes about {A}")).format(A=letter)
        subject = about(arguments)
        kind = subject.partition("#")[0] if subject else ("due" if "due-index" in str(arguments) else "")
        return READS.get((service, kind), READS.get((service, ""), f"asks {service}")).format(A=letter)

    def _known(self) -> set[str]:
        return {move.mention_id for move in self.world.moves} | set(self._letters) | self._expected()

    def _expected(self) -> set[str]:
        """Mentions of which a write is on its way."""
        return set(MENTION.findall(str([*rows(self.witness.here().arguments)])))

    def _case_in_hand(self) -> str:
        subject = next((row["pk"]["S"] for row in rows(self.witness.here().arguments) if "pk" in row), "")
        return self._case(subject.removeprefix("CASE#")) if subject.startswith("CASE#") else "a case"

    def _watched(self, name: str, handle: Any) -> Any:
        """The handler, whose beginning is told if it is the door, and whose end if its time was up."""

        def handled(event: Any, context: Any) -> Any:
            if name == "Ingest":
                self._arrives(getcurrent().name)  # pyright: ignore[reportAttributeAccessIssue] (handlers run in tasks)
            try:
                return handle(event, context)
            except Killed as death:
                if str(death) == "its time was up":
                    self.say(f"{self._who()} is stopped: its time is up")
                raise

        return handled

    def _arrives(self, task_name: str) -> None:
        number = int(task_name.rpartition(" ")[2])
        delivery = next(one for one in self.world.plot.mail.deliveries if one.number == number)
        platform, shown = PLATFORMS[delivery.platform], self._number(number)
        if delivery.tries > 1:
            self.say(f"{platform} repeats delivery {shown}")
        else:
            self.say(f"{platform} sends delivery {shown}: {self._brings(delivery)}")

    def _brings(self, delivery: Delivery) -> str:
        told = [
            ARRIVES[entry.kind].format(
                text=self._named(_excerpt(entry.text)),
                who=self.author(entry.content.author),
                A=self._by_external_id(entry.content.external_id, "what they wrote"),
            )
            for entry in delivery.entries[:3]
        ]
        more = len(delivery.entries) - len(told)
        return "; ".join(told) + (f"; and {more} more" if more else "")


def _state_in(arguments: dict[str, Any]) -> str:
    """The state into which a write takes a mention, or nothing."""
    for write in (one for item in arguments.get("TransactItems", ()) for one in item.values()):
        if found := _state_in(write):
            return found
    if "Item" in arguments:
        return arguments["Item"].get("state", {}).get("S", "") if "external_id" in arguments["Item"] else ""
    if "UpdateExpression" not in arguments or not arguments["Key"]["pk"]["S"].startswith("MENTION#"):
        return ""
    values = arguments.get("ExpressionAttributeValues", {})
    written = {value["S"] for name, value in values.items() if "S" in value and name != ":seen_state"} & STATES
    return next(iter(written), "")


def _writer(row: Row) -> str:
    speaker = row.speaker
    return "" if not speaker else "the automatic reply" if speaker == "machine" else f"{speaker.title()}'s reply"


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    text = text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
    return f"“{text}”" if text else "nothing at all"


def _because(code: str) -> str:
    """Why, as the desk says it, within a sentence."""
    told = reason(code).rstrip(".")
    return told[:1].lower() + told[1:]

"""Bugs that the simulator found, each with the guard that mends it, and what shows the bug without.

`heed simulate --guards` begins with them. What is rare has a plot of its own, the rest a seed: should the world's
chance change, so that it is another story, the next one is looked for. What the fuzzing of the door found is held by
`tests/fuzz/test_door.py` and `tests/functions/test_receive.py`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from botocore.exceptions import ClientError

from functions.desk import actions
from functions.reply import notices
from functions.review import open_case
from infra.simulate.faults import CALM, Knobs
from infra.simulate.kernel import SECOND
from infra.simulate.mail import DANGER, FRIENDLY, Mail
from infra.simulate.mutants.mutant import Mutant, Patch
from infra.simulate.mutants.patches import always
from infra.simulate.payloads import ACCOUNTS, Content, Entry
from infra.simulate.world import Plot
from shared.aws import deliveries, writes
from shared.domain import arrival
from shared.domain import case as case_rules
from shared.domain.mention import Mention, State
from shared.errors import ConflictError


def _reopen_beside() -> list[Patch]:
    reopen = actions.ACTIONS["reopen"]

    def beside(act: Any) -> Any:
        cases = copy(act.ports.cases)
        cases.of_conversation = always(None)
        return reopen(replace(act, ports=replace(act.ports, cases=cases)))

    return [(actions, "ACTIONS", {**actions.ACTIONS, "reopen": beside})]


def _keep_what_people_owe() -> list[Patch]:
    edited = arrival._edited

    def kept(held: Mention, event: Any, now: Any) -> Mention | None:
        after = edited(held, event, now)
        if after is None or held.state is not State.IN_REVIEW or held.due_at is None:
            return after
        return replace(after, due_at=min(held.due_at, now))

    return [(arrival, "_edited", kept)]


def _clash_is_a_refusal() -> list[Patch]:
    @contextmanager
    def refusals() -> Iterator[None]:
        try:
            yield
        except ClientError as error:
            if error.response["Error"]["Code"] in ("ConditionalCheckFailedException", "TransactionConflictException"):
                raise ConflictError from error
            raise

    return [(writes, "refusals", refusals)]


def _due_when_it_failed() -> list[Patch]:
    returned = case_rules.returned

    def put_off(case: Any, at: Any, *, due_at: Any) -> Any:
        return replace(returned(case, at, due_at=due_at), due_at=due_at)

    return [(case_rules, "returned", put_off)]


def _stop_before_telling() -> list[Patch]:
    stop = notices.stop_account

    def stop_account(cause: str, mention: Mention, tallies: Any, *rest: Any) -> None:
        tallies.open_circuit(mention.platform, mention.account_id, rest[-1] + notices.CIRCUIT_REST[cause])
        stop(cause, mention, tallies, *rest)

    return [(notices, "stop_account", stop_account)]


def _edited_there_and_back() -> Plot:
    """The first edit comes last, and means to be the newest."""
    mail = Mail(Random(0), 10 * SECOND)
    content = mail.single(PLATFORM, FRIENDLY[0])
    for written_s, text, told_s in ((4, FRIENDLY[0], 5), (2, DANGER[0], 8)):
        content.versions.append((written_s * SECOND, text))
        _tell(mail, content, told_s, written_s)
    content.versions.sort()
    return Plot(10 * SECOND, CALM, mail, echoes=False)


def _edited_when_late() -> Plot:
    """Long after their deadlines, an edit every other second for a minute: the sweep comes upon one of them."""
    mail = Mail(Random(0), 300 * SECOND)
    for number in range(30):
        content = mail._write(PLATFORM, number, number, 0, DANGER[0])
        mail._deliver(PLATFORM, [Entry("created", content, content.first)], 0)
        edited_s = 200 + 2 * number
        content.versions.append((edited_s * SECOND, DANGER[1]))
        _tell(mail, content, edited_s, edited_s)
    return Plot(300 * SECOND, CALM, mail, echoes=False)


def _many_on_a_slow_day() -> Plot:
    """One delivery of some hundred, whose parts must each be done within a call's time."""
    mail = Mail(Random(0), 30 * SECOND)
    made = [mail._write(PLATFORM, number % 9, number % 7, 0, FRIENDLY[0]) for number in range(540)]
    mail._deliver(PLATFORM, [Entry("created", content, content.first) for content in made], 0)
    return Plot(30 * SECOND, Knobs(repeat_rate=0.01, latency_us=300_000), mail, echoes=False)


def _many_urgent_in_a_storm() -> Plot:
    """Each alone in its thread, one after the other: some message comes to two at once, of whom one dies."""
    mail = Mail(Random(0), 120 * SECOND)
    for number in range(200):
        content = mail._write(PLATFORM, number, number, 0, DANGER[0])
        mail._deliver(PLATFORM, [Entry("created", content, content.first)], number * 3 * SECOND // 5)
    return Plot(120 * SECOND, Knobs(kill_rate=0.05, repeat_rate=0.4), mail, echoes=False)


def _dead_tokens_in_a_storm() -> Plot:
    """Every account's token is dead, and few people write."""
    mail = Mail(Random(0), 60 * SECOND)
    for platform in ACCOUNTS:
        mail.single(platform, FRIENDLY[0])
    refusals = [(0, platform, "token_dead", 900 * SECOND) for platform in ACCOUNTS]
    return Plot(60 * SECOND, Knobs(kill_rate=DEADLY), mail, echoes=False, refusals=refusals)


def _tell(mail: Mail, content: Content, told_s: int, written_s: int) -> None:
    mail._deliver(PLATFORM, [Entry("edited", content, content.versions[-1][1], written_s * SECOND)], told_s * SECOND)


PLATFORM = "standard_webhooks"
DEADLY = 0.07
MENDED = {
    "conversation-goes-on": Mutant(
        "stuck",
        _reopen_beside,
        seed=1209,
        what="a case was reopened beside a later one of its conversation, and its message belonged to the later one",
    ),
    "edit-back": Mutant(
        "lost",
        lambda: [(arrival, "_same_again", always(None))],
        plot=_edited_there_and_back,
        what="an edit back to the first text let the edit before it in, when that came late",
    ),
    "edit-of-the-late": Mutant(
        "late",
        _keep_what_people_owe,
        plot=_edited_when_late,
        what="an edit of what people are late with woke the sweep",
    ),
    "small-parts": Mutant(
        "lost",
        lambda: [(deliveries, "PART_EVENTS", 10**6)],
        plot=_many_on_a_slow_day,
        what="a part of a large delivery held more than one call gets through on a slow day",
    ),
    "clash-is-no-refusal": Mutant(
        "swallowed",
        _clash_is_a_refusal,
        seed=1722,
        what="a write that another transaction was in the way of was taken for somebody's who was quicker",
    ),
    "told-by-whoever-is-left": Mutant(
        "silent",
        lambda: [(open_case, "STILL_TELLING", timedelta(0))],
        plot=_many_urgent_in_a_storm,
        what="a queue handed a message to two at once, and the one who opened the case died before telling of it",
    ),
    "deadline-is-not-put-off-by-rings": Mutant(
        "deadline",
        lambda: [(open_case, "_owed_since", lambda mention: mention.updated_at)],
        what="each ring for a mention that waited for its case put the deadline of what people owed off",
    ),
    "deadline-is-not-put-off-by-a-failed-reply": Mutant(
        "deadline",
        _due_when_it_failed,
        what="a reply that failed put the deadline of a case off, if people were late with it",
    ),
    "told-before-stopped": Mutant(
        "untold",
        _stop_before_telling,
        plot=_dead_tokens_in_a_storm,
        what="a process died after it had stopped an account's automatic replies and before it told anybody",
    ),
}

"""Every code that the system writes has words for people."""

import ast
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from functions.desk import words
from functions.desk.actions.of_mention import MENTION_REASONS
from functions.desk.words import deadline, reach, reason, relative, span
from infra import template
from shared.domain import policy
from shared.domain.assessment import Topic, Urgency
from shared.domain.case import Outcome
from shared.domain.correction import KINDS
from shared.domain.mention import State, Surface
from shared.platforms.contract import Visibility

ROOT = template.PATH.parent
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
STEPS = [*(ROOT / "functions").rglob("*.py"), *(ROOT / "shared" / "domain").glob("*.py")]
STEPS += (ROOT / "shared" / "aws").glob("*.py")


def named(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def calls(name: str, paths: list[Path] = STEPS) -> list[ast.Call]:
    trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and named(node) == name]


def constants(node: ast.AST) -> set[str]:
    return {found.value for found in ast.walk(node) if isinstance(found, ast.Constant) and isinstance(found.value, str)}


def written_reasons() -> set[str]:
    """The codes that the steps give as a reason, read from their source."""
    found: set[str] = set()
    for name in ("move", "mark", "partial", "applied", "unresolved", "_edited_meanwhile", "_to_person"):
        for call in calls(name):
            found |= {code for key in call.keywords if key.arg == "reason" for code in constants(key.value)}
    for name in ("Hold", "silent"):
        found |= {call.args[1].value for call in calls(name) if isinstance(call.args[1], ast.Constant)}
    found |= {code for code, _action, _applies in policy.CHECKS}
    guards = (ROOT / "functions" / "reply" / "guards.py").read_text("utf-8")
    found |= set(re.findall(r'\("([a-z_]+)", lambda', guards))
    return {code.rstrip(":") for code in found if re.fullmatch(r"[a-z]+(_[a-z]+)*:?", code)}


def test_the_source_is_really_read() -> None:
    assert {
        "may_have_been_sent",
        "not_posted",
        "refused",
        "stop_switch",
        "breaker_open",
        "needs_person",
    } <= written_reasons()
    assert len(written_reasons()) > 30


def test_every_reason_that_a_step_writes_has_its_sentence() -> None:
    assert sorted(written_reasons() - words.REASONS.keys()) == []


def test_every_line_of_a_cases_timeline_has_words() -> None:
    given = {
        key.value.value
        for call in calls("CaseEvent")
        for key in call.keywords
        if key.arg == "what" and isinstance(key.value, ast.Constant)
    }
    given |= {
        call.args[1].value for call in calls("write") if len(call.args) > 1 and isinstance(call.args[1], ast.Constant)
    }
    given |= {
        key.value.value
        for call in calls("Spoken")
        for key in call.keywords
        if key.arg == "what" and isinstance(key.value, ast.Constant)
    }
    assert {"opened", "claimed", "replied", "reply_failed"} <= given
    assert sorted(given - words.EVENTS.keys()) == []


def test_every_field_that_a_form_can_get_wrong_has_a_name() -> None:
    desk = [path for path in STEPS if "desk" in path.parts]
    first = [call.args[0] for name in ("InputError", "field") for call in calls(name, desk) if call.args]
    second = [call.args[1] for call in calls("field", desk) if len(call.args) > 1]
    named = {value for node in (*first, *second) for value in constants(node)}
    assert {"text", "outcome", "seen", "sure"} <= named
    assert sorted(named - words.FIELDS.keys()) == []


def test_every_kind_has_words() -> None:
    assert words.STATES.keys() == set(State)
    assert words.URGENCIES.keys() == set(Urgency)
    assert words.SURFACES.keys() == set(Surface)
    assert words.OUTCOMES.keys() == set(Outcome)
    assert words.VISIBILITIES.keys() == set(Visibility)
    assert words.TOPICS.keys() <= set(Topic)
    done = {call.args[0].value for call in calls("Done") if call.args and isinstance(call.args[0], ast.Constant)}
    assert done <= words.DONE.keys()
    assert MENTION_REASONS.keys() <= words.DETAILS.keys()
    assert words.JUDGED.keys() == KINDS.keys()
    assert KINDS.keys() <= words.FIELDS.keys()


def test_urgency_is_told_by_word_and_shape() -> None:
    shapes, names = zip(*words.URGENCIES.values(), strict=True)
    assert len(set(shapes)) == len(set(names)) == len(Urgency)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("stop_switch", "The stop switch is on."),
        ("not_posted:rate_limited", "The reply was not posted: it takes no more for now."),
        ("refused:some_code_of_theirs", "The platform refused the reply: some code of theirs."),
        ("reopened:judged_wrongly", "A person opened it again: it was judged wrongly."),
        (
            "shadow:thanks",
            "Its account is in shadow, where the machine only watches; it would have acknowledged it: thanks.",
        ),
        ("corrected:urgency_and_topic", "A person corrected the machine: urgency and topic."),
        ("thanks", "Thanks."),
        ("question_simple", "Simple question."),
        ("a_new_code", "A new code."),
        ("a_new_code:with detail", "A new code:with detail."),
    ],
)
def test_a_reason_is_a_sentence(code: str, sentence: str) -> None:
    assert reason(code) == sentence


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=1, minutes=5), "1 h 5 min"),
        (timedelta(hours=24), "1 day"),
        (timedelta(days=40), "40 days"),
    ],
)
def test_a_span_is_as_exact_as_people_need(length: timedelta, told: str) -> None:
    assert span(length) == told


def test_deadlines_and_moments_are_told_from_now() -> None:
    assert deadline(NOW + timedelta(minutes=12), NOW) == "due in 12 min"
    assert deadline(NOW - timedelta(minutes=5), NOW) == "overdue by 5 min"
    assert relative(NOW, NOW) == "now"
    assert relative(NOW - timedelta(hours=3), NOW) == "3 h ago"
    assert relative(NOW + timedelta(hours=3), NOW) == "in 3 h"


@pytest.mark.parametrize(
    ("followers", "told"),
    [
        (0, "0 followers"),
        (1, "1 follower"),
        (999, "999 followers"),
        (1200, "1.2k followers"),
        (3_000_000, "3M followers"),
    ],
)
def test_reach_is_told_shortly(followers: int, told: str) -> None:
    assert reach(followers) == told

"""A person's reply that did not arrive, or may not have: its case stands in a folder until somebody deals with it."""

from functools import partial

import pytest

from shared.aws.endings import Ending, end_send
from shared.domain import sending
from shared.domain.lifecycle import REPLY, WATCH
from shared.domain.mention import Mention, State
from tests.desk.scene import Scene
from tests.desk.test_actions import do

REFUSED = partial(sending.refused, code="token_dead", by=REPLY)
UNRESOLVED = partial(sending.unresolved, by=WATCH)
POSTED = partial(sending.applied, external_reply_id="r1", permalink=None, by=REPLY)


def listed(scene: Scene, folder: str) -> list[str]:
    return [row["case_id"] for row in scene.client("rosa").get(f"/api/cases?folder={folder}").json["cases"]]


def send(scene: Scene, mention: Mention, ending: Ending, reply_id: str = "a" * 32) -> None:
    """A person's reply, claimed by the step `reply` and ended so."""
    do(scene, "rosa", mention, "reply", mention_id=mention.mention_id, reply_id=reply_id, text="Sorry.", sure="on")
    waiting = scene.read(mention)
    assert waiting.reply is not None
    claimed = sending.claim(waiting, waiting.reply, attempt_id=reply_id, at=scene.clock.advance(seconds=11))
    scene.write(waiting, claimed)
    end_send(claimed, ending, scene.ports.cases, now=scene.clock())


@pytest.mark.parametrize("ending", [REFUSED, UNRESOLVED])
def test_a_reply_that_failed_marks_its_case_until_the_next_one(scene: Scene, ending: Ending) -> None:
    mention, other = scene.of_another(1), scene.of_another(2)
    send(scene, mention, ending)
    case = scene.case_of(mention)
    assert (scene.read(mention).state, case.failed_send) == (State.IN_REVIEW, True)
    assert listed(scene, "failed") == [case.case_id]
    assert {*listed(scene, "open")} == {case.case_id, scene.case_of(other).case_id}
    send(scene, mention, POSTED, reply_id="b" * 32)
    assert (scene.case_of(mention).failed_send, listed(scene, "failed")) == (False, [])


def test_resolving_deals_with_a_failed_reply_too(scene: Scene) -> None:
    mention = scene.mention()
    send(scene, mention, REFUSED)
    do(scene, "rosa", mention, "resolve", outcome="handled_elsewhere")
    assert scene.case_of(mention).failed_send is False
    do(scene, "rosa", mention, "reopen", reason="She wrote again")
    assert listed(scene, "failed") == []


def test_a_reply_that_was_undone_has_not_failed(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "reply", mention_id=mention.mention_id, reply_id="a" * 32, text="Sorry.")
    do(scene, "rosa", mention, "undo", mention_id=mention.mention_id, reply_id="a" * 32)
    assert listed(scene, "failed") == []

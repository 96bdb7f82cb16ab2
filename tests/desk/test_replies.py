"""A reply of staff: stored once, undone in time, never sent past what its writer saw."""

from datetime import timedelta
from typing import Any

import pytest

from functions.desk.act import Done
from functions.desk.replies import measure, rules_of
from shared.domain import sending
from shared.domain.case import CaseState
from shared.domain.lifecycle import INGEST, WATCH, mark, move
from shared.domain.mention import Mention, State, Surface
from shared.domain.playbook import Playbook, UndoSeconds
from shared.errors import ConflictError, InputError
from tests.desk.scene import Scene
from tests.desk.test_actions import do, interrupt, seen
from tests.support.made import BRAND, assessment, machine_reply

ONE, TWO = "1" * 32, "2" * 32


def reply(scene: Scene, mention: Mention, **fields: Any) -> Done:
    sent = {"mention_id": mention.mention_id, "reply_id": ONE, "text": "Sorry to hear that!", **fields}
    return do(scene, sent.pop("staff_id", "rosa"), mention, "reply", **sent)


def test_a_reply_is_stored_and_leaves_when_its_undo_window_ends(scene: Scene) -> None:
    mention = scene.mention()
    version = scene.case_of(mention).version
    assert reply(scene, mention) == Done("replied", mention.mention_id, ONE, BRAND)
    waiting = scene.read(mention)
    assert (waiting.state, waiting.due_at) == (State.REPLYING, scene.clock() + timedelta(seconds=10))
    assert waiting.reply is not None
    assert (waiting.reply.text, waiting.reply.by, waiting.reply.reply_id) == ("Sorry to hear that!", "rosa", ONE)
    assert (waiting.timeline[-1].by, waiting.timeline[-1].reason) == ("desk:rosa", "written")
    kept = scene.ports.mentions.staff_reply(mention.mention_id, ONE)
    assert kept is not None
    assert (kept.text, kept.by, kept.case_version, kept.covers) == ("Sorry to hear that!", "rosa", version, None)
    case = scene.case_of(mention)
    assert (case.state, case.holder, case.news) == (CaseState.OPEN, "rosa", 0)
    assert scene.events(mention)[-1] == ("rosa", "replied", "")


def test_the_doorbell_of_a_reply_rings_when_it_is_due(scene: Scene) -> None:
    mention = scene.mention()
    reply(scene, mention)
    url = scene.cloud.urls["RepliesQueue"]
    asked = scene.cloud.client("sqs").get_queue_attributes(
        QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed"]
    )["Attributes"]
    assert asked == {"ApproximateNumberOfMessages": "0", "ApproximateNumberOfMessagesDelayed": "1"}


@pytest.mark.parametrize(("surface", "seconds"), [(Surface.COMMENT, 20), (Surface.DIRECT_MESSAGE, 3)])
def test_the_undo_window_is_the_playbooks_by_who_can_read_it(scene: Scene, surface: Surface, seconds: int) -> None:
    undo_s = UndoSeconds(public=20, private=3)
    scene.ports.settings.publish(Playbook(brand=BRAND, version=2, title="Our Shop", undo_s=undo_s))
    mention = scene.mention(surface=surface)
    reply(scene, mention)
    assert scene.read(mention).due_at == scene.clock() + timedelta(seconds=seconds)


def test_a_double_click_or_a_reload_sends_once(scene: Scene) -> None:
    mention = scene.mention()
    stamp = seen(scene, mention)
    reply(scene, mention, seen=stamp)
    before = scene.cloud.rows()
    assert reply(scene, mention, seen=stamp).code == "already_received"
    assert scene.cloud.rows() == before


def test_two_clicks_at_the_very_same_moment_send_once(scene: Scene) -> None:
    mention = scene.mention()
    stamp = seen(scene, mention)
    interrupt(scene, lambda: reply(scene, mention, seen=stamp))
    assert reply(scene, mention, seen=stamp).code == "already_received"
    assert scene.events(mention).count(("rosa", "replied", "")) == 1


def test_two_tabs_with_two_replies_send_one(scene: Scene) -> None:
    mention = scene.mention()
    stamp = seen(scene, mention)
    reply(scene, mention, seen=stamp)
    with pytest.raises(ConflictError, match="The case changed since you opened it"):
        reply(scene, mention, seen=stamp, reply_id=TWO, text="Another")
    with pytest.raises(ConflictError, match="waiting to be sent already"):
        reply(scene, mention, reply_id=TWO, text="Another")
    assert scene.ports.mentions.staff_reply(mention.mention_id, TWO) is None


def test_the_reply_of_somebody_who_lost_the_case_is_not_sent(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rolf", mention, "claim")
    with pytest.raises(ConflictError, match="Rolf holds this case"):
        reply(scene, mention)
    assert scene.read(mention).state is State.IN_REVIEW


def test_a_new_message_holds_the_reply_back(scene: Scene) -> None:
    mention = scene.mention()
    stamp = seen(scene, mention)
    scene.mention("Never mind, it works now.")
    with pytest.raises(ConflictError, match="1 new message since you opened it: read it, then send again"):
        reply(scene, mention, seen=stamp)
    scene.mention("Or not.")
    with pytest.raises(ConflictError, match="2 new messages since you opened it: read them, then send again"):
        reply(scene, mention, seen=stamp)
    assert scene.ports.mentions.staff_reply(mention.mention_id, ONE) is None


def test_a_message_that_joins_in_the_very_moment_holds_the_reply_back(scene: Scene) -> None:
    mention = scene.mention()
    interrupt(scene, lambda: scene.mention("Never mind."))
    with pytest.raises(ConflictError, match="at the same moment"):
        reply(scene, mention)
    assert scene.read(mention).state is State.IN_REVIEW


def test_an_edit_holds_the_reply_back(scene: Scene) -> None:
    mention = scene.mention()
    stamp = seen(scene, mention)
    edited = mark(
        scene.read(mention), "edited", by=INGEST, at=scene.clock(), text="It works!", revision=1, assess_again=True
    )
    scene.write(mention, edited)
    with pytest.raises(ConflictError, match="A message was edited since you opened it: read it, then send again"):
        reply(scene, mention, seen=stamp)


def test_an_edit_in_the_very_moment_holds_the_reply_back(scene: Scene) -> None:
    mention = scene.mention()
    interrupt(scene, lambda: scene.change(mention, text="It works!", revision=1))
    with pytest.raises(ConflictError, match="at the same moment"):
        reply(scene, mention)


def test_an_edit_of_a_covered_message_in_the_very_moment_holds_the_reply_back(scene: Scene) -> None:
    other, mention = scene.mention(), scene.mention()
    interrupt(scene, lambda: scene.change(other, text="It burns!", revision=1))
    with pytest.raises(ConflictError, match="at the same moment"):
        reply(scene, mention, covers=[other.mention_id])
    assert scene.read(mention).state is State.IN_REVIEW


def test_a_reply_lists_the_messages_that_it_answers_too(scene: Scene) -> None:
    other, mention = scene.mention(), scene.mention("And another thing")
    reply(scene, mention, covers=[other.mention_id, mention.mention_id, other.mention_id])
    kept = scene.ports.mentions.staff_reply(mention.mention_id, ONE)
    assert kept is not None
    assert kept.covers == {other.mention_id: other.revision}


def test_a_reply_cannot_cover_what_is_not_open_or_of_another_case(scene: Scene) -> None:
    other, mention = scene.mention(), scene.mention()
    stranger = scene.mention(author_id="forum:u99", thread_id="forum:t1")
    with pytest.raises(InputError, match="no message of this case"):
        reply(scene, mention, covers=[stranger.mention_id])
    scene.write(other, move(scene.read(other), State.WITHDRAWN, by=INGEST, at=scene.clock()))
    with pytest.raises(ConflictError, match="not open any more"):
        reply(scene, mention, covers=[other.mention_id])
    with pytest.raises(InputError, match="90"):
        reply(scene, mention, covers=[f"x-{number}" for number in range(91)])


def test_a_message_of_another_case_is_not_answered_through_this_one(scene: Scene) -> None:
    mention = scene.mention()
    stranger = scene.mention(author_id="forum:u99", thread_id="forum:t1")
    with pytest.raises(InputError, match="no message of this case"):
        reply(scene, mention, mention_id=stranger.mention_id)


@pytest.mark.parametrize("text", ["", "   \r\n\t ", "\x00\x1b\x9f"])
def test_an_empty_reply_is_refused(scene: Scene, text: str) -> None:
    mention = scene.mention()
    with pytest.raises(InputError, match="write something first"):
        reply(scene, mention, text=text)


@pytest.mark.parametrize(
    ("platform", "surface", "text", "told"),
    [
        ("x", Surface.POST, "é" * 281, "281 characters; X allows 280"),
        ("x", Surface.POST, "字" * 141, "282 characters; X allows 280"),
        ("standard_webhooks", Surface.POST, "a" * 2001, "2001 characters; Standard Webhooks allows 2000"),
        ("standard_webhooks", Surface.POST, "a" * 100_000, "Standard Webhooks allows 2000"),
    ],
)
def test_too_long_is_told_in_the_platforms_own_counting(
    scene: Scene, platform: str, surface: Surface, text: str, told: str
) -> None:
    mention = scene.mention(platform=platform, surface=surface)
    with pytest.raises(InputError, match=told):
        reply(scene, mention, text=text)
    assert scene.read(mention).state is State.IN_REVIEW


def test_as_long_as_allowed_is_sent(scene: Scene) -> None:
    mention = scene.mention(platform="x")
    assert reply(scene, mention, text="字" * 140).code == "replied"


def test_a_writer_is_warned_of_blame_and_of_another_language_and_may_send_all_the_same(scene: Scene) -> None:
    mention = scene.mention(assessment=assessment(language="es"))
    text = "You should have read the label. It is on the back of our box."
    rules = rules_of(mention)
    assert rules is not None
    blame, language = measure(rules, text, mention).warnings
    assert blame.startswith("“You should have”: This blames")
    assert language.endswith("The message is in Spanish; this reply reads as English.")
    assert reply(scene, mention, text=text).code == "replied"


def test_the_text_is_sent_as_written_but_for_control_characters_and_line_ends(scene: Scene) -> None:
    mention = scene.mention()
    reply(scene, mention, text=" Sorry \x00Rita!\r\n{0.__class__} {{7*7}} ${x} %s \u202eabc\r\n")
    waiting = scene.read(mention).reply
    assert waiting is not None
    assert waiting.text == "Sorry Rita!\n{0.__class__} {{7*7}} ${x} %s \u202eabc"


@pytest.mark.parametrize(("platform", "surface"), [("x", Surface.COMMENT), ("gone_platform", Surface.POST)])
def test_what_cannot_be_answered_from_here_says_so(scene: Scene, platform: str, surface: Surface) -> None:
    mention = scene.mention(platform=platform, surface=surface)
    with pytest.raises(InputError, match="takes no reply to this kind of message from here"):
        reply(scene, mention)


@pytest.mark.parametrize("reply_id", ["", "1", "g" * 32, "A" * 32, "1" * 33, "../../" + "1" * 26, "１" * 32])
def test_a_reply_needs_an_id_of_the_right_form(scene: Scene, reply_id: str) -> None:
    mention = scene.mention()
    with pytest.raises(InputError, match="reply_id"):
        reply(scene, mention, reply_id=reply_id)


def test_undo_takes_the_reply_back_before_it_leaves(scene: Scene) -> None:
    mention = scene.mention()
    reply(scene, mention)
    scene.clock.advance(seconds=9.9)
    do(scene, "rosa", mention, "undo", mention_id=mention.mention_id, reply_id=ONE)
    back = scene.read(mention)
    assert (back.state, back.due_at) == (State.IN_REVIEW, scene.case_of(mention).due_at)
    assert (back.timeline[-1].by, back.timeline[-1].reason) == ("desk:rosa", "undone")
    assert scene.events(mention)[-1] == ("rosa", "undone", "")
    assert reply(scene, mention, reply_id=TWO).code == "replied"


def test_after_the_window_undo_says_that_it_has_left(scene: Scene) -> None:
    mention = scene.mention()
    reply(scene, mention)
    scene.clock.advance(seconds=10)
    with pytest.raises(ConflictError, match="Too late to undo"):
        do(scene, "rosa", mention, "undo", mention_id=mention.mention_id, reply_id=ONE)
    assert scene.read(mention).state is State.REPLYING


def test_a_reply_that_is_being_sent_cannot_be_undone(scene: Scene) -> None:
    mention = scene.mention()
    reply(scene, mention)
    waiting = scene.read(mention)
    assert waiting.reply is not None
    scene.write(mention, sending.claim(waiting, waiting.reply, attempt_id="a", at=scene.clock()))
    with pytest.raises(ConflictError, match="Too late to undo"):
        do(scene, "rosa", mention, "undo", mention_id=mention.mention_id, reply_id=ONE)


def test_undo_of_another_reply_changes_nothing(scene: Scene) -> None:
    mention = scene.mention()
    with pytest.raises(ConflictError, match="not the one that waits"):
        do(scene, "rosa", mention, "undo", mention_id=mention.mention_id, reply_id=ONE)
    reply(scene, mention)
    with pytest.raises(ConflictError, match="not the one that waits"):
        do(scene, "rosa", mention, "undo", mention_id=mention.mention_id, reply_id=TWO)
    do(scene, "rosa", mention, "undo", mention_id=mention.mention_id, reply_id=ONE)
    with pytest.raises(ConflictError, match="does not wait to be sent any more"):
        do(scene, "rosa", mention, "undo", mention_id=mention.mention_id, reply_id=ONE)


def unclear(scene: Scene) -> Mention:
    """A mention whose reply may have been sent, with people again."""
    mention = scene.mention()
    reply(scene, mention)
    claimed = sending.claim(scene.read(mention), machine_reply(), attempt_id="a", at=scene.clock())
    scene.write(mention, claimed)
    return scene.write(mention, sending.unresolved(claimed, by=WATCH, at=scene.clock()))


def test_after_an_unclear_send_a_second_reply_asks_twice(scene: Scene) -> None:
    mention = unclear(scene)
    with pytest.raises(InputError, match="an earlier reply may stand already") as refused:
        reply(scene, mention, reply_id=TWO)
    assert refused.value.field == "sure"
    assert reply(scene, mention, reply_id=TWO, sure="on").code == "replied"


def test_undoing_the_second_reply_does_not_forget_the_unclear_first(scene: Scene) -> None:
    mention = unclear(scene)
    reply(scene, mention, reply_id=TWO, sure="on")
    do(scene, "rosa", mention, "undo", mention_id=mention.mention_id, reply_id=TWO)
    with pytest.raises(InputError, match="may stand already"):
        reply(scene, mention, reply_id="3" * 32)


def test_a_lost_doorbell_is_no_failure(scene: Scene) -> None:
    mention = scene.mention()
    scene.cloud.client("sqs").delete_queue(QueueUrl=scene.cloud.urls["RepliesQueue"])
    assert reply(scene, mention).code == "replied"
    assert scene.read(mention).state is State.REPLYING

"""Staff say what the machine should have said: a plain form beside the judgement, and the same in JSON."""

from datetime import timedelta

import pytest

from functions.desk.actions import of_mention
from shared.domain.decision import Action
from shared.domain.mention import Correction, State
from shared.errors import ConflictError, ForbiddenError, InputError, NotFoundError
from tests.desk.scene import Scene
from tests.desk.test_actions import person
from tests.support import made

FIELDS = {"revision": ["0"], "urgency": ["high"]}


def acknowledged(scene: Scene):
    mention = made.mention(State.ACKNOWLEDGED)
    scene.ports.mentions.put_new(mention)
    return mention


def test_the_page_of_an_acknowledged_mention_takes_a_correction(scene: Scene) -> None:
    mention = acknowledged(scene)
    rosa, path = scene.client("rosa"), f"/mentions/{mention.mention_id}"
    page = rosa.get(path)
    assert page.form(f"{path}/correct").fields["acknowledge"] == ["yes"]
    assert page.form(f"{path}/correct").fields["urgency"] == ["low"]
    done = rosa.submit(page, f"{path}/correct", acknowledge="no", urgency="high")
    assert "What you said stays with the mention" in done.said
    assert "May the machine acknowledge it? No, not yes." in done.said.replace("may the", "May the")
    assert "A person corrected the machine: urgency and acknowledge." in done.said
    after = scene.read(mention)
    assert [(one.what, one.said, one.right, one.by, one.at) for one in after.corrections] == [
        ("urgency", "low", "high", "rosa", scene.clock()),
        ("acknowledge", "yes", "no", "rosa", scene.clock()),
    ]
    assert (after.state, after.assessment, after.decision) == (mention.state, mention.assessment, mention.decision)
    again = rosa.get(path)
    assert again.form(f"{path}/correct").fields["acknowledge"] == ["no"]
    assert "it stands there like this already" in rosa.submit(again, f"{path}/correct").said
    assert scene.read(mention) == after


def test_a_case_shows_the_form_at_each_message_and_tells_of_it_in_its_history(scene: Scene) -> None:
    first, second = scene.mention("Nice!"), scene.mention("It burns.")
    case = scene.case_of(first)
    rosa = scene.client("rosa")
    page = scene.open(rosa, first)
    assert page.form(f"/mentions/{first.mention_id}/correct").fields["acknowledge"] == ["no"]
    done = rosa.submit(page, f"/mentions/{second.mention_id}/correct", urgency="critical", topic="safety")
    assert done.address.startswith(f"/cases/{case.case_id}")
    assert "What you said stays with the mention" in done.said
    assert "A person corrected the machine: urgency and topic." in done.said
    assert [one.right for one in scene.read(second).corrections] == ["critical", "safety"]
    assert scene.read(first).corrections == ()
    assert scene.case_of(first) == case


def test_who_may_only_read_sees_no_form(scene: Scene) -> None:
    mention = scene.mention()
    assert "Correct the machine" in scene.open(scene.client("rosa"), mention).said
    assert "Correct the machine" not in scene.open(scene.client("vera"), mention).said
    assert "Correct the machine" not in scene.client("vera").get(f"/mentions/{mention.mention_id}").said
    with pytest.raises(ForbiddenError):
        of_mention.correct_mention(scene.ports, person(scene, "vera"), mention.mention_id, FIELDS)


def test_a_text_that_was_edited_meanwhile_is_read_first(scene: Scene) -> None:
    mention = acknowledged(scene)
    path = f"/mentions/{mention.mention_id}"
    rosa = scene.client("rosa")
    page = rosa.get(path)
    old = Correction(what="urgency", said="low", right="high", by="rosa", at=scene.clock())
    edited = scene.change(mention, revision=1, text="It burns", corrections=(old,))
    refused = rosa.submit(page, f"{path}/correct", urgency="high")
    assert (refused.status, "The author edited it" in refused.said) == (409, True)
    assert scene.read(mention) == edited
    assert refused.form(f"{path}/correct").fields["urgency"] == ["low"]  # the correction was of the text before
    assert "Corrected:" not in refused.said


@pytest.mark.parametrize("state", [State.ACKNOWLEDGING, State.REPLYING, State.SENDING, State.WITHDRAWN])
def test_nothing_is_corrected_while_a_reply_is_on_its_way_or_the_text_is_gone(scene: Scene, state: State) -> None:
    mention = made.mention(state, case_id=None)
    scene.ports.mentions.put_new(mention)
    assert "Correct the machine" not in scene.client("rosa").get(f"/mentions/{mention.mention_id}").said
    with pytest.raises(ConflictError, match="no judgement"):
        of_mention.correct_mention(scene.ports, person(scene, "rosa"), mention.mention_id, FIELDS)
    assert scene.read(mention) == mention


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"urgency": ["high"]}, "revision"),
        ({"revision": ["0"]}, "correction"),
        ({"revision": ["0"], "urgency": [""]}, "urgency"),
        ({"revision": ["0"], "urgency": ["highest"]}, "urgency"),
        ({"revision": ["0"], "topic": ["praise", "money"]}, "topic"),
    ],
)
def test_what_cannot_be_understood_is_named_and_stores_nothing(scene: Scene, fields, field) -> None:
    mention = acknowledged(scene)
    with pytest.raises(InputError) as refused:
        of_mention.correct_mention(scene.ports, person(scene, "rosa"), mention.mention_id, fields)
    assert refused.value.field == field
    assert scene.read(mention) == mention


def test_who_is_later_than_another_is_told_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    mention = acknowledged(scene)
    get = scene.ports.mentions.get

    def meanwhile(mention_id: str):
        found = get(mention_id)
        monkeypatch.undo()
        scene.change(mention, updated_at=scene.clock() + timedelta(seconds=1))
        return found

    monkeypatch.setattr(scene.ports.mentions, "get", meanwhile)
    with pytest.raises(ConflictError, match="Somebody changed this mention"):
        of_mention.correct_mention(scene.ports, person(scene, "rosa"), mention.mention_id, FIELDS)
    assert scene.read(mention).corrections == ()


def test_a_mention_that_is_not_there_is_not_corrected(scene: Scene) -> None:
    with pytest.raises(NotFoundError):
        of_mention.correct_mention(scene.ports, person(scene, "rosa"), "x-0", FIELDS)


def test_the_same_in_json(scene: Scene) -> None:
    mention = scene.mention(decision=made.decision(action=Action.REVIEW, reason="shadow:thanks"))
    path = f"/api/mentions/{mention.mention_id}/correct"
    done = scene.client("rosa").call("POST", path, {"revision": "0", "acknowledge": "no"})
    assert (done.status, done.json["done"]) == (200, "corrected")
    shown = scene.client("vera").ask("GET", f"/api/cases/{scene.case_of(mention).case_id}").json
    assert shown["messages"][0]["corrections"] == {"acknowledge": "no"}
    assert "in shadow" in shown["messages"][0]["decision"]
    refused = scene.client("rosa").call("POST", path, {"revision": "0", "topic": "money"})
    assert (refused.status, refused.json["field"]) == (422, "topic")

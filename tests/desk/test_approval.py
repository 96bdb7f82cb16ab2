"""Approval: an answer that one person wrote leaves after another said yes, by the one way that every reply takes."""

from datetime import timedelta

import pytest

from functions.desk import drafting
from functions.desk.act import Done
from shared.aws import candidates
from shared.aws.candidates import Fate
from shared.domain.case import CaseState
from shared.domain.mention import Mention, State
from shared.domain.playbook import Playbook
from shared.errors import ConflictError, ForbiddenError, InputError
from tests.desk.scene import Scene
from tests.desk.test_actions import do, seen
from tests.support.made import BRAND

FIRST, SECOND, THIRD = "1" * 32, "2" * 32, "3" * 32


def submit(scene: Scene, staff_id: str, mention: Mention, reply_id: str = FIRST, **fields: str | list[str]) -> Done:
    sent = {"mention_id": mention.mention_id, "reply_id": reply_id, "text": "We look into it.", **fields}
    return do(scene, staff_id, mention, "submit", **sent)


def fates(scene: Scene, mention: Mention) -> dict[str, Fate | None]:
    found = candidates.of_case(scene.ports.cases, scene.case_of(mention).case_id)
    return {one.reply_id: one.fate for one in found}


def drafts(scene: Scene, mention: Mention) -> dict[str, str]:
    found = drafting.store(scene.ports).of_case(scene.case_of(mention).case_id, scene.clock())
    return {draft.by: draft.text for draft in found}


def listed(scene: Scene, staff_id: str, folder: str) -> list[str]:
    return [row["case_id"] for row in scene.client(staff_id).get(f"/api/cases?folder={folder}").json["cases"]]


def test_a_submitted_answer_waits_and_nothing_is_sent(scene: Scene) -> None:
    mention = scene.mention()
    do(scene, "rosa", mention, "claim")
    due_at = scene.read(mention).due_at
    assert submit(scene, "rosa", mention).code == "submitted"
    case = scene.case_of(mention)
    assert (case.state, case.holder, case.candidates) == (CaseState.APPROVAL, None, 1)
    assert (scene.read(mention).state, scene.read(mention).due_at) == (State.IN_REVIEW, due_at)
    assert scene.cloud.messages("RepliesQueue") == []
    assert (listed(scene, "rolf", "approval"), listed(scene, "rolf", "open")) == ([case.case_id], [])
    assert submit(scene, "rosa", mention).code == "already_received"
    assert scene.case_of(mention) == case


def test_another_person_approves_and_it_leaves_as_a_reply_of_its_writer_that_can_be_undone(scene: Scene) -> None:
    mention = scene.mention()
    submit(scene, "rosa", mention)
    assert do(scene, "rolf", mention, "approve", candidate=FIRST).code == "replied"
    case, after = scene.case_of(mention), scene.read(mention)
    assert (case.state, case.candidates, case.holder) == (CaseState.OPEN, 0, "rolf")
    assert (after.state, after.due_at) == (State.REPLYING, scene.clock() + timedelta(seconds=10))
    assert after.reply is not None
    assert (after.reply.text, after.reply.by, after.reply.reply_id) == ("We look into it.", "rosa", FIRST)
    stored = scene.ports.mentions.staff_reply(mention.mention_id, FIRST)
    assert stored is not None
    assert (stored.by, stored.approved_by) == ("rosa", "rolf")
    assert scene.events(mention)[-1] == ("rolf", "approved", "")
    assert fates(scene, mention) == {FIRST: Fate.APPROVED}
    assert do(scene, "rolf", mention, "approve", candidate=FIRST).code == "already_received"
    do(scene, "rolf", mention, "undo", mention_id=mention.mention_id, reply_id=FIRST)
    assert scene.read(mention).state is State.IN_REVIEW


def test_nobody_approves_what_they_wrote(scene: Scene) -> None:
    mention = scene.mention()
    submit(scene, "ada", mention)
    with pytest.raises(ForbiddenError, match="another person"):
        do(scene, "ada", mention, "approve", candidate=FIRST)
    with pytest.raises(ForbiddenError):
        do(scene, "vera", mention, "approve", candidate=FIRST)
    assert scene.read(mention).state is State.IN_REVIEW


def test_an_answer_that_was_handed_to_somebody_is_theirs_or_an_administrators_to_decide(scene: Scene) -> None:
    mention, other = scene.of_another(1), scene.of_another(2)
    for one in (mention, other):
        submit(scene, "rosa", one, approver="ada")
        with pytest.raises(ForbiddenError, match="somebody else"):
            do(scene, "rolf", one, "approve", candidate=FIRST)
    assert scene.case_of(mention).mentioned == ("ada",)
    assert len(listed(scene, "ada", "mine")) == 2
    do(scene, "ada", mention, "approve", candidate=FIRST)
    assert scene.read(mention).state is State.REPLYING
    third = scene.of_another(3)
    submit(scene, "rosa", third, approver="rolf")
    do(scene, "ada", third, "approve", candidate=FIRST)
    assert scene.read(third).state is State.REPLYING


@pytest.mark.parametrize("approver", ["rosa", "vera", "otto", "nobody"])
def test_an_answer_is_handed_to_another_person_who_may_work(scene: Scene, approver: str) -> None:
    mention = scene.mention()
    with pytest.raises(InputError) as refused:
        submit(scene, "rosa", mention, approver=approver)
    assert refused.value.field == "approver"


def test_a_rejected_answer_is_its_writers_draft_again_with_the_reason(scene: Scene) -> None:
    mention = scene.mention()
    submit(scene, "rosa", mention)
    with pytest.raises(InputError):
        do(scene, "rolf", mention, "reject", candidate=FIRST)
    assert do(scene, "rolf", mention, "reject", candidate=FIRST, reason="Too stiff").code == "rejected"
    case = scene.case_of(mention)
    assert (case.state, case.candidates, case.mentioned) == (CaseState.OPEN, 0, ("rosa",))
    assert drafts(scene, mention) == {"rosa": "We look into it."}
    assert scene.events(mention)[-1] == ("rolf", "rejected", "Too stiff")
    page = scene.open(scene.client("rosa"), mention)
    assert "Rolf sent it back. The text is your draft again. Too stiff" in page.said
    assert page.form(f"/cases/{case.case_id}/reply").fields["text"] == ["We look into it."]
    with pytest.raises(ConflictError, match="decided on this answer"):
        do(scene, "ada", mention, "approve", candidate=FIRST)


def test_a_draft_that_was_begun_meanwhile_is_not_overwritten(scene: Scene) -> None:
    mention = scene.mention()
    submit(scene, "rosa", mention)
    do(scene, "rosa", mention, "keep-draft", mention_id=mention.mention_id, text="Another try", window="b" * 32)
    do(scene, "rolf", mention, "reject", candidate=FIRST, reason="Too stiff")
    assert drafts(scene, mention) == {"rosa": "Another try"}


def test_what_is_submitted_is_no_draft_any_more(scene: Scene) -> None:
    mention = scene.mention()
    text = {"mention_id": mention.mention_id, "text": "We look into it.", "window": "b" * 32}
    do(scene, "rosa", mention, "keep-draft", **text)
    submit(scene, "rosa", mention)
    assert drafts(scene, mention) == {}


def test_one_of_several_is_approved_and_the_others_for_that_message_go_back(scene: Scene) -> None:
    mention = scene.mention()
    submit(scene, "rosa", mention)
    submit(scene, "rolf", mention, SECOND, text="We are sorry.")
    assert scene.case_of(mention).candidates == 2
    do(scene, "ada", mention, "approve", candidate=SECOND)
    assert fates(scene, mention) == {FIRST: Fate.REJECTED, SECOND: Fate.APPROVED}
    assert scene.case_of(mention).candidates == 0
    assert drafts(scene, mention) == {"rosa": "We look into it."}


def test_an_answer_to_another_message_waits_on(scene: Scene) -> None:
    mention, other = scene.mention(), scene.mention("And this?")
    submit(scene, "rosa", mention)
    submit(scene, "rosa", other, SECOND)
    do(scene, "rolf", mention, "approve", candidate=FIRST)
    assert fates(scene, mention) == {FIRST: Fate.APPROVED, SECOND: None}
    assert scene.case_of(mention).candidates == 1


def test_giving_up_an_answer_that_waits_is_asked_first(scene: Scene) -> None:
    mention = scene.mention()
    submit(scene, "rosa", mention)
    text = {"mention_id": mention.mention_id, "reply_id": SECOND, "text": "Better."}
    for action, staff_id in (("submit", "rosa"), ("reply", "rolf")):
        with pytest.raises(InputError) as refused:
            do(scene, staff_id, mention, action, **text)
        assert refused.value.field == "supersede"
    submit(scene, "rosa", mention, SECOND, text="Better.", supersede="on")
    assert fates(scene, mention) == {FIRST: Fate.SUPERSEDED, SECOND: None}
    reply = {"mention_id": mention.mention_id, "reply_id": THIRD, "text": "Best.", "supersede": "on"}
    do(scene, "rolf", mention, "reply", **reply)
    assert do(scene, "rolf", mention, "reply", **reply).code == "already_received"
    assert fates(scene, mention) == {FIRST: Fate.SUPERSEDED, SECOND: Fate.SUPERSEDED}
    assert scene.case_of(mention).candidates == 0


def test_a_writer_takes_an_answer_back(scene: Scene) -> None:
    mention = scene.mention()
    submit(scene, "rosa", mention)
    with pytest.raises(InputError, match="only its writer"):
        do(scene, "rolf", mention, "withdraw", candidate=FIRST)
    assert do(scene, "rosa", mention, "withdraw", candidate=FIRST).code == "withdrawn"
    assert (scene.case_of(mention).state, drafts(scene, mention)) == (CaseState.OPEN, {"rosa": "We look into it."})


def test_a_new_message_opens_the_case_and_the_approver_must_have_read_it(scene: Scene) -> None:
    mention = scene.mention()
    submit(scene, "rosa", mention)
    before = seen(scene, mention)
    scene.mention("Forget it, thanks.")
    assert (scene.case_of(mention).state, scene.case_of(mention).candidates) == (CaseState.OPEN, 1)
    with pytest.raises(ConflictError, match="1 new message"):
        do(scene, "rolf", mention, "approve", candidate=FIRST, seen=before)
    do(scene, "rolf", mention, "approve", candidate=FIRST)
    assert scene.read(mention).state is State.REPLYING


def test_a_case_with_an_answer_to_approve_is_not_put_away(scene: Scene) -> None:
    mention = scene.mention()
    submit(scene, "rosa", mention)
    with pytest.raises(InputError, match="approve or reject"):
        do(scene, "rolf", mention, "snooze", until="message")


def test_where_two_people_are_wanted_nobody_sends_in_public_alone(scene: Scene) -> None:
    scene.ports.settings.publish(Playbook(brand=BRAND, version=2, title="Our Shop", two_people=True))
    mention = scene.mention()
    with pytest.raises(InputError, match="two people are needed") as refused:
        do(scene, "ada", mention, "reply", mention_id=mention.mention_id, reply_id=FIRST, text="We look into it.")
    assert refused.value.field == "approver"
    assert scene.read(mention).state is State.IN_REVIEW
    submit(scene, "ada", mention)
    do(scene, "rosa", mention, "approve", candidate=FIRST)
    assert scene.read(mention).state is State.REPLYING


def test_the_same_is_done_by_forms(scene: Scene) -> None:
    mention = scene.mention()
    case = scene.case_of(mention).case_id
    rosa, rolf = scene.client("rosa"), scene.client("rolf")
    page = scene.open(rosa, mention)
    filled = {**page.form(f"/cases/{case}/reply").fields, "text": "We look into it.", "approver": "rolf"}
    assert f'formaction="/cases/{case}/submit"' in page.text
    page = rosa.post(f"/cases/{case}/submit", filled)
    assert "Your answer waits for another person’s yes." in page.said
    page = scene.open(rosa, mention)
    assert "/approve" not in page.text
    refused = rosa.post(f"/cases/{case}/reply", {**page.form(f"/cases/{case}/reply").fields, "text": "Now."})
    assert refused.status == 422
    assert "Give up the answer that waits for approval" in refused.said
    assert refused.form(f"/cases/{case}/reply").fields["text"] == ["Now."]
    page = scene.open(rolf, mention)
    assert "We look into it." in page.said
    page = rolf.submit(page, f"/cases/{case}/approve")
    assert "leaves in 10 s" in page.said


def test_answers_come_with_the_case_as_json(scene: Scene) -> None:
    mention = scene.mention()
    submit(scene, "rosa", mention)
    shown = scene.client("rolf").get(f"/api/cases/{scene.case_of(mention).case_id}").json
    (answer,) = shown["answers"]
    assert (answer["text"], answer["by"], answer["may_decide"]) == ("We look into it.", "Rosa", True)
    assert (shown["state"], shown["candidates"]) == ("approval", 1)

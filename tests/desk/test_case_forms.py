"""The forms of a case: a reply from box to undo, and nothing that was written is lost."""

import pytest

from shared.domain import sending
from shared.domain.lifecycle import WATCH
from shared.domain.mention import OutgoingReply, State
from tests.desk.scene import Scene
from tests.support import made
from tests.support.made import BRAND


def test_a_reply_shows_its_countdown_and_its_undo_without_javascript(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = rosa.submit(scene.open(rosa, mention), f"/cases/{case}/reply", text="Sorry!")
    assert "Your reply leaves in 10 s" in page.said
    refresh = [given for tag, given in page.read.elements if tag == "meta" and given.get("http-equiv") == "refresh"]
    assert refresh == [{"http-equiv": "refresh", "content": f"12; url=/cases/{case}"}]
    assert "text" not in [given.get("name") for tag, given in page.read.elements if tag == "textarea"]
    back = rosa.submit(page, f"/cases/{case}/undo")
    assert "Taken back: nothing was sent." in back.said
    assert back.form(f"/cases/{case}/reply").fields["text"] == ["Sorry!"]
    again = rosa.submit(back, f"/cases/{case}/reply")
    assert "Your reply leaves" in again.said
    scene.clock.advance(seconds=11)
    late = rosa.submit(again, f"/cases/{case}/undo")
    assert (late.status, "Too late to undo: the reply has left." in late.said) == (409, True)
    assert "The reply is being sent" in late.said


def test_what_was_written_is_kept_when_a_message_came_meanwhile(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = scene.open(rosa, mention)
    scene.mention("Never mind, it works.")
    answer = rosa.submit(page, f"/cases/{case}/reply", text="Dear Rita, …")
    assert answer.status == 409
    assert "1 new message since you opened it: read it, then send again" in answer.said
    assert "Never mind, it works." in answer.said
    form = answer.form(f"/cases/{case}/reply")
    assert (form.fields["text"], form.fields["mention_id"]) == (["Dear Rita, …"], [mention.mention_id])
    assert scene.read(mention).state is State.IN_REVIEW
    rosa.submit(answer, f"/cases/{case}/reply")
    assert scene.read(mention).state is State.REPLYING


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Your text: write something first."),
        ("a" * 2001, "2001 characters; Standard Webhooks allows 2000: shorten it"),
    ],
)
def test_a_text_that_cannot_be_sent_comes_back_with_the_remedy(scene: Scene, text: str, told: str) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = rosa.submit(scene.open(rosa, mention), f"/cases/{case}/reply", text=text)
    assert page.status == 422
    assert told in page.said
    assert page.form(f"/cases/{case}/reply").fields["text"] == [text]
    (area,) = [given for tag, given in page.read.elements if tag == "textarea" and given["name"] == "text"]
    assert area["aria-invalid"] == "true"


def test_the_same_form_sent_twice_shows_the_reply_and_no_error(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = scene.open(rosa, mention)
    rosa.submit(page, f"/cases/{case}/reply", text="Sorry!")
    again = rosa.submit(page, f"/cases/{case}/reply", text="Sorry!")
    assert again.status == 200
    assert "Your reply leaves" in again.said
    assert scene.events(mention).count(("rosa", "replied", "")) == 1


def test_when_somebody_else_holds_the_case_the_page_says_who(scene: Scene) -> None:
    mention = scene.mention()
    case = scene.case_of(mention).case_id
    rolf, rosa = scene.client("rolf"), scene.client("rosa")
    before = scene.open(rosa, mention)
    rolf.submit(scene.open(rolf, mention), f"/cases/{case}/claim")
    page = rosa.submit(before, f"/cases/{case}/claim")
    assert page.status == 409
    assert "Rolf holds this case until 12:10 UTC" in page.said
    taken = rosa.submit(page, f"/cases/{case}/take-over", reason="Rolf is at lunch")
    assert "Yours until 12:10 UTC" in taken.said
    assert "Rosa took the case over Rolf is at lunch" in taken.said.replace("overRolf", "over Rolf")


def test_a_session_that_ended_gives_back_what_was_written(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = scene.open(rosa, mention)
    scene.clock.advance(hours=2)
    answer = rosa.submit(page, f"/cases/{case}/reply", text="An hour of work")
    assert answer.status == 401
    assert "An hour of work" in answer.text
    assert f'href="/sign-in/start?next=/cases/{case}"' in answer.text


def test_a_page_from_an_older_session_gives_back_what_was_written(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    page = scene.open(rosa, mention)
    rosa.cookies = scene.client("rosa").cookies
    answer = rosa.submit(page, f"/cases/{scene.case_of(mention).case_id}/reply", text="An hour of work")
    assert answer.status == 403
    assert "An hour of work" in answer.text


def test_a_failed_reply_can_be_taken_up_again(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    rosa.submit(scene.open(rosa, mention), f"/cases/{case}/reply", text="Sorry!")
    waiting = scene.read(mention)
    assert waiting.reply is not None
    claimed = sending.claim(waiting, waiting.reply, attempt_id="a", at=scene.clock())
    scene.write(mention, claimed)
    scene.write(mention, sending.unresolved(claimed, by=WATCH, at=scene.clock()))
    page = scene.open(rosa, mention)
    assert "An earlier reply may have been sent." in page.said
    (link,) = [given["href"] for tag, given in page.read.elements if tag == "a" and "draft=" in given.get("href", "")]
    page = rosa.get(link)
    assert page.form(f"/cases/{case}/reply").fields["text"] == ["Sorry!"]
    refused = rosa.submit(page, f"/cases/{case}/reply")
    assert (refused.status, scene.read(mention).state) == (422, State.IN_REVIEW)
    assert "look on the platform, then tick the box" in refused.said
    rosa.submit(refused, f"/cases/{case}/reply", sure="on")
    assert scene.read(mention).state is State.REPLYING


def test_a_draft_of_another_case_is_not_shown(scene: Scene) -> None:
    mine, other = scene.mention(), scene.of_another(1)
    rosa = scene.client("rosa")
    case = scene.case_of(other).case_id
    page = rosa.submit(scene.open(rosa, other), f"/cases/{case}/reply", text="For another")
    reply_id = page.form(f"/cases/{case}/undo").fields["reply_id"][0]
    shown = scene.open(rosa, mine, f"?draft={reply_id}&answer={other.mention_id}")
    assert "For another" not in shown.text


def test_one_message_of_several_can_be_chosen_and_the_others_are_covered(scene: Scene) -> None:
    first, second, third = scene.mention("One"), scene.mention("Two"), scene.mention("Three")
    rosa = scene.client("rosa")
    case = scene.case_of(first).case_id
    page = scene.open(rosa, first, f"?answer={second.mention_id}")
    form = page.form(f"/cases/{case}/reply")
    assert form.fields["mention_id"] == [second.mention_id]
    assert form.fields["covers"] == [first.mention_id, third.mention_id]
    rosa.submit(page, f"/cases/{case}/reply", text="All three: sorry!", covers=[third.mention_id])
    answered = scene.read(second)
    assert answered.reply is not None
    kept = scene.ports.mentions.staff_reply(second.mention_id, answered.reply.reply_id or "")
    assert kept is not None
    assert kept.covers == {third.mention_id: 0}


def test_selling_is_pointed_at_before_and_while_a_reply_waits(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = rosa.submit(scene.open(rosa, mention), f"/cases/{case}/reply", text="Use code SORRY, buy now!")
    assert "This sells. A reply listens and helps; it does not sell." in page.said
    assert scene.read(mention).state is State.REPLYING


def test_closing_leads_back_to_the_list_and_the_case_can_be_opened_again(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = rosa.submit(scene.open(rosa, mention), f"/cases/{case}/resolve", outcome="handled_elsewhere")
    assert page.address == f"/?brand={BRAND}&done=resolved"
    assert "The case is closed." in page.said
    closed = scene.open(rosa, mention)
    assert "Closed: handled elsewhere" in closed.said
    again = rosa.submit(closed, f"/cases/{case}/reopen", reason="She called")
    assert "The case is open again." in again.said
    assert scene.read(mention).state is State.IN_REVIEW


def test_an_acknowledged_mention_has_a_page_from_which_it_is_brought_before_people(scene: Scene) -> None:
    reply = OutgoingReply(text="Thank you!", by="machine", sent_at=scene.clock(), external_reply_id="1")
    mention = made.mention(State.ACKNOWLEDGED, reply=reply)
    scene.ports.mentions.put_new(mention)
    rosa = scene.client("rosa")
    page = rosa.get(f"/mentions/{mention.mention_id}")
    assert "The machine replied now Thank you!" in page.said.replace("nowThank", "now Thank")
    assert "Thanks." in page.said
    done = rosa.submit(page, f"/mentions/{mention.mention_id}/reopen", reason="judged_wrongly")
    assert "The mention goes to people now." in done.said
    assert scene.read(mention).state is State.IN_REVIEW
    scene.open_case(mention.mention_id)
    assert f'href="/cases/{scene.case_of(mention).case_id}"' in rosa.get(f"/mentions/{mention.mention_id}").text

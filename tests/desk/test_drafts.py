"""What somebody has begun to write is lost to nobody: not by a reload, another window or device, or a take-over."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from functions.desk import drafting
from shared.aws.drafts import KEEP, Draft
from shared.domain import sending
from shared.domain.lifecycle import REPLY
from shared.domain.mention import Mention
from tests.desk.client import Client, Page
from tests.desk.harmless import require_harmless
from tests.desk.scene import Scene
from tests.desk.test_actions import do
from tests.desk.test_foreign_text import HOSTILE

LEFT, RIGHT = "1" * 32, "2" * 32


def keep(scene: Scene, client: Client, mention: Mention, text: str, *, window: str = LEFT, **fields: str) -> Page:
    sent = {"mention_id": mention.mention_id, "text": text, "window": window, "after": "0", **fields}
    return client.call("POST", f"/api/cases/{scene.case_of(mention).case_id}/draft", sent)


def in_box(page: Page) -> str:
    return next(form for form in page.read.forms if form.action.endswith("/reply")).fields["text"][0]


def kept(scene: Scene, mention: Mention) -> list[Draft]:
    return drafting.store(scene.ports).of_case(scene.case_of(mention).case_id, scene.clock())


def sent(scene: Scene, mention: Mention) -> None:
    """What the step `reply` does with a reply whose undo window is over."""
    waiting = scene.read(mention)
    assert waiting.reply is not None
    claimed = sending.claim(waiting, waiting.reply, attempt_id="a", at=scene.clock())
    scene.write(waiting, claimed)
    ending = partial(sending.applied, external_reply_id="1", permalink=None, by=REPLY)
    scene.write(claimed, ending(claimed, at=scene.clock()))


def test_a_draft_is_there_again_on_any_device(scene: Scene) -> None:
    mention = scene.mention()
    answer = keep(scene, scene.client("rosa"), mention, "Dear Rita,\r\nsorry ")
    assert (answer.status, answer.json["edition"]) == (200, 1)
    assert in_box(scene.open(scene.client("rosa"), mention)) == "Dear Rita,\nsorry "
    listed = scene.client("rosa").ask("GET", f"/api/cases/{scene.case_of(mention).case_id}/draft").json
    assert [(one["text"], one["edition"]) for one in listed["mine"]] == [("Dear Rita,\nsorry ", 1)]
    assert listed["others"] == []


def test_a_draft_is_kept_and_thrown_away_without_javascript(scene: Scene) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    path = f"/cases/{scene.case_of(mention).case_id}"
    form = scene.open(rosa, mention).form(f"{path}/reply").fields
    page = rosa.post(f"{path}/keep-draft", {**form, "text": "Half a thought"})
    assert "Your draft is kept." in page.said
    assert in_box(page) == "Half a thought"
    page = rosa.post(f"{path}/keep-draft", {**page.form(f"{path}/reply").fields, "text": "A whole thought"})
    assert in_box(page) == "A whole thought"
    page = rosa.post(f"{path}/discard-draft", page.form(f"{path}/reply").fields)
    assert in_box(page) == ""
    assert kept(scene, mention) == []


def test_an_older_window_never_overwrites_a_newer_draft(scene: Scene) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    keep(scene, rosa, mention, "Both windows began with this")
    keep(scene, rosa, mention, "The right one went on", window=RIGHT, after="1")
    refused = keep(scene, rosa, mention, "The left one knows nothing of it", after="1")
    assert (refused.status, refused.headers["content-type"]) == (409, "application/problem+json")
    assert refused.json["kept"]["text"] == "The right one went on"
    assert [draft.text for draft in kept(scene, mention)] == ["The right one went on"]
    known = str(refused.json["kept"]["edition"])
    assert keep(scene, rosa, mention, "Chosen by the person", after=known).status == 200
    assert [draft.text for draft in kept(scene, mention)] == ["Chosen by the person"]


def test_an_older_window_without_javascript_shows_both_texts(scene: Scene) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    path = f"/cases/{scene.case_of(mention).case_id}"
    left, right = (scene.open(rosa, mention).form(f"{path}/reply").fields for _ in range(2))
    rosa.post(f"{path}/keep-draft", {**right, "text": "From the right"})
    page = rosa.post(f"{path}/keep-draft", {**left, "text": "From the left"})
    assert page.status == 409
    assert "Your draft was changed in another window. Nothing was overwritten" in page.said
    assert "Another window kept this instead: From the right" in page.said
    assert in_box(page) == "From the left"
    assert in_box(rosa.post(f"{path}/keep-draft", page.form(f"{path}/reply").fields)) == "From the left"


@pytest.mark.parametrize("order", [("2", "3"), ("3", "2")])
def test_of_one_windows_writes_the_last_one_counts_whichever_arrives_first(
    scene: Scene, order: tuple[str, str]
) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    keep(scene, rosa, mention, "text 1")
    for edition in order:
        keep(scene, rosa, mention, f"text {edition}", after="1", edition=edition)
    assert [draft.text for draft in kept(scene, mention)] == ["text 3"]


def test_the_same_text_from_another_window_is_no_quarrel(scene: Scene) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    keep(scene, rosa, mention, "The same")
    assert keep(scene, rosa, mention, "The same", window=RIGHT).json["edition"] == 1


def test_whoever_takes_over_sees_the_others_draft_and_may_use_it(scene: Scene) -> None:
    mention, rosa, rolf = scene.mention(), scene.client("rosa"), scene.client("rolf")
    do(scene, "rosa", mention, "claim")
    keep(scene, rosa, mention, "Dear Rita, this is Rosa")
    assert "this is Rosa" not in scene.open(rolf, mention).text
    do(scene, "rolf", mention, "take-over", reason="Rosa went home")
    page = scene.open(rolf, mention)
    assert "Rosa began this answer now; it was not sent. Dear Rita, this is Rosa" in page.said
    assert in_box(page) == ""
    keep(scene, rolf, mention, "My own words.")
    used = scene.open(rolf, mention, f"?answer={mention.mention_id}&use=rosa")
    assert in_box(used) == "My own words.\n\nDear Rita, this is Rosa"
    keep(scene, rolf, mention, in_box(used), after="1")
    again = scene.open(rolf, mention, f"?answer={mention.mention_id}&use=rosa")
    assert in_box(again) == in_box(used)
    assert {draft.by: draft.text for draft in kept(scene, mention)}["rosa"] == "Dear Rita, this is Rosa"


def test_a_draft_that_was_sent_is_gone_and_one_that_was_undone_is_not(scene: Scene) -> None:
    mention, rosa = scene.mention(), scene.client("rosa")
    keep(scene, rosa, mention, "Sorry, Rita! ")
    text = {"text": "Sorry, Rita!", "mention_id": mention.mention_id}
    do(scene, "rosa", mention, "reply", reply_id=LEFT, **text)
    scene.open(rosa, mention)
    do(scene, "rosa", mention, "undo", reply_id=LEFT, mention_id=mention.mention_id)
    assert in_box(scene.open(rosa, mention)) == "Sorry, Rita! "
    do(scene, "rosa", mention, "reply", reply_id=RIGHT, **text)
    sent(scene, mention)
    scene.open(rosa, mention)
    assert kept(scene, mention) == []
    (row,) = [row for row in scene.cloud.rows() if row["sk"]["S"].startswith("DRAFT#")]
    assert row["text"] == {"S": ""}


def test_each_message_has_a_draft_of_its_own_and_the_begun_one_stands_in_the_box(scene: Scene) -> None:
    first = scene.mention("The first")
    rosa = scene.client("rosa")
    keep(scene, rosa, first, "About the first")
    second = scene.mention("The second")
    page = scene.open(rosa, second)
    assert in_box(page) == "About the first"
    page = scene.open(rosa, second, f"?answer={second.mention_id}")
    assert in_box(page) == ""
    assert "You began an answer to another message of this case." in page.said
    keep(scene, rosa, second, "About the second")
    assert {draft.mention_id: draft.text for draft in kept(scene, first)} == {
        first.mention_id: "About the first",
        second.mention_id: "About the second",
    }


def test_drafts_stand_beside_their_case_and_run_out(scene: Scene) -> None:
    mention = scene.mention()
    keep(scene, scene.client("rosa"), mention, "Half a thought")
    (row,) = [row for row in scene.cloud.rows() if row["sk"]["S"].startswith("DRAFT#")]
    assert row["pk"]["S"] == f"CASE#{scene.case_of(mention).case_id}"
    assert int(row["expires_at"]["N"]) == int((scene.clock() + KEEP).timestamp())
    scene.clock.advance(days=KEEP / timedelta(days=1) + 1)
    assert kept(scene, mention) == []
    assert keep(scene, scene.client("rosa"), mention, "Later", window=RIGHT).status == 200


@pytest.mark.parametrize("staff_id", ["vera", "otto"])
def test_who_may_not_answer_keeps_and_reads_no_draft(scene: Scene, staff_id: str) -> None:
    mention = scene.mention()
    keep(scene, scene.client("rosa"), mention, "Only for us")
    client = scene.client(staff_id)
    assert keep(scene, client, mention, "Mine").status == 403
    assert client.ask("GET", f"/api/cases/{scene.case_of(mention).case_id}/draft").status == 403
    assert "Only for us" not in scene.open(client, mention).text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"mention_id": "standard_webhooks-0000"}, "mention_id"),
        ({"window": "../../etc"}, "window"),
        ({"after": "-1"}, "after"),
        ({"after": "9" * 20}, "after"),
        ({"after": "5", "edition": "5"}, "edition"),
        ({"text": "x" * 20_001}, "text"),
    ],
)
def test_a_draft_that_makes_no_sense_is_refused_by_name(scene: Scene, fields: dict[str, str], field: str) -> None:
    mention = scene.mention()
    path = f"/api/cases/{scene.case_of(mention).case_id}/draft"
    sent_fields: dict[str, Any] = {"mention_id": mention.mention_id, "text": "x", "window": LEFT, **fields}
    answer = scene.client("rosa").call("POST", path, sent_fields)
    assert (answer.status, answer.json["field"]) == (422, field)
    assert kept(scene, mention) == []


def test_half_a_sign_is_refused_before_it_reaches_a_table(scene: Scene) -> None:
    answer = keep(scene, scene.client("rosa"), scene.mention(), "half a smile: \ud83d")
    assert (answer.status, answer.json["field"]) == (400, "body")


def test_a_message_of_another_case_gets_no_draft_here(scene: Scene) -> None:
    here, there = scene.mention(), scene.of_another(7)
    path = f"/api/cases/{scene.case_of(here).case_id}/draft"
    sent_fields = {"mention_id": there.mention_id, "text": "x", "window": LEFT}
    assert scene.client("rosa").call("POST", path, sent_fields).status == 422


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_drafts_of_a_colleague_are_inert(scene: Scene, hostile: str) -> None:
    mention = scene.mention(permalink=None)
    assert keep(scene, scene.client("rosa"), mention, hostile).status == 200
    for staff_id in ("rosa", "rolf"):
        page = scene.open(scene.client(staff_id), mention)
        require_harmless(page)
        assert " ".join(hostile.split())[:30] in " ".join((page.said + in_box(page)).split())


def test_texts_never_reach_the_log(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    mention = scene.mention()
    keep(scene, scene.client("rosa"), mention, "the secret draft")
    do(scene, "rosa", mention, "keep-draft", mention_id=mention.mention_id, text="the secret draft", window=LEFT)
    said = capsys.readouterr()
    assert "keep-draft" in said.out
    assert "secret" not in said.out + said.err

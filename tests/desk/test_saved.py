"""Saved replies: written once, offered where they suit, looked after by somebody."""

import re

import pytest

from shared.domain.mention import Mention
from tests.desk.client import Client, Page
from tests.desk.harmless import require_harmless
from tests.desk.scene import Scene
from tests.desk.test_drafts import in_box
from tests.desk.test_foreign_text import HOSTILE
from tests.support.made import BRAND, assessment

PAGE = f"/brands/{BRAND}/saved"
WORDS = {"title": "We look into it", "text": "Dear {author}, {brand} looks into it. {staff}", "language": "en"}


def add(client: Client, **changes: str) -> Page:
    return client.submit(client.get(PAGE), PAGE, **{**WORDS, **changes})


def ids(page: Page) -> list[str]:
    return re.findall(rf'href="{PAGE}/([0-9a-f]+)"', page.text)


def offered(scene: Scene, client: Client, mention: Mention) -> dict[str, list[str]]:
    path = f"/api/cases/{scene.case_of(mention).case_id}/saved?mention_id={mention.mention_id}"
    return {kind: [one["text"] for one in found] for kind, found in client.ask("GET", path).json.items()}


def test_a_saved_reply_is_written_found_changed_and_deleted(scene: Scene) -> None:
    rosa = scene.client("rosa")
    assert "There are none yet." in rosa.get(PAGE).said
    page = add(rosa)
    assert "The saved reply can be used now." in page.said
    assert "We look into it English Any topic Owner: Rosa Reviewed now" in page.said
    (saved_id,) = ids(page)
    form = rosa.get(f"{PAGE}/{saved_id}")
    page = rosa.submit(form, f"{PAGE}/{saved_id}", text="Other words, {author}.", topic="billing")
    assert "The saved reply is changed." in page.said
    assert "Billing" in page.said
    assert "Other words, {author}." in page.said
    form = rosa.get(f"{PAGE}/{saved_id}")
    refused = rosa.submit(form, f"{PAGE}/{saved_id}/delete")
    assert (refused.status, "tick the box" in refused.said) == (422, True)
    page = rosa.submit(form, f"{PAGE}/{saved_id}/delete", sure="on")
    assert "The saved reply is deleted." in page.said
    assert rosa.get(f"{PAGE}/{saved_id}").status == 404


def test_it_is_offered_filled_for_the_message_and_the_closest_first(scene: Scene) -> None:
    rosa = scene.client("rosa")
    add(rosa)
    add(rosa, title="German", text="Hallo {author}", language="de")
    add(rosa, title="Thanks", text="You are welcome, {author}.", topic="thanks")
    mention = scene.mention("Thanks, but it broke.", assessment=assessment())
    assert offered(scene, rosa, mention) == {
        "fit": ["You are welcome, Rita.", "Dear Rita, Our Shop looks into it. Rosa"],
        "others": ["Hallo Rita"],
    }


def test_it_is_inserted_without_javascript_and_what_was_written_stays(scene: Scene) -> None:
    rosa = scene.client("rosa")
    (saved_id,) = ids(add(rosa))
    mention = scene.mention()
    path = f"/cases/{scene.case_of(mention).case_id}"
    form = scene.open(rosa, mention).form(f"{path}/reply").fields
    assert form["saved"] == [""]
    refused = rosa.post(f"{path}/insert-saved", {**form, "text": "My words."})
    assert (refused.status, "The saved reply: choose one first." in refused.said) == (422, True)
    assert in_box(refused) == "My words."
    page = rosa.post(f"{path}/insert-saved", {**form, "text": "My words.", "saved": saved_id})
    assert in_box(page) == "My words.\n\nDear Rita, Our Shop looks into it. Rosa"
    assert "The saved reply stands in the box." in page.said


def test_an_author_without_a_name_leaves_the_slot_open_and_the_linter_says_so(scene: Scene) -> None:
    rosa = scene.client("rosa")
    (saved_id,) = ids(add(rosa, text="Dear {author}"))
    mention = scene.mention(author_name=None)
    path = f"/cases/{scene.case_of(mention).case_id}"
    form = scene.open(rosa, mention).form(f"{path}/reply").fields
    page = rosa.post(f"{path}/insert-saved", {**form, "saved": saved_id})
    assert in_box(page) == "Dear {author}"
    assert "A slot was left open." in page.said


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "Dear {name}"}, "text"),
        ({"text": " \n "}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"title": " "}, "title"),
        ({"title": "x" * 81}, "title"),
        ({"language": "klingon"}, "language"),
        ({"topic": "weather"}, "topic"),
    ],
)
def test_what_cannot_be_used_is_not_saved(scene: Scene, changes: dict[str, str], field: str) -> None:
    rosa = scene.client("rosa")
    answer = rosa.call("POST", f"/api{PAGE}", {**WORDS, **changes})
    assert (answer.status, answer.json["field"]) == (422, field)
    page = add(rosa, **changes)
    assert page.status == 422
    assert page.form(PAGE).fields["title"] == [changes.get("title", WORDS["title"])]
    assert rosa.ask("GET", f"/api{PAGE}").json == {"saved": []}


def test_the_linter_reads_a_saved_reply_and_only_warns(scene: Scene) -> None:
    page = add(scene.client("rosa"), text="Dear {author}, buy now and we promise a refund.")
    assert "This sells." in page.said
    assert "A slot was left open." not in page.said
    (one,) = scene.client("vera").ask("GET", f"/api{PAGE}").json["saved"]
    assert one["warnings"]


def test_others_use_it_but_only_its_owner_and_administrators_change_it(scene: Scene) -> None:
    rosa, rolf, ada = scene.client("rosa"), scene.client("rolf"), scene.client("ada")
    (saved_id,) = ids(add(rosa))
    page = rolf.get(PAGE)
    assert "We look into it" in page.said
    assert ids(page) == []
    assert rolf.get(f"{PAGE}/{saved_id}").status == 403
    changed = {**WORDS, "version": "1", "sure": "on"}
    for action in ("", "/review", "/delete"):
        assert rolf.call("POST", f"/api{PAGE}/{saved_id}{action}", changed).status == 403
    assert ada.call("POST", f"/api{PAGE}/{saved_id}", {**changed, "title": "By Ada"}).status == 200
    (one,) = ada.ask("GET", f"/api{PAGE}").json["saved"]
    assert (one["title"], one["owner_name"], one["version"]) == ("By Ada", "Rosa", 2)


def test_viewers_read_and_strangers_do_not(scene: Scene) -> None:
    add(scene.client("rosa"))
    vera, otto = scene.client("vera"), scene.client("otto")
    page = vera.get(PAGE)
    assert "We look into it" in page.said
    assert [form.action for form in page.read.forms if "saved" in form.action] == []
    assert vera.call("POST", f"/api{PAGE}", WORDS).status == 403
    assert otto.get(PAGE).status == 403
    assert otto.ask("GET", f"/api{PAGE}").status == 403
    assert otto.call("POST", f"/api{PAGE}", WORDS).status == 403
    assert scene.client("ada").call("POST", "/api/brands/nobodys/saved", WORDS).status == 404


def test_two_people_who_change_one_at_once_do_not_overwrite_each_other(scene: Scene) -> None:
    rosa, ada = scene.client("rosa"), scene.client("ada")
    (saved_id,) = ids(add(rosa))
    address = f"{PAGE}/{saved_id}"
    mine, hers = rosa.get(address), ada.get(address)
    ada.submit(hers, address, text="By Ada")
    page = rosa.submit(mine, address, text="By Rosa")
    assert page.status == 409
    assert page.form(address).fields["text"] == ["By Rosa"]
    assert rosa.ask("GET", f"/api{PAGE}").json["saved"][0]["text"] == "By Ada"


def test_nobody_looked_for_long_is_told_and_one_look_is_enough(scene: Scene) -> None:
    rosa = scene.client("rosa")
    (saved_id,) = ids(add(rosa))
    scene.clock.advance(days=181)
    rosa = scene.client("rosa")
    assert "To be reviewed" in rosa.get(PAGE).said
    page = rosa.submit(rosa.get(f"{PAGE}/{saved_id}"), f"{PAGE}/{saved_id}/review")
    assert "counts as reviewed" in page.said
    assert "To be reviewed" not in page.said


@pytest.mark.parametrize("hostile", range(len(HOSTILE)))
def test_hostile_texts_and_names_are_inert_on_page_and_in_the_box(scene: Scene, hostile: int) -> None:
    rosa, written = scene.client("rosa"), HOSTILE[hostile]
    page = add(rosa, title=written[:80], text=written[:5000])
    assert page.status == (422 if "{" in written else 200)
    require_harmless(page)
    mention = scene.mention(author_name=written[:200], permalink=None)
    require_harmless(scene.open(rosa, mention))
    add(rosa, text="Dear {author}")
    require_harmless(scene.open(rosa, mention))
    texts = offered(scene, rosa, mention)
    assert any(text.startswith("Dear ") and "\n" not in text for text in (*texts["fit"], *texts["others"]))

"""A case as it is read: its reasons, its history, and who may do what; and what every page has."""

import re

import pytest

from functions.desk.answers import ASSETS, _content
from shared.domain import sending
from shared.domain.assessment import Reason, Topic
from shared.domain.lifecycle import INGEST, REPLY, mark
from shared.domain.mention import State, Surface
from tests.desk.scene import Scene
from tests.support import made
from tests.support.made import BRAND


def test_a_case_shows_why_it_is_here_and_marks_the_words(scene: Scene) -> None:
    reason = Reason(rule="en.broken", says="Something is broken", start=3, end=8)
    mention = scene.mention(
        "It broke.", assessment=made.assessment(reasons=(reason,), ruleset_version="2026.11", topics=(Topic.COMPLAINT,))
    )
    page = scene.open(scene.client("rosa"), mention)
    assert ("mark", {"title": "Something is broken"}) in page.read.elements
    for told in (
        "What it is about needs a person.",
        "Topic Complaint".replace(" ", ""),
        "Something is broken en.broken",
        "Playbook version 1. Rules 2026.11.",
    ):
        assert told.replace(" ", "") in page.said.replace(" ", "")


def test_words_are_not_marked_in_a_text_that_was_edited_since(scene: Scene) -> None:
    mention = scene.mention("You are great, thank you!")
    edited = mark(scene.read(mention), "edited", by=INGEST, at=scene.clock(), text="No!", revision=1, assess_again=True)
    scene.write(mention, edited)
    page = scene.open(scene.client("rosa"), mention)
    assert "mark" not in [tag for tag, _ in page.read.elements]
    assert "it is being judged again" in page.said
    assert "Edited" in page.said


def test_the_timeline_is_told_in_words_with_names(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    rosa.submit(rosa.get("/"), f"/cases/{case}/claim")
    scene.clock.advance(minutes=2)
    page = scene.open(rosa, mention)
    rosa.submit(page, f"/cases/{case}/reply", text="Sorry!")
    waiting = scene.read(mention)
    assert waiting.reply is not None
    claimed = sending.claim(waiting, waiting.reply, attempt_id="a", at=scene.clock())
    scene.write(mention, claimed)
    scene.write(mention, sending.refused(claimed, code="rate_limited", by=REPLY, at=scene.clock()))
    said = scene.open(rosa, mention).said
    for line in (
        "Rosa took the case",
        "Rosa wrote a reply",
        "The queue opened the case",
        "Sending → Waits for an answerThe platform refused the reply: it takes no more for now.",
    ):
        assert line in said, said
    assert "rate_limited" not in said


def test_earlier_mentions_of_the_author_are_shown_but_not_of_other_brands(scene: Scene) -> None:
    old = made.mention(State.ACKNOWLEDGED, external_id="forum:old", text="I liked it in May")
    foreign = made.mention(State.ACKNOWLEDGED, external_id="forum:foreign", text="Another brand", brand="bank")
    for mention in (old, foreign):
        scene.ports.mentions.put_new(mention)
    page = scene.open(scene.client("rosa"), scene.mention())
    assert "I liked it in May Acknowledged" in page.said
    assert "Another brand" not in page.said
    assert ("a", {"href": f"/mentions/{old.mention_id}"}) in page.read.elements


@pytest.mark.parametrize(
    ("surface", "kind", "readers", "mark"),
    [
        (Surface.COMMENT, "Public reply", "Everybody can read it.", "composer public"),
        (Surface.DIRECT_MESSAGE, "Private reply", "Only the author can read it.", "composer private"),
    ],
)
def test_public_or_private_is_told_by_word_and_mark(
    scene: Scene, surface: Surface, kind: str, readers: str, mark: str
) -> None:
    page = scene.open(scene.client("rosa"), scene.mention(surface=surface))
    assert f"{kind} {readers} As Our Shop on Standard Webhooks." in page.said
    assert f"Send {kind.lower()}" in page.said
    assert mark in [given.get("class") for _, given in page.read.elements]


def test_where_no_reply_is_possible_the_way_there_is_shown_instead(scene: Scene) -> None:
    page = scene.open(
        scene.client("rosa"), scene.mention(platform="x", surface=Surface.COMMENT, permalink="https://x.com/1")
    )
    assert "X takes no reply to this comment from here. Answer it on x.com" in page.said
    assert "text" not in [given.get("name") for tag, given in page.read.elements if tag == "textarea"]


def test_viewers_see_everything_and_no_button_that_they_may_not_press(scene: Scene) -> None:
    mention = scene.mention()
    page = scene.open(scene.client("vera"), mention)
    assert "It broke after a day." in page.said
    assert "You may read this case. To answer it you need the role responder." in page.said
    for seen in (page, scene.client("vera").get("/")):
        assert [form.action for form in seen.read.forms if form.method == "post"] == ["/language", "/sign-out"]


def test_pages_have_their_landmarks_labels_and_languages(scene: Scene) -> None:
    mention = scene.mention()
    ada = scene.client("ada")
    addresses = ["/", f"/cases/{scene.case_of(mention).case_id}", f"/mentions/{mention.mention_id}"]
    for address in [*addresses, f"/brands/{BRAND}/stop", "/sign-in", "/nothing"]:
        page = ada.get(address)
        elements = page.read.elements
        tags = [tag for tag, _ in elements]
        assert ("html", {"lang": "en", "dir": "ltr"}) in elements
        assert (tags.count("main"), tags.count("h1"), tags.count("title")) == (1, 1, 1), address
        ids = [given["id"] for _, given in elements if "id" in given]
        assert len(ids) == len(set(ids)), address
        labels = {given.get("for") for tag, given in elements if tag == "label"}
        for tag, given in elements:
            if tag in ("textarea", "select") or (tag == "input" and given.get("type") not in ("hidden", "checkbox")):
                assert given["id"] in labels, (address, given)
            if tag == "img":
                assert "alt" in given
        for _, given in elements:
            for name in ("aria-labelledby", "aria-describedby"):
                assert {*given.get(name, "").split()} <= {*ids}, (address, given)


def test_files_are_served_compressed_under_an_address_that_changes_with_them(scene: Scene) -> None:
    client = scene.client("rosa")
    page = client.get("/")
    addresses = [
        given[name] for _, given in page.read.elements for name in ("href", "src") if "/static/" in given.get(name, "")
    ]
    assert {address.rpartition("/")[2] for address in addresses} == {
        "desk.css",
        "list.css",
        "case.css",
        "desk.js",
        "icon.svg",
    }
    modules = {found for name in ASSETS for found in re.findall(r'from "\./([a-z]+\.js)"', _content(name))}
    assert {"page.js", "time.js", "keys.js"} <= modules
    version = {address.split("/")[2] for address in addresses}
    assert [len(one) for one in version] == [12]
    for address in [*addresses, *(f"/static/{version.copy().pop()}/{name}" for name in modules)]:
        packed = client.ask("GET", address, headers={"accept-encoding": "gzip"})
        assert (packed.status, packed.headers["content-encoding"]) == (200, "gzip")
        assert len(packed.body) < len(client.ask("GET", address).body)

"""The playbook: read by everybody, changed by admins, never over somebody else's version."""

import re
from typing import Any

import pytest

from functions.desk import playbook_form, rule_words
from functions.desk.playbook_form import FormError
from infra.local.seed import default_playbook
from shared.aws import playbooks
from shared.domain.assessment import Topic
from shared.domain.playbook import Breaker, Drift, Playbook, SlaMinutes, UndoSeconds, Wording
from shared.domain.publication import Publication
from tests.desk.client import Client, Page
from tests.desk.harmless import require_harmless
from tests.desk.scene import Scene
from tests.support import made
from tests.support.made import BRAND

ADDRESS = f"/brands/{BRAND}/playbook"
EDIT = f"{ADDRESS}/edit"
THANKS = Wording(public=("Thank you!", "Thanks from {brand}."), private=("Thank you for writing.",))
START = Playbook(brand=BRAND, version=2, title="Our Shop", languages=("en",), wording={Topic.THANKS: {"en": THANKS}})


@pytest.fixture
def scene(scene: Scene) -> Scene:
    scene.ports.settings.publish(START)
    return scene


def send(client: Client, page: Page, do: str = "publish", **changes: Any) -> Page:
    fields = {"reason": "shorter", "do": do, **changes}
    return client.submit(page, EDIT, **{name.replace("__", "."): value for name, value in fields.items()})


def in_force(scene: Scene) -> Playbook:
    return scene.ports.settings.playbook(BRAND)


def test_every_playbook_goes_through_the_form_unchanged() -> None:
    for playbook in (START, default_playbook(), Playbook(brand=BRAND, version=1, title="Ünser Shop", automatic=False)):
        form = playbook_form.of_playbook(playbook)
        assert playbook_form.read(form, playbook.brand, playbook.version) == playbook.model_copy(
            update={"languages": tuple(sorted(playbook.languages))}
        )


OTHERWISE = START.model_copy(
    update={
        "title": "Another",
        "automatic": False,
        "languages": ("de", "en"),
        "done": (Topic.THANKS,),
        "follow_up": (Topic.PRAISE,),
        "min_confidence": 0.913,
        "min_confidence_follow_up": 0.7,
        "fresh_hours": 5,
        "wide_reach": 5,
        "wording": {},
        "sla_minutes": SlaMinutes(critical=1, high=2, normal=3, low=4),
        "breaker": Breaker(sends=1, minutes=2),
        "drift": Drift(window=1, low=0.125, high=0.25),
        "undo_s": UndoSeconds(public=1, private=2),
        "two_people": True,
    }
)


def test_no_part_of_a_playbook_is_lost_by_publishing_through_the_form() -> None:
    same = [name for name in Playbook.model_fields if getattr(OTHERWISE, name) == getattr(START, name)]
    assert same == ["brand", "version"]
    assert playbook_form.read(playbook_form.of_playbook(OTHERWISE), BRAND, 2) == OTHERWISE
    named = {name for name in playbook_form.of_playbook(OTHERWISE) if "." not in name}
    assert named == rule_words.PARTS.keys()


def test_a_text_of_several_lines_stays_one_text() -> None:
    wording = Wording(public=("Thank you!\nYours, {brand}",), private=("Thanks",))
    playbook = START.model_copy(update={"wording": {Topic.THANKS: {"en": wording}}})
    form = playbook_form.of_playbook(playbook)
    assert form["wording.thanks.en.public"].count("\n") == 0
    assert playbook_form.read(form, BRAND, 2) == playbook


def test_a_viewer_reads_it_in_words_and_cannot_change_it(scene: Scene) -> None:
    client = scene.client("vera")
    page = client.get("/playbook")
    assert (page.status, page.address) == (200, ADDRESS)
    for said in ("Version 2 is in force", "Thanks Answered by the machine, and done", "Critical, in minutes 15", "85"):
        assert said in page.said, said
    assert "Thanks from {brand}." in page.said
    assert EDIT not in page.text
    require_harmless(page)
    assert client.get(EDIT).status == 403
    token = client.call("GET", "/api/session").json["csrf"]
    for action in ("edit", "restore"):
        assert client.post(f"{ADDRESS}/{action}", {"csrf": token, "version": "2", "number": "1"}).status == 403
    assert scene.client("otto").get(ADDRESS).status == 403


def test_publishing_is_a_new_version_with_who_when_and_why(scene: Scene) -> None:
    client = scene.client("ada")
    changes = {
        "breaker_sends": "30",
        "topic__question_simple": "person",
        "wording__thanks__en__public": "Thanks a lot!\n\n",
    }
    page = send(client, client.get(EDIT), **changes)
    assert (page.status, "The playbook is in force" in page.said) == (200, True)
    newest = playbooks.version(scene.ports.settings, BRAND, 3)
    assert newest
    assert newest.publication == Publication(by="ada", at=scene.clock(), reason="shorter")
    wanted = START.model_copy(
        update={
            "version": 3,
            "breaker": Breaker(sends=30),
            "follow_up": (),
            "wording": {Topic.THANKS: {"en": THANKS.model_copy(update={"public": ("Thanks a lot!",)})}},
        }
    )
    assert in_force(scene) == newest.playbook == wanted
    assert "Published now by Ada: shorter" in page.said


def test_nothing_is_published_where_nothing_is_different(scene: Scene) -> None:
    client = scene.client("ada")
    assert "it stands there like this already" in send(client, client.get(EDIT)).said
    assert in_force(scene).version == 2


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("min_confidence", "40", "must be at least 50"),
        ("min_confidence", "a lot", "write a number"),
        ("sla_critical", "0", "must be more than 0"),
        ("sla_critical", "1.5", "write a whole number"),
        ("fresh_hours", "169", "must be at most 168"),
        ("undo_public", "121", "must be at most 120"),
        ("drift_low", "90", "low must not lie above high"),
        ("title", " ", "write something here"),
        ("title", "a\nb", "must be one line of visible characters"),
        ("wording.thanks.en.public", "Good\nHi {name}", "line 2: the only slot is {brand}"),
        ("wording.thanks.en.public", "Hi\nHi", "two variants are the same"),
        ("wording.thanks.en.private", "", "write something here"),
        ("reason", "", "say why"),
    ],
)
def test_each_refusal_names_the_field_and_the_remedy_and_what_was_typed_stays(
    scene: Scene, field: str, written: str, said: str
) -> None:
    client = scene.client("ada")
    page = send(client, client.get(EDIT), **{"breaker_sends": "31", field: written})
    assert page.status == 422
    assert said in page.said
    assert re.search(rf'<a href="#{re.escape(field)}">', page.text)
    form = page.form(EDIT)
    assert form.fields["breaker_sends"] == ["31"]
    assert form.fields[field][0].strip() == written.strip()
    assert in_force(scene).version == 2


def test_all_that_is_wrong_is_said_at_once() -> None:
    form = {**playbook_form.of_playbook(START), "min_confidence": "x", "sla_low": "0", "wording.thanks.en.public": "{"}
    with pytest.raises(FormError) as refused:
        playbook_form.read(form, BRAND, 3)
    assert {one.name for one in refused.value.problems} == {"min_confidence", "sla_low", "wording.thanks.en.public"}


def test_a_check_tells_what_would_change_and_for_whom_and_publishes_nothing(scene: Scene) -> None:
    french = made.assessment(language="fr", topics=(Topic.THANKS,))
    kept = {"decision": made.decision(reason="language_not_served"), "assessment": french}
    mentions = [scene.of_another(number, text=f"Merci {number}", **kept) for number in range(3)]
    client = scene.client("ada")
    selling = "Buy now at {brand}!"
    page = send(client, client.get(EDIT), "check", languages=["en", "fr"], wording__thanks__en__public=selling)
    assert page.status == 200
    assert "3 of 3 mentions would be treated otherwise" in page.said
    assert (
        "3 · A person: It is in a language that has no prepared wording. → Answered by the machine: Thanks."
        in page.said
    )
    assert "Looked at: the newest 3 cases, and what their authors wrote besides." in page.said
    assert "Merci 1" in page.said
    assert "Thanks, English, public, line 1 is never sent" in page.said
    assert "Thanks in French has no wording" in page.said
    assert page.form(EDIT).fields["languages"] == ["en", "fr"]
    assert in_force(scene).version == 2
    assert scene.read(mentions[0]) == mentions[0]
    require_harmless(page)


def test_an_earlier_mention_of_the_same_author_is_looked_at_too(scene: Scene) -> None:
    scene.mention("Where is it?", decision=made.decision(reason="needs_person"), assessment=made.assessment())
    scene.mention("Thanks!", case=False, assessment=made.assessment(), decision=made.decision())
    client = scene.client("ada")
    page = send(client, client.get(EDIT), "check", automatic=None)
    assert re.search(r"of 2 mentions would be treated otherwise. Looked at: the newest case", page.said)


# ------------------------------------------------------------------ two people at once


def test_a_version_that_came_meanwhile_is_never_published_over(scene: Scene) -> None:
    client = scene.client("ada")
    page = client.get(EDIT)
    other = START.model_copy(update={"version": 3, "fresh_hours": 24, "wide_reach": 7})
    scene.ports.settings.publish(other, Publication(by="rolf", at=scene.clock(), reason="fresher"), seen=2)
    refused = send(client, page, breaker_sends="30", wide_reach="9")
    assert (refused.status, in_force(scene)) == (409, other)
    assert "Version 3 came from Rolf meanwhile: look at the difference. fresher" in refused.said
    assert "You both changed this; yours stands below: Followers that are many" in refused.said
    kept = refused.form(EDIT).fields
    assert (kept["fresh_hours"], kept["breaker_sends"], kept["wide_reach"], kept["version"]) == (
        ["24"],
        ["30"],
        ["9"],
        ["3"],
    )
    assert send(client, refused).status == 200
    merged = {"version": 4, "breaker": Breaker(sends=30), "wide_reach": 9}
    assert in_force(scene) == other.model_copy(update=merged)


def test_a_version_that_comes_in_the_very_moment_is_not_published_over(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = scene.client("ada")
    page = client.get(EDIT)
    other = START.model_copy(update={"version": 3, "fresh_hours": 24})
    publish = type(scene.ports.settings).publish

    def quicker(store: Any, *given: Any, **named: Any) -> None:
        monkeypatch.setattr(type(store), "publish", publish)
        publish(store, other)
        publish(store, *given, **named)

    monkeypatch.setattr(type(scene.ports.settings), "publish", quicker)
    refused = send(client, page, breaker_sends="30")
    assert (refused.status, in_force(scene)) == (409, other)
    assert "Version 3 came from A settings file meanwhile" in refused.said


# ------------------------------------------------------------------ history


def test_the_history_tells_what_each_version_changed(scene: Scene) -> None:
    ada, vera = scene.client("ada"), scene.client("vera")
    send(ada, ada.get(EDIT), breaker_sends="30", wording__thanks__en__public="Thanks from {brand}.\nCheers!")
    page = vera.get(f"{ADDRESS}/history")
    assert "Version 3 In force Published now by Ada: shorter What it changed (2)" in page.said
    assert "Answers of one account before: 60 after: 30" in page.said
    assert "Thanks, English, public before: Thank you! after: Cheers!" in page.said
    assert "Version 1 A settings file" in page.said
    assert "Go back to this one" not in page.said
    require_harmless(page)
    assert [form.action for form in page.read.forms if "restore" in form.action] == []


def test_going_back_publishes_the_old_content_as_a_new_version(scene: Scene) -> None:
    client = scene.client("ada")
    send(client, client.get(EDIT), breaker_sends="30")
    token = client.call("GET", "/api/session").json["csrf"]
    fields = {"csrf": token, "version": "3", "number": "2", "reason": "it was better"}
    page = client.post(f"{ADDRESS}/restore", fields)
    assert "The playbook is in force" in page.said
    assert in_force(scene) == START.model_copy(update={"version": 4})
    newest = playbooks.version(scene.ports.settings, BRAND, 4)
    assert newest
    assert newest.publication == Publication(by="ada", at=scene.clock(), reason="it was better", restores=2)
    assert "It has the content of version 2 again" in client.get(f"{ADDRESS}/history").said
    stale = client.post(f"{ADDRESS}/restore", fields)
    assert (stale.status, "Version 4 came meanwhile" in stale.said) == (409, True)
    assert in_force(scene).version == 4


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"number": "99"}, 404), ({"number": "x"}, 422), ({"reason": ""}, 422), ({"version": ""}, 422)],
)
def test_a_return_that_cannot_be_is_refused(scene: Scene, changes: dict[str, str], status: int) -> None:
    client = scene.client("ada")
    token = client.call("GET", "/api/session").json["csrf"]
    fields = {"csrf": token, "version": "2", "number": "1", "reason": "x", **changes}
    assert client.post(f"{ADDRESS}/restore", fields).status == status
    assert in_force(scene) == START


def test_a_long_history_is_read_page_by_page(scene: Scene) -> None:
    for version in range(3, 26):
        scene.ports.settings.publish(START.model_copy(update={"version": version, "wide_reach": version}))
    client = scene.client("vera")
    page = client.get(f"{ADDRESS}/history")
    assert page.said.count("A settings file") == 20
    older = re.search(r'href="([^"]*history\?below=\d+)"', page.text)
    assert older
    assert re.findall(r"Version (\d+)", client.get(older[1]).said) == ["5", "4", "3", "2", "1"]
    assert client.get(f"{ADDRESS}/history?below=x").status == 400


def test_a_version_with_a_higher_number_than_the_one_in_force_is_in_nobodys_way(scene: Scene) -> None:
    scene.ports.settings.publish(START.model_copy(update={"version": 9, "wide_reach": 9}))
    scene.ports.settings.publish(START.model_copy(update={"version": 5}))
    client = scene.client("ada")
    assert send(client, client.get(EDIT), breaker_sends="30").status == 200
    assert in_force(scene).version == 10

"""What people see: the queue by deadline, a case with its reasons, and nothing foreign that acts."""

from datetime import timedelta
from typing import Any

import pytest

from shared.domain import sending
from shared.domain.assessment import Reason, Topic, Urgency
from shared.domain.brand import Role, Staff, StopSwitch
from shared.domain.lifecycle import INGEST, REPLY, WATCH, mark, move
from shared.domain.mention import Mention, OutgoingReply, State, Surface
from shared.domain.playbook import Playbook
from tests.desk.client import Client, Page
from tests.desk.scene import Scene
from tests.support import made
from tests.support.made import BRAND

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "</script><script>alert(1)</script>",
    "\"><b onclick='alert(1)'>",
    "</textarea><script>alert(1)</script>",
    "{0.__class__} {{7*7}} {% raw %} ${x} %s",
    "\u202egnp.exe\u202c \u200b" + "Z" + "\u0301" * 5000,
    "👩‍👩‍👧‍👦" * 1000,
    "@" * 10_000,
    "javascript:alert(1) https://evil.example/",
)
SAFE_TAGS = frozenset(
    "html head meta title link script body a header img div span form input button section p strong main h1 h2 nav "
    "ol li time article bdi mark details summary dl dt dd ul code textarea label fieldset legend select option aside "
    "dialog kbd noscript".split()
)


def open_case(client: Client, scene: Scene, mention: Mention, query: str = "") -> Page:
    return client.get(f"/cases/{scene.case_of(mention).case_id}{query}")


def of_another(scene: Scene, number: int, **changes: Any) -> Mention:
    """A mention of its own author in its own thread."""
    return scene.mention(
        author_id=f"forum:a{number}", author_name=f"Author {number}", thread_id=f"forum:t{number}", **changes
    )


def authors(page: Page) -> list[str]:
    return [word for word in page.said.split("Author ")[1:] if word[0].isdigit()]


# ------------------------------------------------------------------ the queue


def test_the_queue_is_in_order_of_deadline_with_all_that_tells_what_to_open(scene: Scene) -> None:
    for number, urgency in ((1, Urgency.LOW), (2, Urgency.CRITICAL), (3, Urgency.NORMAL)):
        of_another(scene, number, assessment=made.assessment(urgency=urgency, topics=(Topic.BILLING,)), reach=1200)
    scene.clock.advance(minutes=20)
    said = scene.client("rosa").get("/").said
    places = [said.index(f"Author {number}") for number in (2, 3, 1)]
    assert places == sorted(places)
    assert "◆ Critical Author 2 It broke after a day. Standard Webhooks post Billing English 1.2k followers" in said
    assert "overdue by 5 min" in said
    assert "due in 7 h 40 min" in said
    assert "3 cases" in said


def test_the_row_shows_the_newest_message_and_how_many_there_are(scene: Scene) -> None:
    scene.mention("First")
    scene.mention("\n\nNewest line\nmore")
    said = scene.client("rosa").get("/").said
    assert "Newest line" in said
    assert "First" not in said
    assert "2 messages" in said


def test_the_row_of_a_deleted_message_says_so(scene: Scene) -> None:
    mention = scene.mention("secret")
    scene.write(mention, move(scene.read(mention), State.WITHDRAWN, by=INGEST, at=scene.clock(), text=None))
    said = scene.client("rosa").get("/").said
    assert "Deleted by its author" in said
    assert "secret" not in said


def test_folders_and_filters_show_what_they_say(scene: Scene) -> None:
    mine, others, free, closed = (of_another(scene, number) for number in (1, 2, 3, 4))
    rosa, rolf = scene.client("rosa"), scene.client("rolf")
    for client, mention in ((rosa, mine), (rolf, others)):
        client.submit(client.get("/"), f"/cases/{scene.case_of(mention).case_id}/claim")
    page = open_case(rosa, scene, closed)
    rosa.submit(page, f"/cases/{scene.case_of(closed).case_id}/resolve", outcome="dismissed")
    shown = {
        address: sorted(number[0] for number in authors(rosa.get(address)))
        for address in ("/", "/?show=mine", "/?show=unclaimed", "/?folder=closed", "/?folder=waiting")
    }
    free_one = scene.case_of(free)
    assert free_one.holder is None
    assert {address: sorted(set(numbers)) for address, numbers in shown.items()} == {
        "/": ["1", "2", "3"],
        "/?show=mine": ["1"],
        "/?show=unclaimed": ["3"],
        "/?folder=closed": ["4"],
        "/?folder=waiting": [],
    }
    said = rosa.get("/").said
    assert "You" in said
    assert "Rolf" in said
    scene.clock.advance(minutes=10)
    assert sorted({number[0] for number in authors(rosa.get("/?show=unclaimed"))}) == ["1", "2", "3"]


def test_at_most_a_hundred_rows_are_shown_and_it_says_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    from functions.desk import views

    assert views.ROWS == 100
    monkeypatch.setattr(views, "ROWS", 3)
    monkeypatch.setattr(views.queue, "__defaults__", (3,))
    for number in range(1, 4):
        of_another(scene, number)
    assert "3 cases" in scene.client("rosa").get("/").said
    of_another(scene, 4)
    said = scene.client("rosa").get("/").said
    assert "The 3 most urgent are shown; there are more." in said
    assert "Author 4" not in said


def test_tabs_are_the_brands_of_the_persons_roles(scene: Scene) -> None:
    settings = scene.ports.settings
    settings.publish(Playbook(brand="cafe", version=1, title="Café Ría"))
    settings.publish(Playbook(brand="bank", version=1, title="The Bank"))
    settings.put_staff(Staff(staff_id="two", name="Two", roles={BRAND: Role.VIEWER, "cafe": Role.VIEWER}))
    said = scene.client("two").get("/").said
    assert "Café Ría Our Shop" in said
    assert "The Bank" not in said
    assert "The Bank" in scene.client("ada").get("/").said


def test_the_first_brand_with_work_is_shown_first(scene: Scene) -> None:
    scene.ports.settings.publish(Playbook(brand="a-brand", version=1, title="A Brand"))
    scene.mention("Here it is")
    assert "Here it is" in scene.client("ada").get("/").said


def test_mentions_of_an_account_that_is_nobodys_have_a_tab_while_there_are_any(scene: Scene) -> None:
    ada = scene.client("ada")
    assert "Unassigned" not in ada.get("/").said
    mention = scene.mention("For whom?", account_id="unknown", brand="")
    assert "Unassigned" in ada.get("/").said
    assert "For whom?" in ada.get("/?brand=unassigned").said
    page = open_case(ada, scene, mention)
    ada.submit(page, f"/cases/{scene.case_of(mention).case_id}/reply", text="Hello!")
    assert scene.read(mention).state is State.REPLYING
    assert "Unassigned" not in scene.client("rosa").get("/").said


@pytest.mark.parametrize(
    "query", ["folder=all", "folder=open,open", "show=everything", "folder=", "show=mine&show=all"]
)
def test_an_address_that_means_nothing_is_refused(scene: Scene, query: str) -> None:
    page = scene.client("rosa").get(f"/?{query}")
    assert page.status == 400
    assert "it must be one of" in page.said


# ------------------------------------------------------------------ a case


def test_a_case_shows_why_it_is_here_and_marks_the_words(scene: Scene) -> None:
    reason = Reason(rule="en.broken", says="Something is broken", start=3, end=8)
    mention = scene.mention(
        "It broke.", assessment=made.assessment(reasons=(reason,), ruleset_version="2026.11", topics=(Topic.COMPLAINT,))
    )
    page = open_case(scene.client("rosa"), scene, mention)
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
    page = open_case(scene.client("rosa"), scene, mention)
    assert "mark" not in [tag for tag, _ in page.read.elements]
    assert "it is being judged again" in page.said
    assert "Edited" in page.said


def test_the_timeline_is_told_in_words_with_names(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    rosa.submit(rosa.get("/"), f"/cases/{case}/claim")
    scene.clock.advance(minutes=2)
    page = open_case(rosa, scene, mention)
    rosa.submit(page, f"/cases/{case}/reply", text="Sorry!")
    waiting = scene.read(mention)
    assert waiting.reply is not None
    claimed = sending.claim(waiting, waiting.reply, attempt_id="a", at=scene.clock())
    scene.write(mention, claimed)
    scene.write(mention, sending.refused(claimed, code="rate_limited", by=REPLY, at=scene.clock()))
    said = open_case(rosa, scene, mention).said
    for line in (
        "Rosa took the case",
        "Rosa wrote a reply",
        "The queue opened the case",
        "Sending waits for an answerThe platform refused the reply: it takes no more for now.",
    ):
        assert line in said, said
    assert "rate_limited" not in said


def test_earlier_mentions_of_the_author_are_shown_but_not_of_other_brands(scene: Scene) -> None:
    old = made.mention(State.ACKNOWLEDGED, external_id="forum:old", text="I liked it in May")
    foreign = made.mention(State.ACKNOWLEDGED, external_id="forum:foreign", text="Another brand", brand="bank")
    for mention in (old, foreign):
        scene.ports.mentions.put_new(mention)
    page = open_case(scene.client("rosa"), scene, scene.mention())
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
    page = open_case(scene.client("rosa"), scene, scene.mention(surface=surface))
    assert f"{kind} {readers} As Our Shop on Standard Webhooks." in page.said
    assert f"Send {kind.lower()}" in page.said
    assert mark in [given.get("class") for _, given in page.read.elements]


def test_where_no_reply_is_possible_the_way_there_is_shown_instead(scene: Scene) -> None:
    page = open_case(
        scene.client("rosa"), scene, scene.mention(platform="x", surface=Surface.COMMENT, permalink="https://x.com/1")
    )
    assert "X takes no reply to this comment from here. Answer it on x.com" in page.said
    assert "textarea" not in [tag for tag, _ in page.read.elements]


def test_viewers_see_everything_and_no_button_that_they_may_not_press(scene: Scene) -> None:
    mention = scene.mention()
    page = open_case(scene.client("vera"), scene, mention)
    assert "It broke after a day." in page.said
    assert "You may read this case. To answer it you need the role responder." in page.said
    assert [form.action for form in page.read.forms if form.method == "post"] == ["/sign-out"]
    assert [form.action for form in scene.client("vera").get("/").read.forms if form.method == "post"] == ["/sign-out"]


def test_a_reply_shows_its_countdown_and_its_undo_without_javascript(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = rosa.submit(open_case(rosa, scene, mention), f"/cases/{case}/reply", text="Sorry!")
    assert "Your reply leaves in 10 s" in page.said
    refresh = [given for tag, given in page.read.elements if tag == "meta" and given.get("http-equiv") == "refresh"]
    assert refresh == [{"http-equiv": "refresh", "content": f"12; url=/cases/{case}"}]
    assert "textarea" not in [tag for tag, _ in page.read.elements]
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
    page = open_case(rosa, scene, mention)
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
    page = rosa.submit(open_case(rosa, scene, mention), f"/cases/{case}/reply", text=text)
    assert page.status == 422
    assert told in page.said
    assert page.form(f"/cases/{case}/reply").fields["text"] == [text]
    (area,) = [given for tag, given in page.read.elements if tag == "textarea"]
    assert area["aria-invalid"] == "true"


def test_the_same_form_sent_twice_shows_the_reply_and_no_error(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = open_case(rosa, scene, mention)
    rosa.submit(page, f"/cases/{case}/reply", text="Sorry!")
    again = rosa.submit(page, f"/cases/{case}/reply", text="Sorry!")
    assert again.status == 200
    assert "Your reply leaves" in again.said
    assert scene.events(mention).count(("rosa", "replied", "")) == 1


def test_when_somebody_else_holds_the_case_the_page_says_who(scene: Scene) -> None:
    mention = scene.mention()
    case = scene.case_of(mention).case_id
    rolf, rosa = scene.client("rolf"), scene.client("rosa")
    before = open_case(rosa, scene, mention)
    rolf.submit(open_case(rolf, scene, mention), f"/cases/{case}/claim")
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
    page = open_case(rosa, scene, mention)
    scene.clock.advance(hours=2)
    answer = rosa.submit(page, f"/cases/{case}/reply", text="An hour of work")
    assert answer.status == 401
    assert "An hour of work" in answer.text
    assert f'href="/sign-in/start?next=/cases/{case}"' in answer.text


def test_a_page_from_an_older_session_gives_back_what_was_written(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    page = open_case(rosa, scene, mention)
    rosa.cookies = scene.client("rosa").cookies
    answer = rosa.submit(page, f"/cases/{scene.case_of(mention).case_id}/reply", text="An hour of work")
    assert answer.status == 403
    assert "An hour of work" in answer.text


def test_a_failed_reply_can_be_taken_up_again(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    rosa.submit(open_case(rosa, scene, mention), f"/cases/{case}/reply", text="Sorry!")
    waiting = scene.read(mention)
    assert waiting.reply is not None
    claimed = sending.claim(waiting, waiting.reply, attempt_id="a", at=scene.clock())
    scene.write(mention, claimed)
    scene.write(mention, sending.unresolved(claimed, by=WATCH, at=scene.clock()))
    page = open_case(rosa, scene, mention)
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
    mine, other = scene.mention(), of_another(scene, 1)
    rosa = scene.client("rosa")
    case = scene.case_of(other).case_id
    page = rosa.submit(open_case(rosa, scene, other), f"/cases/{case}/reply", text="For another")
    reply_id = page.form(f"/cases/{case}/undo").fields["reply_id"][0]
    shown = open_case(rosa, scene, mine, f"?draft={reply_id}&answer={other.mention_id}")
    assert "For another" not in shown.text


def test_one_message_of_several_can_be_chosen_and_the_others_are_covered(scene: Scene) -> None:
    first, second, third = scene.mention("One"), scene.mention("Two"), scene.mention("Three")
    rosa = scene.client("rosa")
    case = scene.case_of(first).case_id
    page = open_case(rosa, scene, first, f"?answer={second.mention_id}")
    form = page.form(f"/cases/{case}/reply")
    assert form.fields["mention_id"] == [second.mention_id]
    assert form.fields["covers"] == [first.mention_id, third.mention_id]
    rosa.submit(page, f"/cases/{case}/reply", text="All three: sorry!", covers=[third.mention_id])
    answered = scene.read(second)
    assert answered.reply is not None
    kept = scene.ports.mentions.staff_reply(second.mention_id, answered.reply.reply_id or "")
    assert kept is not None
    assert kept.covers == (third.mention_id,)


def test_selling_is_pointed_at_before_and_while_a_reply_waits(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = rosa.submit(open_case(rosa, scene, mention), f"/cases/{case}/reply", text="Use code SORRY, buy now!")
    assert "This sells. A reply listens and helps; it does not sell." in page.said
    assert scene.read(mention).state is State.REPLYING


def test_closing_leads_back_to_the_list_and_the_case_can_be_opened_again(scene: Scene) -> None:
    mention = scene.mention()
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    page = rosa.submit(open_case(rosa, scene, mention), f"/cases/{case}/resolve", outcome="handled_elsewhere")
    assert page.address == f"/?brand={BRAND}&done=resolved"
    assert "The case is closed." in page.said
    closed = open_case(rosa, scene, mention)
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


# ------------------------------------------------------------------ the stop switch


def test_while_the_stop_switch_is_on_every_page_says_so_in_red_and_in_words(scene: Scene) -> None:
    mention = scene.mention()
    ada = scene.client("ada")
    page = ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason="Recall of the heater")
    assert "Automatic replies are stopped." in page.said
    addresses = ["/", f"/cases/{scene.case_of(mention).case_id}", f"/brands/{BRAND}/stop", "/nothing", "/?folder=x"]
    for address in [*addresses, f"/mentions/{mention.mention_id}"]:
        page = scene.client("vera").get(address)
        assert "Automatic replies of Our Shop are stopped. Ada: Recall of the heater" in page.said, address
        assert "bar stopped" in [given.get("class") for _, given in page.read.elements]
    ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason="Over")
    assert "are stopped" not in scene.client("vera").get("/").said


def test_a_stop_that_ended_by_itself_is_no_longer_shown(scene: Scene) -> None:
    until = scene.clock() + timedelta(hours=1)
    switch = StopSwitch(stopped=True, reason="x", by="ada", at=scene.clock(), until=until)
    scene.ports.settings.put_stop_switch(BRAND, switch)
    assert "(until 2026-11-22 13:00 UTC)" in scene.client("vera").get("/").said
    scene.clock.advance(hours=1)
    assert "are stopped" not in scene.client("vera").get("/").said


def test_a_switch_without_a_reason_comes_back_with_the_remedy(scene: Scene) -> None:
    ada = scene.client("ada")
    page = ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason=" ")
    assert (page.status, "The reason: say why" in page.said) == (422, True)


# ------------------------------------------------------------------ nothing foreign acts


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_people_wrote_is_shown_as_text_and_does_nothing(scene: Scene, hostile: str) -> None:
    name = hostile[:200]
    reason = Reason(rule="r", says=hostile[:100], start=0, end=3)
    mention = scene.mention(
        hostile, author_name=name, permalink=hostile, media=(name,), assessment=made.assessment(reasons=(reason,))
    )
    rosa = scene.client("rosa")
    case = scene.case_of(mention).case_id
    pages = [rosa.get("/"), open_case(rosa, scene, mention), rosa.get(f"/mentions/{mention.mention_id}")]
    pages.append(rosa.submit(pages[1], f"/cases/{case}/reply", text=hostile, seen="1.1.1"))
    ada = scene.client("ada")
    pages.append(ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason=hostile[:150]))
    for page in pages:
        elements = page.read.elements
        assert {tag for tag, _ in elements} <= SAFE_TAGS
        assert [given.get("src") for tag, given in elements if tag == "script"] == [
            given["src"] for tag, given in elements if tag == "script" and given["src"].startswith("/static/desk.js")
        ]
        assert not [name for _, given in elements for name in given if name.startswith("on") or name == "style"]
        addresses = [given.get("href", given.get("src", "/")) for _, given in elements]
        assert all(address.startswith(("/", "#")) and not address.startswith("//") for address in addresses)
    assert " ".join(hostile.split())[:60] in pages[1].said


def test_foreign_text_is_isolated_so_that_it_cannot_turn_the_line_around_it(scene: Scene) -> None:
    turned = "\u202eabc"
    mention = scene.mention(turned, author_name=turned)
    scene.mention(turned, author_name=turned)
    rosa, ada = scene.client("rosa"), scene.client("ada")
    case = scene.case_of(mention).case_id
    ada.submit(ada.get(f"/brands/{BRAND}/stop"), f"/brands/{BRAND}/stop", reason=turned)
    pages = [rosa.get("/"), open_case(rosa, scene, mention), rosa.get(f"/mentions/{mention.mention_id}")]
    pages.append(rosa.submit(pages[1], f"/cases/{case}/reply", text=turned))
    for page in pages:
        assert turned in page.said
        assert not [said for said in page.read.unisolated if turned in said]


def test_a_link_leaves_without_a_trace_and_shows_its_host(scene: Scene) -> None:
    page = open_case(scene.client("rosa"), scene, scene.mention(permalink="https://forum.example.com/p/1"))
    (link,) = [given for tag, given in page.read.elements if tag == "a" and given["href"].startswith("https://")]
    assert link["rel"] == "noopener noreferrer nofollow"
    assert "on forum.example.com" in page.said


def test_pages_have_their_landmarks_labels_and_languages(scene: Scene) -> None:
    mention = scene.mention()
    ada = scene.client("ada")
    addresses = ["/", f"/cases/{scene.case_of(mention).case_id}", f"/mentions/{mention.mention_id}"]
    for address in [*addresses, f"/brands/{BRAND}/stop", "/sign-in", "/nothing"]:
        page = ada.get(address)
        elements = page.read.elements
        tags = [tag for tag, _ in elements]
        assert ("html", {"lang": "en"}) in elements
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
    assert {address.partition("?")[0] for address in addresses} == {
        "/static/desk.css",
        "/static/desk.js",
        "/static/icon.svg",
    }
    for address in addresses:
        assert len(address.partition("?v=")[2]) == 12
        packed = client.ask("GET", address, headers={"accept-encoding": "gzip"})
        assert (packed.status, packed.headers["content-encoding"]) == (200, "gzip")
        assert len(packed.body) < len(client.ask("GET", address).body)

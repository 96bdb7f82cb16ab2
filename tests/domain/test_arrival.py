"""What an event makes of a mention, in every state; and that order and repetition do not matter."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain import arrival, sending
from shared.domain.lifecycle import move
from shared.domain.mention import (
    OPEN_STATES,
    EventKind,
    Mention,
    MentionEvent,
    PendingEvent,
    State,
    Surface,
    TimelineEntry,
)
from tests.support.made import ACCOUNT, NOW, PLATFORM, Clock, event, machine_reply, mention, seeded

LATER = NOW + timedelta(minutes=1)
CREATED = event()
EDIT_1 = event(EventKind.EDITED, text="You were great", posted_at=NOW - timedelta(minutes=3))
EDIT_2 = event(EventKind.EDITED, text="You are broken", posted_at=NOW - timedelta(minutes=2))
DELETED = event(EventKind.DELETED, text=None, posted_at=None, author_name=None)
arrive = partial(arrival.arrive, platform=PLATFORM, account=ACCOUNT, now=LATER, via="push")


def is_purged(held: Mention) -> bool:
    return (held.text, held.author_name, held.permalink, held.media) == (None, None, None, ())


def test_a_create_becomes_a_received_mention_that_is_due_at_once():
    new = arrive(CREATED, None)
    assert (new.state, new.version, new.revision, new.due_at) == (State.RECEIVED, 1, 0, LATER)
    assert (new.text, new.author_name) == (CREATED.text, "Rita")
    assert (new.account_id, new.external_id, new.thread_id) == (ACCOUNT, "forum:p1", "forum:t9")
    assert new.timeline == (TimelineEntry(at=LATER, state=State.RECEIVED, by="ingest", reason="push"),)


def test_a_new_mention_holds_all_that_the_event_told():
    told = {
        "surface": Surface.COMMENT,
        "author_id": "forum:u1",
        "author_name": "Rita",
        "text": "Thank you!",
        "posted_at": NOW - timedelta(hours=1),
        "permalink": "https://forum.example/p1",
        "thread_id": "forum:t1",
        "in_reply_to": "forum:p0",
        "language_hint": "en",
        "reach": 41,
        "media": ("image",),
        "raw_kind": "mention.created",
    }
    new = arrive(event(**told), None, via="poll")
    assert {name: getattr(new, name) for name in told} == told
    assert (new.platform, new.via) == (PLATFORM, "poll")
    assert (new.received_at, new.updated_at) == (LATER, LATER)


def test_an_edit_of_an_unknown_mention_is_its_create():
    new = arrive(EDIT_1, None)
    assert (new.state, new.text, new.edited_at, new.revision) == (State.RECEIVED, EDIT_1.text, EDIT_1.posted_at, 0)
    assert arrive(CREATED, new) is None
    assert not arrival.conflicts(CREATED, new)  # the older text is no conflict


def test_a_delete_before_its_create_leaves_a_tombstone_without_text():
    gone = arrive(replace(DELETED, text="what it said", author_name="Rita"), None)
    assert (gone.state, gone.due_at, gone.timeline[0].reason) == (State.WITHDRAWN, None, "deleted_before_create")
    assert is_purged(gone)
    assert (gone.deleted_at, gone.timeline[0].at) == (LATER, LATER)
    for late in (CREATED, EDIT_1, DELETED):
        assert arrive(late, gone) is None


def test_the_urls_account_stands_in_where_the_payload_names_none():
    new = arrive(replace(CREATED, account_id=None), None)
    assert new.account_id == ACCOUNT
    assert new.mention_id == arrive(CREATED, None).mention_id


def test_content_without_an_id_is_named_by_what_it_says_who_and_when():
    nameless = replace(CREATED, external_id=None)
    same = arrival.identify(nameless, platform=PLATFORM, account=ACCOUNT)
    assert arrive(nameless, None).mention_id == same
    for other in ({"text": "other"}, {"author_id": "forum:u78"}, {"posted_at": NOW}, {"thread_id": "forum:t8"}):
        assert arrival.identify(replace(nameless, **other), platform=PLATFORM, account=ACCOUNT) != same


def test_the_name_of_nameless_content_lasts_from_version_to_version():
    bare = MentionEvent(kind=EventKind.CREATED, raw_kind="mention.created")
    assert arrive(replace(CREATED, external_id=None), None).external_id == "content:8d131cb9c828ebef7deda4c1cd5fbdd3"
    assert arrive(bare, None).external_id == "content:0e1c5b8f1778100fc7c8a71546f36ceb"


@pytest.mark.parametrize("state", State)
def test_a_repeated_create_changes_nothing(state):
    assert arrive(CREATED, mention(state)) is None
    assert arrive(replace(CREATED, text="other"), mention(state)) is None


def test_a_create_with_another_text_is_a_conflict_and_the_first_one_stays():
    held = arrive(CREATED, None)
    assert arrival.conflicts(replace(CREATED, text="other"), held)
    assert not arrival.conflicts(CREATED, held)
    assert not arrival.conflicts(replace(CREATED, text="other"), arrive(EDIT_1, held))  # it was edited since
    assert not arrival.conflicts(replace(CREATED, text="other"), arrive(DELETED, held))
    assert not arrival.conflicts(EDIT_1, held)


@pytest.mark.parametrize(("held", "told", "conflict"), [(None, "", False), ("", None, False), (None, "x", True)])
def test_no_text_and_an_empty_one_are_the_same_text(held, told, conflict):
    assert arrival.conflicts(replace(CREATED, text=told), mention(text=held)) is conflict


# state: (state afterwards, reason, judged again by triage as a person's)
EDITED = {
    State.RECEIVED: (State.RECEIVED, "edited", False),
    State.ACKNOWLEDGING: (State.RECEIVED, "edited", False),
    State.IN_REVIEW: (State.IN_REVIEW, "edited", True),
    State.REPLYING: (State.IN_REVIEW, "edited_while_replying", True),
    State.ACKNOWLEDGED: (State.IN_REVIEW, "edited_after_outcome", True),
    State.ANSWERED: (State.IN_REVIEW, "edited_after_outcome", True),
    State.RESOLVED: (State.IN_REVIEW, "edited_after_outcome", True),
    State.IGNORED: (State.IN_REVIEW, "edited_after_outcome", True),
}


@pytest.mark.parametrize("state", State)
def test_an_edit_moves_a_mention_as_the_design_says(state):
    after = arrive(EDIT_1, mention(state, with_people=state is State.IN_REVIEW))
    if state in (State.WITHDRAWN, State.ERASED):
        assert after is None
    elif state is State.SENDING:
        assert after.pending_event == PendingEvent(kind=EventKind.EDITED, at=EDIT_1.posted_at, text=EDIT_1.text)
        assert (after.state, after.text, after.revision) == (State.SENDING, CREATED.text, 0)
        assert after.due_at == mention(state).due_at  # the sweep's time is not put off
        assert (after.updated_at, after.timeline[-1].reason) == (LATER, "edited_while_sending")
    else:
        assert (after.updated_at, after.timeline[-1].at, after.with_people) == (LATER, LATER, False)
        assert (after.state, after.timeline[-1].reason, after.assess_again) == EDITED[state]
        assert after.text == EDIT_1.text
        assert (after.edited_at, after.revision) == (EDIT_1.posted_at, 1)
        if state is not State.IN_REVIEW:
            assert after.due_at == LATER


@pytest.mark.parametrize("was_due", [NOW, LATER + timedelta(hours=8)])
def test_what_people_hold_is_due_for_judgement_from_the_edit_on(was_due):
    """Not since the people's deadline: else the sweep would ring at once where they are late."""
    assert arrive(EDIT_1, mention(State.IN_REVIEW, due_at=was_due)).due_at == LATER


@pytest.mark.parametrize("state", [state for state in State if state not in (State.WITHDRAWN, State.ERASED)])
def test_an_edit_back_to_what_we_hold_keeps_the_edit_before_it_out(state):
    """The author wrote A, then B, then A again; the last edit arrives first. B must not stay."""
    held = mention(state)
    back = replace(EDIT_2, text=held.text)
    after = arrive(back, held)
    assert (after.state, after.text, after.revision, after.due_at) == (state, held.text, held.revision, held.due_at)
    assert (after.edited_at, after.timeline[-1].reason) == (back.posted_at, "same_again")
    assert EDIT_1.posted_at < back.posted_at
    assert arrive(EDIT_1, after) is None
    assert arrive(back, after) is None


def test_a_kept_edit_takes_the_time_of_the_same_edit_told_later():
    kept = arrive(EDIT_1, mention(State.SENDING))
    again = arrive(replace(EDIT_1, posted_at=EDIT_2.posted_at), kept)
    assert (again.pending_event.at, again.pending_event.text) == (EDIT_2.posted_at, EDIT_1.text)
    assert arrive(EDIT_1, again) is None


@pytest.mark.parametrize("state", State)
def test_the_same_edit_again_changes_nothing(state):
    once = arrive(EDIT_1, mention(state))
    assert once is None or arrive(EDIT_1, once) is None


@pytest.mark.parametrize("text", [None, ""])
def test_the_same_edit_to_no_text_again_changes_nothing_while_it_is_sent(text):
    once = arrive(replace(EDIT_1, text=text), mention(State.SENDING))
    assert arrive(replace(EDIT_1, text=text), once) is None


def test_an_edit_after_an_attempt_goes_to_a_person_and_not_back_to_triage():
    tried = mention(State.ACKNOWLEDGING, attempts=1, reply=machine_reply(tries=1))
    after = arrive(EDIT_1, tried)
    assert (after.state, after.timeline[-1].reason, after.assess_again) == ("in_review", "edited_after_attempt", True)


def test_an_edit_that_is_not_newer_is_a_duplicate():
    held = arrive(EDIT_2, arrive(CREATED, None))
    assert arrive(EDIT_1, held) is None  # older by the platform's time
    assert arrive(replace(EDIT_2, posted_at=None), held) is None  # no time: the text tells
    assert arrive(replace(EDIT_1, posted_at=None), held).text == EDIT_1.text
    assert arrive(replace(EDIT_1, posted_at=EDIT_2.posted_at), held).text == EDIT_1.text  # within one second


def test_an_edit_without_a_time_is_newer_than_the_create():
    after = arrive(replace(EDIT_1, posted_at=None), arrive(CREATED, None))
    assert (after.text, after.edited_at) == (EDIT_1.text, LATER)


@pytest.mark.parametrize("state", State)
def test_a_delete_purges_the_text_in_every_state_and_keeps_outcomes(state):
    held = mention(state, permalink="https://forum.example/p1", media=("image",))
    after = arrive(DELETED, held)
    if state in (State.WITHDRAWN, State.ERASED):
        assert after is None
        return
    assert is_purged(after)
    assert (after.deleted_at, after.updated_at, after.timeline[-1].at) == (LATER, LATER, LATER)
    assert after.timeline[-1].reason == ("deleted_while_sending" if state is State.SENDING else "deleted")
    if state is State.SENDING:
        assert (after.state, after.pending_event.kind) == (State.SENDING, EventKind.DELETED)
    elif state in OPEN_STATES:
        assert (after.state, after.due_at) == (State.WITHDRAWN, None)
    else:
        assert after.state is state
    assert arrive(DELETED, after) is None
    for late in (CREATED, EDIT_1, EDIT_2):
        assert arrive(late, after) is None


def test_a_delete_again_does_not_withdraw_what_a_person_must_look_at():
    held = arrive(DELETED, mention(State.SENDING))
    looked_at = sending.unresolved(held, by="watch", at=LATER)
    assert (looked_at.state, looked_at.timeline[-1].reason) == (State.IN_REVIEW, "may_have_been_sent")
    assert arrive(DELETED, looked_at) is None


def test_the_strongest_event_during_a_send_wins():
    held = mention(State.SENDING)
    erased = replace(held, pending_event=PendingEvent(kind=EventKind.ERASE_AUTHOR, at=NOW))
    assert arrive(EDIT_1, erased) is None
    assert arrive(DELETED, erased) is None
    deleted = arrive(DELETED, held)
    assert arrive(EDIT_1, deleted) is None
    both = arrive(DELETED, arrive(EDIT_1, held))
    assert both.pending_event == PendingEvent(kind=EventKind.DELETED, at=LATER)
    assert is_purged(both)


def test_among_edits_during_a_send_the_newest_wins():
    held = arrive(EDIT_2, mention(State.SENDING))
    assert arrive(EDIT_1, held) is None
    assert arrive(EDIT_2, arrive(EDIT_1, mention(State.SENDING))).pending_event.text == EDIT_2.text


# What the other steps may do in between: (from, step). None: the step does not apply to the mention as it stands.
STEPS = {
    "acknowledge": (State.RECEIVED, partial(move, to=State.ACKNOWLEDGING, by="triage", due_at=NOW)),
    "review": (State.RECEIVED, partial(move, to=State.IN_REVIEW, by="triage", due_at=NOW)),
    "ignore": (State.RECEIVED, partial(move, to=State.IGNORED, by="triage")),
    "claim": (State.ACKNOWLEDGING, partial(sending.claim, reply=machine_reply(), attempt_id="a")),
    "applied": (State.SENDING, partial(sending.applied, external_reply_id="r", permalink=None, by="reply")),
    "not_applied": (State.SENDING, partial(sending.not_applied, code="c", retry_after_s=None, by="reply")),
    "refused": (State.SENDING, partial(sending.refused, code="c", by="reply")),
    "unresolved": (State.SENDING, partial(sending.unresolved, by="watch")),
    "resolve": (State.IN_REVIEW, partial(move, to=State.RESOLVED, by="desk:ana")),
}
DELIVERIES = {"create": CREATED, "edit1": EDIT_1, "edit2": EDIT_2, "delete": DELETED}


def live(names: list[str]) -> Mention:
    """The mention after deliveries and steps in this order, its send ended."""
    held: Mention | None = None
    clock = Clock()
    for name in [*names, "applied"]:
        now = clock.advance(seconds=1)
        if name in DELIVERIES:
            after = arrive(DELIVERIES[name], held, now=now)
            was_gone = held is not None and held.deleted_at is not None
            held = after or held
            assert not was_gone or after is None
        elif held is not None and held.state is STEPS[name][0]:
            held = STEPS[name][1](held, at=now)
        if held is not None and held.deleted_at is not None:
            assert is_purged(held)
    return held


@seeded(400)
@given(st.lists(st.sampled_from([*DELIVERIES, *STEPS]), max_size=14), st.permutations(list(DELIVERIES)))
def test_any_order_and_repetition_among_any_steps_ends_without_the_deleted_text(noise, order):
    assert is_purged(live([*noise, *order]))
    assert is_purged(live([*order, *noise]))


@seeded(400)
@given(
    st.lists(st.sampled_from(["create", "edit1", "edit2", *STEPS]), max_size=14),
    st.permutations(["create", "edit1", "edit2"]),
)
def test_any_order_and_repetition_among_any_steps_ends_with_the_newest_text(noise, order):
    for names in ([*noise, *order], [*order, *noise]):
        held = live(names)
        assert (held.text, held.deleted_at) == (EDIT_2.text, None)
        assert held.edited_at == EDIT_2.posted_at


@seeded(400)
@given(st.lists(st.sampled_from([*DELIVERIES, *STEPS]), min_size=1, max_size=20))
def test_no_history_lets_the_machine_claim_twice_what_an_author_changed(names):
    """An attempt may be repeated with proof that the first does not stand, but not after an edit."""
    held: Mention | None = None
    edited_after_attempt = False
    for name in names:
        if name in DELIVERIES:
            after = arrive(DELIVERIES[name], held)
            if held is not None and held.attempts and after is not None:
                edited_after_attempt = True
            held = after or held
        elif held is not None and held.state is STEPS[name][0]:
            assert not (name == "claim" and edited_after_attempt)
            held = STEPS[name][1](held, at=NOW)


def test_an_edit_without_a_time_that_is_read_again_after_a_newer_one_changes_nothing():
    older = event(EventKind.EDITED, text="You were great", posted_at=None)
    newer = event(EventKind.EDITED, text="You are broken", posted_at=None)
    held = arrive(newer, arrive(CREATED, None))
    assert arrive(older, held).text == "You were great"  # the fault: by the text alone it would pass for news
    assert arrive(arrival.dated(older, LATER - timedelta(seconds=1)), held) is None
    assert arrive(arrival.dated(older, LATER + timedelta(seconds=1)), held).text == "You were great"


def test_only_an_edit_without_a_time_is_given_one():
    nameless = event(EventKind.EDITED, external_id=None, posted_at=None)
    for told in (CREATED, EDIT_1, DELETED, nameless):
        assert arrival.dated(told, LATER) == told

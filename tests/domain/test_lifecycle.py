"""The arrows against the table of the design, row by row; every pair of states, every actor."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.lifecycle import ACTORS, ARROWS, MARKS, TIMELINE_LIMIT, mark, move
from shared.domain.mention import OPEN_STATES, EventKind, Mention, PendingEvent, State, TimelineEntry
from shared.errors import TransitionError
from tests.support.made import NOW, machine_reply, mention, seeded

# The design's table, in its order: from, to, who
DESIGN = """
received      ignored       triage
received      acknowledging triage
received      in_review     triage watch
in_review     replying      desk
replying      in_review     desk
acknowledging sending       reply
replying      sending       reply
sending       acknowledged  reply watch
sending       answered      reply watch
sending       in_review     reply watch
sending       acknowledging reply
sending       replying      reply
acknowledging in_review     reply watch
acknowledging ignored       reply
in_review     resolved      desk
received      withdrawn     ingest
acknowledging withdrawn     ingest
replying      withdrawn     ingest
in_review     withdrawn     ingest
acknowledging received      ingest
replying      in_review     ingest
acknowledged  in_review     ingest desk
answered      in_review     ingest desk
resolved      in_review     ingest desk
ignored       in_review     ingest desk
withdrawn     in_review     desk
received      erased        erase
acknowledging erased        erase
in_review     erased        erase
replying      erased        erase
acknowledged  erased        erase
answered      erased        erase
resolved      erased        erase
ignored       erased        erase
withdrawn     erased        erase
"""
# What its sentences below the table and the steps demand besides
BESIDES = """
sending       withdrawn     reply           deleted while it was sent, and nothing was posted
sending       erased        reply watch     erased while it was sent: whoever ends the send applies it
acknowledging in_review     ingest          edited after an attempt: a machine never speaks twice
replying      in_review     reply watch     it cannot be sent, or five rings were not heard
in_review     resolved      reply           covered by a reply to another mention
"""
MARKS_WANTED = """
received      edited        ingest
in_review     edited        ingest
received      rung          watch
acknowledging rung          watch
in_review     rung          watch
replying      rung          watch
in_review     assessed      triage
in_review     joined        review
in_review     raised        review
sending       event_kept    ingest erase
acknowledged  purged        ingest
answered      purged        ingest
resolved      purged        ingest
ignored       purged        ingest
in_review     deadline_moved desk
received      same_again    ingest
acknowledging same_again    ingest
in_review     same_again    ingest
replying      same_again    ingest
sending       same_again    ingest
acknowledged  same_again    ingest
answered      same_again    ingest
resolved      same_again    ingest
ignored       same_again    ingest
in_review     corrected     desk
acknowledged  corrected     desk
answered      corrected     desk
resolved      corrected     desk
ignored       corrected     desk
"""


def table(*texts: str) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for line in "\n".join(texts).strip().splitlines():
        if line:
            start, end, *words = line.split()
            found.setdefault((start, end), set()).update(word for word in words[:3] if word in ACTORS)
    return found


WANTED = table(DESIGN, BESIDES)
WANTED_MARKS = table(MARKS_WANTED)
EVENTS = sorted({event for _state, event in WANTED_MARKS} | {"invented"})


def due(state: State):
    return NOW if state in OPEN_STATES else None


@pytest.mark.parametrize(("start", "end"), list(product(State, State)), ids=str)
def test_only_the_arrows_of_the_design_are_possible(start, end):
    for actor in ACTORS:
        if actor in WANTED.get((start, end), ()):
            after = move(mention(start), end, by=actor, at=NOW, due_at=due(end))
            assert (after.state, after.version, after.timeline[-1].by) == (end, 2, actor)
        else:
            with pytest.raises(TransitionError):
                move(mention(start), end, by=actor, at=NOW, due_at=due(end))


@pytest.mark.parametrize(("state", "event"), list(product(State, EVENTS)), ids=str)
def test_only_the_marks_of_the_design_are_possible(state, event):
    for actor in ACTORS:
        if actor in WANTED_MARKS.get((state, event), ()):
            after = mark(mention(state), event, by=actor, at=NOW)
            assert (after.state, after.version, after.timeline[-1].reason) == (state, 2, event)
        else:
            with pytest.raises(TransitionError):
                mark(mention(state), event, by=actor, at=NOW)


def test_the_tables_name_known_words_only():
    assert {word for who in (*ARROWS.values(), *MARKS.values()) for word in who} <= set(ACTORS)
    assert {(str(start), str(end)) for start, end in ARROWS} == set(WANTED)
    assert {(str(state), event) for state, event in MARKS} == set(WANTED_MARKS)


def test_a_person_acts_as_the_desk_and_stays_named():
    after = move(mention(State.IN_REVIEW), State.RESOLVED, by="desk:ana", at=NOW)
    assert after.timeline[-1].by == "desk:ana"
    with pytest.raises(TransitionError):
        move(mention(State.IN_REVIEW), State.RESOLVED, by="ana", at=NOW)


def test_what_was_done_when_by_whom_and_why_stands_on_the_row():
    late, later = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    moved = move(mention(), State.IN_REVIEW, by="triage", at=late, due_at=later, reason="veto")
    assert moved.timeline == (TimelineEntry(at=late, state=State.IN_REVIEW, by="triage", reason="veto"),)
    assert (moved.updated_at, moved.due_at) == (late, later)
    marked = mark(moved, "raised", by="review", at=later)
    assert marked.timeline[1:] == (TimelineEntry(at=later, state=State.IN_REVIEW, by="review", reason="raised"),)
    assert (marked.updated_at, marked.due_at) == (later, later)
    assert mark(moved, "raised", by="review", at=later, reason="louder").timeline[-1].reason == "louder"
    assert move(mention(), State.IGNORED, by="triage", at=NOW).timeline[-1].reason == ""


def test_a_refused_step_says_who_may_not_do_what():
    with pytest.raises(TransitionError, match=r"^desk:ana may not move a mention from received to resolved$"):
        move(mention(), State.RESOLVED, by="desk:ana", at=NOW)
    with pytest.raises(TransitionError, match=r"^desk:ana may not mark a mention in resolved as rung$"):
        mark(mention(State.RESOLVED), "rung", by="desk:ana", at=NOW)


def test_an_open_mention_has_a_deadline_and_a_terminal_one_none():
    for start, end in ARROWS:
        actor = min(ARROWS[start, end])
        with pytest.raises(TransitionError, match=f"^{end} {'needs' if end in OPEN_STATES else 'takes no'} due_at$"):
            move(mention(start), end, by=actor, at=NOW, due_at=None if end in OPEN_STATES else NOW)
    with pytest.raises(TransitionError, match="due_at"):
        mark(mention(State.RECEIVED), "rung", by="watch", at=NOW, due_at=None)
    with pytest.raises(TransitionError, match="due_at"):
        mark(mention(State.IGNORED), "purged", by="ingest", at=NOW, due_at=NOW)


@pytest.mark.parametrize("spoken", [{"attempts": 1}, {"case_id": "case1"}], ids=str)
def test_a_mention_that_had_an_attempt_or_a_case_is_never_the_machines_again(spoken):
    for start, end in ARROWS:
        if end in (State.RECEIVED, State.ACKNOWLEDGING) and start is not State.SENDING:
            with pytest.raises(TransitionError, match="goes to a person"):
                move(mention(start, **spoken), end, by=min(ARROWS[start, end]), at=NOW, due_at=NOW)


def test_leaving_sending_ends_lease_attempt_and_pending_event():
    held = mention(State.SENDING, pending_event=PendingEvent(kind=EventKind.DELETED, at=NOW))
    for (start, end), actors in ARROWS.items():
        if start is State.SENDING:
            after = move(held, end, by=min(actors), at=NOW, due_at=due(end))
            assert (after.lease_until, after.attempt_id, after.pending_event) == (None, None, None)
            assert (after.fence, after.attempts) == (1, 1)  # these count on


def test_an_event_kept_while_sending_leaves_lease_and_attempt():
    after = mark(mention(State.SENDING), "event_kept", by="ingest", at=NOW)
    assert after.lease_until is not None
    assert after.attempt_id == "attempt1"


def test_rings_count_anew_in_each_state():
    assert move(mention(rings=4), State.ACKNOWLEDGING, by="triage", at=NOW, due_at=NOW).rings == 0
    assert mark(mention(rings=4), "edited", by="ingest", at=NOW).rings == 4


def test_a_mention_that_comes_back_from_people_is_not_with_people():
    held = mention(State.IN_REVIEW, with_people=True)
    assert not move(held, State.REPLYING, by="desk:ana", at=NOW, due_at=NOW).with_people
    assert move(mention(), State.IN_REVIEW, by="triage", at=NOW, due_at=NOW, with_people=True).with_people


def test_the_timeline_is_bounded_and_keeps_its_first_entry():
    held = move(mention(), State.IN_REVIEW, by="triage", at=NOW, due_at=NOW, reason="the first")
    for minute in range(100):
        held = mark(held, "edited", by="ingest", at=NOW + timedelta(minutes=minute))
    assert len(held.timeline) == TIMELINE_LIMIT == 40
    assert held.timeline[0].reason == "the first"
    assert [entry.at for entry in held.timeline[1:]] == [NOW + timedelta(minutes=minute) for minute in range(61, 100)]
    assert held.version == 102


def test_a_timeline_from_a_time_with_a_wider_limit_is_cut_to_this_one():
    minutes = [NOW + timedelta(minutes=minute) for minute in range(3 * TIMELINE_LIMIT)]
    wide = tuple(TimelineEntry(at=minute, state=State.RECEIVED, by="ingest", reason="edited") for minute in minutes)
    after = mark(mention(timeline=wide), "edited", by="ingest", at=NOW)
    assert [entry.at for entry in after.timeline] == [minutes[0], *minutes[-38:], NOW]


def reasons(held: Mention) -> list[str]:
    return [entry.reason for entry in held.timeline]


def test_rings_in_a_row_are_one_entry():
    held = mark(mark(mention(), "edited", by="ingest", at=NOW), "edited", by="ingest", at=NOW)
    for minute in range(100):
        held = mark(held, "rung", by="watch", at=NOW + timedelta(minutes=minute), rings=minute)
        held = replace(held, timeline=tuple(TimelineEntry.of_text(entry.as_text()) for entry in held.timeline))
    assert reasons(held) == ["edited", "edited", "rung"]
    assert held.timeline[-1].at == NOW + timedelta(minutes=99)


def test_only_rings_are_drawn_together():
    held = mention(State.IN_REVIEW)
    for reason in ("undone", "rung", "undone", "undone", "edited", "rung"):
        held = mark(held, "raised", by="review", at=NOW, reason=reason)
    assert reasons(held) == ["undone", "rung", "undone", "undone", "edited", "rung"]


@seeded(300)
@given(st.lists(st.tuples(st.sampled_from(State), st.sampled_from(EVENTS), st.sampled_from(ACTORS), st.booleans())))
def test_no_walk_breaks_what_holds_for_every_mention(steps):
    held, seen = mention(reply=machine_reply()), []
    for end, event, actor, marks in steps:
        try:
            step = partial(mark, held, event) if marks else partial(move, held, end, due_at=due(end))
            held = step(by=actor, at=NOW)
        except TransitionError:
            continue
        seen.append(held.state)
        assert held.is_open == (held.due_at is not None)
        assert len(held.timeline) <= TIMELINE_LIMIT
        assert held.version == len(seen) + 1
    if State.ERASED in seen:
        assert set(seen[seen.index(State.ERASED) :]) == {State.ERASED}

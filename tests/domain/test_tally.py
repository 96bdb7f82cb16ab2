"""What each step of a mention adds to the figures, and what the figures say."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain import sending
from shared.domain.decision import Action
from shared.domain.lifecycle import REPLY, TRIAGE, mark, move
from shared.domain.mention import Mention, OutgoingReply, State, TimelineEntry
from shared.domain.tally import STEPS_S, figures, first_responses, percentile
from tests.support import made

NOW = made.NOW
U = made.assessment().urgency


def received() -> Mention:
    entry = TimelineEntry(at=NOW, state=State.RECEIVED, by="ingest")
    return made.mention(State.RECEIVED, received_at=NOW, timeline=(entry,), assessment=None, decision=None)


def judged(to: State, **changes) -> Mention:
    due_at = None if to is State.IGNORED else NOW
    return move(received(), to, by=TRIAGE, at=NOW, due_at=due_at, assessment=made.assessment(), **changes)


def sent(before: Mention, by: str, seconds: float) -> Mention:
    """The mention after a reply by this writer stands."""
    reply = OutgoingReply(text="Hello", by=by, reply_id=None if by == "machine" else "r1")
    claimed = sending.claim(before, reply, attempt_id="a", at=NOW)
    at = NOW + timedelta(seconds=seconds)
    return sending.applied(claimed, external_reply_id="9", permalink=None, by=REPLY, at=at)


def names(mention: Mention) -> list[str]:
    return [name for _at, name in figures(mention)]


def test_whose_it_is_comes_out_when_it_is_judged() -> None:
    assert figures(received()) == []


def test_what_is_judged_counts_by_what_it_was_judged_to_be_and_in_the_hour_in_which_it_came() -> None:
    after = judged(State.ACKNOWLEDGING)
    judged_as = [f"topic_{made.assessment().topic}", f"sentiment_{made.assessment().sentiment}"]
    assert names(after) == [*judged_as, f"urgency_{made.assessment().urgency}", "arrived"]
    assert figures(after)[-1] == (NOW, "arrived")
    assert names(judged(State.IN_REVIEW))[0] == "queued"
    assert names(judged(State.IGNORED))[0] == "ignored"


def test_what_is_judged_again_has_not_arrived_again() -> None:
    edited = move(judged(State.ACKNOWLEDGING), State.RECEIVED, by="ingest", at=NOW, due_at=NOW, reason="edited")
    again = move(edited, State.IN_REVIEW, by=TRIAGE, at=NOW, due_at=NOW)
    assert "queued" in names(again)
    assert "arrived" not in names(again)


def test_the_machines_answer_counts_with_how_long_it_took() -> None:
    after = sent(judged(State.ACKNOWLEDGING, decision=made.decision()), "machine", 4)
    assert after.state is State.ACKNOWLEDGED
    assert names(after) == ["acknowledged", f"first_machine_{U}_0"]


def test_a_question_that_was_acknowledged_waits_for_people_as_well() -> None:
    decision = made.decision(action=Action.ACKNOWLEDGE, follow_up=True)
    after = sent(judged(State.ACKNOWLEDGING, decision=decision), "machine", 40)
    assert after.state is State.IN_REVIEW
    assert names(after) == ["queued", "acknowledged", f"first_machine_{U}_2"]


def test_peoples_first_answer_counts_apart_from_the_machines() -> None:
    waiting = replace(judged(State.IN_REVIEW), earlier_replies=(OutgoingReply(text="Thanks", by="machine"),))
    replying = move(waiting, State.REPLYING, by="desk:rosa", at=NOW, due_at=NOW)
    assert names(replying) == []
    assert names(sent(replying, "rosa", 3000)) == ["answered", f"first_people_{U}_8"]


def test_a_second_answer_is_no_first_response() -> None:
    waiting = replace(judged(State.IN_REVIEW), earlier_replies=(OutgoingReply(text="Hello", by="rolf"),))
    replying = move(waiting, State.REPLYING, by="desk:rosa", at=NOW, due_at=NOW)
    assert names(sent(replying, "rosa", 3000)) == ["answered"]


def test_what_leaves_the_state_as_it_was_adds_nothing() -> None:
    assert names(mark(judged(State.IN_REVIEW), "joined", by="review", at=NOW)) == []


@pytest.mark.parametrize(
    ("counts", "share", "within"),
    [({}, 0.5, None), ({0: 1}, 0.5, 10), ({0: 9, 8: 1}, 0.9, 10), ({0: 9, 8: 1}, 0.95, 3600), ({13: 2}, 0.5, None)],
)
def test_a_percentile_is_the_upper_end_of_its_step(counts, share, within) -> None:
    assert percentile(counts, share) == within


def test_first_responses_are_read_back_by_who_and_urgency() -> None:
    counts = Counter({"first_people_high_4": 2, "first_people_high_13": 1, "first_machine_high_4": 5, "arrived": 9})
    assert first_responses(counts, "people", "high") == {4: 2, len(STEPS_S): 1}

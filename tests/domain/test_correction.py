"""What people say of a judgement: the newest of each kind, beside what the machine said, which stays as it was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain.assessment import Topic, Urgency
from shared.domain.correction import can_be_corrected, correct
from shared.domain.decision import Action
from shared.domain.mention import Correction, State
from shared.errors import ConflictError, InputError, TransitionError
from tests.support.made import NOW, assessment, decision, mention

LATER = NOW + timedelta(minutes=1)
IN_SHADOW = decision(action=Action.REVIEW, reason="shadow:thanks")


def said(held):
    return [(one.what, one.said, one.right) for one in held.corrections]


def test_a_correction_stands_beside_the_judgement_and_changes_nothing_else():
    held = mention(State.ACKNOWLEDGED, revision=2)
    after = correct(held, {"acknowledge": "no", "urgency": "high", "topic": "billing"}, by="desk:ana", at=LATER)
    assert after.corrections == (
        Correction(what="urgency", said="low", right="high", by="ana", at=LATER, revision=2),
        Correction(what="topic", said="thanks", right="billing", by="ana", at=LATER, revision=2),
        Correction(what="acknowledge", said="yes", right="no", by="ana", at=LATER, revision=2),
    )
    entry = after.timeline[-1]
    assert (entry.by, entry.reason) == ("desk:ana", "corrected:urgency_and_topic_and_acknowledge")
    assert replace(held, corrections=after.corrections, timeline=after.timeline, version=2, updated_at=LATER) == after


@pytest.mark.parametrize("word", Urgency)
def test_what_the_machine_said_is_no_correction(word):
    held = mention(State.IN_REVIEW, assessment=assessment(urgency=word))
    assert correct(held, {"urgency": str(word), "topic": "thanks"}, by="desk:ana", at=LATER) is held


def test_the_newest_of_each_kind_stands_and_the_machines_word_takes_it_back():
    held = mention(State.ACKNOWLEDGED)
    once = correct(held, {"topic": "billing", "urgency": "high"}, by="desk:ana", at=NOW)
    again = correct(once, {"topic": "safety", "urgency": "high"}, by="desk:rolf", at=LATER)
    assert said(again) == [("urgency", "low", "high"), ("topic", "thanks", "safety")]
    assert [one.by for one in again.corrections] == ["ana", "rolf"]
    assert again.timeline[-1].reason == "corrected:topic"
    back = correct(again, {"topic": "thanks"}, by="desk:ana", at=LATER)
    assert said(back) == [("urgency", "low", "high")]
    assert back.timeline[-1].reason == "corrected:topic"


def test_a_correction_of_an_earlier_text_is_said_anew_of_this_one():
    once = correct(mention(State.ACKNOWLEDGED), {"urgency": "high"}, by="desk:ana", at=NOW)
    edited = replace(once, revision=1)
    assert correct(edited, {"urgency": "high"}, by="desk:ana", at=LATER).corrections[0].revision == 1


@pytest.mark.parametrize(
    ("decided", "word"),
    [(decision(), "yes"), (IN_SHADOW, "yes"), (decision(action=Action.REVIEW, reason="not_sure"), "no")],
)
def test_in_shadow_the_machine_counts_as_having_said_yes(decided, word):
    held = mention(State.IN_REVIEW, decision=decided)
    other = {"yes": "no", "no": "yes"}[word]
    assert said(correct(held, {"acknowledge": other}, by="desk:ana", at=NOW)) == [("acknowledge", word, other)]
    assert correct(held, {"acknowledge": word}, by="desk:ana", at=NOW) is held


@pytest.mark.parametrize(
    ("what", "word"), [("urgency", "urgent"), ("topic", "nonsense"), ("acknowledge", "maybe"), ("urgency", "")]
)
def test_only_known_words_are_taken(what, word):
    with pytest.raises(InputError) as refused:
        correct(mention(State.ACKNOWLEDGED), {what: word}, by="desk:ana", at=NOW)
    assert refused.value.field == what


@pytest.mark.parametrize("state", State)
def test_a_judgement_is_corrected_only_while_nobody_acts_on_it(state):
    held = mention(state)
    if state in (State.IN_REVIEW, State.ACKNOWLEDGED, State.ANSWERED, State.RESOLVED, State.IGNORED):
        assert can_be_corrected(held)
        assert correct(held, {"topic": str(Topic.BILLING)}, by="desk:ana", at=NOW).state is state
        for unjudged in (replace(held, assessment=None), replace(held, assess_again=True)):
            with pytest.raises(ConflictError):
                correct(unjudged, {"topic": "billing"}, by="desk:ana", at=NOW)
        with pytest.raises(TransitionError):
            correct(held, {"topic": "billing"}, by="triage", at=NOW)
    else:
        with pytest.raises(ConflictError, match="no judgement"):
            correct(held, {"topic": "billing"}, by="desk:ana", at=NOW)

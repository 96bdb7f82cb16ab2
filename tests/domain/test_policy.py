"""The decision table, row by row, and that only positive evidence opens a reply."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.assessment import Sentiment, Topic, Urgency
from shared.domain.decision import Action
from shared.domain.mention import Surface
from shared.domain.playbook import Playbook
from shared.domain.policy import CHECKS, INSISTS, SurfaceRules, decide, urgency_of
from tests.support.made import NOW, account, assessment, mention, seeded

PLAYBOOK = Playbook(brand="shop", version=3, title="Our Shop")
OPEN = SurfaceRules()
FREE_TO_SPEAK = {
    "mention": mention(),
    "assessment": assessment(),
    "playbook": PLAYBOOK,
    "account": account(),
    "rules": OPEN,
    "now": NOW,
}

# What differs from a fresh "thank you" of a known author to a connected account; the decision
ROWS = [
    ("unknown_account", Action.REVIEW, {"account": None}),
    ("own_post", Action.IGNORE, {"account": account(own_author_ids=("forum:u1", "forum:u77"))}),
    ("imitates_us", Action.REVIEW, {"mention": mention(author_name="Оur Shоp Support")}),
    (
        "imitates_us",
        Action.REVIEW,
        {"account": account(title="Rita's Café"), "mention": mention(author_name="RITA5 CAFE")},
    ),
    (
        "imitates_us",
        Action.REVIEW,
        {"mention": mention(author_name="0ur 5hop"), "assessment": assessment(topics=(Topic.SPAM,))},
    ),
    ("has_spoken", Action.REVIEW, {"mention": mention(attempts=1)}),
    ("has_spoken", Action.REVIEW, {"mention": mention(case_id="case1")}),
    ("media_without_words", Action.REVIEW, {"mention": mention(text=None, media=("image",))}),
    ("media_without_words", Action.REVIEW, {"mention": mention(text=" ", surface=Surface.REVIEW)}),
    ("media_without_words", Action.REVIEW, {"mention": mention(text="", surface=Surface.STORY)}),
    ("empty", Action.IGNORE, {"mention": mention(text=None)}),
    ("empty", Action.IGNORE, {"mention": mention(text=" \n\u200b\u202e")}),
    ("veto", Action.REVIEW, {"assessment": assessment(vetoed=True)}),
    ("veto", Action.REVIEW, {"assessment": assessment(vetoed=True, topics=(Topic.SPAM,), confidence=0.95)}),
    ("spam", Action.IGNORE, {"assessment": assessment(topics=(Topic.SPAM,), confidence=0.95)}),
    ("spam", Action.IGNORE, {"assessment": assessment(topics=(Topic.SPAM,), confidence=0.9)}),
    ("maybe_spam", Action.REVIEW, {"assessment": assessment(topics=(Topic.SPAM,), confidence=0.89)}),
    ("abuse", Action.REVIEW, {"assessment": assessment(abuse=True)}),
    ("abuse", Action.REVIEW, {"assessment": assessment(topics=(Topic.THANKS, Topic.TROLL))}),
    ("language_not_served", Action.REVIEW, {"assessment": assessment(language="fr")}),
    ("language_not_served", Action.REVIEW, {"assessment": assessment(language="other")}),
    ("needs_person", Action.REVIEW, {"assessment": assessment(topics=(Topic.OTHER,))}),
    ("needs_person", Action.REVIEW, {"assessment": assessment(topics=())}),
    ("needs_person", Action.REVIEW, {"assessment": assessment(topics=(Topic.COMPLAINT, Topic.THANKS))}),
    ("needs_person", Action.REVIEW, {"assessment": assessment(sentiment=Sentiment.NEUTRAL)}),
    ("needs_person", Action.REVIEW, {"assessment": assessment(sentiment=Sentiment.NEGATIVE)}),
    ("not_sure", Action.REVIEW, {"assessment": assessment(confidence=0.84)}),
    ("not_answerable", Action.REVIEW, {"rules": replace(OPEN, answerable=False)}),
    ("platform_forbids", Action.REVIEW, {"rules": replace(OPEN, automatic=False)}),
    ("window_closed", Action.REVIEW, {"rules": replace(OPEN, window_h=0.05)}),
    ("automatic_off", Action.REVIEW, {"playbook": PLAYBOOK.model_copy(update={"automatic": False})}),
    ("unknown_author", Action.REVIEW, {"mention": mention(author_id=None)}),
    ("dated_ahead", Action.REVIEW, {"mention": mention(posted_at=NOW + timedelta(minutes=11))}),
    ("not_fresh", Action.REVIEW, {"mention": mention(posted_at=NOW - timedelta(hours=169))}),
    ("not_fresh", Action.REVIEW, {"mention": mention(posted_at=None, received_at=NOW - timedelta(hours=169))}),
    ("wide_reach", Action.REVIEW, {"mention": mention(reach=50_000)}),
    ("shadow:thanks", Action.REVIEW, {"account": account(automatic=False)}),
    (
        "shadow:question_simple",
        Action.REVIEW,
        {"account": account(automatic=False), "assessment": assessment(topics=(Topic.QUESTION_SIMPLE,))},
    ),
    ("thanks", Action.ACKNOWLEDGE, {}),
    ("thanks", Action.ACKNOWLEDGE, {"assessment": assessment(confidence=0.85)}),
    ("thanks", Action.ACKNOWLEDGE, {"rules": replace(OPEN, window_h=24)}),
    ("thanks", Action.ACKNOWLEDGE, {"mention": mention(posted_at=None)}),
    (
        "thanks",
        Action.ACKNOWLEDGE,
        {"rules": replace(OPEN, window_h=24), "mention": mention(posted_at=NOW - timedelta(hours=24))},
    ),
    ("thanks", Action.ACKNOWLEDGE, {"mention": mention(posted_at=NOW + timedelta(minutes=10))}),
    ("thanks", Action.ACKNOWLEDGE, {"mention": mention(posted_at=NOW - timedelta(hours=168))}),
    ("thanks", Action.ACKNOWLEDGE, {"mention": mention(reach=49_999)}),
    ("praise", Action.ACKNOWLEDGE, {"assessment": assessment(topics=(Topic.PRAISE,))}),
]


@pytest.mark.parametrize(("reason", "action", "differs"), ROWS)
def test_each_circumstance_leads_to_its_decision(reason, action, differs):
    decision = decide(**{**FREE_TO_SPEAK, **differs})
    assert (decision.reason, decision.action, decision.follow_up) == (reason, action, False)
    assert decision.playbook_version == 3


# A post with which everything is wrong, as far as that can be; then, row by row, what is put right
ALL_WRONG = {
    "account": None,
    "mention": {
        "author_id": "forum:u1",
        "author_name": "Our Shop Support",
        "attempts": 1,
        "text": None,
        "media": ("image",),
        "posted_at": NOW - timedelta(days=90),
        "reach": 50_000,
    },
    "assessment": {
        "vetoed": True,
        "topics": (Topic.SPAM, Topic.TROLL),
        "confidence": 0.95,
        "language": "fr",
        "sentiment": Sentiment.NEGATIVE,
    },
    "rules": {"answerable": False, "automatic": False, "window_h": 24},
    "playbook": {"automatic": False},
}
PUT_RIGHT = [
    ("unknown_account", {"account": {"own_author_ids": ("forum:u1",), "automatic": False}}),
    ("own_post", {"mention": {"author_id": None}}),
    ("imitates_us", {"mention": {"author_name": "Rita"}}),
    ("has_spoken", {"mention": {"attempts": 0}}),
    ("media_without_words", {"mention": {"media": ()}}),
    ("empty", {"mention": {"text": "You are great, thank you!"}}),
    ("veto", {"assessment": {"vetoed": False}}),
    ("spam", {"assessment": {"confidence": 0.5}}),
    ("maybe_spam", {"assessment": {"topics": (Topic.OTHER, Topic.TROLL)}}),
    ("abuse", {"assessment": {"topics": (Topic.OTHER,)}}),
    ("language_not_served", {"assessment": {"language": "en"}}),
    ("needs_person", {"assessment": {"topics": (Topic.THANKS,), "sentiment": Sentiment.POSITIVE}}),
    ("not_sure", {"assessment": {"confidence": 0.9}}),
    ("not_answerable", {"rules": {"answerable": True}}),
    ("platform_forbids", {"rules": {"automatic": True}}),
    ("window_closed", {"mention": {"posted_at": NOW + timedelta(hours=1)}}),
    ("automatic_off", {"playbook": {"automatic": True}}),
    ("unknown_author", {"mention": {"author_id": "forum:u77"}}),
    ("dated_ahead", {"mention": {"posted_at": NOW - timedelta(days=8)}, "rules": {"window_h": None}}),
    ("not_fresh", {"mention": {"posted_at": NOW}}),
    ("wide_reach", {"mention": {"reach": None}}),
    ("shadow", {"account": {"automatic": True}}),
    ("thanks", {}),
]


def test_where_several_rows_apply_the_first_decides():
    known = dict(ALL_WRONG)
    for reason, put_right in PUT_RIGHT:
        decision = decide(
            mention(**known["mention"]),
            assessment(**known["assessment"]),
            PLAYBOOK.model_copy(update=known["playbook"]),
            account(**known["account"]) if known["account"] else None,
            SurfaceRules(**known["rules"]),
            NOW,
        )
        assert decision.reason.partition(":")[0] == reason
        known |= {part: (known[part] or {}) | changes for part, changes in put_right.items()}
    assert [reason for reason, _put_right in PUT_RIGHT] == [reason for reason, _action, _applies in CHECKS] + ["thanks"]


def test_every_row_of_the_table_is_tried_here():
    assert {reason for reason, _action, _applies in CHECKS} == {row[0].partition(":")[0] for row in ROWS} - {
        "thanks",
        "praise",
    }


def test_a_simple_question_is_acknowledged_and_goes_on_to_a_person():
    question = assessment(topics=(Topic.QUESTION_SIMPLE,), sentiment=Sentiment.NEUTRAL)
    decision = decide(**{**FREE_TO_SPEAK, "assessment": question})
    assert (decision.action, decision.reason, decision.follow_up) == (Action.ACKNOWLEDGE, "question_simple", True)


def test_in_shadow_nothing_is_acknowledged_and_whatever_would_have_been_says_so():
    believed = [assessment(topics=(topic,), language=language) for topic in Topic for language in ("en", "fr")]
    for belief in believed:
        spoken = decide(**{**FREE_TO_SPEAK, "assessment": belief})
        shadowed = decide(**{**FREE_TO_SPEAK, "assessment": belief, "account": account(automatic=False)})
        if spoken.action is Action.ACKNOWLEDGE:
            assert (shadowed.action, shadowed.reason, shadowed.in_shadow) == (
                Action.REVIEW,
                f"shadow:{spoken.reason}",
                True,
            )
        else:
            assert (shadowed, shadowed.in_shadow) == (spoken, False)


def test_a_brand_decides_which_topics_are_acknowledged():
    quiet = PLAYBOOK.model_copy(update={"done": (Topic.PRAISE,), "follow_up": ()})
    assert decide(**{**FREE_TO_SPEAK, "playbook": quiet}).reason == "needs_person"


ANY_ASSESSMENT = st.builds(
    assessment,
    language=st.sampled_from(["en", "es", "fr", "other"]),
    sentiment=st.sampled_from(Sentiment),
    urgency=st.sampled_from(Urgency),
    topics=st.lists(st.sampled_from(Topic), max_size=3).map(tuple),
    abuse=st.booleans(),
    vetoed=st.booleans(),
    confidence=st.floats(0, 1),
)
ANY_MENTION = st.builds(
    mention,
    text=st.sampled_from([None, "", "Thank you!"]),
    author_id=st.sampled_from([None, "u1"]),
    reach=st.sampled_from([None, 0, 10**9]),
    attempts=st.integers(0, 1),
)
ANY_RULES = st.builds(
    SurfaceRules,
    answerable=st.booleans(),
    automatic=st.booleans(),
    window_h=st.sampled_from([None, 0.01, 24.0]),
)


@seeded(1000)
@given(ANY_MENTION, ANY_ASSESSMENT, ANY_RULES)
def test_only_positive_evidence_opens_a_reply(one, belief, rules):
    decision = decide(one, belief, PLAYBOOK, account(), rules, NOW)
    if decision.action is Action.ACKNOWLEDGE:
        assert one.text
        assert one.author_id
        assert not one.has_spoken
        assert not belief.vetoed
        assert not belief.abuse
        assert belief.confidence >= PLAYBOOK.min_confidence
        assert belief.topic in (Topic.PRAISE, Topic.THANKS, Topic.QUESTION_SIMPLE)
        assert rules.automatic
        assert rules.answerable
    if decision.action is Action.IGNORE:
        assert decision.reason in ("empty", "spam", "own_post")
        assert not one.text or not belief.vetoed


@pytest.mark.parametrize(
    ("urgency", "reach", "raised"),
    [
        (Urgency.LOW, None, Urgency.LOW),
        (Urgency.LOW, 49_999, Urgency.LOW),
        (Urgency.LOW, 50_000, Urgency.NORMAL),
        (Urgency.NORMAL, 60_000, Urgency.HIGH),
        (Urgency.HIGH, 60_000, Urgency.CRITICAL),
        (Urgency.CRITICAL, 60_000, Urgency.CRITICAL),
    ],
)
def test_wide_reach_makes_it_more_urgent_by_one_step(urgency, reach, raised):
    assert urgency_of(mention(reach=reach), assessment(urgency=urgency), PLAYBOOK, lambda: 1) is raised


@pytest.mark.parametrize(
    ("urgency", "surface", "written", "raised"),
    [
        (Urgency.NORMAL, Surface.COMMENT, INSISTS, Urgency.HIGH),
        (Urgency.NORMAL, Surface.COMMENT, INSISTS - 1, Urgency.NORMAL),
        (Urgency.NORMAL, Surface.DIRECT_MESSAGE, INSISTS, Urgency.NORMAL),
        (Urgency.LOW, Surface.COMMENT, INSISTS, Urgency.LOW),
        (Urgency.CRITICAL, Surface.COMMENT, INSISTS, Urgency.CRITICAL),
    ],
)
def test_who_writes_in_public_again_and_again_is_looked_at_soon(urgency, surface, written, raised):
    belief = assessment(urgency=urgency)
    assert urgency_of(mention(surface=surface), belief, PLAYBOOK, lambda: written) is raised

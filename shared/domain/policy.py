"""What is to be done with a mention: the one table that decides, and nothing else that does.

Pure: everything that bears on it is an argument. The first row of CHECKS that applies decides; a
mention that no row stops is acknowledged if its topic is one the playbook allows, else a person has it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.assessment import Assessment, Sentiment, Topic, Urgency
from shared.domain.brand import Account
from shared.domain.decision import SHADOW, Action, Decision
from shared.domain.likeness import imitates
from shared.domain.mention import Mention, Surface
from shared.domain.playbook import Playbook

SPAM_CERTAIN = 0.9  # below, spam goes to a person: a mention is never ignored on a guess
INSISTS, INSISTING_WITHIN = 3, timedelta(days=1)  # so many mentions of one author within a day
AHEAD = timedelta(minutes=10)  # a platform's clock may run this far ahead of ours
SPEAKING_SURFACES = frozenset({Surface.STORY, Surface.REVIEW})  # say something without words: a picture, stars


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceRules:
    """What the platform allows on the mention's surface. `window_h`: hours in which it may be answered."""

    answerable: bool = True
    automatic: bool = True
    window_h: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """All that a decision may look at."""

    mention: Mention
    assessment: Assessment
    playbook: Playbook
    account: Account | None
    rules: SurfaceRules
    now: datetime

    @property
    def age(self) -> timedelta:
        """Since the author wrote it; where the platform does not tell, since we received it."""
        return self.now - (self.mention.posted_at or self.mention.received_at)

    @property
    def own(self) -> bool:
        return self.account is not None and self.account.is_own(self.mention.author_id)

    @property
    def imitates_us(self) -> bool:
        ours = (self.playbook.title, self.account.title if self.account else "")
        return imitates(self.mention.author_name, ours)

    @property
    def empty(self) -> bool:
        """Nothing but spaces and invisible characters."""
        return not any(sign.isprintable() and not sign.isspace() for sign in self.mention.text or "")

    @property
    def shows_something(self) -> bool:
        return bool(self.mention.media) or self.mention.surface in SPEAKING_SURFACES

    @property
    def spam(self) -> bool:
        return self.assessment.topic is Topic.SPAM

    @property
    def abusive(self) -> bool:
        return self.assessment.abuse or Topic.TROLL in self.assessment.topics

    @property
    def in_shadow(self) -> bool:
        return self.account is None or not self.account.automatic

    @property
    def window_closed(self) -> bool:
        return self.rules.window_h is not None and self.age > timedelta(hours=self.rules.window_h)

    @property
    def confident(self) -> bool:
        needed = self.playbook.min_confidence if self.ends_well else self.playbook.min_confidence_follow_up
        return self.assessment.confidence >= needed

    @property
    def ends_well(self) -> bool:
        """Praise or thanks: an acknowledgement is all that it needs."""
        return self.assessment.topic in self.playbook.done and self.assessment.sentiment is Sentiment.POSITIVE


Check = tuple[str, Action, Callable[[Circumstances], bool]]

CHECKS: tuple[Check, ...] = (
    # Whose it is
    ("unknown_account", Action.REVIEW, lambda c: c.account is None),
    ("own_post", Action.IGNORE, lambda c: c.own),
    ("imitates_us", Action.REVIEW, lambda c: c.imitates_us),
    ("has_spoken", Action.REVIEW, lambda c: c.mention.has_spoken),
    # What it says
    ("media_without_words", Action.REVIEW, lambda c: c.empty and c.shows_something),
    ("empty", Action.IGNORE, lambda c: c.empty),
    ("veto", Action.REVIEW, lambda c: c.assessment.vetoed),
    ("spam", Action.IGNORE, lambda c: c.spam and c.assessment.confidence >= SPAM_CERTAIN),
    ("maybe_spam", Action.REVIEW, lambda c: c.spam),
    ("abuse", Action.REVIEW, lambda c: c.abusive),
    ("language_not_served", Action.REVIEW, lambda c: c.assessment.language not in c.playbook.languages),
    ("needs_person", Action.REVIEW, lambda c: not (c.ends_well or c.assessment.topic in c.playbook.follow_up)),
    ("not_sure", Action.REVIEW, lambda c: not c.confident),
    # Whether a machine may speak here and now
    ("not_answerable", Action.REVIEW, lambda c: not c.rules.answerable),
    ("platform_forbids", Action.REVIEW, lambda c: not c.rules.automatic),
    ("window_closed", Action.REVIEW, lambda c: c.window_closed),
    ("automatic_off", Action.REVIEW, lambda c: not c.playbook.automatic),
    ("unknown_author", Action.REVIEW, lambda c: c.mention.author_id is None),
    ("dated_ahead", Action.REVIEW, lambda c: c.age < -AHEAD),
    ("not_fresh", Action.REVIEW, lambda c: c.age > timedelta(hours=c.playbook.fresh_hours)),
    ("wide_reach", Action.REVIEW, lambda c: reaches_wide(c.mention, c.playbook)),
    (SHADOW, Action.REVIEW, lambda c: c.in_shadow),  # the last: whatever comes here would have been acknowledged
)


def decide(
    mention: Mention,
    assessment: Assessment,
    playbook: Playbook,
    account: Account | None,
    rules: SurfaceRules,
    now: datetime,
) -> Decision:
    """Acknowledge, review or ignore, with the code of the row that decided.

    An acknowledgement's reason is its topic; in shadow, the code and the topic that would have been acknowledged.
    `account` is None where nobody has connected it.
    """
    circumstances = Circumstances(
        mention=mention, assessment=assessment, playbook=playbook, account=account, rules=rules, now=now
    )
    for reason, action, applies in CHECKS:
        if applies(circumstances):
            told = f"{SHADOW}:{assessment.topic}" if reason == SHADOW else reason
            return Decision(action=action, reason=told, playbook_version=playbook.version)
    return Decision(
        action=Action.ACKNOWLEDGE,
        reason=assessment.topic.value,
        follow_up=not circumstances.ends_well,
        playbook_version=playbook.version,
    )


def urgency_of(mention: Mention, assessment: Assessment, playbook: Playbook, written: Callable[[], int]) -> Urgency:
    """How soon a person must look: as the text demands, one step sooner where many listen, and soon where somebody
    writes again and again.

    `written` tells how many public mentions the author wrote within INSISTING_WITHIN; it is asked where it matters.
    """
    steps = list(Urgency)
    raised = 1 if reaches_wide(mention, playbook) else 0
    urgency = steps[max(assessment.urgency.rank - raised, 0)]
    insists = urgency is Urgency.NORMAL and mention.surface is not Surface.DIRECT_MESSAGE and written() >= INSISTS
    return Urgency.HIGH if insists else urgency


def reaches_wide(mention: Mention, playbook: Playbook) -> bool:
    """Whether the author has as many followers as the brand calls many."""
    return mention.reach is not None and mention.reach >= playbook.wide_reach

"""What anybody can see of a text, whatever the program thinks of it."""

from collections import Counter
from collections.abc import Iterator

from infra.simulate.mail import DANGER, FRIENDLY, HARD, QUESTIONS
from infra.simulate.oracles.evidence import Evidence, Violation
from infra.simulate.rules import BREAKER


def judged(evidence: Evidence) -> Iterator[Violation]:
    """What anybody can see: hard words come before people, danger is told, and a lone kind word is answered."""
    told = " ".join(notice["Message"] for notice in evidence.world.notices)
    dead = " ".join(evidence.world.queues.buried["ReviewsDeadLetters"])
    for mention_id, row in evidence.rows.items():
        case_id = row.text("case_id")
        if row.said in HARD and not case_id and row.text("state") != "withdrawn":
            yield Violation("misjudged", mention_id, f"hard words that no person was shown: {row.text('state')}")
        if row.said in QUESTIONS and not case_id and row.text("state") != "withdrawn":
            yield Violation("unanswered", mention_id, f"a question that no person was shown: {row.text('state')}")
        is_known = case_id in told or case_id in evidence.worked_on or mention_id in dead
        if row.said in DANGER and row.text("state") == "in_review" and case_id and not is_known:
            yield Violation("silent", mention_id, "danger, and nobody was told")
    if evidence.world.plot.knobs.is_calm:
        for mention_id in _lone_and_kind(evidence):
            state = evidence.rows[mention_id].text("state") if mention_id in evidence.rows else "not there"
            if state != "acknowledged":
                yield Violation("misjudged", mention_id, f"a kind word that nobody answers on a calm day: {state}")


def _lone_and_kind(evidence: Evidence) -> Iterator[str]:
    """Contents that nothing speaks against: kind, unchanged, the only one of its author, and few on their platform."""
    contents, silencing = evidence.world.plot.mail.contents, evidence.world.plot.silencing
    authors = Counter((content.platform, content.author) for content in contents)
    platforms = Counter(content.platform for content in contents)
    for content in contents:
        is_lone = authors[content.platform, content.author] == 1 and platforms[content.platform] <= BREAKER.sends
        is_kind = len(content.versions) == 1 and content.first in FRIENDLY and content.gone_us is None
        is_heard = silencing is None or content.platform != silencing.platform
        if is_lone and is_kind and is_heard:
            yield evidence.by_content.get((content.platform, content.external_id), content.external_id)

"""The machine speaks only where it may, and only in the brand's words."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from infra.simulate.kernel import SECOND
from infra.simulate.mail import SPEAKABLE
from infra.simulate.oracles.evidence import Evidence, Row, Violation
from infra.simulate.payloads import ACCOUNTS
from infra.simulate.rules import WORDINGS
from infra.simulate.world import Move, Switching

DAY_US = 86_400 * SECOND
LATE_SWITCH_US = 60 * SECOND  # a write of the switch that was given up may still arrive within this time


def well_spoken(evidence: Evidence) -> Iterator[Violation]:
    """The machine speaks only where it may: kind words, still there, nobody at work on them, not too often."""
    answered: dict[tuple[str, str], list[int]] = {}
    threads: Counter[tuple[str, str, str]] = Counter()
    for one in evidence.world.wall.applied:
        if not evidence.is_of_machine(one.post.text):
            continue
        row = evidence.rows.get(evidence.by_content.get((one.post.platform, one.post.in_reply_to), ""))
        if row is not None:
            author = row.text("author_id")
            answered.setdefault((one.post.platform, author), []).append(one.asked_us)
            threads[one.post.platform, author, row.text("thread_id")] += 1
    for (platform, author), asked in answered.items():
        if any(later - earlier < DAY_US for earlier, later in pairwise(asked)):
            yield Violation("too_often", f"{platform} {author}", "two automatic replies within a day")
    for (platform, author, thread), count in threads.items():
        if count > 1:
            yield Violation("too_often", f"{platform} {author} {thread}", f"{count} automatic replies in one thread")
    for move in evidence.claims:
        yield from _may_speak(evidence, move)


def _may_speak(evidence: Evidence, move: Move) -> Iterator[Violation]:
    row = Row(move.after or {})
    if row.said not in SPEAKABLE:
        yield Violation("wrong_words", move.mention_id, "an automatic reply to words that are not kind, or are gone")
    if row.text("author_id").rpartition(":")[2] == ACCOUNTS[row.text("platform")]:
        yield Violation("loop", move.mention_id, "the machine answers its own account")
    if row.text("case_id"):
        yield Violation("wrong_words", move.mention_id, "the machine speaks where a person has the case")
    if move.begun_us is None:
        return  # the claim arrived when its caller had given up: nobody posts after it
    begun_us = move.begun_us
    for other_id in evidence.of_conversation(row):
        # the guards looked at some moment in between: a case that was closed meanwhile may be none by then
        if all(evidence.is_with_people(other_id, at_us) for at_us in (begun_us, move.at_us)):
            yield Violation("wrong_words", move.mention_id, "the machine speaks where a person is at work")
    if any(evidence.is_not_closed(case_id, begun_us, move.at_us) for case_id in evidence.cases_of(row)):
        yield Violation("intrudes", move.mention_id, "the machine speaks where a person has the conversation")
    for switching in evidence.world.switchings:
        if switching.stopped and switching.done_us is not None and switching.done_us < begun_us:
            if not _was_turned_off(evidence.world.switchings, switching):
                yield Violation("switch", move.mention_id, "an automatic reply began after the stop switch was on")
            break


def _was_turned_off(switchings: list[Switching], on: Switching) -> bool:
    return any(not other.stopped and other.begun_us > on.begun_us - LATE_SWITCH_US for other in switchings)


def in_the_brands_words(evidence: Evidence) -> Iterator[Violation]:
    """The machine says what the playbook says, and nothing else; what a person took back is never said.

    What was said in private is answered in private, in the words for it, and the public in public.
    """
    private = {(one.platform, one.external_id) for one in evidence.world.plot.mail.contents if one.is_private}
    for one in evidence.world.wall.applied:
        post = one.post
        if evidence.is_of_machine(post.text) and post.text not in WORDINGS[post.private]:
            yield Violation("wrong_words", post.in_reply_to, "an automatic reply that is not in the playbook")
        if post.private != ((post.platform, post.in_reply_to) in private):
            answered = "a public word in private" if post.private else "a private message in public"
            yield Violation("exposed", post.in_reply_to, f"a reply answers {answered}")
    said = " ".join(one.post.text for one in evidence.world.wall.applied)
    for reply_id in evidence.world.undone:
        if reply_id in said:
            yield Violation("undone", reply_id, "a reply stands whose writer was told that it is undone")

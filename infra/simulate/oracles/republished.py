"""What a playbook that is published in mid-run must change, from the moment on at which its publisher was told."""

from collections import Counter
from collections.abc import Iterator

from infra.simulate.kernel import SECOND
from infra.simulate.oracles.evidence import Evidence, Row, Violation
from infra.simulate.rules import LONGER_UNDO, LOWER_BREAKER, SAYINGS

SKEW_US = 2 * SECOND
LONGEST_CALL_US = 20 * SECOND  # a step that began before may end by the old version: the time-out of `reply`
WINDOW_US = LOWER_BREAKER.minutes * 60 * SECOND


def by_the_new_playbook(evidence: Evidence) -> Iterator[Violation]:
    """New words not before it was begun, old ones not after it was done; then its breaker and its undo window count."""
    publishing = evidence.world.publishing
    for one in evidence.world.wall.applied:
        post = one.post
        if post.text in SAYINGS[2][post.private] and (publishing is None or one.at_us < publishing.begun_us):
            yield Violation("wrong_words", post.in_reply_to, "words of a playbook that nobody has published yet")
    if publishing is None or publishing.done_us is None:
        return
    for one in evidence.world.wall.applied:
        if one.post.text in SAYINGS[1][one.post.private] and one.asked_us - LONGEST_CALL_US > publishing.done_us:
            yield Violation("wrong_words", one.post.in_reply_to, "words of a playbook that is no longer in force")
    yield from _within_lower_breaker(evidence, publishing.done_us)
    yield from _within_longer_undo(evidence, publishing.done_us)


def _within_lower_breaker(evidence: Evidence, done_us: int) -> Iterator[Violation]:
    sent: Counter[tuple[str, int]] = Counter()
    for move in evidence.claims:
        begun_us = move.begun_us if move.begun_us is not None else move.at_us
        first, last = (begun_us - SKEW_US) // WINDOW_US, (move.at_us + SKEW_US) // WINDOW_US
        if first != last:
            continue
        account = move.mention_id.partition("-")[0]
        sent[account, first] += 1
        if sent[account, first] > LOWER_BREAKER.sends and move.begun_us is not None and begun_us > done_us:
            yield Violation("too_often", move.mention_id, "an automatic reply that the new playbook's breaker forbids")


def _within_longer_undo(evidence: Evidence, done_us: int) -> Iterator[Violation]:
    for move in evidence.world.moves:
        after = Row(move.after or {})
        written = evidence.world.staff_replies.get(after.reply_id)
        if written is None or written.begun_us <= done_us or move.before is None:
            continue
        undo_s = LONGER_UNDO.private if after.text("surface") == "direct_message" else LONGER_UNDO.public
        is_claim = (move.before["state"]["S"], after.text("state")) == ("replying", "sending")
        if is_claim and move.at_us < written.begun_us + undo_s * SECOND - 2 * SKEW_US:
            yield Violation("hasty", move.mention_id, "a person's reply left before the new undo window was over")

"""The promises, checked from outside: senders' answers, the platforms' walls and the rows, never the program's opinion.

Each oracle yields what is wrong. The states and arrows stand here once more, written from the design and
not from the code.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise

from infra.simulate.costs import HANDED_OUT, frugal
from infra.simulate.evidence import Evidence, Row, Violation
from infra.simulate.kernel import SECOND
from infra.simulate.ledger import balanced
from infra.simulate.mail import DANGER, FRIENDLY, HARD, SPEAKABLE
from infra.simulate.pauses import SKEW_US, in_shadow, rested, within_breaker
from infra.simulate.payloads import Content, Entry, moment
from infra.simulate.republished import by_the_new_playbook
from infra.simulate.world import BREAKER, WORDINGS, Move, Switching
from shared.domain import times

Oracle = Callable[[Evidence], Iterator[Violation]]
DAY_US = 86_400 * SECOND
DECIDED_WITHIN_US = 5 * SECOND
ENDED = ("acknowledged", "answered", "resolved", "ignored", "withdrawn")
UNDO_US = {"direct_message": 5 * SECOND}  # the playbook in `world`
UNDO_PUBLIC_US = 10 * SECOND
LATE_SWITCH_US = 60 * SECOND  # a write of the switch that was given up may still arrive within this time
ARROWS = frozenset(
    {
        *(("received", to) for to in ("ignored", "acknowledging", "in_review", "withdrawn")),
        *(("acknowledging", to) for to in ("sending", "in_review", "ignored", "withdrawn", "received")),
        *(("in_review", to) for to in ("replying", "resolved", "withdrawn")),
        *(("replying", to) for to in ("in_review", "sending", "withdrawn")),
        *(
            ("sending", to)
            for to in ("acknowledged", "answered", "in_review", "acknowledging", "replying", "withdrawn")
        ),
        *((ended, "in_review") for ended in ENDED),
    }
)


def stored(evidence: Evidence) -> Iterator[Violation]:
    """G1: we answered 200, so every entry is in the table or in quarantine."""
    for delivery in evidence.world.plot.mail.deliveries:
        if delivery.refused_calmly:
            yield Violation("refused", f"delivery {delivery.number}", "an error of ours long after the last fault")
        if not delivery.accepted_us:
            continue
        for entry in delivery.entries:
            content = entry.content
            about = f"delivery {delivery.number}, {content.external_id}"
            mention_id = evidence.by_content.get((content.platform, content.external_id))
            if entry.kind == "ignored" and mention_id:
                yield Violation("echo", about, "our own reply became a mention")
            elif entry.kind == "unknown" and delivery.body not in evidence.quarantined:
                yield Violation("lost", about, "not understood, and not in quarantine")
            elif entry.kind in ("created", "edited", "deleted"):
                if mention_id is None:
                    yield Violation("lost", about, "answered with 200, and there is no row")
                else:
                    yield from _is_newest(content, evidence.rows[mention_id], entry, about)


def _is_newest(content: Content, row: Row, entry: Entry, about: str) -> Iterator[Violation]:
    """What was told last counts: a delete purges, an edit replaces what is older by the platform's clock."""
    if row.text("deleted_at") and content.gone_us is None:
        yield Violation("lost", about, "taken for deleted, and nobody deleted it")
    elif entry.kind == "deleted":
        if not row.text("deleted_at") or row.said:
            yield Violation("lost", about, "its author deleted it, and the text is still there")
    elif not row.text("deleted_at") and row.said != entry.text and not _is_newer(content, row.said, entry):
        yield Violation("lost", about, f"an edit was accepted and is not there: {row.text('state')}")


def _is_newer(content: Content, said: str, entry: Entry) -> bool:
    """Whether this text was said later than the entry's, or within the same second: platforms tell no more."""
    written_us = max((at_us for at_us, text in content.versions if text == said), default=-1)
    return written_us >= entry.at_us // SECOND * SECOND


def conserved(evidence: Evidence) -> Iterator[Violation]:
    """Nothing is there that nobody wrote, or twice."""
    for mention_id, row in evidence.rows.items():
        if evidence.content_of(row) is None:
            yield Violation("invented", mention_id, "a row for which no content was delivered")
    told = Counter(row.key for row in evidence.rows.values())
    for key, count in told.items():
        if count > 1:
            yield Violation("invented", str(key), f"{count} rows for one content")
    bodies = {delivery.body for delivery in evidence.world.plot.mail.deliveries if not delivery.is_understood}
    if evidence.quarantined - bodies:
        yield Violation("invented", "quarantine", "a delivery that was understood is kept as not understood")


def one_way(evidence: Evidence) -> Iterator[Violation]:
    """G2: histories follow the arrows, one version after the other, and an open mention always has a deadline."""
    for mention_id, moves in evidence.moves.items():
        has_spoken = False
        for move in moves:
            if move.after is None:
                yield Violation("history", mention_id, "the row was deleted")
                continue
            after = Row(move.after)
            yield from _step(mention_id, move, after)
            came_from = move.before["state"]["S"] if move.before else ""
            state = after.text("state")
            leads = state in ("received", "acknowledging") and came_from not in (state, "sending")
            if has_spoken and leads:
                yield Violation(
                    "history", mention_id, "the machine leads again after a reply was tried or a case opened"
                )
            has_spoken = has_spoken or state == "sending" or bool(after.text("case_id"))
            is_open = after.text("state") not in (*ENDED, "erased")
            if is_open != bool(after.text("due_at")):
                yield Violation("history", mention_id, f"{after.text('state')} and a deadline do not go together")


def _step(mention_id: str, move: Move, after: Row) -> Iterator[Violation]:
    state = after.text("state")
    if move.before is None:
        if state not in ("received", "withdrawn"):
            yield Violation("history", mention_id, f"begins as {state}")
        return
    before = Row(move.before)
    was = before.text("state")
    if was != state and (was, state) not in ARROWS:
        yield Violation("history", mention_id, f"from {was} to {state}")
    if after.number("version") != before.number("version") + 1:
        yield Violation("history", mention_id, "a version was skipped or written twice")
    if after.number("revision") < before.number("revision"):
        yield Violation("history", mention_id, "an edit was undone")


def spoken_once(evidence: Evidence) -> Iterator[Violation]:
    """G3: the machine answers a mention at most once, and a person's reply stands at most once."""
    posts = [one.post for one in evidence.world.wall.applied]
    by_machine = Counter((post.platform, post.in_reply_to) for post in posts if evidence.is_of_machine(post.text))
    for (platform, external_id), count in by_machine.items():
        if count > 1:
            about = evidence.by_content.get((platform, external_id), external_id)
            yield Violation("double", about, f"{count} automatic replies stand")
    for text, count in Counter(post.text for post in posts if not evidence.is_of_machine(post.text)).items():
        if count > 1:
            yield Violation("double", text[-33:-1], f"one reply of a person stands {count} times")


def recorded(evidence: Evidence) -> Iterator[Violation]:
    """What stands is known, or a person was told that it may stand; and what is recorded does stand."""
    on_wall = {one.post.id for one in evidence.world.wall.applied}
    for one in evidence.world.wall.applied:
        mention_id = evidence.by_content.get((one.post.platform, one.post.in_reply_to), "")
        row = evidence.rows.get(mention_id)
        if row is None:
            yield Violation("unrecorded", one.post.in_reply_to, "a reply stands to a content that has no row")
        elif one.post.id not in row.reply_ids and not _was_handed_over(evidence, mention_id, one.at_us):
            yield Violation("unrecorded", mention_id, f"a reply stands, the row knows nothing: {row.text('state')}")
    for mention_id, row in evidence.rows.items():
        for reply_id in row.reply_ids - on_wall:
            yield Violation("absent", mention_id, f"reply {reply_id} is recorded and does not stand")
        if row.text("state") in ("acknowledged", "answered") and not row.reply_ids:
            yield Violation("absent", mention_id, f"{row.text('state')} without a reply")


def _was_handed_over(evidence: Evidence, mention_id: str, since_us: int) -> bool:
    """Whether people were told, after the post, that one may stand."""
    moves = evidence.moves.get(mention_id, ())
    return any(move.at_us >= since_us and move.after and Row(move.after).flag("may_stand") for move in moves)


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


def judged(evidence: Evidence) -> Iterator[Violation]:
    """What anybody can see: hard words come before people, danger is told, and a lone kind word is answered."""
    told = " ".join(notice["Message"] for notice in evidence.world.notices)
    dead = " ".join(evidence.world.queues.buried["ReviewsDeadLetters"])
    for mention_id, row in evidence.rows.items():
        case_id = row.text("case_id")
        if row.said in HARD and not case_id and row.text("state") != "withdrawn":
            yield Violation("misjudged", mention_id, f"hard words that no person was shown: {row.text('state')}")
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


def in_time(evidence: Evidence) -> Iterator[Violation]:
    """Whatever comes to stand does so while its mention is being sent: nobody else has begun to act on it."""
    for one in evidence.world.wall.applied:
        mention_id = evidence.by_content.get((one.post.platform, one.post.in_reply_to), "")
        state = evidence.state_at(mention_id, one.at_us)
        if state != "sending":
            yield Violation("late_post", mention_id, f"a reply came to stand when the mention was {state}")


def as_meant(evidence: Evidence) -> Iterator[Violation]:
    """A person's reply answers the texts that they read, and leaves when its undo window is over."""
    replies = evidence.world.staff_replies.values()
    for mention_id, moves in evidence.moves.items():
        for move in moves:
            after, revision = Row(move.after or {}), Row(move.after or {}).number("revision")
            is_covered = after.text("state") == "resolved" and tuple(after.timeline[-1][2:]) == ("reply", "covered")
            if is_covered and revision not in {one.covers.get(mention_id) for one in replies}:
                yield Violation("unseen", mention_id, "resolved by a reply whose writer had not read it as it is")
            written = evidence.world.staff_replies.get(after.reply_id)
            if written is None or move.before is None:
                continue
            was = move.before["state"]["S"]
            if (was, after.text("state")) == ("in_review", "replying") and after.number("revision") != written.revision:
                yield Violation("unseen", mention_id, "a reply was taken for a text that its writer had not read")
            is_claim = (was, after.text("state")) == ("replying", "sending")
            undo_us = UNDO_US.get(after.text("surface"), UNDO_PUBLIC_US)
            if is_claim and move.at_us < written.begun_us + undo_us - 2 * SKEW_US:
                yield Violation("hasty", mention_id, "a person's reply left before its undo window was over")


def _may_speak(evidence: Evidence, move: Move) -> Iterator[Violation]:
    row = Row(move.after or {})
    if row.said not in SPEAKABLE:
        yield Violation("wrong_words", move.mention_id, "an automatic reply to words that are not kind, or are gone")
    if row.text("case_id"):
        yield Violation("wrong_words", move.mention_id, "the machine speaks where a person has the case")
    if move.begun_us is None:
        return  # the claim arrived when its caller had given up: nobody posts after it
    begun_us = move.begun_us
    for other_id in evidence.of_conversation(row):
        # the guards looked at some moment in between: a case that was closed meanwhile may be none by then
        if all(evidence.is_with_people(other_id, at_us) for at_us in (begun_us, move.at_us)):
            yield Violation("wrong_words", move.mention_id, "the machine speaks where a person is at work")
    for switching in evidence.world.switchings:
        if switching.stopped and switching.done_us is not None and switching.done_us < begun_us:
            if not _was_turned_off(evidence.world.switchings, switching):
                yield Violation("switch", move.mention_id, "an automatic reply began after the stop switch was on")
            break


def _was_turned_off(switchings: list[Switching], on: Switching) -> bool:
    return any(not other.stopped and other.begun_us > on.begun_us - LATE_SWITCH_US for other in switchings)


def settled(evidence: Evidence) -> Iterator[Violation]:
    """G5: after the quiet everything has ended, or waits in a case that people can see, against a deadline."""
    for mention_id, row in evidence.rows.items():
        state = row.text("state")
        if state in ENDED:
            continue
        case = evidence.cases.get(row.text("case_id"))
        if state != "in_review" or not row.flag("with_people"):
            yield Violation("stuck", mention_id, f"still {state} long after the last fault")
        elif case is None or case["state"]["S"] == "closed":
            yield Violation("stuck", mention_id, "waits in no open case")
        elif (row.text("case_id"), mention_id) not in evidence.members:
            yield Violation("stuck", mention_id, "its case does not list it")
        elif not case.get("queue_pk", {}).get("S", "").startswith("QUEUE#"):
            yield Violation("stuck", mention_id, "its case stands in no queue")


def alarmed(evidence: Evidence) -> Iterator[Violation]:
    """G4: whatever is late is counted, and an urgent case was told to somebody."""
    told = " ".join(notice["Message"] for notice in evidence.world.notices)
    dead = " ".join(evidence.world.queues.buried["ReviewsDeadLetters"])
    waiting: dict[str, list[str]] = {}
    for mention_id, row in evidence.rows.items():
        if row.text("state") == "in_review":
            waiting.setdefault(row.text("case_id"), []).append(mention_id)
    for case_id in waiting.keys() & evidence.cases.keys():
        case = evidence.cases[case_id]
        is_alarmed = any(mention_id in dead for mention_id in waiting[case_id])  # a dead letter raises one by itself
        is_seen = case_id in told or case_id in evidence.worked_on or is_alarmed
        if case["urgency"]["S"] in ("critical", "high") and not is_seen:
            yield Violation("silent", case_id, f"nobody was told of a {case['urgency']['S']} case")
    counted = evidence.metrics("Overdue")
    if not counted:
        return
    swept_us, value = counted[-1]
    late_since = moment(swept_us) - timedelta(minutes=6)
    for mention_id, moves in evidence.moves.items():
        row = evidence.row_at(mention_id, swept_us - 60 * SECOND)
        is_late = row is not None and row.text("due_at") and times.from_text(row.text("due_at")) < late_since
        if is_late and moves[-1].at_us < swept_us - 60 * SECOND and not value:
            yield Violation("silent", mention_id, "late, and the sweep counts nothing")


def prompt(evidence: Evidence) -> Iterator[Violation]:
    """On a calm day the sweep has nothing to do, and every mention is judged within seconds."""
    deliveries = evidence.world.plot.mail.deliveries
    if not evidence.world.plot.knobs.is_calm or any(len(delivery.entries) > HANDED_OUT for delivery in deliveries):
        return
    for mention_id, moves in evidence.moves.items():
        for move in moves:
            if move.by == "Watch":
                yield Violation("late", mention_id, "the sweep had to help on a calm day")
        decided = next((move for move in moves if move.after and move.after["state"]["S"] != "received"), None)
        if decided is None or decided.at_us - moves[0].at_us > DECIDED_WITHIN_US:
            yield Violation("late", mention_id, "not judged within five seconds")


def honest(evidence: Evidence) -> Iterator[Violation]:
    """A step that was let down by AWS says so: then its record or message comes again, or its sender repeats."""
    for function, point in evidence.world.swallowed:
        yield Violation("swallowed", function, f"{point} failed, and the answer says that all is well")


def discreet(evidence: Evidence) -> Iterator[Violation]:
    """No text and no name in any line of the log."""
    written = str(evidence.world.lines)
    for canary in ("Name of", "thank you", "furious", "hours", "smoke", "idiots", "Hello, we"):
        if canary in written:
            yield Violation("leak", canary, "stands in a log line")


ORACLES: tuple[Oracle, ...] = (
    stored,
    conserved,
    balanced,
    one_way,
    spoken_once,
    recorded,
    well_spoken,
    judged,
    in_the_brands_words,
    by_the_new_playbook,
    within_breaker,
    rested,
    in_shadow,
    in_time,
    as_meant,
    settled,
    alarmed,
    prompt,
    frugal,
    honest,
    discreet,
)


def judge(evidence: Evidence) -> list[Violation]:
    """Everything that is wrong, the worst kinds first."""
    return [violation for oracle in ORACLES for violation in oracle(evidence)]

"""G3: what stands on the platforms against what the rows know of it."""

from collections import Counter
from collections.abc import Iterator

from infra.simulate.oracles.evidence import Evidence, Row, Violation


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


def in_time(evidence: Evidence) -> Iterator[Violation]:
    """Whatever comes to stand does so while its mention is being sent: nobody else has begun to act on it."""
    for one in evidence.world.wall.applied:
        mention_id = evidence.by_content.get((one.post.platform, one.post.in_reply_to), "")
        state = evidence.state_at(mention_id, one.at_us)
        if state != "sending":
            yield Violation("late_post", mention_id, f"a reply came to stand when the mention was {state}")

"""What each step of a mention adds to the figures of its hour, and what those figures say. Pure.

A figure is a count by brand, hour and platform. First responses are counted by how long they took, in steps wide
enough to be added up over days, and narrow enough to tell whether a deadline was kept.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from shared.domain.assessment import Urgency
from shared.domain.mention import Mention, State
from shared.domain.sending import MACHINE

# upper ends of the steps, in seconds; what took longer than the last one counts in one more step
STEPS_S = (10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400)
QUEUED_FROM = (State.RECEIVED, State.ACKNOWLEDGING, State.SENDING)
ENDED = (State.RESOLVED, State.IGNORED, State.WITHDRAWN)
PEOPLE = "people"


def figures(mention: Mention) -> list[tuple[datetime, str]]:
    """What this version of a mention adds one to, and when: `arrived`, `topic_praise`, `first_people_high_4`.

    Where it was before is told by its timeline; a step that leaves the state as it was adds nothing. Whose brand it
    is comes out when it is judged: it is then that it counts, in the hour in which it arrived.
    """
    *earlier, last = mention.timeline
    if not earlier or last.state is earlier[-1].state:
        return []
    before, judged = earlier[-1].state, mention.assessment
    found = [last.state.value] if last.state in ENDED else []
    if last.state is State.IN_REVIEW and before in QUEUED_FROM:
        found.append("queued")
    if before is State.RECEIVED and judged:
        found += [f"topic_{judged.topic}", f"sentiment_{judged.sentiment}", f"urgency_{judged.urgency}"]
    if before is State.SENDING and mention.reply and mention.reply.sent_at == last.at:
        found += _sent(mention, last.at)
    told = [(last.at, name) for name in found]
    if all(entry.state is State.RECEIVED for entry in earlier):
        told.append((mention.received_at, "arrived"))
    return told


def _sent(mention: Mention, at: datetime) -> list[str]:
    """A reply stands; the machine's, or people's, first one also counts by how long it took."""
    is_machine = mention.reply is not None and mention.reply.by == MACHINE
    found = ["acknowledged" if is_machine else "answered"]
    if not any((reply.by == MACHINE) == is_machine for reply in mention.earlier_replies):
        urgency = mention.assessment.urgency if mention.assessment else Urgency.NORMAL
        step = bisect_left(STEPS_S, (at - mention.received_at).total_seconds())
        found.append(f"first_{MACHINE if is_machine else PEOPLE}_{urgency}_{step}")
    return found


def percentile(counts: Mapping[int, int], share: float) -> int | None:
    """Within how many seconds this share of first responses came, by the upper end of the step that holds it.

    `counts` are by number of step. None where there are none, or it lies beyond the last step.
    """
    total = sum(counts.values())
    passed = 0
    for number, upper_s in enumerate(STEPS_S):
        passed += counts.get(number, 0)
        if total and passed >= share * total:
            return upper_s
    return None


def first_responses(counts: Mapping[str, int], by: str, urgency: str) -> Counter[int]:
    """The first responses of the machine or of people, by number of step, out of the figures of some hours."""
    start = f"first_{by}_{urgency}_"
    found: Counter[int] = Counter()
    for name, count in counts.items():
        if name.startswith(start):
            found[int(name.removeprefix(start))] += count
    return found

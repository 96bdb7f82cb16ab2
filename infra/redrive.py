"""Dead letters: what each is, and what is done with it.

Those of replies and reviews name a mention: if it still waits for that step, the step's own queue is rung
again, else it has moved on and the letter is only removed. A mention in an urgent case that nobody has taken up
waits for review too, which may have died before it told people: it tells them then, perhaps once more. Those of
streams and schedules carry a position and no data: the sweep has recovered what they stand for, so they are
removed on demand only. A letter is removed after its bell has rung: whoever dies in between rings twice, which
changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from functions.review.open_case import URGENT
from infra.stores import Stores
from shared.aws.queues import Doorbell, mention_of
from shared.domain.case import CaseState
from shared.domain.mention import Mention, State
from shared.errors import InputError

HIDDEN_S = 300  # how long a letter that we look at is hidden from others; if we die, it is back after that
WAIT_S = 1  # a receive that waits asks every server of SQS: Developer Guide, "Short and long polling", read 2026-11
AT_ONCE = 10

RUNG, MOVED_ON, POSITION, FOREIGN = "rung", "moved on", "position", "not ours"
BECOMES = {
    RUNG: "its step is rung again",
    MOVED_ON: "removed: nothing waits for it",
    POSITION: "removed: it carries no data",
}
REMEDIES = {
    POSITION: "carries no data; the sweep recovers what it stands for. Remove it with --discard.",
    FOREIGN: "not a message of Heed. Find out who sends to this queue, then delete it in the SQS console.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One dead letter and what was found: RUNG, MOVED_ON, POSITION or FOREIGN. `removed`: it is gone, or would be."""

    queue: str
    message_id: str
    found: str
    removed: bool
    mention_id: str | None = None

    @property
    def name(self) -> str:
        """What it is called in a list."""
        return f"{self.queue} {self.message_id}"

    def becomes(self, *, dry_run: bool) -> tuple[str, str]:
        """Where it is then, in two words, and what became, or would become, of it."""
        if not self.removed:
            return "still there", f"stays: {REMEDIES[self.found]}"
        mention = f"mention {self.mention_id}: " if self.mention_id else ""
        would = "would be done: " if dry_run else ""
        return "rung again" if self.found == RUNG else "removed", f"{would}{mention}{BECOMES[self.found]}"


@dataclass(frozen=True, slots=True)
class Step:
    """Whose dead letters they are: the queue that holds them, and the one to ring again, if there is one."""

    letters: str
    rings: str | None = None
    waits: Callable[[Stores, Mention], bool] = lambda _stores, _mention: False


def _is_to_be_sent(_stores: Stores, mention: Mention) -> bool:
    return mention.state in (State.ACKNOWLEDGING, State.REPLYING)


def _is_to_be_shown(stores: Stores, mention: Mention) -> bool:
    """In review without a case, or in an urgent one of which nobody may have been told."""
    if mention.state is not State.IN_REVIEW or not mention.with_people:
        return mention.state is State.IN_REVIEW
    case = stores.cases.get(mention.case_id) if mention.case_id else None
    return case is None or (case.urgency in URGENT and case.state is CaseState.OPEN and case.news > 0)


STEPS = {
    "replies": Step("RepliesDeadLetters", "RepliesQueue", _is_to_be_sent),
    "reviews": Step("ReviewsDeadLetters", "ReviewsQueue", _is_to_be_shown),
    "triage": Step("TriageFailures"),
    "tally": Step("TallyFailures"),
    "announce": Step("AnnounceFailures"),
    "envelopes": Step("EnvelopeFailures"),
    "watch": Step("WatchFailures"),
}


def chosen(names: Sequence[str]) -> list[str]:
    """The steps of these names, all if none is given. InputError for another name."""
    for name in names:
        if name not in STEPS:
            raise InputError("queue", f"no dead letters are called {name!r}; it must be one of {', '.join(STEPS)}")
    return list(dict.fromkeys(names)) or list(STEPS)


def count(stores: Stores, name: str) -> int:
    """About how many dead letters wait."""
    wanted = "ApproximateNumberOfMessages"
    asked = stores.client("sqs").get_queue_attributes(QueueUrl=_url(stores, name), AttributeNames=[wanted])
    return int(asked["Attributes"][wanted])


def redrive(stores: Stores, name: str, *, dry_run: bool, discard: bool) -> Iterator[Letter]:
    """Every dead letter of a step, after what had to be done about it was done; in a dry run nothing is.

    Whatever is left is visible again at the end, also of a dry run: only SQS's own count of receives has risen.
    """
    client, url = stores.client("sqs"), _url(stores, name)
    left: dict[str, str] = {}
    try:
        for message in _receive(client, url, left):
            letter = _judge(stores, name, message, discard=discard)
            if letter.removed and not dry_run:
                if letter.found == RUNG and letter.mention_id:
                    Doorbell(client, stores.queues[STEPS[name].rings or ""]).ring(letter.mention_id, again=True)
                client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                del left[message["MessageId"]]
            yield letter
    finally:
        for handle in left.values():
            with suppress(ClientError):  # its time is over: it is visible already
                client.change_message_visibility(QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=0)


def _receive(client: Any, url: str, left: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Every message once, until none comes that is new. `left` holds the handle of each that was not deleted."""
    known: set[str] = set()
    while True:
        answer = client.receive_message(
            QueueUrl=url, MaxNumberOfMessages=AT_ONCE, WaitTimeSeconds=WAIT_S, VisibilityTimeout=HIDDEN_S
        )
        page = {message["MessageId"]: message for message in answer.get("Messages", ())}
        left.update({message_id: message["ReceiptHandle"] for message_id, message in page.items()})
        if page.keys() <= known:
            return
        yield from (message for message_id, message in page.items() if message_id not in known)
        known |= page.keys()


def _judge(stores: Stores, name: str, message: dict[str, Any], *, discard: bool) -> Letter:
    step = STEPS[name]

    def letter(found: str, *, removed: bool, mention_id: str | None = None) -> Letter:
        message_id = message["MessageId"]
        return Letter(queue=name, message_id=message_id, found=found, removed=removed, mention_id=mention_id)

    if step.rings is None:
        return letter(POSITION, removed=discard)
    try:
        mention_id = mention_of(message["Body"])
    except ValueError:
        return letter(FOREIGN, removed=False)
    mention = stores.mentions.get(mention_id)
    waits = mention is not None and step.waits(stores, mention)
    return letter(RUNG if waits else MOVED_ON, removed=True, mention_id=mention_id)


def _url(stores: Stores, name: str) -> str:
    return stores.queues[STEPS[name].letters]

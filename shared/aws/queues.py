"""Doorbells: messages that carry a key and nothing else. A lost or repeated one changes nothing."""

import json
from datetime import datetime
from typing import Any

LONGEST_DELAY_S = 900  # Amazon SQS Developer Guide, "Message quotas", read 2026-11


class Doorbell:
    """One queue that a step listens to. `client` is boto3's low-level SQS client."""

    def __init__(self, client: Any, queue_url: str) -> None:
        self.client = client
        self.queue_url = queue_url

    def ring(self, mention_id: str, *, delay_s: float = 0.0, again: bool = False) -> None:
        """Tells the step to look at this mention, not before `delay_s` seconds (at most 15 minutes) are over.

        `again` says that a message like this failed before, for good: the step may have been half done.
        """
        whole = -int(-delay_s // 1)
        self.client.send_message(
            QueueUrl=self.queue_url,
            MessageBody=json.dumps({"mention_id": mention_id, **({"again": True} if again else {})}),
            DelaySeconds=max(0, min(LONGEST_DELAY_S, whole)),
        )

    def ring_at(self, mention_id: str, due_at: datetime, now: datetime) -> None:
        """Rings when the mention is due; where that is later than a queue can wait, the sweep rings again."""
        self.ring(mention_id, delay_s=(due_at - now).total_seconds())


def mention_of(body: str) -> str:
    """The mention that a doorbell names. ValueError for a message that is not ours: it goes to the dead letters."""
    message = json.loads(body)
    found = message.get("mention_id") if isinstance(message, dict) else None
    if not isinstance(found, str) or not found:
        raise ValueError("not a doorbell of ours")
    return found


def is_again(body: str) -> bool:
    """Whether a doorbell of ours says that one like it failed before."""
    return json.loads(body).get("again") is True

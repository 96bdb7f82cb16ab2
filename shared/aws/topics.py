"""Notices to people: SNS topics. A notice carries ids, codes and a remedy, never a text or a name."""

import json
from collections.abc import Mapping
from typing import Any

from shared.domain.case import Case

SUBJECT_LIMIT = 100  # Amazon SNS API reference, "Publish", read 2026-11


class Topic:
    """One topic. `client` is boto3's low-level SNS client."""

    def __init__(self, client: Any, topic_arn: str) -> None:
        self.client = client
        self.topic_arn = topic_arn

    def publish(self, subject: str, **facts: Any) -> None:
        """Tells whoever subscribed. `subject` is one ASCII line; `facts` become a JSON object."""
        self.client.publish(
            TopicArn=self.topic_arn,
            Subject=subject[:SUBJECT_LIMIT],
            Message=json.dumps({"subject": subject, **facts}, default=str, sort_keys=True),
        )

    def announce(self, event: Mapping[str, Any], attributes: Mapping[str, str]) -> None:
        """An event for programs. By `attributes` a subscriber chooses what it gets (SNS filter policies)."""
        self.client.publish(
            TopicArn=self.topic_arn,
            Message=json.dumps(event, sort_keys=True),
            MessageAttributes={
                name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()
            },
        )


def tell_of_case(topic: Topic, case: Case) -> None:
    """Tells whoever must know of urgent cases of this one."""
    topic.publish(
        f"{case.urgency} case on {case.platform}",
        case_id=case.case_id,
        brand=case.brand,
        platform=case.platform,
        urgency=str(case.urgency),
        topic=case.topic,
        due_at=case.due_at.isoformat(),
    )

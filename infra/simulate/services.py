"""AWS as the functions of one run see it: tables with a meter, queues, topics and secrets."""

import json
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError


@dataclass
class Bill:
    """What a function's operations cost, in DynamoDB's units, and how many messages it sent.

    `refused` counts the writes whose condition did not hold, `refused_writes` what they cost of `table_writes`.
    """

    table_writes: float = 0
    index_writes: float = 0
    reads: float = 0
    messages: int = 0
    refused: int = 0
    refused_writes: float = 0

    def add(self, table_writes: float, index_writes: float, reads: float) -> None:
        self.table_writes += table_writes
        self.index_writes += index_writes
        self.reads += reads


class Metered:
    """DynamoDB on a calm day, as the functions see it: every operation goes on the bill of the one that makes it."""

    def __init__(self, world: Any) -> None:
        self.world = world

    def __getattr__(self, operation: str) -> Any:
        apply, world = getattr(self.world.tables, operation), self.world

        def metered(**arguments: Any) -> Any:
            bill = world.bill()
            try:
                return apply(**arguments)
            except ClientError:
                bill.refused += 1
                bill.refused_writes += world.tables.spent.table_writes
                raise
            finally:
                bill.add(*world.tables.spent)

        setattr(self, operation, metered)
        return metered


class Sending:
    """SQS as the functions see it, and an operator."""

    def __init__(self, world: Any) -> None:
        self.world = world

    def send_message(self, **arguments: Any) -> Any:
        answer = self.world.queues.send_message(**arguments)
        self.world.bill().messages += 1
        self.world.runtime.sent(arguments["QueueUrl"], arguments.get("DelaySeconds", 0))
        return answer

    def receive_message(self, **arguments: Any) -> Any:
        queues, name = self.world.queues, arguments["QueueUrl"]
        received = queues.receive(name, arguments["MaxNumberOfMessages"])
        for one in received:
            queues.change_visibility(name, one["receiptHandle"], arguments["VisibilityTimeout"])
        names = {"MessageId": "messageId", "ReceiptHandle": "receiptHandle", "Body": "body"}
        return {"Messages": [{given: one[held] for given, held in names.items()} for one in received]}

    def delete_message(self, **arguments: Any) -> None:
        self.world.queues.delete(arguments["QueueUrl"], arguments["ReceiptHandle"])

    def change_message_visibility(self, **arguments: Any) -> None:
        named = (arguments["QueueUrl"], arguments["ReceiptHandle"], arguments["VisibilityTimeout"])
        self.world.queues.change_visibility(*named)


class Topics:
    """SNS: what is published is kept."""

    def __init__(self, world: Any) -> None:
        self.world = world

    def publish(self, **arguments: Any) -> Any:
        self.world.notices.append({**arguments, "at_us": self.world.kernel.now_us})
        return {"MessageId": "1"}


class Keeping:
    """Secrets Manager."""

    def __init__(self, world: Any) -> None:
        self.world = world

    def get_secret_value(self, **arguments: Any) -> Any:
        return {"SecretString": json.dumps(self.world.secrets[arguments["SecretId"]])}

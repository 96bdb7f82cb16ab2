"""What DynamoDB refuses, as boto3 raises it: the codes and shapes of Amazon DynamoDB's API reference, read 2026-11."""

from collections.abc import Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError


class ConditionError(Exception):
    """A condition that did not hold. `item` is what stands there, if the caller wants it; `units` what the look cost.

    Within the simulator only.
    """

    def __init__(self, item: Mapping[str, Any] | None, units: int) -> None:
        super().__init__()
        self.item = item
        self.units = units


class RefusedError(Exception):
    """A request that DynamoDB does not carry out. Within the simulator only."""

    def __init__(self, message: str, code: str = "ValidationException") -> None:
        super().__init__(message)
        self.code = code


class RowError(RefusedError):
    """A request that the row or the table's keys do not allow; in a transaction it cancels the whole."""


def error(operation: str, code: str, message: str, **more: Any) -> ClientError:
    """A ClientError as botocore makes it from an answer with status 400."""
    response: Any = {
        "Error": {"Message": message, "Code": code},
        "ResponseMetadata": {"HTTPStatusCode": 400, "RetryAttempts": 0},
        "message": message,
        **more,
    }
    return ClientError(response, operation)


def condition_failed(operation: str, item: Mapping[str, Any] | None) -> ClientError:
    """The refusal of a single write; `item` where the caller asked to see it."""
    more = {"Item": dict(item)} if item else {}
    return error(operation, "ConditionalCheckFailedException", "The conditional request failed", **more)


def cancelled(reasons: Sequence[dict[str, Any]]) -> ClientError:
    """The refusal of a transaction; one reason for each of its writes, in their order."""
    codes = ", ".join(reason["Code"] for reason in reasons)
    message = f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
    return error(
        "TransactWriteItems", "TransactionCanceledException", message, Message=message, CancellationReasons=reasons
    )

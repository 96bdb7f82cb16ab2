"""What a function's answer to a batch means: how far it came, or which messages failed."""

from collections.abc import Sequence
from typing import Any

MEMBER = "batchItemFailures"


def reported(response: Any, identifiers: Sequence[str]) -> set[str] | None:
    """The identifiers that the function names as failed; None if the whole batch counts as failed.

    AWS Lambda Developer Guide, "Configuring partial batch response with DynamoDB and Lambda" and
    "Handling errors for an SQS event source in Lambda" (read 2026-11): success is an empty or null
    list, an empty or null response; a complete failure is an empty or null itemIdentifier, a wrong
    key in its place, or an identifier that was not in the batch.
    """
    if not response or not isinstance(response, dict) or not response.get(MEMBER):
        return set()
    failures = response[MEMBER]
    if not isinstance(failures, list):
        return None
    named = {failure.get("itemIdentifier") if isinstance(failure, dict) else None for failure in failures}
    return named if named <= set(identifiers) else None

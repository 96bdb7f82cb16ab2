"""Consumer of the mentions table's stream beside triage: counts what happened, and decides nothing."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from functions.tally.count import count
from shared import observe
from shared.aws import environment
from shared.aws.tallies import Tallies


@dataclass(frozen=True)
class Settings:
    tallies_table: str


@cache
def ports() -> Tallies:
    """Made on the first event: a missing variable stops there and is named."""
    return Tallies(environment.client("dynamodb"), environment.read(Settings).tallies_table)


def handler(event: dict[str, Any], _context: Any) -> None:
    """A batch counts as a whole or not at all: where it fails, it comes again as it was."""
    with observe.failures("tally"):
        count(event["Records"], ports())

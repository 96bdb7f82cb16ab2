"""Every version of a brand's playbook, as `Settings.publish` stored it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pydantic import ValidationError

from shared.aws import items, writes
from shared.aws.settings import Settings
from shared.domain.playbook import Playbook
from shared.domain.publication import Publication


@dataclass(frozen=True)
class Version:
    """One version. `playbook` is None where it was written under rules that no longer hold; `publication` where it
    came from a settings file."""

    number: int
    playbook: Playbook | None
    publication: Publication | None


def version(settings: Settings, brand: str, number: int) -> Version | None:
    key = {"pk": {"S": f"PLAYBOOK#{brand}"}, "sk": {"S": f"{number:08d}"}}
    found = settings.client.get_item(TableName=settings.table, Key=key, ConsistentRead=True).get("Item")
    return _version(found) if found else None


def versions(settings: Settings, brand: str, limit: int, *, below: int = 10**8) -> list[Version]:
    """The newest versions with a number below `below`, newest first."""
    rows = writes.query(
        settings.client,
        TableName=settings.table,
        KeyConditionExpression="pk = :playbook AND sk < :below",
        ExpressionAttributeValues={":playbook": {"S": f"PLAYBOOK#{brand}"}, ":below": {"S": f"{below:08d}"}},
        ScanIndexForward=False,
        Limit=limit,
        ConsistentRead=True,
    )
    return [_version(row) for row in islice(rows, limit)]


def _version(row: Mapping[str, Any]) -> Version:
    try:
        playbook = Playbook.model_validate_json(row["playbook"]["S"])
    except ValidationError:
        playbook = None
    told = row.get("publication")
    return Version(int(row["sk"]["S"]), playbook, items.read(Publication, told["M"]) if told else None)

"""One JSON line per event worth knowing, and metrics inside of such lines.

Only the fields named here can be logged: ids, codes and counts. There is no way to log a text, a
name, a handle or a secret through this module, and nothing else in Heed writes to the log.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

FIELDS = frozenset(
    "account attempt_id case_id code count delivery_id event error_type fence function kind mention_id "
    "platform reason remedy rings seconds shard state status task version".split()
)
NAMESPACE = "Heed"
# metric name: (unit, dimension fields)
METRICS = {
    "Delivered": ("Count", ("platform",)),
    "Refused": ("Count", ("platform",)),
    "Quarantined": ("Count", ("platform",)),
    "Conflicts": ("Count", ("platform",)),
    "Decided": ("Count", ("state",)),
    "Shadowed": ("Count", ("platform",)),
    "Sent": ("Count", ("platform",)),
    "Unclear": ("Count", ("platform",)),
    "Skipped": ("Count", ("function",)),
    "Overdue": ("Count", ()),
    "Rung": ("Count", ()),
    "Heartbeat": ("Count", ()),
}
# Written without dimensions as well: an alarm watches one series and adds nothing up.
TOTALS = frozenset({"Quarantined"})


def log(event: str, *, level: str = "INFO", **fields: Any) -> None:
    """Writes one line. A field that is not in FIELDS is a mistake of the caller: ValueError."""
    _write({"level": level, "event": event, **_checked(fields)})


@contextmanager
def failures(function: str, **fields: Any) -> Iterator[None]:
    """Logs the kind of an error that a step fails with, and lets it pass. What it says may quote a text: not logged."""
    try:
        yield
    except Exception as error:
        log("failed", level="ERROR", function=function, error_type=type(error).__name__, **fields)
        raise


def metric(name: str, value: float, **fields: Any) -> None:
    """Writes one line in CloudWatch's embedded metric format; its dimensions are METRICS' for that name.

    Source: Amazon CloudWatch User Guide, "Embedded metric format specification", read 2026-11.
    """
    unit, dimensions = METRICS[name]
    sets = [list(dimensions), []] if name in TOTALS else [list(dimensions)]
    described = {"Namespace": NAMESPACE, "Dimensions": sets, "Metrics": [{"Name": name, "Unit": unit}]}
    _write(
        {
            "_aws": {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [described]},
            name: value,
            **_checked(fields),
        }
    )


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    foreign = fields.keys() - FIELDS
    if foreign:
        raise ValueError(f"not a field that may be logged: {', '.join(sorted(foreign))}")
    return {name: value for name, value in fields.items() if value is not None}


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, default=str) + "\n")

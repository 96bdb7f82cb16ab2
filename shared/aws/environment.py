"""The only reader of environment variables, and the only maker of AWS clients.

A step states its settings as a dataclass of upper-case-able fields: `mentions_table` is read from
`MENTIONS_TABLE`. A test holds every such class against the function's variables in template.yaml.
"""

import os
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, TypeVar

import boto3
from botocore.config import Config

from shared.errors import ConfigurationError

Settings = TypeVar("Settings")

CONNECT_TIMEOUT_S = 1.0
READ_TIMEOUT_S = 2.0
ATTEMPTS = 3  # in all; botocore's own default would wait a minute for one read


def read(settings: type[Settings], variables: Mapping[str, str] = os.environ) -> Settings:
    """The settings of one step. ConfigurationError names every variable that is missing or no number."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    described: Any = settings
    for field in fields(described):
        name = field.name.upper()
        written = variables.get(name, "").strip()
        if not written and field.default is not MISSING:
            continue
        if not written:
            wrong.append(f"{name} is not set")
        elif field.type in (int, "int"):
            if written.isascii() and written.isdigit():
                values[field.name] = int(written)
            else:
                wrong.append(f"{name} must be a whole number")
        else:
            values[field.name] = written
    if wrong:
        raise ConfigurationError("; ".join(wrong) + ". Set it in template.yaml under the function's Environment.")
    return settings(**values)


@cache
def client(service: str) -> Any:
    """boto3's low-level client of a service, made once a process, with short time-outs."""
    return boto3.client(
        service,
        config=Config(
            connect_timeout=CONNECT_TIMEOUT_S,
            read_timeout=READ_TIMEOUT_S,
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
            parameter_validation=False,
            tcp_keepalive=True,
        ),
    )

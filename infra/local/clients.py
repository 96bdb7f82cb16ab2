"""boto3's clients of the emulator, for the pump and the command line."""

from collections.abc import Callable
from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from infra.local.emulator import REGION

READ_TIMEOUT_S = 30.0  # above the longest poll of a queue
# No retries of botocore's: they would bridge a restart of the emulator, which the pump must notice.
CONFIG = Config(
    connect_timeout=2.0,
    read_timeout=READ_TIMEOUT_S,
    retries={"mode": "standard", "total_max_attempts": 1},
    max_pool_connections=64,
    tcp_keepalive=True,
)
CREDENTIALS = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}  # the emulator takes any


def of(url: str) -> Callable[[str], Any]:
    """A maker of clients by service name; each is made once."""

    @cache
    def client(service: str) -> Any:
        return boto3.client(service, endpoint_url=url, region_name=REGION, config=CONFIG, **CREDENTIALS)

    return client

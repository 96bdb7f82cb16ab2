"""The environment is read in one place, and what is wrong with it is said all at once."""

from dataclasses import dataclass

import pytest

from shared.aws import environment
from shared.errors import ConfigurationError


@dataclass(frozen=True)
class Wanted:
    mentions_table: str
    replies_queue_url: str
    shards: int
    due_shards: int = 16
    keep: str = "unknown"


WHOLE = {"MENTIONS_TABLE": "m", "REPLIES_QUEUE_URL": "https://q", "SHARDS": "3"}


def test_settings_are_read_by_their_names_with_their_types_and_defaults():
    assert environment.read(Wanted, WHOLE) == Wanted("m", "https://q", 3)
    assert environment.read(Wanted, {**WHOLE, "DUE_SHARDS": "4", "KEEP": "all"}) == Wanted(
        "m", "https://q", 3, 4, "all"
    )
    assert environment.read(Wanted, {**WHOLE, "DUE_SHARDS": "", "MENTIONS_TABLE": " m "}).due_shards == 16


def test_every_missing_and_wrong_variable_is_named_with_the_remedy():
    with pytest.raises(ConfigurationError) as error:
        environment.read(Wanted, {"REPLIES_QUEUE_URL": "  ", "SHARDS": "x", "DUE_SHARDS": "-1"})
    said = str(error.value)
    for part in (
        "MENTIONS_TABLE is not set",
        "REPLIES_QUEUE_URL is not set",
        "SHARDS must be a whole number",
        "DUE_SHARDS must be a whole number",
        "template.yaml",
    ):
        assert part in said


@pytest.mark.parametrize("written", ["1.5", "٣", "1_000", "+1"])
def test_a_number_is_digits(written):
    with pytest.raises(ConfigurationError, match="SHARDS must be a whole number"):
        environment.read(Wanted, {**WHOLE, "SHARDS": written})


def test_clients_are_made_once_and_give_up_in_time():
    client = environment.client("sqs")
    assert client is environment.client("sqs")
    config = client.meta.config
    longest = (config.connect_timeout + config.read_timeout) * config.retries["total_max_attempts"]
    assert longest < 10  # the time-out of ingest

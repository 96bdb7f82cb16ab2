"""The sixty bad inputs, each sent to the real code; the numbers are fixed. Row 60 looks for what was planted in all."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from shared.platforms import registry
from tests.flow import bad_inputs_body as body
from tests.flow import bad_inputs_proof as proof
from tests.flow.bad_inputs_stage import HANDLE, NAME, TEXT, TOKEN, Stage, secrets_of, staged
from tests.support import tables
from tests.support.world import World


@dataclass(frozen=True)
class Row:
    """One input. `each`: it is tried at the door of each platform."""

    number: int
    sent: str
    expected: str
    check: Callable[[Stage], None]
    each: bool = False


INGEST = (
    Row(1, "no signature header", "401, nothing stored", proof.no_signature),
    Row(2, "an empty signature", "401", proof.empty_signature),
    Row(3, "the scheme's word alone", "401", proof.scheme_only),
    Row(4, "one place of the signature changed, each in turn", "401 each", proof.one_place_changed),
    Row(5, "the signature cut, or extended", "401", proof.cut_or_extended),
    Row(6, "the signature in upper case", "401 at every door", proof.upper_case),
    Row(7, "a good SHA-1 header only", "401", proof.sha1_header_only),
    Row(8, "a SHA-1 digest in the SHA-256 header", "401", proof.sha1_in_the_sha256_header),
    Row(9, "signs beyond ASCII, and NUL, in the header", "401, no exception", proof.strange_signs),
    Row(10, "two signature headers, one of them good", "401", proof.two_signatures),
    Row(11, "signed with another platform's secret", "401", proof.another_platforms_secret),
    Row(12, "signed with the secret before, in and after the overlap", "200, then 401", proof.previous_secret),
    Row(13, "no secret, or an empty one, is configured", "never 200; the start names it", proof.no_secret),
    Row(14, "the body written anew", "401", proof.written_anew),
    Row(15, "a flag that lies about base64", "400 or 401", proof.lying_base64_flag),
    Row(16, "broken base64", "400 or 401", proof.broken_base64),
    Row(17, "a byte order mark, UTF-16, no UTF-8, half a surrogate pair", "kept, 200", body.other_encodings),
    Row(18, "an empty body, null, [], a text, a number", "kept, 200", body.hardly_a_body),
    Row(19, "JSON that breaks off", "kept, 200", body.truncated),
    Row(20, "nested 100,000 deep", "kept, unsigned 401, under 50 ms", body.bottomless),
    Row(21, "a number of 5,000 digits, 1e400, NaN, -0", "kept, or no text", body.odd_numbers),
    Row(22, "a key twice", "the last counts", body.equal_keys),
    Row(23, "a byte over 1 MiB, and 10 MB", "413, unread", body.too_large),
    Row(24, "1,000 entries, 1,001, 100,000 tiny ones", "stored, kept, kept in under 1 s", body.many_entries),
    Row(25, "a text of 500 kB", "cut with a mark, stored", body.one_long_text),
    Row(26, "a compressed body, and a bomb", "415", body.compressed),
    Row(27, "another content type", "the body decides", body.other_content_types),
    Row(28, "one delivery a thousand times", "one mention, all 200", body.a_thousand_times),
    Row(29, "the same id with another text", "the first stays, counted", body.same_id_other_text),
    Row(30, "an id that is none, empty, huge, or made to break a key", "stored safely, or kept", body.strange_ids),
    Row(31, "eight days old; of tomorrow", "a person has it", body.old_or_ahead),
    Row(32, "a signed time 299 s and 301 s off", "200, 401", proof.stale_time),
    Row(33, "our own reply, echoed", "ignored", body.own_echo),
    Row(35, "a hostile handshake", "400, nothing echoed", proof.hostile_challenge),
    Row(36, "a handshake without the right token", "403", proof.wrong_token),
    Row(37, "a handshake's token that is a body", "400, nothing signed", proof.token_that_is_a_body),
    Row(38, "an address that is none of ours", "404", body.no_such_door),
    Row(39, "another method", "405 or 404, nothing stored", body.other_methods),
    Row(40, "headers up to the gateway's limit, and beyond", "never 500", body.large_headers),
)
ROWS = [(row, platform) for row in INGEST for platform in registry.PLATFORMS]
CANARIES = (NAME, HANDLE, TEXT, TOKEN)


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    with tables.aws():
        yield


@pytest.fixture
def world(aws: None) -> World:
    return World(tables.emptied())


@pytest.mark.parametrize(("row", "platform"), ROWS, ids=[f"{row.number:02}-{platform}" for row, platform in ROWS])
def test_a_bad_input_ends_as_the_table_says(
    row: Row, platform: str, world: World, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for noisy in ("botocore", "boto3", "moto", "werkzeug", "faker", "asyncio"):  # never at work in Lambda at this level
        logging.getLogger(noisy).setLevel(logging.WARNING)
    with staged(world, platform) as stage:
        row.check(stage)
    assert [canary for canary in (TEXT, NAME) if canary in "".join(stage.sent)], "the row did not plant a canary"
    out, err = capfd.readouterr()
    logged = out + err + "".join(record.getMessage() + str(record.exc_info) for record in caplog.records)
    assert [canary for canary in (*CANARIES, *secrets_of(platform)) if canary in logged] == []

"""The sixty bad inputs, each sent to the real code; the numbers are fixed. Row 60 looks for what was planted in all."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from shared import observe
from shared.platforms import registry
from tests.flow import bad_inputs_behind as behind
from tests.flow import bad_inputs_body as body
from tests.flow import bad_inputs_desk as desk
from tests.flow import bad_inputs_proof as proof
from tests.flow import bad_inputs_words as words
from tests.flow.bad_inputs_stage import HANDLE, NAME, TEXT, TOKEN, Stage, secrets_of, staged
from tests.support import tables
from tests.support.made import PLATFORM
from tests.support.world import World


@dataclass(frozen=True)
class Row:
    """One input, what must become of it, and the check that sends it."""

    number: int
    sent: str
    expected: str
    check: Callable[[Stage], None]


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
    Row(24, "1,000 entries, 1,001, as many tiny ones as fit", "stored, kept, kept in under 1 s", body.many_entries),
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
WORDS = (
    Row(34, "two bots in a loop, a hundred rounds", "one automatic reply", words.two_bots),
    Row(41, "templates in text and name", "shown as written, in reply and desk", words.templates),
    Row(42, "orders to the machine in text and name", "judged the same, never obeyed", words.orders_to_the_machine),
    Row(43, "texts that bait patterns", "under 50 ms", words.baits),
    Row(44, "invisible, turning and endless signs", "isolated, cut between signs", words.invisible_and_endless),
    Row(45, "a name that looks like ours", "flagged, a person has it", words.looks_like_us),
    Row(46, "markup in text, name, id and place", "text", words.markup),
    Row(47, "addresses that do something", "no link, or the real host shown", words.links),
    Row(48, "addresses of the inside", "never fetched", words.never_fetched),
)
DESK = (
    Row(49, "no session, an old one, tokens of every wrong kind", "401, nobody signed in", desk.without_right),
    Row(50, "a viewer acts, a responder turns the stop switch", "403", desk.beyond_the_role),
    Row(51, "a write from another site, a page in a frame", "refused", desk.from_another_site),
    Row(52, "a limit of -1, 10^9, NaN; a folder that is none", "400", desk.numbers_that_are_none),
    Row(53, "two tabs send a reply", "one post, the other is told", desk.two_tabs),
    Row(54, "a formula in an export", "plain text", desk.formulas_in_an_export),
)
STREAM_AND_QUEUE = (
    Row(55, "a request for erasure", "not built yet: kept, alarmed", behind.no_erasure),
    Row(56, "erased while a reply is sent", "asking is not built yet; the end is", behind.erased_while_sent),
    Row(57, "a state of a later version, no image, an expiry", "skipped and counted", behind.odd_records),
    Row(58, "a message that is not ours", "the dead letters, with an alarm", behind.not_our_message),
)
REPLY = (Row(59, "HTML, 10 MB, a drip, a redirect, bad TLS", "unclear or refused, bounded", behind.rude_platforms),)
ROWS = [
    *((row, platform) for row in (*INGEST, *REPLY) for platform in registry.PLATFORMS),
    *((row, PLATFORM) for row in (*WORDS, *DESK, *STREAM_AND_QUEUE)),
]
CANARIES = (NAME, HANDLE, TEXT, TOKEN)
IN_THE_LIBRARIES = ("botocore", "boto3", "moto", "werkzeug", "faker", "asyncio")  # silent in Lambda at this level


@pytest.fixture(scope="module")
def aws() -> Iterator[None]:
    with tables.aws():
        yield


@pytest.fixture
def world(aws: None) -> World:
    return World(tables.emptied())


@pytest.fixture
def take_log(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """What was written since it was last asked: standard output, standard error, every logger at every level."""
    for name in IN_THE_LIBRARIES:
        caplog.set_level(logging.WARNING, logger=name)  # until the test is over
    caplog.set_level(logging.DEBUG)  # the last: it is the handler's too

    def take() -> str:
        out, err = capfd.readouterr()
        logged = out + err + "".join(record.getMessage() + str(record.exc_info) for record in caplog.records)
        caplog.clear()
        return logged

    return take


def hits(logged: str, platform: str) -> list[str]:
    """The canaries, and the secrets of the platform, that a log holds."""
    return [canary for canary in (*CANARIES, *secrets_of(platform)) if canary in logged]


@pytest.mark.parametrize(("row", "platform"), ROWS, ids=[f"{row.number:02}-{platform}" for row, platform in ROWS])
def test_a_bad_input_ends_as_the_table_says(
    row: Row, platform: str, world: World, take_log: Callable[[], str], tmp_path: Path
) -> None:
    with staged(world, platform, take_log, tmp_path) as stage:
        row.check(stage)
        stage.take_log()
    assert [canary for canary in (TEXT, NAME) if canary in "".join(stage.sent)], "the row did not plant a canary"
    assert hits("".join(stage.logged), platform) == []  # row 60


def test_60_a_canary_in_a_log_would_be_seen_and_no_row_is_missing(take_log: Callable[[], str]) -> None:
    assert hits(take_log(), PLATFORM) == []
    for canary in (*CANARIES, *secrets_of(PLATFORM)):
        for write in (print, logging.getLogger("anybody").debug, lambda text: observe.log("event", code=text)):
            write(f"... {canary} ...")
            assert hits(take_log(), PLATFORM) == [canary]
    assert sorted({row.number for row, _platform in ROWS} | {60}) == list(range(1, 61))

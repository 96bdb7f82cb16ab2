"""What of an event reaches a row: bounded, printable, and no finer than the row can tell."""

from dataclasses import replace
from functools import partial

import pytest

from shared.domain import arrival
from shared.domain.mention import CUT_MARK, ID_LIMIT, NAME_LIMIT, TEXT_LIMIT, EventKind, MentionEvent
from tests.support.made import ACCOUNT, NOW, PLATFORM, event, mention

CREATED = event()
arrive = partial(arrival.arrive, platform=PLATFORM, account=ACCOUNT, now=NOW, via="push")


def test_clean_bounds_what_is_kept():
    long = replace(
        CREATED, text="é" * (TEXT_LIMIT + 1), author_name="n" * 1000, permalink="https://x.example/" + "p" * 3000
    )
    cleaned, readable = arrival.clean(replace(long, language_hint="e" * 36, raw_kind="k" * 101))
    assert readable
    assert len(cleaned.text) == TEXT_LIMIT
    assert cleaned.text.endswith(CUT_MARK)
    assert len(cleaned.author_name) == NAME_LIMIT
    assert (cleaned.permalink, cleaned.language_hint, cleaned.raw_kind) == (None, None, "")
    assert arrival.clean(cleaned) == (cleaned, True)


def test_an_edit_dated_finer_than_a_row_keeps_is_no_news_when_it_comes_again():
    edit, _ = arrival.clean(event(EventKind.EDITED, posted_at=NOW.replace(microsecond=123_456)))
    held = arrive(edit, None)
    assert held.edited_at == NOW.replace(microsecond=123_000)
    assert arrive(edit, held) is None


def test_clean_leaves_alone_what_needs_nothing():
    assert arrival.clean(CREATED)[0] is CREATED
    exact = replace(CREATED, text="é" * TEXT_LIMIT, permalink="p" * 2048)
    assert arrival.clean(exact) == (exact, True)


@pytest.mark.parametrize("name", ["text", "author_name"])
def test_clean_replaces_lone_surrogates_and_says_so(name):
    cleaned, readable = arrival.clean(replace(CREATED, **{name: "a\ud83db\udc00c 🔒"}))
    assert (getattr(cleaned, name), readable) == ("a�b�c 🔒", False)


def test_clean_cuts_a_name_though_the_text_is_short_and_a_text_though_the_name_is():
    for long in ({"text": "t" * 20_000}, {"author_name": "n" * 1000}):
        cleaned, _readable = arrival.clean(replace(CREATED, **long))
        assert (len(cleaned.text) <= TEXT_LIMIT, len(cleaned.author_name) <= NAME_LIMIT) == (True, True)


@pytest.mark.parametrize("name", ["permalink", "language_hint", "raw_kind"])
@pytest.mark.parametrize("value", ["\ud83d", "en\x00", "a\nb"])
def test_clean_leaves_out_codes_and_addresses_that_cannot_be_written(name, value):
    cleaned, _readable = arrival.clean(replace(CREATED, **{name: value}))
    assert not getattr(cleaned, name)


@pytest.mark.parametrize("name", ["external_id", "account_id", "author_id", "thread_id", "in_reply_to"])
@pytest.mark.parametrize(
    "value", ["a\nb", "a\x00", "\ud83d", "x" * (ID_LIMIT + 1), "🔒" * (ID_LIMIT // 4 + 1), "\u202e"]
)
def test_an_id_that_cannot_stand_in_a_key_is_named(name, value):
    assert arrival.bad_identifier(replace(CREATED, **{name: value})) == name


def test_ordinary_ids_are_none_of_these():
    odd = replace(CREATED, external_id="a#b/c|d e", author_id="🔒" * (ID_LIMIT // 4), thread_id=None)
    assert arrival.bad_identifier(odd) is None


def test_kinds_that_ingest_does_not_serve_change_nothing():
    for kind in (EventKind.IGNORED, EventKind.RECEIPT, EventKind.ERASE_AUTHOR, EventKind.ACCOUNT_REVOKED):
        assert arrive(MentionEvent(kind=kind), mention()) is None


@pytest.mark.parametrize(
    ("media", "kept"),
    [
        pytest.param([f"{number:02}" for number in range(20)], 20, id="as many as fit"),
        pytest.param([f"{number:02}" for number in range(21)], 20, id="one too many"),
        pytest.param(["image"] * 20, 20, id="an album"),
        pytest.param(["k" * 40] * 2, 2, id="as long as fits"),
        pytest.param(["k" * 41], 1, id="one sign too long"),
        pytest.param(["k" * 41, "k" * 42], 1, id="the same when cut"),
        pytest.param(["k" * 50 + str(number) for number in range(2000)], 1, id="without end"),
    ],
)
def test_attachments_without_end_fit_on_a_row(media, kept):
    cleaned, _readable = arrival.clean(event(media=tuple(media)))
    assert cleaned.media == tuple(kind[:40] for kind in media)[:kept]

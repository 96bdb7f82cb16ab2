"""The arithmetic of signatures. Vectors: RFC 4231, "Identifiers and Test Vectors for HMAC-SHA-256", cases 1 and 2."""

import base64

import pytest

from shared.errors import ConfigurationError, SignatureError
from shared.platforms.signing import decode_base64, decode_hex, hmac_sha256, matches_any, same_text

RIGHT, WRONG, OTHER = b"r" * 32, b"w" * 32, b"o" * 32
DIGITS = "0123456789abcdef" * 4  # 32 bytes
BYTES = bytes.fromhex(DIGITS)
WRITTEN = base64.b64encode(BYTES).decode()  # 43 digits and one sign of padding
BOTH_SIGNS = base64.b64encode(b"\xfb\xff" * 16).decode()  # holds both + and /


@pytest.mark.parametrize(
    ("key", "message", "digest"),
    [
        (b"\x0b" * 20, b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (
            b"Jefe",
            b"what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
    ],
)
def test_the_digest_is_that_of_the_standard(key, message, digest):
    assert hmac_sha256(key, message).hex() == digest


def test_an_empty_key_stops_loudly_and_says_what_to_do():
    with pytest.raises(ConfigurationError) as stopped:
        hmac_sha256(b"", b"anything")
    assert str(stopped.value) == "a signing secret is empty; set it with a value from the platform's settings"


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ([RIGHT], True),
        ([RIGHT, WRONG], True),
        ([WRONG, RIGHT], True),
        ([WRONG, RIGHT, OTHER], True),
        ([RIGHT, RIGHT], True),
        ([WRONG, OTHER], False),
        ([RIGHT[:-1], RIGHT + b"r", b""], False),
        ([], False),
    ],
)
def test_a_signature_counts_if_any_secret_in_force_made_it(expected, found):
    assert matches_any(RIGHT, iter(expected)) is found


def test_all_secrets_are_tried_so_that_time_does_not_tell_which_one_matched():
    left = iter([RIGHT, WRONG, OTHER])
    assert matches_any(RIGHT, left)
    assert list(left) == []


@pytest.mark.parametrize(
    ("given", "expected", "same"),
    [
        ("token", "token", True),
        ("токен 🔑", "токен 🔑", True),
        ("\ud83d", "\ud83d", True),
        ("", "", True),
        ("token", "Token", False),
        ("token", "token ", False),
        ("token", "", False),
        ("\ud83d", "?", False),
        ("é", "e\u0301", False),
    ],
)
def test_two_texts_of_any_alphabet_are_the_same_only_sign_by_sign(given, expected, same):
    assert same_text(given, expected) is same


def test_thirty_two_bytes_come_back_from_hexadecimal_and_from_base64():
    assert decode_hex(DIGITS) == BYTES
    assert decode_base64(WRITTEN) == BYTES
    assert decode_base64(BOTH_SIGNS) == b"\xfb\xff" * 16


def test_another_length_is_taken_only_where_it_is_asked_for():
    assert decode_hex("00ff", length=2) == b"\x00\xff"
    assert decode_base64("AP8=", length=2) == b"\x00\xff"
    for wrong in (1, 3):
        with pytest.raises(SignatureError):
            decode_hex("00ff", length=wrong)
        with pytest.raises(SignatureError):
            decode_base64("AP8=", length=wrong)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("", id="nothing"),
        pytest.param(DIGITS[:-2], id="a byte short"),
        pytest.param(DIGITS[:-1], id="half a byte short"),
        pytest.param(DIGITS + "0", id="half a byte long"),
        pytest.param(DIGITS + "00", id="a byte long"),
        pytest.param(DIGITS.upper(), id="capitals"),
        pytest.param("g" + DIGITS[1:], id="no digit"),
        pytest.param(DIGITS[:-1] + "\n", id="line end"),
        pytest.param(" " + DIGITS[2:] + " ", id="spaces"),
        pytest.param("٠" * 64, id="digits of another alphabet"),
        pytest.param("0x" + DIGITS[2:], id="prefix"),
    ],
)
def test_anything_but_the_lower_case_digits_of_32_bytes_is_refused(written):
    with pytest.raises(SignatureError):
        decode_hex(written)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("", id="nothing"),
        pytest.param(base64.b64encode(BYTES[:-1]).decode(), id="a byte short"),
        pytest.param(base64.b64encode(BYTES + b"0").decode(), id="a byte long"),
        pytest.param(WRITTEN.rstrip("="), id="without padding"),
        pytest.param(WRITTEN + "=", id="more padding"),
        pytest.param(WRITTEN[:-2] + "9=", id="a bit behind the last byte"),
        pytest.param(WRITTEN[:-2] + "+=", id="bits behind the last byte"),
        pytest.param(BOTH_SIGNS.replace("+", "-").replace("/", "_"), id="alphabet of addresses"),
        pytest.param(WRITTEN + "\n", id="line end"),
        pytest.param(" " + WRITTEN, id="space before"),
        pytest.param(WRITTEN[:20] + "\n" + WRITTEN[20:], id="broken line"),
        pytest.param("~" + WRITTEN, id="foreign sign before"),
        pytest.param("é" + WRITTEN[1:], id="not ASCII"),
        pytest.param("\ud83d" + WRITTEN[1:], id="lone surrogate"),
    ],
)
def test_anything_but_the_one_base64_text_of_32_bytes_is_refused(written):
    with pytest.raises(SignatureError):
        decode_base64(written)


@pytest.mark.parametrize(
    ("decode", "wrong"),
    [(decode_hex, "?"), (decode_hex, "?" * 64), (decode_base64, "é"), (decode_base64, "?"), (decode_base64, "AP8=")],
)
def test_a_forger_is_not_told_what_was_wrong(decode, wrong):
    with pytest.raises(SignatureError) as refused:
        decode(wrong)
    assert (refused.value.args, refused.value.__cause__) == ((), None)

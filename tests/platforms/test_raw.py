"""What strangers' bodies may cost before they are read, and where reading them ends."""

import json
import time

import pytest

from shared.errors import PayloadError
from shared.platforms import raw

MEBIBYTE = 1024 * 1024
CPU_LIMIT_S = 0.1
TRIES = 5  # the machine is shared: the least time counts


def nested(depth: int, opening: str = "[", closing: str = "]") -> bytes:
    return (opening * depth + closing * depth).encode()


def refused(body: bytes) -> str:
    with pytest.raises(PayloadError) as error:
        raw.load_json(body)
    return str(error.value)


@pytest.mark.parametrize("unit", [b"[", b"]", b"[]", b"{}", b"}{", b'""', b'",', b'{"":""}', b"[[],[]]", b"\\", b"1"])
def test_a_mebibyte_of_one_thing_is_refused_in_time(unit: bytes) -> None:
    body = unit * (MEBIBYTE // len(unit))
    spent = []
    for _ in range(TRIES):
        begun = time.process_time()
        refused(body)
        spent.append(time.process_time() - begun)
        if spent[-1] < CPU_LIMIT_S:
            break
    assert min(spent) < CPU_LIMIT_S


def test_a_body_is_read_down_to_32_levels_and_no_deeper() -> None:
    assert raw.load_json(nested(32)) == json.loads(nested(32))
    assert refused(nested(33)) == "nested deeper than 32"
    assert refused(b'{"a":' * 33 + b"1" + b"}" * 33) == "nested deeper than 32"
    assert raw.load_json(b"[" + b",".join([nested(31)] * 20) + b"]")
    assert raw.load_json(json.dumps("[" * 1000).encode()) == "[" * 1000


def test_brackets_that_close_nothing_are_no_json() -> None:
    for body in (b"]", b"[]]", b"][", b"}" * 40 + b"{" * 40, b"[}"):
        assert refused(body) == "not JSON in UTF-8"


def test_values_are_counted_whether_commas_or_brackets_make_them() -> None:
    limit = raw.VALUES_LIMIT
    assert len(raw.load_json(b"[" + b",".join([b"1"] * limit) + b"]")) == limit
    assert refused(b"[" + b",".join([b"1"] * (limit + 1)) + b"]") == f"more than {limit} values"
    assert len(raw.load_json(b"[" + b",".join([b"{}"] * (limit // 2)) + b"]")) == limit // 2
    assert refused(b"[" + b",".join([b"[]"] * (limit // 2 + 1)) + b"]") == f"more than {limit} values"


@pytest.mark.parametrize("sign", ["", "-"])
def test_an_integer_has_as_many_digits_as_the_table_holds_whatever_its_sign(sign):
    assert raw.load_json(f"[{sign}{'9' * 38}]".encode()) == [int(f"{sign}{'9' * 38}")]
    with pytest.raises(PayloadError):
        raw.load_json(f"[{sign}{'9' * 39}]".encode())

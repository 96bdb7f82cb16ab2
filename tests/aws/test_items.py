"""Domain values as rows and back: nothing is lost, nothing is too much."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.aws import items
from shared.aws.deliveries import Kept
from shared.aws.mentions import StaffReply
from shared.domain.assessment import Assessment
from shared.domain.brand import Account, Staff, StopSwitch
from shared.domain.case import Case, CaseEvent
from shared.domain.decision import Decision
from shared.domain.mention import Mention, MentionEvent, OutgoingReply, PendingEvent
from shared.domain.policy import SurfaceRules
from tests.support.made import NOW, event, mention, seeded

STORED = (
    Mention, MentionEvent, Assessment, Decision, OutgoingReply, PendingEvent,
    Case, CaseEvent, StaffReply, Account, Staff, StopSwitch, Kept,
)  # fmt: skip

texts = st.text(st.characters(codec="utf-8"), max_size=20)
# the table keeps milliseconds; a number of the table has 38 digits
for kind, strategy in {
    str: texts,
    int: st.integers(-(10**37), 10**37),
    float: st.floats(allow_nan=False, allow_infinity=False, width=32),
    datetime: st.datetimes(timezones=st.just(UTC)).map(
        lambda one: one.replace(microsecond=one.microsecond // 1000 * 1000)
    ),
}.items():
    st.register_type_strategy(kind, strategy)


@pytest.mark.parametrize("cls", STORED)
def test_every_stored_value_comes_back_as_it_was(cls):
    @seeded(60)
    @given(st.builds(cls, **{field.name: st.from_type(hint) for field, hint in hinted(cls)}))
    def check(value):
        assert items.read(cls, items.encode_fields(value)) == value
        assert items.read(cls, items.encode(value)["M"]) == value

    check()


def hinted(cls) -> list[tuple[Any, Any]]:
    from typing import get_type_hints

    hints = get_type_hints(cls)
    return [(field, hints[field.name]) for field in fields(cls)]


def test_no_stored_class_is_forgotten():
    """A dataclass that a stored one holds is tested with it."""
    assert all(is_dataclass(cls) for cls in STORED)
    for cls in STORED:
        for _field, hint in hinted(cls):
            items._reader(hint)  # every type of a field has a reader


@seeded(60)
@given(st.from_type(Mention), st.dictionaries(texts, st.none() | texts | st.integers(0, 9), max_size=3))
def test_what_a_newer_version_added_is_passed_over(value, added):
    known = {field.name for field in fields(Mention)}
    foreign = {f"new_{name}": items.encode(member) for name, member in added.items()}
    assert not known & foreign.keys()
    assert items.read(Mention, {**foreign, **items.encode_fields(value)}) == value


def test_fields_at_their_default_stay_out_of_the_row_and_those_without_one_are_always_there():
    row = items.encode_fields(replace(mention(), external_id="", account_id=""))
    assert "revision" not in row
    assert "reply" not in row
    assert (row["external_id"], row["account_id"]) == ({"S": ""}, {"S": ""})
    assert items.encode_fields(event(text=""))["text"] == {"S": ""}
    assert items.read(Mention, row).external_id == ""


def test_a_false_where_true_is_the_default_is_written():
    assert items.encode_fields(SurfaceRules(automatic=False)) == {"automatic": {"BOOL": False}}


def test_moments_sort_as_text_and_sets_of_values_keep_their_kind():
    assert items.encode(NOW) == {"S": "2026-11-22T12:00:00.000Z"}
    assert items.encode((1, True, None, b"x")) == {"L": [{"N": "1"}, {"BOOL": True}, {"NULL": True}, {"B": b"x"}]}
    assert items.decode({"L": [{"N": "1"}, {"N": "-1.5"}, {"BOOL": True}, {"NULL": True}]}) == [1, -1.5, True, None]
    assert items.decode({"SS": ["a"]}) == ["a"]


def test_what_has_no_form_in_the_table_is_refused():
    with pytest.raises(TypeError, match="no form in the table"):
        items.encode({1, 2})

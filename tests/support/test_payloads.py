"""The comparison is what every adapter is judged by, so it must be able to fail."""

from dataclasses import replace

import pytest

from shared.domain.mention import EventKind, MentionEvent, Surface, ignored
from shared.errors import PayloadError
from tests.support import payloads


def payload(*readings, payload_error_ok=False):
    return payloads.Payload(
        file="composed.json",
        platform="facebook",
        body=b"{}",
        headers={},
        readings=readings,
        sure=True,
        payload_error_ok=payload_error_ok,
    )


def expected(**changes):
    event = {"kind": "created", "external_id": "c1", "account_id": "p", "author_id": "a", "surface": "post"}
    return {**event, "text": "Hello", **changes}


CREATED = MentionEvent(
    kind=EventKind.CREATED, external_id="c1", account_id="p", author_id="a", surface=Surface.POST, text="Hello"
)
EDITED = replace(CREATED, kind=EventKind.EDITED)


@pytest.mark.parametrize(
    ("readings", "events"),
    [
        pytest.param([[expected()]], [CREATED], id="equal"),
        pytest.param([[expected()]], [CREATED, CREATED], id="identical events count once"),
        pytest.param([[]], [ignored("like", "reaction")], id="ignored events are left out"),
        pytest.param([[expected(text="")]], [replace(CREATED, text=None)], id="null is the empty text"),
        pytest.param([[expected(kind="deleted")]], [replace(CREATED, kind=EventKind.DELETED, text=None)], id="deleted"),
        pytest.param([[expected(external_id=None)]], [CREATED], id="no content id accepts any"),
        pytest.param([[expected(surface="comment", also={"surface": ["post"]})]], [CREATED], id="also"),
        pytest.param([[], [expected()]], [CREATED], id="an alternative reading"),
        pytest.param(
            [[expected(), expected(external_id="c2")]],
            [replace(CREATED, external_id="c2"), CREATED],
            id="free order between contents",
        ),
    ],
)
def test_accepts_what_the_readme_calls_right(readings, events):
    assert payloads.disagreement(payload(*readings), events) is None


@pytest.mark.parametrize(
    ("readings", "events"),
    [
        pytest.param([[expected()]], [], id="missing"),
        pytest.param([[]], [CREATED], id="too many"),
        pytest.param([[expected()]], [EDITED], id="kind"),
        pytest.param([[expected(external_id="c9")]], [CREATED], id="external_id"),
        pytest.param([[expected(account_id=None)]], [CREATED], id="account_id"),
        pytest.param([[expected(author_id="b")]], [CREATED], id="author_id"),
        pytest.param([[expected(surface="comment")]], [CREATED], id="surface"),
        pytest.param([[expected(text="Hell")]], [CREATED], id="text"),
        pytest.param([[expected(), expected(kind="edited")]], [EDITED, CREATED], id="order of one content"),
    ],
)
def test_tells_what_is_wrong(readings, events):
    assert "composed.json" in (payloads.disagreement(payload(*readings), events) or "")


def test_a_refusal_is_right_only_where_the_list_says_so():
    def refuse(request):
        raise PayloadError("not ours")

    payloads.check(payload([], payload_error_ok=True), refuse)
    with pytest.raises(AssertionError, match="PayloadError is not right"):
        payloads.check(payload([]), refuse)

"""Each oracle of the crowd sees what it is there for, and nothing in a day on which all went well."""

from types import SimpleNamespace

from infra.crowd.diary import Drafted, Held, LetGo, Sent, Undone
from infra.crowd.oracles import double_replies, lost_drafts, lost_replies, owned_twice

REPLY = Sent("case1", "m1", "ana", "r1", "We look into it. (r1)")
OTHER = Sent("case1", "m1", "bob", "r2", "We look into it. (r2)")
DRAFT = Drafted("case1", "m1", "ana", "I begin")


def post(*replies: Sent) -> list[dict[str, str]]:
    return [{"text": reply.text} for reply in replies]


def kinds(faults) -> list[str]:
    return [fault.kind for fault in faults]


def test_a_reply_that_stands_once_is_as_it_should_be() -> None:
    assert kinds(double_replies([REPLY], post(REPLY))) == []
    assert kinds(lost_replies([REPLY], post(REPLY), lambda _id: None)) == []


def test_a_reply_that_stands_twice_is_seen() -> None:
    assert set(kinds(double_replies([REPLY], post(REPLY, REPLY)))) == {"double"}


def test_two_replies_to_one_mention_are_seen() -> None:
    assert kinds(double_replies([REPLY, OTHER], post(REPLY, OTHER))) == ["double"]


def test_a_reply_that_was_taken_back_and_stands_is_seen() -> None:
    assert kinds(double_replies([REPLY, Undone("r1")], post(REPLY))) == ["undone"]


def test_a_reply_that_was_refused_and_stands_is_seen() -> None:
    assert kinds(double_replies([], post(REPLY))) == ["double"]


def test_a_reply_that_is_nowhere_is_seen() -> None:
    assert kinds(lost_replies([REPLY], [], lambda _id: None)) == ["lost"]
    held = SimpleNamespace(reply=SimpleNamespace(reply_id="r1"), earlier_replies=())
    assert kinds(lost_replies([REPLY], [], lambda _id: held)) == []
    assert kinds(lost_replies([REPLY, Undone("r1")], [], lambda _id: None)) == []


def test_a_case_in_two_hands_is_seen() -> None:
    first, second = Held("case1", "ana", 0.0, 6.0), Held("case1", "bob", 3.0, 9.0)
    assert kinds(owned_twice([second, first])) == ["owned twice"]


def test_a_case_that_was_let_go_taken_over_or_left_is_in_one_hand() -> None:
    first, second = Held("case1", "ana", 0.0, 6.0), Held("case1", "bob", 3.0, 9.0)
    assert kinds(owned_twice([first, LetGo("case1", "ana", 2.0), second])) == []
    assert kinds(owned_twice([first, Held("case1", "bob", 3.0, 9.0, taken_over=True)])) == []
    assert kinds(owned_twice([first, Held("case1", "bob", 6.5, 12.0)])) == []
    assert kinds(owned_twice([first, Held("case2", "bob", 3.0, 9.0)])) == []


def test_a_draft_that_is_not_as_it_was_left_is_seen() -> None:
    later = Drafted("case1", "m1", "ana", "I begin and end")
    assert kinds(lost_drafts([DRAFT, later], lambda *_key: "I begin")) == ["lost draft"]
    assert kinds(lost_drafts([DRAFT], lambda *_key: None)) == ["lost draft"]
    assert kinds(lost_drafts([DRAFT, later], lambda *_key: "I begin and end")) == []

"""What normalising takes off a text, what it keeps, and that every token knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.classify.normalise import LETTER_LIMIT, Kind, normalise
from tests.support.made import seeded


def read(text):
    return [token.word for token in normalise(text).tokens if token.kind is not Kind.MARK]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GRACIAS por TODO", ["gracias", "por", "todo"]),
        ("Qué ilusión", ["que", "ilusion"]),
        ("Que\u0301 ilusio\u0301n", ["que", "ilusion"]),
        ("ｔｈａｎｋｓ", ["thanks"]),
        ("𝐓𝐡𝐚𝐧𝐤 𝕪𝕠𝕦", ["thank", "you"]),
        ("s\u200bu\u00ade \u202eyou\u202c", ["sue", "you"]),
        ("don't can't won’t it's we'll I'd they're", "do not can not will not it is we will i would they are".split()),
        ("dont cant im", ["do", "not", "can", "not", "i", "am"]),
        ("the shop's door, customers' names", ["the", "shop", "door", "customers", "names"]),
        ("l'eau c'est", ["l", "eau", "c", "est"]),
        ("#ThankYouAll #love_it", ["thank", "you", "all", "love", "it"]),
        ("@ourshop thanks", ["<handle>", "thanks"]),
        ("see https://x.example/a?b=c, www.x.example or bit.ly/x", ["see", "<link>", "<link>", "or", "<link>"]),
        ("mail ana@example.com now", ["mail", "<link>", "now"]),
        ("thanks :) <3 👍🏽👩‍🚀", ["thanks", "🙂", "❤", "👍", "👩", "🚀"]),
        ("f**k sh*t *great*", ["***", "***", "great"]),
        ("k i l l", ["kill"]),
        ("s.c.a.m now", ["scam", "now"]),
        ("s.c.a.m k i l l", ["scam", "kill"]),
        ("i am a fan", ["i", "am", "a", "fan"]),
        ("10/10 2x 5 stars", ["10", "10", "2x", "5", "stars"]),
    ],
)
def test_a_text_is_read_as_these_words(text, words):
    assert read(text) == words


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("greaaaat", "great"),
        ("coooool", "cool"),
        ("sooooo", "so"),
        ("looooveeee", "love"),
        ("k1ll", "kill"),
        ("5c4m", "scam"),
        ("sc@m", "scam"),
        ("l4wy3r", "lawyer"),
        ("a$$hole", "asshole"),
    ],
)
def test_a_stretched_or_coded_word_can_be_read_plainly(text, form):
    assert form in normalise(text).tokens[0].forms


@pytest.mark.parametrize("text", ["my l\u0430wyer", "p\u03b1yp\u0430l scam", "k i l l", "s.u.e you"])
def test_hidden_letters_are_uncovered_and_told(text):
    assert normalise(text).disguised


@pytest.mark.parametrize("text", ["Спасибо большое", "ευχαριστώ πολύ", "Thank you all", "𝐓𝐡𝐚𝐧𝐤 𝐲𝐨𝐮", "p.s. thanks"])
def test_plain_scripts_are_no_disguise(text):
    assert not normalise(text).disguised


def test_a_russian_word_is_not_read_as_latin_but_a_look_alike_among_latin_is():
    assert read("нос") == ["нос"]
    assert read("please c\u0430ll my \u043d\u043e\u0441") == ["please", "call", "my", "hoc"]


def test_a_name_has_a_capital_and_a_shouted_word_or_i_has_none_that_counts():
    tokens = {token.word: token for token in normalise("Thanks MARIA and Tom, I am iPhone").tokens}
    assert tokens["tom"].capital
    assert tokens["thanks"].capital
    assert not tokens["maria"].capital
    assert not tokens["i"].capital
    assert not tokens["iphone"].capital


def test_a_token_points_at_what_was_typed():
    text = "  Que\u0301 bien, I\u200b can't 𝐰𝐚𝐢𝐭 :)"
    tokens = normalise(text).tokens
    assert [text[token.start : token.end] for token in tokens] == [
        "Que", "bien", ",", "I", "can't", "can't", "𝐰𝐚𝐢𝐭", ":)",
    ]  # fmt: skip


@seeded(300)
@given(st.text(max_size=400))
def test_every_token_lies_within_the_text_and_in_its_order(text):
    tokens = normalise(text).tokens
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    assert all(token.forms for token in tokens)


def test_what_is_longer_than_can_be_read_says_so():
    assert not normalise("a " * (LETTER_LIMIT // 2)).cut
    assert normalise("a " * LETTER_LIMIT).cut
    assert normalise("ﷺ" * LETTER_LIMIT).cut
    assert normalise("\u0301" * (LETTER_LIMIT + 1)).cut


@pytest.mark.parametrize("text", [None, "", "  \n\t", "\u200b\u200d", "\x00"])
def test_nothing_gives_no_tokens(text):
    assert normalise(text).tokens == ()

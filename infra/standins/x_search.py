"""X's search language, as far as look-ups of replies need it: operators, groups, OR, and - for not.

X, "Search operators", read 2026-11: a space means and, which binds closer than OR.

Which thread a stranger's post belongs to is not known here. Replies to it may stand in any thread, so
`conversation_id:` fits every reply: who looks for one must look at what it refers to.
"""

import re
from collections.abc import Callable

from infra.standins.credentials import NAMES
from infra.standins.wall import Post

Fits = Callable[[Post], bool]

QUERY_LIMIT = 512
WORD = re.compile(r"[()]|[^\s()]+")
TERM = re.compile(r"(-?)([a-z_]+):([A-Za-z0-9_]{1,19})")

OPERATORS: dict[str, Callable[[Post, str], bool]] = {
    "from": lambda post, who: who in (post.account, NAMES["x"][post.account]),
    "in_reply_to_tweet_id": lambda post, target: post.in_reply_to == target,
    "conversation_id": lambda post, thread: bool(post.in_reply_to) or post.id == thread,
    "is": lambda post, kind: kind == "reply" and bool(post.in_reply_to),
}


def compiled(query: str) -> Fits:
    """Whether a post fits the query; ValueError for a query that X would not take."""
    words = WORD.findall(query)
    if not words or len(query) > QUERY_LIMIT:
        raise ValueError("empty or too long")
    fits = _any_of(words)
    if words:
        raise ValueError("a bracket too many")
    return fits


def _any_of(words: list[str]) -> Fits:
    """Takes alternatives from the front of `words`, up to a closing bracket."""
    choices = [_all_of(words)]
    while words and words[0] == "OR":
        words.pop(0)
        choices.append(_all_of(words))
    return lambda post: any(fits(post) for fits in choices)


def _all_of(words: list[str]) -> Fits:
    parts: list[Fits] = []
    while words and words[0] not in ("OR", ")"):
        parts.append(_group(words) if words[0] == "(" else _term(words.pop(0)))
    if not parts:
        raise ValueError("nothing where a term should be")
    return lambda post: all(fits(post) for fits in parts)


def _group(words: list[str]) -> Fits:
    words.pop(0)
    inner = _any_of(words)
    if not words:
        raise ValueError("a bracket is missing")
    words.pop(0)
    return inner


def _term(word: str) -> Fits:
    read = TERM.fullmatch(word)
    if read is None or read[2] not in OPERATORS:
        raise ValueError("an unknown operator")
    negated, operator, value = bool(read[1]), OPERATORS[read[2]], read[3]
    return lambda post: operator(post, value) != negated

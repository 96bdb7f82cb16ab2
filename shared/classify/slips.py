"""Words that may be a danger misspelt: one letter away from a word of a rule that demands a person, and no real words
themselves, as far as we know those.

One wrong letter in "leaking" hides the leak from the rules, and the layers read around it. Such a word is a doubt.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from shared.classify.normalise import Token, spellings
from shared.classify.rules import Rule

REAL_WORDS = Path(__file__).parent / "weights" / "words.txt"  # of all seeds; `make train` writes it
SHORTEST = 5  # letters
MISTAKEN = (
    6  # letters; a shorter word is one letter away from too many real ones, and is read for two in the wrong order
)


class Slips:
    """The words and stems of danger of one language, and each of them without one letter."""

    def __init__(self, rules: Iterable[Rule], language: str) -> None:
        parts = {
            spelling
            for rule in rules
            if rule.veto and rule.id.startswith(f"{language}.")
            for pattern in rule.patterns
            for part in pattern.split()
            for word in part.rstrip("?").split("|")
            for spelling in spellings(word)
        }
        self.language = language
        self.short_words = frozenset(part for part in parts if part.isalpha() and SHORTEST <= len(part) < MISTAKEN)
        self.words = frozenset(part for part in parts if part.isalpha() and len(part) >= MISTAKEN)
        self.stems = frozenset(part[:-1] for part in parts if part.endswith("*") and len(part) > MISTAKEN)
        self.cut_words = frozenset(shorter for word in self.words for shorter in _shorter(word))
        self.cut_stems = frozenset(shorter for stem in self.stems for shorter in _shorter(stem))
        self.stem_lengths = sorted({len(stem) for stem in self.stems})

    def find(self, words: Sequence[Token]) -> Token | None:
        """The first word that may be a danger misspelt. Names are none: words with a capital, but for German."""
        return next((token for token in words if self._is_strange(token) and self._is_near(token.word)), None)

    def _is_strange(self, token: Token) -> bool:
        is_name = token.capital and token.start > 0 and self.language != "de"
        is_long = len(token.word) >= SHORTEST and token.word.isalpha()
        return is_long and not is_name and not any(form in _real() for form in token.forms)

    def _is_near(self, word: str) -> bool:
        if len(word) < MISTAKEN:
            return not self.short_words.isdisjoint(_swapped(word))
        shorter = {*_shorter(word)}
        if word in self.cut_words or not shorter.isdisjoint(self.words) or not shorter.isdisjoint(self.cut_words):
            return True
        for length in self.stem_lengths:
            if len(word) < length - 1:
                break
            begins = length > MISTAKEN and word[: length - 1] in self.cut_stems
            same, longer = _shorter(word[:length]), _shorter(word[: length + 1])
            if begins or not self.cut_stems.isdisjoint(same) or not self.stems.isdisjoint(longer):
                return True
        return False


def _swapped(word: str) -> Iterator[str]:
    return (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1) if word[at] != word[at + 1]
    )


def _shorter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


@cache
def _real() -> frozenset[str]:
    return frozenset(REAL_WORDS.read_text("utf-8").split())

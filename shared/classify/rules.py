"""Rules as data, and the matcher that finds them.

A pattern is a sequence of words: "gas leak*" (a star stands for any ending), "sue|sued you|u"
(alternatives), "my? account" (a word that may be absent), "smell* ... gas" (up to four words
between). Patterns are written without accents' or capitals' mattering and with contractions in
full ("do not"). Each start is tried once per pattern that can begin there and looks at a bounded
stretch, so a text costs time linear in its length.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from shared.classify.normalise import Token, spellings
from shared.domain.assessment import Topic, Urgency

GAP = 4  # words that "..." may skip
SIGNS = frozenset({"***", "<link>", "<handle>"})  # tokens that are not words
STEM = 3  # letters that a word with a star must have before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`veto`: a person must see it, whatever else is believed. `case`: there is a matter to work on, so
    insults beside it are anger and not trolling. `says` is for a community manager. `ambiguous` patterns
    hold words that are harmless in another language (German "Gift"): they are read unless the text is
    known to be in a language other than that which begins the id."""

    id: str
    topic: Topic
    urgency: Urgency
    says: str
    patterns: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()
    veto: bool = True
    case: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """A rule found, at tokens `first` up to and including `last`."""

    rule: Rule
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a pattern. `gap` words may stand before it."""

    words: frozenset[str]
    stems: tuple[str, ...]
    gap: int

    def fits(self, token: Token) -> bool:
        return any(form in self.words or (self.stems and form.startswith(self.stems)) for form in token.forms)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to find a rule. `language` is "" where it is read in every text."""

    rule: Rule
    steps: tuple[Step, ...]
    language: str


class Ruleset:
    """Compiled rules, indexed by the words that can begin them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_word: defaultdict[str, list[Way]] = defaultdict(list)
        self._by_stem: defaultdict[str, list[Way]] = defaultdict(list)
        for rule in rules:
            for patterns, language in ((rule.patterns, ""), (rule.ambiguous, rule.id.partition(".")[0])):
                for steps in (steps for pattern in patterns for steps in compile_pattern(pattern)):
                    self._add(Way(rule, steps, language))
        ways = [way for listed in (self._by_word, self._by_stem) for named in listed.values() for way in named]
        self._reach = max((sum(step.gap + 1 for step in way.steps) for way in ways), default=1)
        self._stem_lengths = tuple(sorted({len(stem) for stem in self._by_stem}))

    def _add(self, way: Way) -> None:
        for word in way.steps[0].words:
            self._by_word[word].append(way)
        for stem in way.steps[0].stems:
            self._by_stem[stem].append(way)

    def find(self, tokens: Sequence[Token], language: str | None = None) -> list[Match]:
        """Each rule at most once, where it is first found, in the order of the text. `language`: None if unknown."""
        found: dict[str, Match] = {}
        seen: set[tuple[int, ...]] = set()  # nothing new begins where a like stretch began
        numbers: dict[tuple[str, ...], int] = {}
        forms = [numbers.setdefault(token.forms, len(numbers)) for token in tokens]
        for at, token in enumerate(tokens):
            stretch = tuple(forms[at : at + self._reach])
            if stretch in seen:
                continue
            seen.add(stretch)
            for way in self._begun(token):
                if way.rule.id in found or (way.language and language not in (way.language, None)):
                    continue
                if (last := follow(way.steps, tokens, at)) is not None:
                    found[way.rule.id] = Match(way.rule, at, last)
        return list(found.values())

    def everywhere(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Each rule in all the places where it is found."""
        for at, token in enumerate(tokens):
            for way in self._begun(token):
                if (last := follow(way.steps, tokens, at)) is not None:
                    yield Match(way.rule, at, last)

    def _begun(self, token: Token) -> Iterator[Way]:
        """The ways that this word can begin."""
        for form in token.forms:
            yield from self._by_word.get(form, ())
            for length in self._stem_lengths:
                if length > len(form):
                    break
                yield from self._by_stem.get(form[:length], ())


def listed(patterns: str) -> tuple[str, ...]:
    """Patterns written as running text with semicolons between them."""
    return tuple(" ".join(pattern.split()) for pattern in patterns.split(";"))


def compile_pattern(pattern: str) -> list[tuple[Step, ...]]:
    """The pattern's steps, once for every choice of the words that may be absent."""
    choices = [("", part[:-1]) if part.endswith("?") else (part,) for part in pattern.split()]
    compiled = []
    for chosen in product(*choices):
        steps: list[Step] = []
        gap = 0
        for part in filter(None, chosen):
            if part == "...":
                gap = GAP
                continue
            words = [spelling for word in part.split("|") for spelling in spellings(word)]
            stems = tuple(word[:-1] for word in words if word.endswith("*") and word != "***")
            if any(len(stem) < STEM for stem in stems):
                raise ValueError(f"{pattern!r}: a word with a star needs {STEM} letters before it")
            if unknown := [
                word for word in words if not (word.rstrip("*").isalnum() or len(word) == 1 or word in SIGNS)
            ]:
                raise ValueError(f"{pattern!r}: no token can be {unknown[0]!r}")
            steps.append(Step(frozenset(word for word in words if word[:-1] not in stems), stems, gap))
            gap = 0
        if not steps or gap or steps[0].gap:
            raise ValueError(f"{pattern!r}: a pattern begins and ends with a word")
        compiled.append(tuple(steps))
    return compiled


def follow(steps: Sequence[Step], tokens: Sequence[Token], at: int) -> int | None:
    """The last token if the steps fit from token `at` on, which fits the first of them; else None."""
    ends = {at}
    for step in steps[1:]:
        ends = {
            place
            for end in ends
            for place in range(end + 1, min(end + 2 + step.gap, len(tokens)))
            if step.fits(tokens[place])
        }
        if not ends:
            return None
    return min(ends)

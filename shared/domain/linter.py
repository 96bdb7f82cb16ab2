"""What no reply may say, whether a machine or a person wrote it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from shared.domain.linter_words import BLAME, COMMON, NAMES, PROMISES, SELLING, Phrases

PHONE_DIGITS = 9  # a number with as many digits may be somebody's; after a plus, two fewer will do
SURE_WORDS = 3  # as many different words that only one language has tell it, if they outweigh the others by as much

MAIL_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}")
DIGITS = re.compile(r"\+?\d(?:[ ().\-/]{0,2}\d){6,24}")
DATE = re.compile(r"(?:\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{2,4})(?!\d)")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
OPEN_SLOT = re.compile(r"[{}]")
WORD = re.compile(r"[^\W\d_]+")
ARABIC = re.compile(r"[\u0620-\u064a]")

DROPPED = frozenset({"Mn", "Me", "Cf"})  # accents that stand alone, vowel marks, invisible signs
STRETCH = "\u0640"  # Arabic words are drawn out with it
ARABIC_PREFIX = "[وف]?[بلك]?(?:ال)?"  # and, so, with, for, like, the: written in one with the word
HIDDEN = "·"  # stands where the brand's own title stood


class Severity(StrEnum):
    """An error must not be sent; a warning is shown to the person who writes."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a reply should not say. `start` and `end` point into the text in Unicode's form NFC."""

    code: str
    severity: Severity
    says: str
    start: int = 0
    end: int = 0


Span = tuple[int, int]


def lint(
    text: str,
    *,
    by_machine: bool,
    language: str | None = None,
    title: str = "",
    max_length: int | None = None,
    count: Callable[[str], int] = len,
) -> list[Finding]:
    """What is wrong with a reply, in the order of the text. An empty list means that it may go.

    What no platform takes is an error for everybody; the rest is an error for the machine and a
    warning for people, who may know better. `language` is that of the message that is answered; the
    brand's `title` is a name, whatever it says.
    """
    composed = unicodedata.normalize("NFC", text)
    if not any(sign.isprintable() and not sign.isspace() for sign in composed):
        return [Finding(code="empty", severity=Severity.ERROR, says="The reply is empty.")]
    name = unicodedata.normalize("NFC", title)
    read = composed.replace(name, HIDDEN * len(name)) if name else composed
    folded, places = _fold(read)
    severity = Severity.ERROR if by_machine else Severity.WARNING
    findings = [
        Finding(code=code, severity=severity, says=says, start=start, end=end)
        for code, says, found in (
            ("selling", "This sells. A reply listens and helps; it does not sell.", _said(SELLS, folded, places)),
            ("promise", "This promises something that somebody else must keep.", _said(PROMISING, folded, places)),
            (
                "blame",
                "This blames the person who wrote. It helps nobody, and others read it.",
                _said(BLAMES, folded, places),
            ),
            ("language", *_other_language(folded, places, language)),
            ("personal_data", "This looks like an e-mail address.", _spans(MAIL_ADDRESS, read)),
            ("personal_data", "This looks like a telephone, card or account number.", _number_spans(read)),
            ("slot", "A slot was left open.", _spans(OPEN_SLOT, read)),
        )
        for start, end in found
    ]
    if max_length is not None and (length := count(text)) > max_length:
        says = f"The reply is {length} characters long as the platform counts; it takes {max_length}."
        findings.append(Finding(code="too_long", severity=Severity.ERROR, says=says, end=len(composed)))
    return sorted(findings, key=lambda finding: finding.start)


def _fold(text: str) -> tuple[str, list[int]]:
    """The text without case, accents and invisible signs, and where each of its signs stood; then the text's end."""
    signs, places = [], []
    for place, sign in enumerate(text):
        if sign != STRETCH and unicodedata.category(sign) not in DROPPED:
            signs.append("'" if sign in "’‘`´" else unicodedata.normalize("NFKD", sign)[0].lower()[0])
            places.append(place)
    return "".join(signs), [*places, len(text)]


def _compile(phrases: Phrases) -> re.Pattern[str]:
    plain = "|".join(chain.from_iterable(own for language, own in phrases.items() if language != "ar"))
    joined = f"{plain}|{ARABIC_PREFIX}(?:{'|'.join(phrases['ar'])})"
    spaced = joined.replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}")
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)")


SELLS, PROMISING, BLAMES = _compile(SELLING), _compile(PROMISES), _compile(BLAME)


def _own_words() -> dict[str, str]:
    """word: the one language that has it."""
    sets = {language: set(words.split()) for language, words in COMMON.items()}
    return {
        word: language
        for language, words in sets.items()
        for word in words.difference(*(other for code, other in sets.items() if code != language))
    }


OWN_WORDS = _own_words()


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _said(pattern: re.Pattern[str], folded: str, places: list[int]) -> list[Span]:
    return [(places[start], places[end]) for start, end in _spans(pattern, folded)]


def _other_language(folded: str, places: list[int], asked: str | None) -> tuple[str, Iterable[Span]]:
    """That the reply is surely not in the language of the message, and the first word that tells."""
    if asked not in NAMES:
        return "", ()
    told: dict[str, dict[str, Span]] = {language: {} for language in NAMES}
    for match in WORD.finditer(folded):
        language = "ar" if ARABIC.match(match[0]) else OWN_WORDS.get(match[0])
        if language:
            told[language].setdefault(match[0], match.span())
    written = max(NAMES, key=lambda language: len(told[language]))
    if written == asked or len(told[written]) < SURE_WORDS * max(1, len(told[asked])):
        return "", ()
    start, end = next(iter(told[written].values()))
    says = f"The message is in {NAMES[asked]}; this reply reads as {NAMES[written]}."
    return says, [(places[start], places[end])]


def _number_spans(text: str) -> list[Span]:
    """Numbers that may be a person's: telephone, card, bank account. Dates and prices are shorter."""
    found = [match.span() for match in IBAN.finditer(text) if _is_iban(match[0])]
    for match in DIGITS.finditer(text):
        digits = "".join(filter(str.isdigit, match[0]))
        enough = PHONE_DIGITS - 2 * match[0].startswith("+")
        known = DATE.match(match[0]) or any(start <= match.start() < end for start, end in found)
        if len(digits) >= enough and not known:
            found.append(match.span())
    return found


def _is_iban(text: str) -> bool:
    """ISO 13616: the first four signs moved to the end, letters as numbers, remainder of 97 is 1."""
    plain = text.replace(" ", "")
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1

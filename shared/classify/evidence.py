"""Positive evidence: what speaks for thanking somebody, and every doubt that speaks against it.

Absence of complaint is no evidence. Each word must be understood: a polite report of a gas leak
holds no bad word either, only words that praise does not need.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.classify.normalise import Kind, Normalised, Token
from shared.classify.vocabulary import BITTER_EMOJI, WARM_EMOJI, Vocabulary
from shared.classify.words_en import ENGLISH
from shared.classify.words_es import SPANISH
from shared.domain.assessment import Reason, Topic

VOCABULARIES = {"en": ENGLISH, "es": SPANISH}
SURE, FAIRLY_SURE, WEAK = 0.92, 0.85, 0.7
UNKNOWN_WORD, NAME, UNKNOWN_IN_QUESTION, NAME_IN_QUESTION = 0.2, 0.04, 0.06, 0.02  # what each takes away
PRAISE_WORDS, QUESTION_WORDS = 30, 22  # longer ones are not simple
ASIDE_WORDS = 4  # a longer sentence beside the question says something of its own
SENTENCE_ENDS = frozenset(".!?…;")
OPENING_WORDS = 3  # a question without a question mark shows within these
NAMES = 2  # more capital words than these are not names
QUESTION_MARKS = frozenset("?¿؟")
QUOTES = frozenset('"“”„«»‟')
TENS = frozenset({"10", "100", "1000"})  # "10/10", "100 %", "1000 gracias"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one rule of evidence came to. `topic` is None where it found nothing to go by."""

    topic: Topic | None
    confidence: float
    reasons: tuple[Reason, ...]


def weigh_praise(normalised: Normalised, language: str) -> Evidence:
    """Praise or thanks and nothing else, and how sure we are."""
    vocabulary = VOCABULARIES[language]
    words = _words(normalised)
    thanks = _listed(words, vocabulary.thanks)
    strong = _listed(words, vocabulary.strong)
    weak = _listed(words, vocabulary.weak)
    warm = [token for token in normalised.tokens if token.kind is Kind.EMOJI and token.word in WARM_EMOJI]
    if not (thanks or strong or weak):
        return Evidence(None, 0.0, ())
    topic = Topic.THANKS if thanks and not (strong and strong[0].start < thanks[0].start) else Topic.PRAISE
    doubts = [
        _doubt("turn", "A 'not', 'but', 'if' or 'still' may turn the praise", _listed(words, vocabulary.turning)),
        _doubt("irony", "May be meant the other way round", _listed(words, vocabulary.doubtful)),
        _doubt("bitter_sign", "A sign that does not go with praise", _bitter(normalised)),
        _doubt("question", "Asks something as well", _marks(normalised, QUESTION_MARKS)),
        _doubt("quotes", "Words in quotation marks may be meant the other way round", _marks(normalised, QUOTES)),
        _doubt("number", "Numbers belong to a report rather than to praise", _numbers(normalised)),
        _doubt("link", "Holds a link or an address", [t for t in normalised.tokens if t.kind is Kind.LINK]),
        _doubt("long", "Too long to be simple praise", words[PRAISE_WORDS:] or words[: normalised.cut]),
        _doubt("disguise", "Letters are disguised", normalised.tokens[:1] if normalised.disguised else ()),
    ]
    found = tuple(doubt for doubt in doubts if doubt)
    known = vocabulary.thanks | vocabulary.strong | vocabulary.weak | vocabulary.plain | vocabulary.mine
    names, unknown = _unknown(words, known)
    ground = WEAK
    if thanks or (strong and (len(words) > 1 or warm or _marks(normalised, frozenset("!")))):
        ground = SURE
    elif len(weak) + len(warm) > 1:
        ground = FAIRLY_SURE
    sureness = ground - UNKNOWN_WORD * len(unknown) - NAME * len(names)
    evidence = (thanks or strong or weak)[0]
    word = "thanks" if topic is Topic.THANKS else "praise"
    reasons = (
        Reason(rule=f"{language}.{word}", says=f"Words of {word}", start=evidence.start, end=evidence.end),
        *found,
        *_not_understood(unknown),
    )
    return Evidence(topic, 0.3 if found else _within(sureness), reasons)


def weigh_question(normalised: Normalised, language: str) -> Evidence:
    """Whether a question that a rule found is simple indeed, and how sure we are."""
    vocabulary = VOCABULARIES[language]
    words = _words(normalised)
    known = vocabulary.thanks | vocabulary.strong | vocabulary.weak | vocabulary.plain | vocabulary.asking
    turning = vocabulary.turning - vocabulary.asking
    doubts = [
        _doubt("turn", "A 'not', 'but' or 'never' makes it more than a simple question", _listed(words, turning)),
        _doubt("irony", "May be meant the other way round", _listed(words, vocabulary.doubtful)),
        _doubt("mine", "Is about the writer's own affairs", _listed(words, vocabulary.mine)),
        _doubt("statement", "Says something beside the question", _find_statement(normalised, vocabulary)),
        _doubt("bitter_sign", "A sign that does not go with a simple question", _bitter(normalised)),
        _doubt("quotes", "Holds words in quotation marks", _marks(normalised, QUOTES)),
        _doubt("link", "Holds a link or an address", [t for t in normalised.tokens if t.kind is Kind.LINK]),
        _doubt("long", "Too long to be a simple question", words[QUESTION_WORDS:] or words[: normalised.cut]),
        _doubt("disguise", "Letters are disguised", normalised.tokens[:1] if normalised.disguised else ()),
    ]
    if not _marks(normalised, QUESTION_MARKS) and not _listed(words[:OPENING_WORDS], vocabulary.opening):
        doubts.append(_doubt("not_asked", "Is hardly a question", words[:1]))
    found = tuple(doubt for doubt in doubts if doubt)
    names, unknown = _unknown(words, known)
    sureness = SURE - UNKNOWN_IN_QUESTION * len(unknown) - NAME_IN_QUESTION * len(names)
    reasons = (*found, *_not_understood(unknown if sureness < FAIRLY_SURE else []))
    return Evidence(Topic.QUESTION_SIMPLE, 0.3 if found else _within(sureness), reasons)


def _words(normalised: Normalised) -> list[Token]:
    return [token for token in normalised.tokens if token.kind is Kind.WORD]


def _listed(words: Sequence[Token], listed: frozenset[str]) -> list[Token]:
    return [token for token in words if any(form in listed for form in token.forms)]


def _unknown(words: Sequence[Token], known: frozenset[str]) -> tuple[list[Token], list[Token]]:
    """Words in no list: those that look like names, and the others."""
    strange = [token for token in words if not any(form in known for form in token.forms)]
    capital = [token for token in strange if token.capital and token is not words[0]]
    names = capital if len(capital) <= NAMES else []
    return names, [token for token in strange if token not in names]


def _find_statement(normalised: Normalised, vocabulary: Vocabulary) -> list[Token]:
    """The first sentence beside the question that is neither short nor kind: it may be what matters."""
    kind = vocabulary.thanks | vocabulary.strong | vocabulary.weak
    sentence: list[Token] = []
    sentences = [sentence]
    for token in normalised.tokens:
        sentence.append(token)
        if token.kind is Kind.MARK and token.word in SENTENCE_ENDS:
            sentence = []
            sentences.append(sentence)
    spoken = [sentence for sentence in sentences if any(token.kind is Kind.WORD for token in sentence)]
    asides = [sentence for sentence in spoken if sentence[-1].word != "?"] if len(spoken) > 1 else []
    for aside in asides:
        words = [token for token in aside if token.kind is Kind.WORD]
        if len(words) > ASIDE_WORDS and not _listed(words, kind):
            return words
    return []


def _bitter(normalised: Normalised) -> list[Token]:
    """Signs that are bitter or mocking, and those that we do not know."""
    signs = [token for token in normalised.tokens if token.kind is Kind.EMOJI]
    return [token for token in signs if token.word in BITTER_EMOJI or token.word not in WARM_EMOJI]


def _marks(normalised: Normalised, marks: frozenset[str]) -> list[Token]:
    return [token for token in normalised.tokens if token.kind is Kind.MARK and token.word in marks]


def _numbers(normalised: Normalised) -> list[Token]:
    return [token for token in normalised.tokens if token.kind is Kind.NUMBER and token.word not in TENS]


def _doubt(name: str, says: str, tokens: Sequence[Token]) -> Reason | None:
    return Reason(rule=f"doubt.{name}", says=says, start=tokens[0].start, end=tokens[0].end) if tokens else None


def _not_understood(unknown: Sequence[Token]) -> tuple[Reason, ...]:
    reason = _doubt("unknown_words", "Holds words that Heed does not know, so a person should read it", unknown)
    return (reason,) if reason else ()


def _within(sureness: float) -> float:
    return round(min(max(sureness, 0.0), 1.0), 2)

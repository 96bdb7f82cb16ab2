"""What speaks against letting a machine thank somebody, however sure the layers are.

Praise with a "but", a bitter sign, a word of complaint or a number is for people, and so is praise in one word. A
question is read by a person in any case, so a "not" or a number in it is no doubt; that it asks for more than anybody
may know is. What may be a word of danger misspelt is a doubt in praise, and so are words run together. The layers doubt
too: where danger is among the likely topics, and where what they take for a question hardly asks.
"""

from collections.abc import Callable, Iterator, Sequence

from shared.classify.judgement import Judgement
from shared.classify.normalise import Kind, Normalised, Token
from shared.classify.slips import Slips
from shared.classify.words import ASKS_FOR_MORE, BITTER_EMOJI, COMPLAINING, HARMLESS, IRONIC, OPENING, TURNING
from shared.domain.assessment import GRAVE_TOPICS, Reason, Topic

BORROWED = COMPLAINING["en"] | COMPLAINING["es"]  # in whatever language the text is: people mix them
NOTHING: frozenset[str] = frozenset()
ASKED = 0.5  # how likely a question without its mark is one
FIRST_WORDS = 1  # among which stands the one that asks
SURE = 0.95  # how sure the layers are of a question whose form raises no doubt any more
ASIDE_WORDS = 5  # a longer sentence beside the question says something of its own
SENTENCE_ENDS = frozenset(".!?…;؟")
QUESTION_MARKS = frozenset("?¿؟")
QUOTES = frozenset('"“”„«»‟>')
ROUND = frozenset({"10", "100", "1000"})  # "10/10", "100 %", "1000 gracias"
RUN_TOGETHER, COMPOUND = (
    16,
    26,
)  # letters; a longer word may be several, as in a hashtag. German and Dutch build long ones
COMPOUNDING = ("de", "nl")
PRAISE_WORDS, QUESTION_WORDS = 45, 30  # longer ones are not simple


def find_complaint(tokens: Sequence[Token], language: str) -> Token | None:
    """The first word that complains."""
    borrowed = BORROWED - HARMLESS.get(language, NOTHING)
    return next(iter(_listed(tokens, borrowed | COMPLAINING.get(language, NOTHING))), None)


def find(
    normalised: Normalised, language: str, judgement: Judgement, slips: Callable[[str], Slips]
) -> tuple[Reason, ...]:
    """Every doubt about a text that the layers take for praise, thanks or a simple question; at its word, if one
    raised it."""
    words = [token for token in normalised.tokens if token.kind is Kind.WORD]
    found = [*_of_all(normalised, words, language)]
    if judgement.topics[0] is not Topic.QUESTION_SIMPLE:
        found += _of_praise(normalised, words, language)
        if judgement.topics[0] is Topic.PRAISE and len(words) == 1:
            found.append(("lone", "Praise in one word may be meant the other way round", words[0]))
        if (slip := slips(language).find(words)) is not None:
            found.append(("slip", "May be a word of danger, misspelt", slip))
    else:
        found += _of_questions(normalised, words, language)
    told = [Reason(rule=f"doubt.{name}", says=says, start=at.start, end=at.end) for name, says, at in found]
    grave = [topic for topic in judgement.topics if topic in GRAVE_TOPICS]
    told += [Reason(rule=f"doubt.{topic}", says=f"May be about {topic.replace('_', ' ')} as well") for topic in grave]
    if _is_hardly_asked(normalised, words, language, judgement):
        told.append(Reason(rule="doubt.not_asked", says="Is hardly a question"))
    return tuple(told)


def _is_hardly_asked(normalised: Normalised, words: Sequence[Token], language: str, judgement: Judgement) -> bool:
    """Taken for a question, without a question mark, a word that begins one, or layers that are sure of it."""
    if judgement.topics[0] is not Topic.QUESTION_SIMPLE or judgement.question >= ASKED or judgement.acknowledge >= SURE:
        return False
    marked = any(token.kind is Kind.MARK and token.word in QUESTION_MARKS for token in normalised.tokens)
    return not marked and not _listed(words[:FIRST_WORDS], OPENING.get(language, NOTHING))


Doubt = tuple[str, str, Token]


def _of_all(normalised: Normalised, words: Sequence[Token], language: str) -> Iterator[Doubt]:
    tokens = normalised.tokens
    for token in _listed(words, IRONIC.get(language, NOTHING))[:1]:
        yield "irony", "May be meant the other way round", token
    for token in [one for one in tokens if one.kind is Kind.EMOJI and one.word in BITTER_EMOJI][:1]:
        yield "bitter_sign", "A sign that does not go with praise", token
    for token in [one for one in tokens if one.kind is Kind.LINK][:1]:
        yield "link", "Holds a link or an address", token
    if normalised.disguised or normalised.cut:
        yield "unreadable", "Letters are disguised, or there is more than can be read", tokens[0]


def _of_praise(normalised: Normalised, words: Sequence[Token], language: str) -> Iterator[Doubt]:
    for token in _listed(words, TURNING.get(language, NOTHING))[:1]:
        yield "turn", "A 'not', 'but', 'if' or 'still' may turn the praise", token
    for name, says, signs in (
        ("question", "Asks something as well", QUESTION_MARKS),
        ("quotes", "Words in quotation marks may be meant the other way round", QUOTES),
    ):
        for token in [one for one in normalised.tokens if one.kind is Kind.MARK and one.word in signs][:1]:
            yield name, says, token
    for token in [one for one in normalised.tokens if one.kind is Kind.NUMBER and one.word not in ROUND][:1]:
        yield "number", "Numbers belong to a report rather than to praise", token
    longest = COMPOUND if language in COMPOUNDING else RUN_TOGETHER
    for token in [one for one in words if len(one.word) >= longest][:1]:
        yield "run_together", "Words run together can hardly be read", token
    for token in words[PRAISE_WORDS : PRAISE_WORDS + 1]:
        yield "long", "Too long to be simple praise", token


def _of_questions(normalised: Normalised, words: Sequence[Token], language: str) -> Iterator[Doubt]:
    for token in _listed(words, ASKS_FOR_MORE.get(language, NOTHING))[:1]:
        yield "more", "Asks for more than anybody may know: about the writer, or for a person", token
    for token in _asides(normalised, TURNING.get(language, NOTHING))[:1]:
        yield "statement", "Says something of its own beside the question", token
    for token in words[QUESTION_WORDS : QUESTION_WORDS + 1]:
        yield "long", "Too long to be a simple question", token


def _asides(normalised: Normalised, turning: frozenset[str]) -> list[Token]:
    """The first words of the sentences beside a question that are no mere greeting: they may be what matters."""
    sentences: list[list[Token]] = [[]]
    for token in normalised.tokens:
        sentences[-1].append(token)
        if token.kind is Kind.MARK and token.word in SENTENCE_ENDS:
            sentences.append([])
    spoken = [one for one in sentences if any(token.kind is Kind.WORD for token in one)]
    beside = [one for one in spoken if one[-1].word not in QUESTION_MARKS] if len(spoken) > 1 else []
    said = [[token for token in one if token.kind is Kind.WORD] for one in beside]
    return [words[0] for words in said if len(words) > ASIDE_WORDS or _listed(words, turning)]


def _listed(words: Sequence[Token], listed: frozenset[str]) -> list[Token]:
    return [token for token in words if any(form in listed for form in token.forms)]

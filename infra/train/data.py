"""The labelled texts that models are trained on. They are read here and never copied into the project."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.classify.normalise import Kind, normalise
from shared.errors import ConfigurationError

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
SEEDS = Path(__file__).parents[2] / "shared" / "classify" / "seeds"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A data set: what we learn from it, by whom it is, and under which licence."""

    name: str
    learnt: str
    by: str
    licence: str


SOURCES = (
    Source(
        "semeval2017_sentiment",
        "sentiment",
        "SemEval-2017 Task 4, S. Rosenthal, N. Farra, P. Nakov",
        "CC BY 3.0",
    ),
    Source("goemotions", "anger and disgust, for abuse", "GoEmotions, D. Demszky et al.", "Apache-2.0"),
    Source("davidson_hate", "abuse", "T. Davidson, D. Warmsley, M. Macy, I. Weber", "MIT"),
    Source("surge_toxicity", "abuse", "Surge AI", "MIT"),
    Source("sms_spam", "spam", "SMS Spam Collection, T. Almeida, J. Gómez Hidalgo (UCI)", "CC BY 4.0"),
    Source("youtube_spam", "spam", "YouTube Spam Collection, T. Alberto, J. Lochter, T. Almeida (UCI)", "CC BY 4.0"),
)


def read(name: str, part: str = "train") -> list[Row]:
    """The rows of one part of a data set. ConfigurationError if the folder of data sets is not there."""
    path = SHARED / name / f"{part}.jsonl.gz"
    if not path.exists():
        raise ConfigurationError(f"No training data at {path}: put the data sets beside the project")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["text"].strip()]


def seeds() -> list[Row]:
    """Our own labelled sentences, each with its `language` and place (`at`) in its file, in a fixed order."""
    return list(_seeds())


def write_words(path: Path) -> None:
    """Every word of our seeds, once: what counts as a real word."""
    tokens = (token for row in _seeds() for token in normalise(row["text"]).tokens)
    path.write_text("\n".join(sorted({token.word for token in tokens if token.kind is Kind.WORD})) + "\n", "utf-8")


def _seeds() -> Iterator[Row]:
    for path in sorted(SEEDS.glob("*.jsonl")):
        for at, line in enumerate(path.read_text("utf-8").splitlines()):
            yield {**json.loads(line), "language": path.stem, "at": at}

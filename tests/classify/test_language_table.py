"""The table that ships is the one that its maker makes."""

import numpy as np
import pytest

from shared.classify.language import LONGEST_GROUP, SERVED, TABLE

languages = pytest.importorskip(
    "infra.train.languages", reason="py3langid is not installed: it is needed to train only"
)


def test_the_same_bytes_come_out_again(tmp_path, monkeypatch):
    again = tmp_path / "languages.npz"
    monkeypatch.setattr(languages, "TABLE", again)
    languages.main()
    assert again.read_bytes() == TABLE.read_bytes()


def test_every_language_that_is_served_has_a_column_and_every_group_a_row():
    with np.load(TABLE) as held:
        assert set(SERVED) <= set(held["languages"].tolist())
        assert held["weights"].shape == (len(held["groups"]), len(held["languages"]))
        assert (np.diff(held["groups"].astype(object)) > 0).all()
        assert int(held["groups"].max()) < 256**LONGEST_GROUP

"""Where a local run keeps its state and listens."""

import pytest

from infra.local import home
from shared.errors import ConfigurationError


def test_by_default_it_is_the_repositorys_heed_folder_and_8750(tmp_path, monkeypatch):
    monkeypatch.setattr(home, "ROOT", tmp_path)
    made = home.read({})
    assert (made.folder, made.port) == (tmp_path / ".heed", 8750)
    assert made.folder.is_dir()
    assert made.url == "http://127.0.0.1:8750"
    assert (made.emulator_port, made.standins_port, made.identity_port) == (8751, 8752, 8753)


def test_both_can_be_moved(tmp_path):
    made = home.read({"HEED_HOME": str(tmp_path / "other"), "HEED_PORT": "9000"})
    assert (made.folder, made.emulator_url) == (tmp_path / "other", "http://127.0.0.1:9001")


@pytest.mark.parametrize("port", ["80", "65533", "99999", "-1", "٨٧٥٠", "8750.5", "x", "123456789"])
def test_a_port_that_cannot_be_names_the_variable(port, tmp_path):
    with pytest.raises(ConfigurationError, match="HEED_PORT"):
        home.read({"HEED_HOME": str(tmp_path), "HEED_PORT": port})


def test_a_folder_that_cannot_be_made_names_the_variable(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="HEED_HOME"):
        home.read({"HEED_HOME": str(tmp_path / "file" / "below")})

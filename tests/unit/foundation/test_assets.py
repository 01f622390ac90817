"""Files that are not code are found in a checkout and in an installed wheel."""

from foundation import assets


def test_a_checkout_has_its_assets_beside_the_program():
    assert assets.asset("seed_data").is_dir()
    assert (assets.asset("..").resolve() / assets.asset().name / "auditmatch.py").is_file()


def test_a_wheel_has_its_assets_inside_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "_PACKAGED", tmp_path)

    assert assets.asset("static", "site.css") == tmp_path / "static" / "site.css"

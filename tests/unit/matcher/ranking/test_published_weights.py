"""The published table and the code name the same weights."""

import re
from pathlib import Path

from matcher.ranking.features import FEATURES

PAGE = Path(__file__).parents[4] / "docs" / "ranking.md"


def test_the_page_lists_every_feature_with_its_weight():
    rows = re.findall(r"^\| `(\w+)` \| (\d\.\d\d) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert [(name, float(weight)) for name, weight in rows] == [(each.name, each.weight) for each in FEATURES]

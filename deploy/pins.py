"""Write the pins of what runs, and of what builds it, out of constraints.txt: `make pins`."""

import re
from pathlib import Path

from packaging.utils import canonicalize_name

from deploy.closure import BUILDS, RUNS, closure

HERE = Path(__file__).parent
HEAD = "# Written by `make pins` out of constraints.txt: what {root} needs to run. A test holds it.\n"
FILES = {"requirements.txt": RUNS, "requirements-build.txt": BUILDS}


def pins(root: str, constraints: str) -> str:
    """Give the parts of constraints.txt, with their hashes, that a requirement needs."""
    names = closure(root)
    blocks = re.findall(r"^\S.*(?:\n[ \t].*)*\n", constraints, re.MULTILINE)
    mine = [block for block in blocks if canonicalize_name(re.split(r"[=\s]", block, maxsplit=1)[0]) in names]
    return HEAD.format(root=root) + "".join(mine)


if __name__ == "__main__":
    constraints = (HERE.parent / "constraints.txt").read_text(encoding="utf-8")
    for file, root in FILES.items():
        (HERE / file).write_text(pins(root, constraints), encoding="utf-8")

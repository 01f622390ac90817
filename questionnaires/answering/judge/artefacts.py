"""The judge on disk: numbers of words in one npz, models in one JSON, with the fingerprint of what they come from."""

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foundation.assets import asset
from foundation.errors import BadInput
from questionnaires.answering.judge.judge import Judge
from questionnaires.answering.judge.logistic import Logistic
from questionnaires.answering.judge.memory import Memory
from questionnaires.answering.judge.polarity import Polarity
from questionnaires.answering.judge.tables import Tables

if TYPE_CHECKING:
    import numpy as np

FORMAT = 1
"""Version of the files' layout; another one is refused with the command that makes them anew."""
_FOLDER = ("seed_data", "models")


def save_judge(judge: Judge, folder: Path, fingerprint: str) -> None:
    """Write `judge.json` and `judge.npz`; the same judge gives the same bytes."""
    import numpy as np

    tables, memory = judge.tables, judge.memory
    told = {
        "format": FORMAT,
        "fingerprint": fingerprint,
        "threshold": round(judge.threshold, 4),
        "pieces": judge.pieces.as_json(),
        "questions": judge.questions.as_json(),
        "polarity": judge.polarity.as_json(),
        "stems": list(tables.stems),
        "lacking": {name: list(counts) for name, counts in tables.lacking.items()},
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "judge.json").write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")
    arrays: dict[str, Any] = {
        "idf": tables.idf.astype(np.float32),
        "rate": tables.rate.astype(np.float32),
        "vectors": tables.vectors.astype(np.float16),
        "topic": memory.topic.astype(np.int16),
        "supported": memory.supported,
    }
    for name, table in (("links", tables.links), ("wordings", memory.wordings), ("subjects", memory.subjects)):
        arrays |= _parts(name, table)
    np.savez_compressed(folder / "judge.npz", **arrays)


def read_judge(folder: Path) -> Judge:
    """Read what `save_judge` wrote; raises `BadInput` naming the file when it is missing or of another layout."""
    import numpy as np

    told = _told(folder / "judge.json")
    with np.load(folder / "judge.npz", allow_pickle=False) as arrays:
        tables = Tables(
            stems=tuple(told["stems"]),
            idf=arrays["idf"].astype(float),
            vectors=arrays["vectors"],
            links=_table("links", arrays),
            rate=arrays["rate"].astype(float),
            lacking={name: (int(a), int(b), int(c)) for name, (a, b, c) in told["lacking"].items()},
        )
        memory = Memory(
            tables=tables,
            wordings=_table("wordings", arrays),
            subjects=_table("subjects", arrays),
            topic=arrays["topic"].astype(int),
            supported=arrays["supported"],
        )
    return Judge(
        tables=tables,
        pieces=Logistic.from_json(told["pieces"]),
        questions=Logistic.from_json(told["questions"]),
        memory=memory,
        polarity=Polarity.from_json(told["polarity"]),
        threshold=float(told["threshold"]),
    )


@lru_cache(maxsize=1)
def shipped_judge() -> Judge:
    """Read the judge that the product ships, once a process and only when something is answered."""
    return read_judge(asset(*_FOLDER))


def shipped_fingerprint() -> str:
    """Give the fingerprint of what the shipped judge was learnt from."""
    return str(_told(asset(*_FOLDER) / "judge.json")["fingerprint"])


def _told(file: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadInput("it is missing or no JSON; `make train` writes it", str(file.name)) from problem
    if told.get("format") != FORMAT:
        raise BadInput(f"expected format {FORMAT}, found {told.get('format')}; `make train` writes it anew", file.name)
    return told


def _parts(name: str, table: Any) -> "dict[str, np.ndarray[Any, Any]]":
    """Take a sparse table apart into plain arrays."""
    import numpy as np

    rows = table.tocsr()
    rows.sort_indices()
    return {
        f"{name}_data": rows.data.astype(np.float16),
        f"{name}_columns": rows.indices.astype(np.int32),
        f"{name}_ends": rows.indptr.astype(np.int32),
        f"{name}_shape": np.array(rows.shape, dtype=np.int32),
    }


def _table(name: str, arrays: Any) -> Any:
    """Put a sparse table together again."""
    from scipy import sparse

    parts = (arrays[f"{name}_data"].astype(float), arrays[f"{name}_columns"], arrays[f"{name}_ends"])
    return sparse.csr_matrix(parts, shape=tuple(arrays[f"{name}_shape"]))

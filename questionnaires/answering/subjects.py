"""Which Trust Services Criteria a question is about, as learnt from the question bank."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foundation.assets import asset
from foundation.errors import BadInput
from questionnaires.answering.judge.pieces import content_stems
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.reading import read

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Subjects:
    """A linear model of criteria over the words and concepts of a text."""

    criteria: tuple[str, ...]
    words: tuple[str, ...]
    """Stems, and concepts behind an at sign, in the order of the arrays below."""
    idf: "NDArray[np.float64]"
    weights: "NDArray[np.float64]"
    """Log-odds by word, shape (words, criteria)."""
    intercepts: "NDArray[np.float64]"

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {word: at for at, word in enumerate(self.words)}

    def log_probabilities(self, texts: Sequence[str], lexicon: Lexicon) -> "NDArray[np.float64]":
        """Give the log of each criterion's probability; shape (texts, criteria)."""
        import numpy as np

        odds = np.array([self._odds(text, lexicon) for text in texts]).reshape(len(texts), len(self.criteria))
        odds -= odds.max(axis=1, keepdims=True)
        logs: NDArray[np.float64] = odds - np.log(np.exp(odds).sum(axis=1, keepdims=True))
        return logs

    def _odds(self, text: str, lexicon: Lexicon) -> Any:
        import numpy as np

        counts = Counter(self._place[word] for word in words_of(text, lexicon) if word in self._place)
        if not counts:
            return self.intercepts
        places = np.fromiter(counts, dtype=int)
        value = (1 + np.log(np.fromiter(counts.values(), dtype=float))) * self.idf[places]
        return value / np.linalg.norm(value) @ self.weights[places] + self.intercepts


def save_subjects(subjects: Subjects, folder: Path, fingerprint: str) -> None:
    """Write `subjects.json` and `subjects.npz`."""
    import numpy as np

    told = {"fingerprint": fingerprint, "criteria": list(subjects.criteria), "words": list(subjects.words)}
    (folder / "subjects.json").write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")
    np.savez_compressed(
        folder / "subjects.npz",
        idf=subjects.idf.astype(np.float32),
        weights=subjects.weights.astype(np.float16),
        intercepts=subjects.intercepts.astype(np.float32),
    )


def read_subjects(folder: Path) -> Subjects:
    """Read what `save_subjects` wrote; raises `BadInput` when it is missing."""
    import numpy as np

    try:
        told = json.loads((folder / "subjects.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadInput("it is missing or no JSON; `make train` writes it", "subjects.json") from problem
    with np.load(folder / "subjects.npz", allow_pickle=False) as arrays:
        return Subjects(
            criteria=tuple(told["criteria"]),
            words=tuple(told["words"]),
            idf=arrays["idf"].astype(float),
            weights=arrays["weights"].astype(float),
            intercepts=arrays["intercepts"].astype(float),
        )


@lru_cache(maxsize=1)
def shipped_subjects() -> Subjects:
    """Read the model that the product ships, once a process."""
    return read_subjects(asset("seed_data", "models"))


def words_of(text: str, lexicon: Lexicon) -> list[str]:
    """Give what a text is recognised by: its content stems, and all concepts that it is evidence of."""
    reading = read(text, lexicon)
    named = lexicon.implied(name for name in reading.names if not name.startswith("word:"))
    return [*content_stems(reading.tokens, lexicon), *sorted(f"@{name}" for name in named)]

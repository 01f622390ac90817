"""The encoder that an installation names: sentence-transformers with a model of its own choice, loaded when wanted."""

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foundation.config import Settings
from foundation.errors import BadInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SETTING = "AUDITMATCH_SEMANTIC_MODEL"
_LIBRARY = "sentence_transformers"


@dataclass(frozen=True, slots=True)
class SentenceEncoder:
    """A model of sentence-transformers by its folder or hub name; nothing is loaded before the first text."""

    name: str

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float64]":
        """Give one vector a text; raises BadInput when the model cannot be loaded."""
        import numpy as np

        vectors = _loaded(self.name).encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        return np.asarray(vectors, dtype=np.float64)


def encoder_from(settings: Settings) -> SentenceEncoder | None:
    """Give the encoder that the settings name, or None; raises BadInput when the extra is not installed."""
    if not settings.semantic_model:
        return None
    if importlib.util.find_spec(_LIBRARY) is None:
        raise BadInput(
            "this needs the extra `semantic`: run `pip install 'auditmatch[semantic]'`, or leave the setting empty",
            where=_SETTING,
        )
    return SentenceEncoder(settings.semantic_model)


@lru_cache(maxsize=1)
def _loaded(name: str) -> Any:
    try:
        return importlib.import_module(_LIBRARY).SentenceTransformer(name)
    except (ImportError, OSError, ValueError, RuntimeError) as wrong:
        raise BadInput(f"no model could be loaded from {name!r}", where=_SETTING) from wrong

"""Which of a buyer's choices (`Daily`, `Weekly`, `AES-256`) the evidence names."""

from collections.abc import Sequence

from questionnaires.answering.decide import Decision
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.reading import read


def choice_for(words: Sequence[str], decision: Decision, lexicon: Lexicon) -> str | None:
    """Give the one choice that the best source bears out, verbatim; None when none or several are."""
    if not decision.rulings:
        return None
    support = decision.rulings[0].support
    reading = support.passage.reading
    measures = (*reading.measures, *support.source.extra_measures)
    said = {(measure.dimension, measure.value) for measure in measures}
    named = lexicon.implied(reading.names)
    fitting = []
    for word in words:
        choice = read(word, lexicon)
        values = {(measure.dimension, measure.value) for measure in choice.measures}
        if (values or choice.names) and values <= said and choice.names <= named:
            fitting.append(word)
    return fitting[0] if len(fitting) == 1 else None

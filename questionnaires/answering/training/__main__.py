"""Learn the shipped artefacts anew: `python -m questionnaires.answering.training`, with `--check` only compare."""

import sys
import tempfile
from pathlib import Path

from foundation.assets import asset
from foundation.criteria import all_criteria
from questionnaires.answering.judge.artefacts import save_judge
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.subjects import save_subjects
from questionnaires.answering.training.acceptance import learn_confidence, practise_all, save_confidence
from questionnaires.answering.training.bank import question_bank
from questionnaires.answering.training.companies import practice_companies, practise_on
from questionnaires.answering.training.compare import differences
from questionnaires.answering.training.fingerprint import fingerprint
from questionnaires.answering.training.learn import learn_judge
from questionnaires.answering.training.samples import sample_of
from questionnaires.answering.training.subjects import learn_subjects


def main(arguments: list[str]) -> int:
    """Learn, and write `seed_data/models` or compare with it; gives the exit status."""
    models = asset("seed_data", "models")
    if arguments != ["--check"]:
        learn(models)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        learn(Path(folder))
        found = differences(Path(folder), models)
    sys.stderr.write("".join(f"{one}\n" for one in found) or "the shipped artefacts are what the data gives\n")
    return 1 if found else 0


def learn(folder: Path) -> None:
    """Learn everything into a folder; says on the error stream how far it is."""
    lexicon, topics, mark = security_lexicon(), question_bank(), fingerprint()
    _say(f"reading {len(topics)} topics")
    samples = [sample_of(topic, lexicon) for topic in topics]
    _say("learning the judge, about a minute")
    judge = learn_judge(samples, lexicon)
    save_judge(judge, folder, mark)
    save_subjects(learn_subjects(topics, all_criteria(), lexicon), folder, mark)
    _say("practising on companies of the bank, about two minutes")
    practice = [list(practise_on(one, judge)) for one in practice_companies(lexicon)]
    save_confidence(*learn_confidence(practise_all(samples, lexicon), practice), folder / "confidence.json", mark)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


sys.exit(main(sys.argv[1:]))

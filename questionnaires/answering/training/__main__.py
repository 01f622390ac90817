"""`python -m questionnaires.answering.training`: learn the shipped artefacts anew from the question bank."""

import sys

from foundation.assets import asset
from foundation.criteria import all_criteria
from questionnaires.answering.judge.artefacts import save_judge
from questionnaires.answering.lexicon import security_lexicon
from questionnaires.answering.subjects import save_subjects
from questionnaires.answering.training.acceptance import learn_confidence, practise_all, save_confidence
from questionnaires.answering.training.bank import question_bank
from questionnaires.answering.training.companies import practice_companies, practise_on
from questionnaires.answering.training.fingerprint import fingerprint
from questionnaires.answering.training.learn import learn_judge
from questionnaires.answering.training.samples import sample_of
from questionnaires.answering.training.subjects import learn_subjects


def main() -> None:
    """Learn and write `seed_data/models`; says on the error stream how far it is."""
    lexicon = security_lexicon()
    topics = question_bank()
    sys.stderr.write(f"reading {len(topics)} topics\n")
    samples = [sample_of(topic, lexicon) for topic in topics]
    sys.stderr.write("learning the judge, about a minute\n")
    models = asset("seed_data", "models")
    save_subjects(learn_subjects(topics, all_criteria(), lexicon), models, fingerprint())
    judge = learn_judge(samples, lexicon)
    save_judge(judge, models, fingerprint())
    sys.stderr.write("practising on companies of the bank, about two minutes\n")
    practice = [list(practise_on(one, judge)) for one in practice_companies(lexicon)]
    learnt = learn_confidence(practise_all(samples, lexicon), practice)
    save_confidence(*learnt, models / "confidence.json", fingerprint())


main()

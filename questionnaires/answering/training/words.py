"""Learns about words from topics: rarity, latent meaning, what stands for what, and what evidence often lacks."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any

from questionnaires.answering.judge.memory import Memory
from questionnaires.answering.judge.tables import Tables
from questionnaires.answering.training.bank import Relation
from questionnaires.answering.training.samples import TopicSample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSIONS = 100
ROUNDS = 5
"""Rounds of expectation and maximisation in which a stem finds the stems that it stands for."""
LEAST_LINK = 1e-3
"""Links below are forgotten: they are noise, and most of the table."""
_REFERENCE_WEIGHT = 2


def learn_tables(topics: Sequence[TopicSample]) -> Tables:
    """Learn the tables from topics."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    said = [
        (list(one.stems), [x for a in topic.asked if a.supported for x in a.stems])
        for topic in topics
        for one in topic.evidence
    ]
    vectoriser: Any = TfidfVectorizer(analyzer=_as_it_is, sublinear_tf=True)
    vectoriser.fit([text for pair in said for text in pair])
    about = [[*_said(topic) * _REFERENCE_WEIGHT, *_supported(topic)] for topic in topics]
    rows = vectoriser.transform(about)
    svd = TruncatedSVD(min(DIMENSIONS, len(topics) - 1), random_state=0).fit(rows)
    stems = tuple(str(one) for one in vectoriser.get_feature_names_out())
    place = {stem: at for at, stem in enumerate(stems)}
    pairs = list(_pairs(topics, place))
    return Tables(
        stems=stems,
        idf=np.asarray(vectoriser.idf_, dtype=float),
        vectors=normalize(svd.components_.T),
        links=_links(pairs, len(stems)),
        rate=_rate(pairs, len(stems)),
        lacking=_lacking(topics),
    )


def learn_memory(topics: Sequence[TopicSample], tables: Tables) -> Memory:
    """Remember topics and their wordings."""
    import numpy as np

    empty = Memory(tables, None, None, np.zeros(0, dtype=int), np.zeros(0, dtype=bool))
    asked = [(at, one) for at, topic in enumerate(topics) for one in topic.asked]
    return Memory(
        tables=tables,
        wordings=empty.weigh([one.stems for _, one in asked]),
        subjects=empty.weigh([_said(topic) for topic in topics]),
        topic=np.array([at for at, _ in asked], dtype=int),
        supported=np.array([one.supported for _, one in asked], dtype=bool),
    )


def _as_it_is(stems: list[str]) -> list[str]:
    return stems


def _said(topic: TopicSample) -> list[str]:
    """Give the stems of what all companies say on a topic."""
    return [stem for one in topic.evidence for stem in one.stems]


def _supported(topic: TopicSample) -> list[str]:
    """Give the stems of the questions that the reference control supports."""
    return [stem for one in topic.asked if one.supported for stem in one.stems]


def _pairs(topics: Sequence[TopicSample], place: dict[str, int]) -> "list[tuple[list[int], list[int]]]":
    """Pair texts that say the same: what is asked and what bears it out, and one company's control and another's."""
    pairs = []
    for topic in topics:
        reference = sorted(topic.evidence[0].distinct)
        for one in topic.asked:
            if one.wording.relation is Relation.SUPPORTS:
                pairs.append((list(one.stems), reference))
            elif one.wording.relation in (Relation.SILENT, Relation.PARTLY):
                there = [
                    s for piece, lacks in zip(one.pieces, one.missing, strict=True) if not lacks for s in piece.stems
                ]
                pairs.append((there, reference))
        pairs += [(list(a.stems), sorted(b.distinct)) for a, b in permutations(topic.evidence, 2)]
    known = ([[place[s] for s in side if s in place] for side in pair] for pair in pairs)
    return [(asked, evidence) for asked, evidence in known if asked]


def _links(pairs: "Sequence[tuple[list[int], list[int]]]", size: int) -> Any:
    """Learn what stands for what by IBM model 1; sparse (stems, stems + 1), the last column for no stem at all."""
    import numpy as np
    from scipy import sparse

    asked, said, group = _aligned(pairs, size)
    key, where = np.unique(asked * (size + 1) + said, return_inverse=True)
    likely = np.ones(len(key))
    for _ in range(ROUNDS):
        weight = likely[where]
        weight = weight / np.bincount(group, weight)[group]
        count = np.bincount(where, weight)
        likely = count / np.bincount(key % (size + 1), count, minlength=size + 1)[key % (size + 1)]
    kept = likely >= LEAST_LINK
    return sparse.csr_matrix((likely[kept], (key[kept] // (size + 1), key[kept] % (size + 1))), shape=(size, size + 1))


def _aligned(pairs: "Sequence[tuple[list[int], list[int]]]", size: int) -> "tuple[NDArray[np.int_], ...]":
    """List every asked stem beside every stem it may stand for, and beside none; with the number of its group."""
    import numpy as np

    asked, said, group = [], [], []
    number = 0
    for question, evidence in pairs:
        for stem in question:
            asked += [stem] * (len(evidence) + 1)
            said += [*evidence, size]
            group += [number] * (len(evidence) + 1)
            number += 1
    return np.array(asked), np.array(said), np.array(group)


def _rate(pairs: "Sequence[tuple[list[int], list[int]]]", size: int) -> "NDArray[np.float64]":
    import numpy as np

    counts = np.bincount([stem for question, _ in pairs for stem in question], minlength=size)
    share: NDArray[np.float64] = counts / max(counts.sum(), 1)
    return share


def _lacking(topics: Sequence[TopicSample]) -> dict[str, tuple[int, int, int]]:
    """Count for each piece how often it was uncovered: harmless, missing, and in how many topics."""
    harmless: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    seen: defaultdict[str, set[int]] = defaultdict(set)
    for number, topic in enumerate(topics):
        for one in topic.asked:
            if one.wording.relation is Relation.CONTRADICTS:
                continue
            for piece, lacks in zip(one.pieces, one.missing, strict=True):
                if not topic.evidence[0].covers(piece):
                    (missing if lacks else harmless)[piece.name] += 1
                    seen[piece.name].add(number)
    return {name: (harmless[name], missing[name], len(seen[name])) for name in sorted(seen)}

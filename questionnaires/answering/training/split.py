"""Parts the bank into what is learnt from and what is tested on: by topic, and by the writer's voice."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from questionnaires.answering.training.bank import Topic

TEST_SHARE = 5
"""One topic of so many is kept for the test."""
TEST_STYLES = frozenset({"lawyer", "non_native"})
"""Voices whose wordings are never learnt from, also of topics that are."""


@dataclass(frozen=True, slots=True)
class Split:
    """Topics to learn from, topics kept whole for the test, and the learnt topics in voices never learnt from."""

    train: tuple[Topic, ...]
    test_topics: tuple[Topic, ...]
    test_styles: tuple[Topic, ...]


def split(topics: Sequence[Topic]) -> Split:
    """Part the bank; a topic's place depends on its name alone, so that new topics move no old one."""
    kept = [topic for topic in topics if not is_test(topic.name)]
    return Split(
        train=tuple(_in_voices(topic, strange=False) for topic in kept),
        test_topics=tuple(topic for topic in topics if is_test(topic.name)),
        test_styles=tuple(one for topic in kept if (one := _in_voices(topic, strange=True)).wordings),
    )


def is_test(name: str) -> bool:
    """Tell whether a topic is kept for the test."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % TEST_SHARE == 0


def _in_voices(topic: Topic, *, strange: bool) -> Topic:
    wordings = tuple(one for one in topic.wordings if (one.style in TEST_STYLES) is strange)
    return replace(topic, wordings=wordings)

"""What learnt artefacts come from, as one hash over question bank, lexicon and practice questionnaires."""

import hashlib

from foundation.assets import asset


def fingerprint() -> str:
    """Give the SHA-256 over names and contents of the files that are learnt from, line ends made one."""
    digest = hashlib.sha256()
    questions, practice = asset("seed_data", "questions"), asset("seed_data", "practice")
    for file in (*sorted(questions.glob("*.jsonl")), asset("seed_data", "lexicon.json"), *sorted(practice.glob("*/*"))):
        digest.update(file.name.encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()

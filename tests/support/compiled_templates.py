"""Templates that a test process compiles once, whichever application asks for them."""

from jinja2.bccache import Bucket, BytecodeCache

from foundation.web.application import Application


class CompiledTemplates(BytecodeCache):
    """What this process compiled, by name; Jinja compares the text by its checksum."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of a template."""
        if found := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


def keep_compiled_templates() -> None:
    """Have every application that is made from here on share them."""
    Application.jinja_options = {**Application.jinja_options, "bytecode_cache": CompiledTemplates()}

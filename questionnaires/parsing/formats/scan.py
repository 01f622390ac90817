"""XML from strangers, read as a stream: no document type, no entity, no external part is ever followed."""

from xml.parsers import expat

from questionnaires.parsing.errors import UnreadableQuestionnaire

_ENCODING = "its XML is in an encoding that office files do not use; save it again in the office program"


class Scan:
    """Walks one XML part; a subclass keeps what it needs from `begin`, `finish` and `characters`.

    Expat and not a tree: a sheet may claim a million empty rows, and only what holds a value is kept.
    """

    def __init__(self, part: str) -> None:
        self.part = part
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.finish
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens; `name` may carry a prefix."""

    def finish(self, name: str) -> None:
        """An element closes."""

    def characters(self, data: str) -> None:
        """Text between tags."""

    def run(self, content: bytes) -> None:
        """Read the whole part; raises `UnreadableQuestionnaire` for XML that is damaged or declares entities."""
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as broken:
            raise UnreadableQuestionnaire(
                f"its XML is damaged at line {broken.lineno}, column {broken.offset + 1}", self.part
            ) from broken
        except (LookupError, UnicodeError) as broken:  # the codec that the part itself names
            raise UnreadableQuestionnaire(_ENCODING, self.part) from broken
        except ValueError as broken:
            if "encoding" not in str(broken):
                raise  # of a handler of ours, not of the parser
            raise UnreadableQuestionnaire(_ENCODING, self.part) from broken
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Cut the circle between parser and handlers, so that memory is free at once."""
        self.parser.StartElementHandler = None
        self.parser.EndElementHandler = None
        self.parser.CharacterDataHandler = None
        self.parser.StartDoctypeDeclHandler = None

    def _refuse_doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        del name, system, public, internal
        raise UnreadableQuestionnaire("it declares a document type, which no office file needs and may hurt", self.part)


def local(name: str) -> str:
    """Drop a tag's prefix: `x:row` is `row`."""
    return name.rpartition(":")[2]

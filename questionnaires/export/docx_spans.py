"""Replaces elements of a document part by byte spans, so that all bytes outside them stay."""

from collections.abc import Callable, Collection, Mapping

from lxml import etree

from questionnaires.export.cell_spans import tag_end
from questionnaires.parsing.formats.scan import Scan

_UTF8 = ("UTF-8", "US-ASCII", "ASCII")


class _ElementScan(Scan):
    """Notes the bytes [start, end) of some elements, named by their place in document order from 0."""

    def __init__(self, part: str, content: bytes, wanted: Collection[int]) -> None:
        super().__init__(part)
        self.spans: dict[int, tuple[int, int]] = {}
        self._content = content
        self._wanted = wanted
        self._count = 0
        self._open: list[tuple[int, int]] = []

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        del name, attributes
        self._open.append((self._count, self.parser.CurrentByteIndex if self._count in self._wanted else -1))
        self._count += 1

    def finish(self, name: str) -> None:
        del name
        number, start = self._open.pop()
        if start < 0:
            return
        end = tag_end(self._content, start)
        if self._content[end - 2 : end] != b"/>":
            end = self._content.index(b">", self.parser.CurrentByteIndex) + 1
        self.spans[number] = (start, end)


def splice(
    content: bytes,
    document: etree._Element,
    *,
    written: Collection[etree._Element],
    behind: Collection[etree._Element],
    deed: Callable[[], Mapping[etree._Element, etree._Element]],
    part: str,
) -> bytes:
    """Do a deed to the tree and give the part's bytes with only the written elements replaced.

    Parameters
    ----------
    document : the tree of `content`, not yet changed; comments and entities in it keep its element order.
    written : elements that the deed changes inside; what lies in another written one goes with that.
    behind : elements that a new one is put behind.
    deed : changes the tree, and gives the new elements by those that they stand behind.

    A part that is not UTF-8 is written as a whole: its byte places cannot be told apart safely.
    """
    changed = dict.fromkeys(written)
    units = [node for node in changed if not any(above in changed for above in node.iterancestors())]
    wanted = {*units, *behind}
    numbers = {node: number for number, node in enumerate(document.iter("*")) if node in wanted}
    scan = _ElementScan(part, content, frozenset(numbers.values()))
    scan.run(content)
    fresh = deed()
    if (document.getroottree().docinfo.encoding or "UTF-8").upper() not in _UTF8:
        for node, new in fresh.items():
            node.addnext(new)
        whole: bytes = etree.tostring(document.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
        return whole
    edits = [(*scan.spans[numbers[node]], _bytes(node, node.getparent())) for node in units]
    for node, new in fresh.items():
        end = scan.spans[numbers[node]][1]
        edits.append((end, end, _bytes(new, node.getparent())))
    return _replaced(content, sorted(edits))


def _replaced(content: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    pieces: list[bytes] = []
    position = 0
    for start, end, new in edits:
        if start < position:
            continue  # it lies in what was already written
        pieces += [content[position:start], new]
        position = end
    return b"".join((*pieces, content[position:]))


def _bytes(node: etree._Element, parent: etree._Element | None) -> bytes:
    """Write an element without the namespaces that hold around it anyway."""
    text = etree.tostring(node, encoding="unicode", with_tail=False)
    head, mark, rest = text.partition(">")
    for prefix, address in (parent.nsmap if parent is not None else {}).items():
        name = f"xmlns:{prefix}" if prefix else "xmlns"
        head = head.replace(f' {name}="{address}"', "", 1)
    return f"{head}{mark}{rest}".encode()

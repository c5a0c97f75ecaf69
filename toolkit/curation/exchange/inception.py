"""INCEpTION: UIMA CAS as XMI with its type system, a file for each article; offsets count UTF-16 units."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from toolkit.curation.exchange.annotation_spans import AnnotatedText, annotated
from toolkit.curation.exchange.cut_tokens import cut_tokens
from toolkit.storage.safe_paths import join_name

_NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_QUOTE = "webanno.custom.Quote"
_FEATURES = {_NAMED_ENTITY: ("value", "identifier"), _QUOTE: ("kind", "speaker")}
_SEGMENTS = ("Sentence", "Token")
_SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
_SPACES = {
    "xmi": "http://www.omg.org/XMI",
    "cas": "http:///uima/cas.ecore",
    "segmentation": f"http:///{_SEGMENTATION.replace('.', '/')}.ecore",
    "ner": "http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore",
    "custom": "http:///webanno/custom.ecore",
}


def write_inception(rows: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Write TypeSystem.xml and an XMI file for each article into a folder.

    Characters that XML cannot hold become U+FFFD, so that offsets stay.
    """
    folder.mkdir(parents=True)
    (folder / "TypeSystem.xml").write_text(type_system(), encoding="utf-8")
    for row in rows:
        text = annotated(row)
        path = join_name(folder, f"{text.article}.xmi", "the release")
        path.write_text("".join(_xmi(text)), encoding="utf-8")


def type_system() -> str:
    """Return the description of the types that the files hold."""
    described = [_described(f"{_SEGMENTATION}.{name}", ()) for name in _SEGMENTS]
    described += [_described(name, features) for name, features in _FEATURES.items()]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n'
        f"<types>\n{''.join(described)}</types>\n</typeSystemDescription>\n"
    )


def _described(name: str, features: Iterable[str]) -> str:
    listed = "".join(
        f"<featureDescription><name>{feature}</name><description/><rangeTypeName>uima.cas.String</rangeTypeName>"
        "</featureDescription>"
        for feature in features
    )
    return (
        f"<typeDescription><name>{name}</name><description/><supertypeName>uima.tcas.Annotation</supertypeName>"
        f"<features>{listed}</features></typeDescription>\n"
    )


def _xmi(text: AnnotatedText) -> Iterator[str]:
    """Yield the XML; annotation numbers begin at 2, since 1 is the text (the Sofa)."""
    unit = _units(text.body)
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI {spaces} xmi:version="2.0">\n<cas:NULL xmi:id="0"/>\n'
    number = 1
    for number, (element, start, end, features) in enumerate(_annotations(text), start=2):
        values = "".join(f" {name}={_attribute(value)}" for name, value in features.items() if value is not None)
        yield f'<{element} xmi:id="{number}" sofa="1" begin="{unit(start)}" end="{unit(end)}"{values}/>\n'
    members = " ".join(map(str, range(2, number + 1)))
    yield (
        '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" '
        f'sofaString={_attribute(text.body)}/>\n<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'
    )


def _annotations(text: AnnotatedText) -> Iterator[tuple[str, int, int, Mapping[str, str | None]]]:
    for sentence in cut_tokens(text.body, ()):
        yield "segmentation:Sentence", sentence[0].start, sentence[-1].end, {}
        for token in sentence:
            yield "segmentation:Token", token.start, token.end, {}
    for entity in text.entities or ():
        yield "ner:NamedEntity", entity.start, entity.end, {"value": entity.type, "identifier": entity.name}
    for quote in text.quotes or ():
        for start, end in quote.parts:
            yield "custom:Quote", start, end, {"kind": quote.kind, "speaker": quote.speaker}


def _units(body: str) -> Any:
    """Return a function from code points to UTF-16 units."""
    wide = [index for index, character in enumerate(body) if character > "\uffff"]
    return lambda offset: offset + bisect_left(wide, offset)


def _attribute(value: str) -> str:
    allowed = "".join(character if _is_xml(character) else "\ufffd" for character in value)
    return quoteattr(allowed, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _is_xml(character: str) -> bool:
    return (
        character in "\t\n\r"
        or "\x20" <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character > "\uffff"
    )

"""What one would write instead of this toolkit: articles from text files into a dataset, with the usual libraries.

    python benchmarks/peer_script.py RAW OUT

spaCy tokenises, tags, parses and names entities; quotations are found by marks and the nearest speaker before or after
a reporting verb, as textacy does; dateparser reads the dateline; datasketch finds near-duplicates; `datasets` writes
Parquet. The pipeline has the architecture and sizes of en_core_web_sm with random weights, since speed does not depend
on them: a shared tok2vec (width 96, depth 4) for tagger and parser, and one more for the entities. What it finds is
nonsense; how long it takes is not.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import datasets
import dateparser
import spacy
from datasketch import MinHash, MinHashLSH
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

_QUOTATION = re.compile(r"[“\"]([^“”\"]{2,2000})[”\"]")
_DATELINE = re.compile(r"^[A-Z][A-Z .'-]+, ([A-Z][a-z]+ \d{1,2}, \d{4})", re.MULTILINE)
_REPORTING = {"said", "says", "told", "added", "explained", "warned", "insisted", "called", "announced"}
_DEPENDENCIES = """
    ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj dative dep
    det dobj expl mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj
    predet prep prt punct quantmod relcl xcomp
"""
_ENTITIES = """
    CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME
    WORK_OF_ART
"""


def main() -> None:
    """Read the arguments and build the dataset."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    rows = list(articles(arguments.raw, pipeline()))
    groups = near_duplicates([row["body"] for row in rows])
    for row, group in zip(rows, groups, strict=True):
        row["group"] = group
    arguments.out.mkdir(parents=True, exist_ok=True)
    datasets.Dataset.from_list(rows).to_parquet(str(arguments.out / "articles.parquet"))


def pipeline() -> Language:
    """Make a pipeline of the size of en_core_web_sm."""
    nlp = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    nlp.add_pipe("tok2vec")
    tagger = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    transitions = {"@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "hidden_width": 64}
    settings = {
        "model": {**transitions, "state_type": "parser", "maxout_pieces": 2, "use_upper": True, "tok2vec": listener}
    }
    parser = nlp.add_pipe("parser", config=settings)
    recogniser = nlp.add_pipe("ner")
    for pipe, labels in (
        (tagger, [f"T{number}" for number in range(50)]),
        (parser, _DEPENDENCIES),
        (recogniser, _ENTITIES),
    ):
        for label in labels:
            pipe.add_label(label)
    doc = Doc(
        nlp.vocab, words=["Ferries", "ran"], tags=["T1", "T2"], heads=[1, 1], deps=["nsubj", "ROOT"], ents=["O", "O"]
    )
    nlp.initialize(lambda: [Example(nlp.make_doc("Ferries ran"), doc)])
    return nlp


def articles(raw: Path, nlp: Language) -> Iterator[dict[str, object]]:
    """Read, parse and annotate every text file."""
    paths = sorted(raw.rglob("*.txt"))
    texts = (path.read_text(encoding="utf-8") for path in paths)
    for path, doc in zip(paths, nlp.pipe(texts, batch_size=32), strict=True):
        headline, _, body = doc.text.partition("\n\n")
        match = _DATELINE.search(body)
        date = dateparser.parse(match[1]) if match else None
        yield {
            "path": str(path.relative_to(raw)),
            "headline": headline,
            "body": body,
            "date": date.date().isoformat() if date else None,
            "quotes": list(quotations(doc)),
            "entities": [{"text": item.text, "start": item.start_char, "type": item.label_} for item in doc.ents],
        }


def quotations(doc: Doc) -> Iterator[dict[str, object]]:
    """Find quotations by their marks, and as speaker the name that is nearest to a reporting verb beside them."""
    for match in _QUOTATION.finditer(doc.text):
        span = doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
        if span is None:
            continue
        window = doc[max(0, span.start - 20) : min(len(doc), span.end + 20)]
        cues = [token for token in window if token.lower_ in _REPORTING]
        names = [token for token in window if token.text.istitle() and not span.start <= token.i < span.end]
        pairs = [(abs(cue.i - name.i), name.text) for cue in cues for name in names]
        subjects = [child.text for cue in cues for child in cue.children if child.dep_ == "nsubj"]
        speaker = subjects[0] if subjects else min(pairs)[1] if pairs else None
        yield {"text": match[1], "start": match.start(1), "speaker": speaker}


def near_duplicates(bodies: list[str]) -> list[int]:
    """Give every text the number of the first one that it resembles."""
    index = MinHashLSH(threshold=0.5, num_perm=128)
    groups = []
    for number, body in enumerate(bodies):
        words = body.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[location : location + 4]).encode() for location in range(len(words) - 3)])
        similar = index.query(sketch)
        groups.append(min([number, *(groups[int(item)] for item in similar)]))
        index.insert(str(number), sketch)
    return groups


if __name__ == "__main__":
    main()

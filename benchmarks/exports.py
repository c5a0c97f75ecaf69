"""Measures how fast exports of each family are read and normalised, beside the same articles as plain text files.

    python -m benchmarks.exports [--articles 200] [--write FOLDER]

`--write` keeps the generated files. The articles are invented.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit.contract.records import Document
from toolkit.normalisation import normalise_documents
from toolkit.read import ReadOptions, discover, read
from toolkit.read.input_file import Source

_NOUNS = (
    *("tram", "harbour", "library", "orchard", "bakery", "museum"),
    *("ferry", "school", "bridge", "market", "garden", "theatre"),
)
_VERBS = ("opens", "closes", "moves", "grows", "repairs", "lends", "paints", "counts", "adopts", "finds", "builds")
_TOWNS = ("Ravensholm", "Pellworth", "Ostermark", "Quillby", "Harrowmere")
_PEOPLE = ("Tilda Moss", "Ivo Brandt", "Orla Finch", "Edda Kroll", "Jonas Vale")


class Story(NamedTuple):
    """One invented article."""

    headline: str
    author: str
    outlet: str
    day: int
    """Day of June 2019."""
    paragraphs: tuple[str, ...]


def stories(number: int, seed: int = 7) -> list[Story]:
    """Return invented articles, the same for the same seed."""
    chance = random.Random(seed)
    return [_story(chance) for _ in range(number)]


def nexis(articles: Sequence[Story]) -> str:
    """Return an export of Nexis."""
    form = (
        "{indent}{n} of {total} DOCUMENTS\n\n\n{indent}{outlet}\n\n{indent}June {day}, 2019\n\n{headline}\n\n"
        "BYLINE: By {author}\n\nSECTION: CITY; Pg. 4\n\nLENGTH: 200 words\n\n{body}\n\nLOAD-DATE: June {day}, 2019\n\n"
        "LANGUAGE: ENGLISH\n\n{indent}Copyright 2019 {outlet}\n\n\n\n"
    )
    return _written(form, articles)


def nexis_uni(articles: Sequence[Story]) -> str:
    """Return an export of Nexis Uni."""
    form = (
        "{headline}\n{outlet}\nJune {day}, 2019\n\nSection: CITY\nLength: 200 words\nByline: {author}\n\nBody\n\n{body}"
        "\n\nLoad-Date: June {day}, 2019\n\nEnd of Document\n\n"
    )
    return _written(form, articles)


def factiva(articles: Sequence[Story]) -> str:
    """Return a plain export of Factiva."""
    form = (
        "{headline}\nBy {author}\n200 words\n{day} June 2019\n{outlet}\nRAVCOU\nEnglish\nCopyright 2019 {outlet}\n\n"
        "{body}\n\nDocument RAVCOU0020190603ef63{n:05}\n\n"
    )
    return _written(form, articles)


def factiva_codes(articles: Sequence[Story]) -> str:
    """Return an export of Factiva with field codes."""
    form = (
        "HD  {headline}\nBY  By {author}\nWC  200 words\nPD  {day} June 2019\nSN  {outlet}\nLA  English\n\nLP\n{body}"
        "\n\nAN  Document RAVCOU0020190603ef63{n:05}\n\n"
    )
    return _written(form, articles)


def proquest(articles: Sequence[Story]) -> str:
    """Return an export of ProQuest."""
    form = (
        "{rule}\n\nDocument {n} of {total}\n\n{headline}\n\nAuthor: {author}\n\nFull text: {body}\n\n"
        "Publication title: {outlet}; Town\n\nPublication date: Jun {day}, 2019\n\nProQuest document ID: {n}\n\n"
    )
    return _written(form, articles)


def ebsco(articles: Sequence[Story]) -> str:
    """Return an export of EBSCO."""
    form = (
        "Record: {n}\nTitle: {headline}\nAuthors: {author}\nSource: {outlet}. 6/{day}/2019, p4.\nAccession Number: {n}"
        "\nDatabase: Newspaper Source\n\n{body}\n\nCopyright of {outlet} is the property of its owner.\n\n"
    )
    return _written(form, articles)


def newsbank(articles: Sequence[Story]) -> str:
    """Return an export of NewsBank."""
    form = "{headline}\n{outlet} - June {day}, 2019\nAuthor/Byline: {author}\n\n{body}\n\nRecord Number: {n}\n\n"
    return _written(form, articles)


def europresse(articles: Sequence[Story]) -> str:
    """Return an export of Europresse."""
    form = "{outlet}\nCulture, lundi {day} juin 2019\n\n{headline}\n\n{author}\n\n{body}\n\nnews·20190603·RAV·{n}\n\n"
    return _written(form, articles)


def pressreader(articles: Sequence[Story]) -> str:
    """Return an export of PressReader."""
    form = "Article Name: {headline}\nPublication: {outlet}\nDate: {day} Jun 2019\nAuthor: By {author}\n\n{body}\n\n"
    return _written(form, articles)


def wiso(articles: Sequence[Story]) -> str:
    """Return an export of WiSo."""
    form = (
        "{headline}\n\nVon {author}\n\n{body}\n\nQuelle: {outlet} vom {day:02}.06.2019, S. 4\nDokumentnummer: {n}\n"
        "© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH\n\n"
    )
    return _written(form, articles)


def reuters_sgml(articles: Sequence[Story]) -> str:
    """Return a file in the form of Reuters-21578."""
    form = (
        '<REUTERS NEWID="{n}">\n<DATE>{day}-JUN-1987 10:00:00.00</DATE>\n<TEXT>\n<TITLE>{headline}</TITLE>\n'
        "<AUTHOR>    By {author}, Reuters</AUTHOR>\n<BODY>{body}\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n"
    )
    return _written(form, articles)


def dpa(articles: Sequence[Story]) -> str:
    """Return dispatches with headers of IPTC 7901."""
    form = (
        "bdt{n:04} 4 vm 180 dpa {n:04}\n\nTiere/Verkehr/\n{headline} =\nVon {author}, dpa =\n\nTown (dpa) - {body}\n"
        "dpa tm yydd n1 kro\n{day:02}1500 Jun 19\n"
    )
    return _written(form, articles)


def ris(articles: Sequence[Story]) -> str:
    """Return records of RIS."""
    form = (
        "TY  - NEWS\nAU  - {author}\nTI  - {headline}\nJF  - {outlet}\nDA  - 2019/06/{day}/\n"
        "N1  - Full text - {body}\nER  -\n\n"
    )
    return _written(form, articles)


def ap_wire(articles: Sequence[Story]) -> str:
    """Return copy of AP with lines that begin with `^`."""
    form = (
        "a{n:04}----\nr w AP-City,0240\n^{headline}<\n^By {author}=\n^Associated Press Writer=\n\tTOWN (AP) _ {body}\n"
        "AP-NY-06-{day}-99 1210EST<\n"
    )
    return _written(form, articles)


def xinhua(articles: Sequence[Story]) -> str:
    """Return copy of Xinhua."""
    form = "{headline}\n\nSource: Xinhua 2019-06-{day} 10:15:11\n\nTOWN, June {day} (Xinhua) -- {body} Enditem\n\n"
    return _written(form, articles)


def pipermail(articles: Sequence[Story]) -> str:
    """Return the archive of a mailing list."""
    form = (
        "From liv at post.example  Thu Jun {day} 10:00:00 2019\nFrom: liv at post.example\n"
        "Date: {day} Jun 2019 10:00:00 +0000\nSubject: [city] {headline}\nMessage-ID: <{n}@post.example>\n\n{body}\n\n"
    )
    return _written(form, articles)


def digest(articles: Sequence[Story]) -> str:
    """Return a digest mail of stories between rules."""
    form = "{headline}\n{outlet}\nBy {author}\nJune {day}, 2019\n\n{body}\n\n" + "-" * 70 + "\n\n"
    return "From: liv@post.example\nSubject: Digest\nDate: 30 Jun 2019 10:00:00 +0000\n\n" + _written(form, articles)


def trafilatura_table(articles: Sequence[Story]) -> str:
    """Return a table of trafilatura's columns, of which each row is an article."""
    form = "https://post.example/{n}\t{n}\tff\tpost.example\t{headline}\t\t2019-06-{day}\t{body}\t\t\t\n"
    return _written(form, articles, divider=" ")


def page_of_articles(articles: Sequence[Story]) -> str:
    """Return a page of `article` elements."""
    form = "<article><h2>{headline}</h2><p>By {author}</p><time>June {day}, 2019</time><p>{body}</p></article>\n"
    return f"<html><body>{_written(form, articles, divider='</p><p>')}</body></html>"


def page_of_stories(articles: Sequence[Story]) -> str:
    """Return a page of stories below headings."""
    form = "<h2>{headline}</h2><p>{outlet}, June {day}, 2019</p><p>By {author}</p><p>{body}</p><hr>\n"
    return f"<html><body>{_written(form, articles, divider='</p><p>')}</body></html>"


def factiva_xml(articles: Sequence[Story]) -> str:
    """Return articles of Factiva in XML."""
    form = (
        '<article><headline fid="HD"><paragraph>{headline}</paragraph></headline><byline fid="BY">By {author}</byline>'
        '<publicationDate fid="PD"><date>2019-06-{day}</date></publicationDate>'
        '<sourceName fid="SN">{outlet}</sourceName>'
        '<tailParagraphs fid="TD"><paragraph>{body}</paragraph></tailParagraphs></article>\n'
    )
    return f"<response>{_written(form, articles, divider='</paragraph><paragraph>')}</response>"


def newsml(articles: Sequence[Story]) -> str:
    """Return items of NewsML 1.2."""
    form = (
        "<NewsItem><NewsManagement><FirstCreated>201906{day}T100000Z</FirstCreated></NewsManagement><NewsComponent>"
        "<NewsLines><HeadLine>{headline}</HeadLine><ByLine>By {author}</ByLine></NewsLines><ContentItem><DataContent>"
        "<p>{body}</p></DataContent></ContentItem></NewsComponent></NewsItem>\n"
    )
    return f'<NewsML Version="1.2">{_written(form, articles, divider="</p><p>")}</NewsML>'


def rcv1(articles: Sequence[Story]) -> str:
    """Return items of RCV1 below one root."""
    form = (
        '<newsitem itemid="{n}" date="1997-06-{day}" xml:lang="en"><title>TOWN: {headline}</title><headline>{headline}'
        "</headline><byline>{author}</byline><dateline>TOWN 1997-06-{day}</dateline><text><p>{body}</p></text>"
        '<metadata><codes class="bip:topics:1.0"><code code="GCAT"/></codes><dc element="dc.date.published" '
        'value="1997-06-{day}"/><dc element="dc.source" value="Reuters"/></metadata></newsitem>\n'
    )
    return f"<newsitems>{_written(form, articles, divider='</p><p>')}</newsitems>"


def nitf(articles: Sequence[Story]) -> str:
    """Return items of NewsML-G2 that hold NITF, as agencies send it."""
    form = (
        "<newsItem><contentMeta><headline>{headline}</headline></contentMeta><contentSet><inlineXML><nitf><head>"
        '<docdata><date.issue norm="201906{day}"/></docdata><pubdata name="{outlet}" date.publication="201906{day}"/>'
        "</head><body><body.head><hedline><hl1>{headline}</hl1></hedline><byline>By {author}</byline></body.head>"
        "<body.content><block><p>{body}</p></block></body.content></body></nitf></inlineXML></contentSet></newsItem>\n"
    )
    return f"<newsMessage>{_written(form, articles, divider='</p><p>')}</newsMessage>"


def appl(articles: Sequence[Story]) -> str:
    """Return publications in the XML of the Associated Press."""
    form = (
        '<Publication><PublicationManagement><FirstCreated Year="2019" Month="6" Day="{day}"/></PublicationManagement>'
        "<NewsLines><HeadLine>{headline}</HeadLine><ByLine>By {author}</ByLine><DateLine>TOWN (AP)</DateLine>"
        "</NewsLines>"
        "<PublicationComponent><TextContentItem><DataContent><nitf><body><body.content><block><p>{body}</p></block>"
        "</body.content></body></nitf></DataContent></TextContentItem></PublicationComponent></Publication>\n"
    )
    return f"<Publications>{_written(form, articles, divider='</p><p>')}</Publications>"


def mets(articles: Sequence[Story]) -> dict[str, str]:
    """Return the METS file of an issue and its pages, four articles on each."""
    pages: dict[str, str] = {}
    divisions = ""
    for first in range(0, len(articles), 4):
        blocks = ""
        for number, story in enumerate(articles[first : first + 4], start=first):
            texts = [story.headline, *story.paragraphs]
            blocks += "".join(_alto_block(f"B{number}_{index}", text) for index, text in enumerate(texts))
            areas = [f'<fptr><area FILEID="P{first}" BEGIN="B{number}_{index}"/></fptr>' for index in range(len(texts))]
            heading = f'<div TYPE="HEADING"><div TYPE="TITLE">{areas[0]}</div></div>'
            text = "".join(f'<div TYPE="PARAGRAPH">{area}</div>' for area in areas[1:])
            divisions += f'<div TYPE="ARTICLE">{heading}<div TYPE="BODY">{text}</div></div>'
        pages[f"{first}.xml"] = f"<alto><Layout><Page><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>"
    files = "".join(f'<file ID="P{name[:-4]}"><FLocat href="{name}"/></file>' for name in pages)
    structure = f'<structMap TYPE="LOGICAL"><div TYPE="ISSUE">{divisions}</div></structMap>'
    return {"mets.xml": f"<mets><fileSec><fileGrp>{files}</fileGrp></fileSec>{structure}</mets>", **pages}


def _alto_block(name: str, text: str) -> str:
    words = text.split()
    rows = [words[start : start + 8] for start in range(0, len(words), 8)]
    lines = "".join(
        "<TextLine>" + "<SP/>".join(f'<String CONTENT="{word}"/>' for word in row) + "</TextLine>" for row in rows
    )
    return f'<TextBlock ID="{name}">{lines}</TextBlock>'


def afp(articles: Sequence[Story]) -> str:
    """Return dispatches of AFP with headers of IPTC 7901."""
    form = (
        "AFP{n:04}  4 I 0312 /AFP-TX12\nTown-city-news\n\n{headline}\n\nBy {author}\n\n"
        "TOWN, June {day}, 2019 (AFP) - {body}\n\nmh/jmp/dsa\n\nAFP {day}1215 GMT JUN 19\n\n"
    )
    return _written(form, articles)


def news_groups(articles: Sequence[Story]) -> dict[str, str]:
    """Return files of news groups, one message each."""
    form = (
        "From: liv@post.example (Liv Aune)\nNewsgroups: misc.city\nSubject: Re: {headline}\n"
        "Message-ID: <{n}@post.example>\nDate: {day} Jun 1993 10:00:00 GMT\nLines: 24\n\n{body}\n"
    )
    return {f"{number}.txt": _written(form, [story]) for number, story in enumerate(articles, start=50_000)}


def newsapi(articles: Sequence[Story]) -> str:
    """Return the answer of an API."""
    records = [
        {
            "source": {"name": story.outlet},
            "author": story.author,
            "title": story.headline,
            "publishedAt": f"2019-06-{story.day}T10:00:00Z",
            "content": "\n\n".join(story.paragraphs),
        }
        for story in articles
    ]
    return json.dumps({"status": "ok", "articles": records})


FAMILIES: dict[str, tuple[str, Callable[[Sequence[Story]], str | dict[str, str]]]] = {
    "Nexis": ("nexis.txt", nexis),
    "Nexis Uni": ("uni.txt", nexis_uni),
    "Factiva": ("factiva.txt", factiva),
    "Factiva, codes": ("codes.txt", factiva_codes),
    "ProQuest": ("proquest.txt", proquest),
    "EBSCO": ("ebsco.txt", ebsco),
    "NewsBank": ("newsbank.txt", newsbank),
    "Europresse": ("europresse.txt", europresse),
    "PressReader": ("pressreader.txt", pressreader),
    "WiSo": ("wiso.txt", wiso),
    "Reuters-21578": ("reuters.sgm", reuters_sgml),
    "dpa": ("dpa.txt", dpa),
    "AFP": ("afp.txt", afp),
    "AP, older copy": ("ap.txt", ap_wire),
    "Xinhua": ("xinhua.txt", xinhua),
    "RIS": ("records.ris", ris),
    "Pipermail": ("pipermail.txt", pipermail),
    "digest": ("digest.eml", digest),
    "page of articles": ("articles.html", page_of_articles),
    "page of stories": ("stories.html", page_of_stories),
    "Factiva, XML": ("factiva.xml", factiva_xml),
    "NewsML 1.2": ("newsml.xml", newsml),
    "RCV1": ("rcv1.xml", rcv1),
    "NITF": ("nitf.xml", nitf),
    "AP, XML": ("appl.xml", appl),
    "METS": ("issue", mets),
    "20newsgroups": ("groups", news_groups),
    "table of trafilatura": ("table.tsv", trafilatura_table),
    "answer of an API": ("newsapi.json", newsapi),
}
"""Name of the file, or of a folder of several, and generator, by family."""


def main() -> None:
    """Print, for each family, the articles that were read and the time for one, beside plain text files."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--write", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.write or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        articles = stories(asked.articles)
        plain = folder / "plain"
        plain.mkdir(exist_ok=True)
        for number, story in enumerate(articles):
            (plain / f"{number:06}.txt").write_text(_plain(story), encoding="utf-8")
        _measure(plain / "000000.txt")  # loads the models
        count, base = _measure(plain)
        print(f"{'plain text files':20} {count:6} articles {base * 1000:7.2f} ms each")
        for family, (name, write) in FAMILIES.items():
            path = folder / name
            _write(path, write(articles))
            count, seconds = _measure(path)
            print(f"{family:20} {count:6} articles {seconds * 1000:7.2f} ms each {seconds / base:5.2f} x")


def _write(path: Path, content: str | dict[str, str]) -> None:
    """Write a file, or a folder of several by name."""
    files = {path: content} if isinstance(content, str) else {path / name: text for name, text in content.items()}
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _measure(path: Path) -> tuple[int, float]:
    """Return the number of articles and the seconds for each."""
    start = time.perf_counter()
    items = (item for source in discover([path], ReadOptions()) if isinstance(source, Source) for item in _read(source))
    count = sum(1 for _ in normalise_documents(items))
    return count, (time.perf_counter() - start) / max(count, 1)


def _read(source: Source) -> list[Document]:
    return [item for item in read(source, ReadOptions()) if isinstance(item, Document)]


def _story(chance: random.Random) -> Story:
    town = chance.choice(_TOWNS)
    headline = f"{town} {chance.choice(_NOUNS)} {chance.choice(_VERBS)} {chance.choice(_NOUNS)} after long wait"
    texts = tuple(" ".join(_sentence(chance, town) for _ in range(4)) for _ in range(6))
    return Story(headline, chance.choice(_PEOPLE), f"The {town} Courier", chance.randrange(13, 29), texts)


def _sentence(chance: random.Random, town: str) -> str:
    noun, verb, other = chance.choice(_NOUNS), chance.choice(_VERBS), chance.choice(_NOUNS)
    return f"The {noun} of {town} {verb} its {other} this week, {chance.choice(_PEOPLE)} said on Monday."


def _plain(story: Story) -> str:
    body = "\n\n".join(story.paragraphs)
    return f"{story.headline}\n\nBy {story.author}\n\nJune {story.day}, 2019\n\n{body}\n"


def _written(form: str, articles: Sequence[Story], divider: str = "\n\n") -> str:
    """Return the filled form of every article, one below the other; `divider` stands between paragraphs."""
    return "".join(
        form.format(
            n=number,
            total=len(articles),
            indent=" " * 30,
            rule="_" * 60,
            body=divider.join(story.paragraphs),
            headline=story.headline,
            author=story.author,
            outlet=story.outlet,
            day=story.day,
        )
        for number, story in enumerate(articles, start=1)
    )


if __name__ == "__main__":
    main()

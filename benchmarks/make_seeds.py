"""Writes the sample articles that stand in binary containers: `python benchmarks/make_seeds.py seeds`.

The other files of `seeds/` are plain text and kept as they are; so are all gold answers.
"""

import base64
import gzip
import hashlib
import json
import struct
import sys
import uuid
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from backports import zstd

SCIENCE_DESK: Sequence[Mapping[str, object]] = (
    {
        "headline": "Students time a dripping tap for a year and find it beats the hall clock",
        "author": "Lucinda Frost",
        "date": date(2021, 6, 30),
        "source": "Oldmere Observer",
        "url": "https://www.oldmere-observer.example/science/dripping-tap",
        "body": """
A leaking tap in the basement of the University of Oldmere has lost 4.1 million drops in a year, and
lost them so evenly that the clock in the entrance hall has been set by it twice.

The measurement was begun as a joke. "We had a microphone left over from another experiment and
nothing to point it at," said Hamish Adair, who teaches physics at the university. Four students
took turns to look after the recording.

The interval between two drops hardly depends on the pressure in the pipes, as they had expected,
but it does depend on the temperature of the cellar. Juno Pereira, one of the students, noticed that
the tap slows down whenever the canteen above bakes bread. "I can tell the menu from the graph," she
said.

Adair stresses that the results are "of no use whatever, and quite beautiful." The university's
plumber has been asked to wait until the autumn before he changes the washer.
""",
    },
    {
        "headline": "Owls prefer the second chimney",
        "author": "Clara Venn",
        "date": date(2021, 7, 2),
        "source": "Oldmere Observer",
        "url": "https://www.oldmere-observer.example/science/owl-chimneys",
        "body": """
Where a roof has two chimneys, tawny owls nest in the second one, seen from the road. That is the
result of a survey of 118 houses in and around Oldmere, carried out by volunteers of the County Owl
Watch.

"I do not think that owls can count, but they can listen, and the second chimney is usually further
from the kitchen," said Solveig Marr, who organised the survey.

According to Marr, eleven of the fourteen nests were in chimneys that had not been used for at least
ten years. The others were in a chimney that smokes, a bell tower and, in one case, a letter box of
unusual size.

The owner of the letter box, the vicar of Upper Wexcombe, has put up a basket instead. "They were
there before my letters," the vicar said.

The society asks householders not to put up guards until the end of July. "By then the young have
left," Marr explained, "and taken their opinions with them."
""",
    },
    {
        "headline": "A map of silence, drawn by cyclists",
        "author": None,
        "date": None,
        "source": "Oldmere Observer",
        "url": None,
        "body": """
Sixty cyclists with microphones on their handlebars have drawn a map of the quietest places in the
county. The quietest of all, at 19 decibels, lies in a hollow behind the gasworks of Brackwater,
where nobody had thought of looking.

"We had bet on the moor," said Casimir Holt of the Brackwater Cycling Union, who had the idea in May
2020 when there was little traffic. "But on the moor there are larks."

Every rider followed the same rules. "Stop, hold your breath, count to thirty, do not speak to
sheep," the project's handbook says.

The map is on display in the public library. Holt has one worry about it. "If everybody goes there
to hear the silence, we shall have to draw another one," he said.
""",
    },
)

SMALL_BUSINESS: Sequence[Mapping[str, object]] = (
    {
        "headline": "Umbrella maker starts a library of lost umbrellas",
        "author": "Noor Haddad",
        "date": "2020-11-03",
        "source": "Kestrel Bay Gazette",
        "url": "https://www.kestrelbaygazette.example/2020/11/umbrella-library",
        "body": """
The last umbrella maker of Kestrel Bay has stopped selling umbrellas in wet weather. Since October,
anyone who is caught in the rain can borrow one from the 300 that hang in the window of Webb &
Niece, and bring it back when the sun shines.

“People who buy an umbrella in the rain hate it for ever. People who borrow one come back,” said
Ottoline Webb, the owner. All of the umbrellas were left behind on the ferries and handed over by
Bay Lines after a year.

Webb mends them herself with parts of those that cannot be mended, which she calls “the donors.”

So far, 41 have not come back and 58 have been returned that were never lent. “I brought two,
because I could not remember which one was yours,” a customer told Webb on Monday.

The Kestrel Bay Harbour Council is considering a stand at the pier.
""",
    },
    {
        "raw_text": """
Button factory finds buyer for its last eight million buttons

By Rupert Sands

BRACKWATER, Sept. 30 (CPX) — The button factory that closed in Brackwater in March 2019 has sold its
remaining stock, eight million pieces in 2,300 colors, to a theater company.

“They asked how many we had, and I said that nobody had ever counted. They said they would take them
by the ton,” said Delphine Osborne, the factory’s last bookkeeper.

Jonas Aalto, the stage designer of the Sound Theater, plans to use them as “rain, snow, gravel and,
in one opera, the sea.” The buttons will be delivered in 190 barrels.

The building is to become a school of crafts. A machine that stamps anchors on brass will stay where
it is, since it is too heavy for the floor of any other house.

Osborne kept a single button for herself. “It is from my first day,” she said, “and I have never
found the coat.”

(Reporting by Rupert Sands. Editing by Thea Quist)
""",
    },
)

KITE_FESTIVAL = """
THE HALDEN COURIER

Kites carry a cable across the Halden Sound, for the fun of it

Festival crew repeats a trick of the bridge builders of 1931

By Beatrix Thorne

June 11, 2018

Three box kites pulled a line across the Halden Sound on Sunday, then a rope, and at last a steel
cable as thick as a thumb, while some four thousand people watched from both banks of Port Halden.

It was the high point of the Halden Kite Festival, and a piece of local history. When the lift
bridge was built in 1931, the first cable is said to have been flown over in the same manner,
because the ice was too thin to walk on and too thick to row through.

“Everyone in town knows the story, and everyone in town has wondered whether it is true,” said
Estelle Moreau, who runs the festival. “I still do not know, but at least it is possible.”

The wind nearly spoiled the attempt. At noon it turned to the east and dropped the leading kite on
the roof of the customs house, which Moreau described as “a very thorough inspection.”

Tobias Renck, the chandler, had supplied the rope and did not take his eyes off it. “I want it back
dry,” he called out to the crew, to laughter.

The cable was wound in again by evening. Next year the festival intends to fly a letter across, with
an answer. “It will still be faster than the northern road,” Moreau remarked.

Photos: how the cable crossed the sound
"""

FOG_HORN = """
The fog horn on the pier of Skarn was to be switched off for good on Tuesday at noon. It sounded,
fell silent, and at one minute past twelve sounded again.

“Nobody touched it,” said Henrika Moss, who has looked after the horn since 1998. “I was standing
beside it with my hat off.”

The Skarn Harbour Trust blames a relay that had been stuck for years. Moss has another explanation,
which is that the horn was built by people who never trusted a clock.

The horn will be moved to the school, where it is to announce the holidays. “Once a term is often
enough,” Moss said.
"""


def main(folder: Path) -> None:
    """Write every container below a folder; what is there already is replaced."""
    for name in ("archives", "broken", "records"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    write_parquet(folder / "records" / "science-desk.parquet")
    festival = gzip.compress(f"{unwrap(KITE_FESTIVAL)}\n".encode(), mtime=0)
    (folder / "archives" / "kite-festival.txt.gz").write_bytes(festival)
    (folder / "archives" / "skarn-crawl.warc.gz").write_bytes(crawl())
    (folder / "archives" / "small-business.jsonl.zst").write_bytes(zstd.compress(small_business()))
    (folder / "broken" / "truncated.txt.gz").write_bytes(festival[: len(festival) // 2])
    (folder / "broken" / "picture-named-as-text.txt").write_bytes(picture())


def write_parquet(path: Path) -> None:
    """Write the science desk's articles, one in each row, with a real date column."""
    names = ("headline", "author", "date", "source", "url", "body")
    schema = pa.schema([(name, pa.date32() if name == "date" else pa.string()) for name in names])
    rows = [{**record, "body": unwrap(str(record["body"]))} for record in SCIENCE_DESK]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)


def small_business() -> bytes:
    """Return JSON Lines: one structured record, then one raw dump with a line break after each paragraph."""
    structured, dump = SMALL_BUSINESS
    records = (
        {**structured, "body": unwrap(str(structured["body"]))},
        {"raw_text": unwrap(str(dump["raw_text"])).replace("\n\n", "\n")},
    )
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def crawl() -> bytes:
    """Return a web archive, one gzip member for each record: its description, a request, a page, a missing page."""
    page = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Fog horn of Skarn plays its last note, twice - Skarn Times</title>
<meta property="og:site_name" content="Skarn Times">
<meta property="article:published_time" content="2019-10-16">
</head>
<body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/tides">Tides</a></nav>
<article>
<h1>Fog horn of Skarn plays its last note, twice</h1>
<p class="byline">By <span class="author">Willa Brandt</span></p>
<time datetime="2019-10-16">16 October 2019</time>
{"".join(f"<p>{paragraph}</p>{chr(10)}" for paragraph in unwrap(FOG_HORN).split(chr(10) * 2))}</article>
<footer>Skarn Times, Pier Road</footer>
</body>
</html>
""".encode()
    digest = base64.b32encode(hashlib.sha1(page, usedforsecurity=False).digest()).decode()
    match_result = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<h1>Not found</h1>"
    address = "https://www.skarntimes.example/2019/fog-horn"
    records = (
        archived("warcinfo", "application/warc-fields", b"description: sample of a crawl\r\n"),
        archived("request", "application/http; msgtype=request", b"GET /2019/fog-horn HTTP/1.1\r\n\r\n", address),
        archived("response", "application/http; msgtype=response", match_result, address, digest),
        archived("response", "application/http; msgtype=response", missing, f"{address}/next"),
    )
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def archived(kind: str, media_type: str, block: bytes, address: str = "", digest: str = "") -> bytes:
    """Return one record of a web archive; its identifier is made from what it holds."""
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {address}")
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{identity}>",
        "WARC-Date": "2019-10-17T06:00:00Z",
        "WARC-Target-URI": address,
        "WARC-Payload-Digest": digest and f"sha1:{digest}",
        "Content-Type": media_type,
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def picture() -> bytes:
    """Return a PNG picture of 64 by 64 grey pixels, darker towards the lower right."""
    rows = b"".join(b"\0" + bytes(255 - x - y for x in range(64)) for y in range(64))
    header = struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def unwrap(text: str) -> str:
    """Return wrapped text with every paragraph on one line; a blank line parts paragraphs."""
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in text.strip().split("\n\n"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

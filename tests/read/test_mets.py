"""Issues of digitised newspapers, whose articles stand on several pages."""

import zipfile

import pytest

from toolkit.read import ReadOptions, discover, read

NAMESPACES = 'xmlns="http://www.loc.gov/METS/" xmlns:mods="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink"'


def alto(**blocks):
    """Return a page; each block is its lines with `|` between them."""
    content = "".join(
        f'<TextBlock ID="{name}">{"".join(map(line, text.split("|")))}</TextBlock>' for name, text in blocks.items()
    )
    return f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v2#"><Layout><Page>{content}</Page></Layout></alto>'


def line(text):
    return "<TextLine>" + "".join(f'<String CONTENT="{word}"/>' for word in text.split()) + "</TextLine>"


def area(page, block):
    return f'<fptr><area FILEID="ALTO{page}" BETYPE="IDREF" BEGIN="{block}"/></fptr>'


def div(kind, content, **attributes):
    stated = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<div TYPE="{kind}"{stated}>{content}</div>'


def mods(name, content):
    return f'<dmdSec ID="{name}"><mdWrap><xmlData><mods:mods>{content}</mods:mods></xmlData></mdWrap></dmdSec>'


def mets(logical, described=""):
    files = "".join(f'<file ID="ALTO{n}"><FLocat xlink:href="file://./alto/{n}.xml"/></file>' for n in (1, 2))
    issue = mods(
        "ISSUE",
        "<mods:titleInfo><mods:title>Tarnholter Bote</mods:title></mods:titleInfo><mods:originInfo>"
        '<mods:dateIssued encoding="iso8601">1871-07-15</mods:dateIssued></mods:originInfo>'
        '<mods:language><mods:languageTerm type="code">ger</mods:languageTerm></mods:language>',
    )
    physical = '<structMap TYPE="PHYSICAL"><div TYPE="Newspaper"/></structMap>'
    logical = f'<structMap TYPE="LOGICAL">{div("ISSUE", logical, DMDID="ISSUE")}</structMap>'
    return (
        f"<mets {NAMESPACES}>{issue}{described}<fileSec><fileGrp>{files}</fileGrp></fileSec>{physical}{logical}</mets>"
    )


TITLE, START, REST = (
    "Die neue Glocke",
    "Am Montag wurde in Tarnholt eine Glocke gegos-|sen, die man im",
    "Herbst läuten wird.",
)


@pytest.fixture
def issue(tmp_path):
    """Write an issue and return a function that reads the folder it lies in."""

    def run(logical, described="", name="1871_mets.xml", pages=(1, 2)):
        texts = {
            1: alto(title=TITLE, by="Von Edda Kroll", start=START, ad="Seife billig", caption="Bild der Glocke"),
            2: alto(rest=REST, other="Der Fluss ist gefroren.|Man läuft Schlittschuh."),
        }
        (tmp_path / "alto").mkdir()
        for number in pages:
            (tmp_path / "alto" / f"{number}.xml").write_text(texts[number], encoding="utf-8")
        (tmp_path / name).write_text(mets(logical, described), encoding="utf-8")
        sources = discover([tmp_path], ReadOptions())
        return [item for source in sources for item in read(source, ReadOptions())]

    return run


BELL = div(
    "ARTICLE",
    div("HEADING", div("TITLE", area(1, "title")) + div("AUTHOR", area(1, "by")))
    + div("BODY", div("PARAGRAPH", area(1, "start") + area(2, "rest")) + div("ILLUSTRATION", area(1, "caption"))),
)
RIVER = div("SECTION", div("ARTICLE", area(2, "other"), LABEL="Eis auf dem Fluss"), LABEL="Aus der Stadt")


def test_each_logical_article_is_a_document_and_its_pages_are_none(issue):
    first, second = issue(BELL + div("ADVERTISEMENT", area(1, "ad")) + RIVER)
    assert [first.given["headline"], second.given["headline"]] == [TITLE, "Eis auf dem Fluss"]


def test_the_parts_of_an_article_on_two_pages_are_joined(issue):
    (article,) = issue(BELL)
    assert article.text == "Am Montag wurde in Tarnholt eine Glocke gegossen, die man im Herbst läuten wird."


def test_issue_and_byline_give_the_fields(issue):
    (article,) = issue(BELL)
    fields = {name: article.given[name] for name in ("source", "date", "language", "authors")}
    assert fields == {"source": "Tarnholter Bote", "date": "1871-07-15", "language": "de", "authors": ["Edda Kroll"]}


def test_the_section_is_that_around_the_article(issue):
    (article,) = issue(RIVER)
    assert article.given["section"] == "Aus der Stadt"


def test_the_description_of_an_article_states_title_and_authors(issue):
    names = (("family", "Vale"), ("given", "Jonas"))
    person = "".join(f'<mods:namePart type="{kind}">{name}</mods:namePart>' for kind, name in names)
    person = f"<mods:name>{person}</mods:name>"
    stated = mods("A1", f"<mods:titleInfo><mods:title>Eislauf</mods:title></mods:titleInfo>{person}")
    (article,) = issue(div("ARTICLE", area(2, "other"), DMDID="A1"), stated)
    assert (article.given["headline"], article.given["authors"]) == ("Eislauf", ["Jonas Vale"])


def test_an_article_with_a_missing_page_is_refused_alone(issue):
    refused, kept = issue(BELL + div("ARTICLE", area(1, "start")), pages=(1,))
    assert (refused.reason, "alto/2.xml" in refused.detail, kept.text[:9]) == ("truncated", True, "Am Montag")


def test_an_issue_without_articles_is_refused_and_its_pages_are_read(issue):
    items = issue(div("PAGE", area(1, "start")))
    assert sorted(item.path.rpartition("/")[2] for item in items) == ["1.xml", "1871_mets.xml", "2.xml"]


def test_a_page_outside_of_the_folder_is_never_read(issue, tmp_path_factory):
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "9.xml").write_text(alto(start=START), encoding="utf-8")
    logical = (
        div("ARTICLE", area(9, "start")) + f'<file ID="ALTO9"><FLocat xlink:href="../{folder.name}/9.xml"/></file>'
    )
    (refused,) = [item for item in issue(logical, pages=()) if item.record == 0]
    assert refused.reason == "truncated"


def test_an_issue_in_a_zip_archive_is_read_as_in_a_folder(issue, tmp_path):
    issue(BELL)
    packed = tmp_path / "issue.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(tmp_path.rglob("*.xml")):
            archive.write(path, path.relative_to(tmp_path).as_posix())
        archive.writestr("notes.txt", "The bell was cast on Monday, said Edda Kroll of Tarnholt.")
    (source,) = discover([packed], ReadOptions())
    article, note = read(source, ReadOptions())
    assert (article.path, article.given["headline"]) == ("issue.zip/1871_mets.xml", TITLE)
    assert note.path == "issue.zip/notes.txt"


def test_a_mets_file_of_another_name_is_refused_with_advice(issue):
    refused = [item for item in issue(BELL, name="issue.xml") if getattr(item, "reason", "") == "no_text"]
    assert "mets.xml" in refused[0].detail

"""Which run of extracted paragraphs is the article."""

from toolkit.normalisation.html.body_range import body_range
from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.page_body import locate
from toolkit.normalisation.lines.line import Line

LEAD = "The ferry to Ormsund has been running again since Monday, said Ada Quill, who keeps the lighthouse there."
LAST = "The bell, which was cast anew over the winter, will be hung before the end of the month, the mayor added."
TITLES = ("Norvik council weighs a second pier", "Fog delays the night boat", "Bakers of Tarn win a prize")


def run(paragraphs, labels):
    """Return the paragraphs of the run, where the line model gives the lines these labels, each quite surely."""
    markup = parse("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
    passages = tuple(locate(markup, (parse(one).text for one in paragraphs), None))
    lines = [
        Line(passage.start, passage.end, passage.text, label, 0.95)
        for passage, label in zip(passages, labels, strict=True)
    ]
    first, last = body_range(markup, passages, lambda: lines)
    return [passage.text for passage in passages[first:last]]


def test_a_list_of_other_stories_behind_the_article_is_cut():
    assert run([LEAD, LAST, *TITLES], ["body", "body", "related", "related", "related"]) == [LEAD, LAST]


def test_a_subhead_within_the_article_stays():
    assert run([LEAD, "The bell", LAST], ["body", "section", "body"]) == [LEAD, "The bell", LAST]


def test_links_behind_the_article_are_cut_although_they_are_labelled_as_body():
    linked = [f"<a href='/{number}'>{title}</a>" for number, title in enumerate(TITLES)]
    assert run([LEAD, LAST, *linked], ["body"] * 5) == [LEAD, LAST]


def test_nothing_is_cut_where_most_of_the_running_text_would_go():
    paragraphs = [LEAD, *[f"{LAST} {number}: {LEAD[:-1]}" for number in range(4)], "Tarn"]
    assert run(paragraphs, ["body", *["related"] * 4, "section"]) == paragraphs


def test_the_lines_of_a_page_of_whole_sentences_are_not_labelled():
    markup = parse(f"<p>{LEAD}</p><p>{LAST}</p>")

    def labelled():
        raise AssertionError

    assert body_range(markup, tuple(locate(markup, iter([LEAD, LAST]), None)), labelled) == (0, 2)


def test_a_sentence_at_the_end_stays_whatever_its_label():
    paragraphs = [LEAD, LAST, "Die Bänke stehen am Kai."]
    assert run(paragraphs, ["body", "body", "section"]) == paragraphs

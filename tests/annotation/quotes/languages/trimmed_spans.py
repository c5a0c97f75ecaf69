"""Spans without the marks and blanks at their edges, where texts mark speech by hand."""

EDGE = ' \u00a0\u202f\u3000,.;:!?…-–—。，、！？؟،։՝॥।"“”„«»‹›‘’「」『』״'


def trimmed(body, start, end, edge=EDGE):
    """Return the offsets of a span without the characters of `edge` at both ends."""
    while start < end and body[start] in edge:
        start += 1
    while end > start and body[end - 1] in edge:
        end -= 1
    return start, end

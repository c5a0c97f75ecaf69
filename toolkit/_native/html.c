/* One pass over the source of an HTML page: `html_tokenizer` says what is found, and does the same. */
#include "text.h"
#include <stdlib.h>
#include <string.h>

enum { LANDMARKS = 8, ELEMENTS = 9 };
enum { NAME, INLINE, LANDMARK, UNSEEN, TELLING, TEXTLESS, SWALLOWS }; /* fields of an element */

typedef struct {
    PyObject *source, *decode, *find_end, *landmarks; /* landmarks: of each what it is for */
    PyObject *tags, *pieces, *reasons, *telling, *textless;
    const Py_UCS4 *letters;
    Py_UCS4 *text;
    Py_ssize_t end, size;
    size_t room;
    int blank, broken; /* whether a blank or a line break was added last */
    Py_ssize_t open[LANDMARKS];
    PyObject *unclosed;
} Page;

static int put(Page *page, const Py_UCS4 *text, Py_ssize_t size) {
    if (reserve((void **)&page->text, &page->room, (size_t)(page->size + size), sizeof *text)) return -1;
    memcpy(page->text + page->size, text, (size_t)size * sizeof *text);
    page->size += size;
    return 0;
}

static int add_piece(Page *page, const Py_UCS4 *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end) {
    if (!size) return 0;
    if (append(page->pieces, Py_BuildValue("(nnnn)", page->size, start, end, size)) || put(page, text, size)) return -1;
    page->blank = text[size - 1] == ' ';
    page->broken = 0;
    return 0;
}

static int is_blank(Py_UCS4 letter) { return !letter || flags(letter) & SPACE; }
static int is_ascii_letter(Py_UCS4 letter) { return (letter | 32) >= 'a' && (letter | 32) <= 'z'; }
static int is_digit(Py_UCS4 letter) { return letter >= '0' && letter <= '9'; }
static int is_hex(Py_UCS4 letter) { return is_digit(letter) || ((letter | 32) >= 'a' && (letter | 32) <= 'f'); }

/* End of the character reference that begins at a place; the place itself for none. */
static Py_ssize_t reference_end(const Py_UCS4 *text, Py_ssize_t at, Py_ssize_t end) {
    Py_ssize_t next = at + 1, begin;
    if (next < end && text[next] == '#') {
        next++;
        if (next < end && (text[next] | 32) == 'x') next++;
        for (begin = next; next < end && next - begin < 8 && is_hex(text[next]); next++) {}
        if (next == begin) return at;
    } else {
        if (next == end || !is_ascii_letter(text[next])) return at;
        for (begin = ++next; next < end && next - begin < 31 && (is_ascii_letter(text[next]) || is_digit(text[next])); next++) {}
        if (next == begin) return at;
    }
    return next < end && text[next] == ';' ? next + 1 : next;
}

static int add_reference(Page *page, Py_ssize_t start, Py_ssize_t end) {
    PyObject *written = PyUnicode_Substring(page->source, start, end);
    PyObject *printed = written ? PyObject_CallFunctionObjArgs(page->decode, written, NULL) : NULL;
    Py_UCS4 *text = printed && PyUnicode_Check(printed) ? PyUnicode_AsUCS4Copy(printed) : NULL;
    int failed = !text;
    if (text) {
        Py_ssize_t size = PyUnicode_GetLength(printed);
        int space = size == 1 && *text == ' ';
        if (!space || !page->blank) {
            failed = add_piece(page, text, size, start, end);
            page->blank = space;
        }
    }
    PyMem_Free(text);
    Py_XDECREF(written);
    Py_XDECREF(printed);
    return failed ? -1 : 0;
}

/* Adds the text between two tags: references decoded, blanks squeezed. */
static int add_text(Page *page, Py_ssize_t start, Py_ssize_t end) {
    static const Py_UCS4 SPACE_ALONE[] = {' '};
    const Py_UCS4 *text = page->letters;
    Py_ssize_t at = start;
    while (at < end && flags(text[at]) & SPACE) at++;
    if (at == end) return page->blank ? 0 : add_piece(page, SPACE_ALONE, 1, start, end);
    if (page->blank && text[start] == ' ') start++;
    Py_ssize_t position = start;
    for (at = start; at < end;) {
        Py_ssize_t next = at;
        while (next < end && is_blank(text[next])) next++;
        int blanks = next - at > 1 || (next > at && text[at] != ' ');
        if (!blanks) next = text[at] == '&' ? reference_end(text, at, end) : at;
        if (next == at) { at++; continue; }
        if (add_piece(page, text + position, at - position, position, at)) return -1;
        if (!blanks && add_reference(page, at, next)) return -1;
        if (blanks && !page->blank && add_piece(page, SPACE_ALONE, 1, at, next)) return -1;
        position = at = next;
    }
    return add_piece(page, text + position, end - position, position, end);
}

/* A tag as the pattern of `html_tokenizer` finds it; 0 for none, 1 for a tag, 2 for a comment or a declaration. */
static int read_tag(const Page *page, Py_ssize_t start, int *closes, Py_ssize_t ends[4]) {
    const Py_UCS4 *text = page->letters;
    Py_ssize_t size = page->end, at = start + 1;
    *closes = at < size && text[at] == '/';
    at += *closes;
    if (at == size || !is_ascii_letter(text[at])) {
        at = start + 1;
        if (at == size || (text[at] != '!' && text[at] != '?' && text[at] != '/')) return 0;
        if (at + 2 < size && text[at] == '!' && text[at + 1] == '-' && text[at + 2] == '-') {
            for (at = start + 2; at + 2 < size && !(text[at] == '-' && text[at + 1] == '-' && text[at + 2] == '>'); at++) {}
            ends[3] = at + 2 < size ? at + 3 : size;
            return 2;
        }
        while (at < size && text[at] != '>') at++;
        ends[3] = at < size ? at + 1 : at;
        return 2;
    }
    ends[0] = at;
    while (at < size && text[at] != '/' && text[at] != '>' && !(flags(text[at]) & SPACE)) at++;
    ends[1] = at;
    while (at < size && text[at] != '>') {
        if (text[at++] != '=') continue;
        while (at < size && flags(text[at]) & SPACE) at++;
        if (at == size || (text[at] != '"' && text[at] != '\'')) continue;
        Py_ssize_t quote = at + 1;
        while (quote < size && text[quote] != text[at]) quote++;
        at = quote < size ? quote + 1 : at;
    }
    ends[2] = at;
    ends[3] = at < size ? at + 1 : at;
    return 1;
}

static int enter(Page *page, Py_ssize_t landmark, int step) {
    Py_ssize_t first = 0;
    page->open[landmark] += step;
    if (page->open[landmark] < 0) page->open[landmark] = 0;
    while (first < LANDMARKS && !page->open[first]) first++;
    PyObject *reason = PyTuple_GetItem(page->landmarks, first);
    return reason ? append(page->reasons, Py_BuildValue("(nO)", page->size, reason)) : -1;
}

/* Reads the tag at `*position`, and moves behind it, or behind what it hides; -1 with an exception set. */
static int add_tag(Page *page, PyObject *element, Py_ssize_t start, int closes, const Py_ssize_t ends[4], Py_ssize_t *position) {
    static const Py_UCS4 BREAK[] = {'\n'};
    int is[ELEMENTS];
    for (int field = INLINE; field <= SWALLOWS; field++) {
        is[field] = (int)PyLong_AsLong(PyTuple_GetItem(element, field));
        if (is[field] == -1 && PyErr_Occurred()) return -1;
    }
    PyObject *name = PyTuple_GetItem(element, NAME);
    *position = ends[3];
    if (is[TELLING] && !closes) {
        if (append(page->telling, PyLong_FromSsize_t(PyList_Size(page->tags)))) return -1;
        if (!is[UNSEEN] && is[TEXTLESS] && append(page->textless, Py_BuildValue("(nn)", start, ends[3]))) return -1;
    }
    if (append(page->tags, Py_BuildValue("(OOnnnnn)", name, closes ? Py_True : Py_False, start, ends[3], ends[1], ends[2],
                                         page->size))) return -1;
    if (is[INLINE]) return 0;
    if (page->size && !page->broken && put(page, BREAK, 1)) return -1;
    page->blank = page->broken = 1;
    if (is[LANDMARK] >= 0 && is[LANDMARK] < LANDMARKS) return enter(page, is[LANDMARK], closes ? -1 : 1);
    if (!is[UNSEEN] || closes) return 0;
    Py_ssize_t begin = *position, end = begin;
    int unclosed = PySet_Contains(page->unclosed, name);
    PyObject *span = unclosed ? NULL : PyObject_CallFunction(page->find_end, "On", name, begin);
    int failed = unclosed < 0 || (!unclosed && (!span || (span != Py_None && !PyArg_ParseTuple(span, "nn", &begin, &end))));
    int closed = !failed && span && span != Py_None && begin >= *position && begin <= page->end;
    Py_XDECREF(span);
    if (failed) return -1;
    if (closed) {
        *position = begin;
        return is[TEXTLESS] ? append(page->textless, Py_BuildValue("(nn)", start, end)) : 0;
    }
    if (is[SWALLOWS]) *position = page->end;
    return PySet_Add(page->unclosed, name);
}

static int read_page(Page *page, PyObject *elements) {
    Py_ssize_t position = 0, ends[4];
    for (Py_ssize_t start = 0; start < page->end; start++) {
        int closes, kind = page->letters[start] == '<' ? read_tag(page, start, &closes, ends) : 0;
        if (!kind) continue;
        if (start > position && add_text(page, position, start)) return -1;
        position = ends[3];
        if (kind == 1) {
            PyObject *written = PyUnicode_Substring(page->source, ends[0], ends[1]);
            PyObject *element = written ? PyObject_GetItem(elements, written) : NULL;
            int failed = !element || add_tag(page, element, start, closes, ends, &position);
            Py_XDECREF(written);
            Py_XDECREF(element);
            if (failed) return -1;
        }
        start = position - 1;
    }
    return position < page->end ? add_text(page, position, page->end) : 0;
}

/* parse_html(source, elements, landmarks, decode, find_end): tags, text, pieces, reasons, telling, textless. */
PyObject *parse_html(PyObject *module, PyObject *arguments) {
    Page page = {.blank = 1};
    PyObject *elements, *answer = NULL;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "UOO!OO", &page.source, &elements, &PyTuple_Type, &page.landmarks, &page.decode,
                          &page.find_end)) return NULL;
    Py_UCS4 *letters = PyUnicode_AsUCS4Copy(page.source);
    page.letters = letters;
    page.end = PyUnicode_GetLength(page.source);
    page.tags = PyList_New(0);
    page.pieces = PyList_New(0);
    page.reasons = PyList_New(0);
    page.telling = PyList_New(0);
    page.textless = PyList_New(0);
    page.unclosed = PySet_New(NULL);
    if (letters && page.tags && page.pieces && page.reasons && page.telling && page.textless && page.unclosed
        && !load_characters(letters, page.end) && !read_page(&page, elements)) {
        while (page.size && page.text[page.size - 1] == '\n') page.size--;
        PyObject *text = to_str(page.text ? page.text : letters, page.size);
        if (text) answer = PyTuple_Pack(6, page.tags, text, page.pieces, page.reasons, page.telling, page.textless);
        Py_XDECREF(text);
    }
    PyMem_Free(letters);
    free(page.text);
    PyObject *own[] = {page.tags, page.pieces, page.reasons, page.telling, page.textless, page.unclosed};
    for (size_t at = 0; at < sizeof own / sizeof *own; at++) Py_XDECREF(own[at]);
    return answer;
}

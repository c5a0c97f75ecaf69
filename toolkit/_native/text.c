/* Characters, words and sentences of a text, and tables that are searched by text. */
#include "text.h"
#include <stdlib.h>
#include <string.h>

uint16_t *flag_blocks[BLOCKS];
uint32_t *lower_blocks[BLOCKS];

static int load_block(uint32_t block) {
    enum { FLAGS = 256 * sizeof(uint16_t), SMALL = 256 * sizeof(uint32_t) };
    PyObject *module = PyImport_ImportModule("toolkit._native.characters");
    PyObject *answer = module ? PyObject_CallMethod(module, "describe_block", "I", block) : NULL;
    char *bytes, *kept = NULL;
    Py_ssize_t size;
    int failed = !answer || PyBytes_AsStringAndSize(answer, &bytes, &size);
    if (!failed && size == FLAGS + SMALL) kept = malloc(FLAGS + SMALL);
    if (kept) {
        memcpy(kept, bytes, FLAGS + SMALL);
        lower_blocks[block] = (uint32_t *)(kept + FLAGS);
        flag_blocks[block] = (uint16_t *)kept;
    } else if (!failed) PyErr_SetString(PyExc_ValueError, "a block of characters cannot be kept");
    Py_XDECREF(module);
    Py_XDECREF(answer);
    return kept ? 0 : -1;
}

int load_characters(const Py_UCS4 *text, Py_ssize_t size) {
    for (Py_ssize_t at = 0; at < size; at++)
        if (!flag_blocks[text[at] >> 8] && load_block(text[at] >> 8)) return -1;
    return 0;
}

PyObject *to_str(const Py_UCS4 *text, Py_ssize_t size) {
    const union { uint16_t number; char bytes[2]; } order = {1};
    int byteorder = order.bytes[0] ? -1 : 1;
    return PyUnicode_DecodeUTF32((const char *)text, size * 4, "surrogatepass", &byteorder);
}

int reserve(void **memory, size_t *room, size_t wanted, size_t size) {
    if (wanted <= *room) return 0;
    size_t more = *room * 2 > wanted ? *room * 2 : wanted + 64;
    void *moved = more > SIZE_MAX / size ? NULL : realloc(*memory, more * size);
    if (!moved) { PyErr_NoMemory(); return -1; }
    *memory = moved;
    *room = more;
    return 0;
}

static int add(Py_ssize_t **numbers, Py_ssize_t *count, size_t *room, Py_ssize_t value) {
    if (reserve((void **)numbers, room, (size_t)*count + 1, sizeof **numbers)) return -1;
    (*numbers)[(*count)++] = value;
    return 0;
}

static int is_apostrophe(Py_UCS4 letter) { return letter == '\'' || letter == 0x2019; }
static int is_word(Py_UCS4 letter) { return letter == '_' || flags(letter) & ALNUM; }
static int is_letter(Py_UCS4 letter) { return (flags(letter) & (ALNUM | DECIMAL)) == ALNUM; }

/* Whether an s and the end of a word stand at a place. */
static int is_final_s(const Py_UCS4 *text, Py_ssize_t at, Py_ssize_t size) {
    return at < size && (text[at] == 's' || text[at] == 'S') && (at + 1 == size || !is_word(text[at + 1]));
}

/* End of the token that begins at a place, as the pattern of `tokenizer` finds it; the place itself for none. */
static Py_ssize_t token_end(const Py_UCS4 *text, Py_ssize_t at, Py_ssize_t size) {
    Py_ssize_t end = at;
    while (end + 1 < size && text[end + 1] == '.' && is_letter(text[end])) end += 2;
    if (end - at > 2) return end;
    if (is_apostrophe(text[at]) && is_final_s(text, at + 1, size)) return at + 2;
    uint16_t first = flags(text[at]);
    if (!(first & ALNUM)) return first & SPACE ? at : at + 1;
    for (end = at + 1; end < size && flags(text[end]) & (ALNUM | MARK); end++) {}
    while (end + 1 < size && is_apostrophe(text[end]) && flags(text[end + 1]) & ALNUM && !is_final_s(text, end + 1, size))
        for (end += 2; end < size && flags(text[end]) & ALNUM; end++) {}
    return end;
}

int is_in(Py_UCS4 letter, const Py_UCS4 *letters, size_t count) {
    for (size_t at = 0; at < count; at++) if (letters[at] == letter) return 1;
    return 0;
}

static const Py_UCS4 STOPS[] = {'.', '!', '?', 0x2026};
static const Py_UCS4 CLOSERS[] = {'"', 0x201D, 0x2019, '\'', 0xBB, ')', ']'};
static const Py_UCS4 OPENERS[] = {'"', 0x201C, 0x2018, '\'', 0xAB, '(', '['};

static int is_break(Py_UCS4 letter) {
    return (letter >= 0x0A && letter <= 0x0D) || (letter >= 0x1C && letter <= 0x1E) || letter == 0x85
        || letter == 0x2028 || letter == 0x2029;
}

/* End of the border between two sentences that begins at a place; the place itself for none. */
static Py_ssize_t break_end(const Py_UCS4 *text, Py_ssize_t at, Py_ssize_t size) {
    Py_ssize_t end = at;
    while (end < size && is_break(text[end])) end++;
    if (end > at || !at || !IN(text[at - 1], STOPS)) return end;
    while (end < size && end - at < 3 && IN(text[end], CLOSERS)) end++;
    Py_ssize_t space = end;
    while (end < size && flags(text[end]) & SPACE) end++;
    if (end == space) return at;
    Py_ssize_t next = end;
    while (next < size && next - end < 3 && IN(text[next], OPENERS)) next++;
    if (next == size || !(flags(text[next]) & ALNUM) || (text[next] >= 'a' && text[next] <= 'z')) return at;
    return end;
}

static const char *const SHORTENED[] = {
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Sgt", "Capt", "Maj", "Gov", "Sen", "Rep", "Rev", "Hon",
    "Pres", "St", "Mt", "Ft", "No", "vs", "v", "Inc", "Jr", "Sr", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug",
    "Sep", "Sept", "Oct", "Nov", "Dec", "Brig", "Adm", "Insp", "Supt", "Amb", "Messrs", "Mme", "Sh", "Smt", "cf",
    "Art", "Vol",
};

/* Whether the dot before a place follows a shortened word or a single initial. */
static int is_no_end(const Py_UCS4 *text, Py_ssize_t dot) {
    Py_ssize_t begin = dot;
    while (begin > 0 && dot - begin < 7 && is_word(text[begin - 1])) begin--;
    size_t size = (size_t)(dot - begin);
    if (size == 1 && is_letter(text[begin]) && !(text[begin] >= 'a' && text[begin] <= 'z')) return 1;
    for (size_t word = 0; word < sizeof SHORTENED / sizeof *SHORTENED; word++) {
        if (strlen(SHORTENED[word]) != size) continue;
        size_t at = 0;
        while (at < size && text[begin + (Py_ssize_t)at] == (Py_UCS4)(unsigned char)SHORTENED[word][at]) at++;
        if (at == size) return 1;
    }
    return 0;
}

#define LONGEST_SENTENCE 256

static int end_sentence(Document *document, Py_ssize_t *token, Py_ssize_t position) {
    while (*token < document->count && document->starts[*token] < position) ++*token;
    Py_ssize_t begin = document->sentences[document->sentence_count - 1];
    while (*token - begin > LONGEST_SENTENCE) {
        begin += LONGEST_SENTENCE;
        if (add(&document->sentences, &document->sentence_count, &document->sentence_room, begin)) return -1;
    }
    if (*token == begin) return 0;
    return add(&document->sentences, &document->sentence_count, &document->sentence_room, *token);
}

int read_document(Document *document, PyObject *body) {
    memset(document, 0, sizeof *document);
    document->size = PyUnicode_GetLength(body);
    if (document->size < 0) return -1;
    document->text = PyUnicode_AsUCS4Copy(body);
    if (!document->text || load_characters(document->text, document->size)) return -1;
    const Py_UCS4 *text = document->text;
    Py_ssize_t size = document->size, ends = 0, token = 0;
    size_t ends_room = 0;
    for (Py_ssize_t at = 0; at < size;) {
        Py_ssize_t end = token_end(text, at, size);
        if (end == at) { at++; continue; }
        if (add(&document->starts, &document->count, &document->room, at)) return -1;
        if (add(&document->ends, &ends, &ends_room, end)) return -1;
        at = end;
    }
    if (add(&document->sentences, &document->sentence_count, &document->sentence_room, 0)) return -1;
    for (Py_ssize_t at = 0; at < size;) {
        Py_ssize_t end = break_end(text, at, size);
        if (end == at) { at++; continue; }
        if (!(at && text[at - 1] == '.' && is_no_end(text, at - 1)) && end_sentence(document, &token, end)) return -1;
        at = end;
    }
    if (end_sentence(document, &token, size)) return -1;
    return 0;
}

void free_document(Document *document) {
    PyMem_Free(document->text);
    free(document->starts);
    free(document->ends);
    free(document->sentences);
    memset(document, 0, sizeof *document);
}

static uint32_t hash_bytes(const char *bytes, size_t size) {
    uint32_t hash = 2166136261u;
    for (size_t at = 0; at < size; at++) hash = (hash ^ (unsigned char)bytes[at]) * 16777619u;
    return hash ^ hash >> 15;
}

int read_lines(Lines *lines, const char *blob, Py_ssize_t size) {
    memset(lines, 0, sizeof *lines);
    if ((uint64_t)size >= UINT32_MAX) { PyErr_SetString(PyExc_ValueError, "a table is too large"); return -1; }
    uint32_t count = 1, room = 16;
    for (Py_ssize_t at = 0; at < size; at++) count += blob[at] == '\n';
    while (room < 2 * (uint64_t)count) room *= 2;
    lines->blob = malloc((size_t)size + 1);
    lines->slots = calloc(room, sizeof *lines->slots);
    lines->begins = malloc(count * sizeof *lines->begins);
    lines->lengths = malloc(count * sizeof *lines->lengths);
    lines->ends = malloc(count * sizeof *lines->ends);
    if (!lines->blob || !lines->slots || !lines->begins || !lines->lengths || !lines->ends) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(lines->blob, blob, (size_t)size);
    lines->mask = room - 1;
    for (uint32_t begin = 0; lines->count < count; lines->count++) {
        const char *text = blob + begin;
        size_t left = (size_t)size - begin;
        const char *line_end = left ? memchr(text, '\n', left) : NULL;
        uint32_t length = (uint32_t)(line_end ? (size_t)(line_end - text) : left);
        const char *tab = length ? memchr(text, '\t', length) : NULL;
        uint32_t number = lines->count, key = tab ? (uint32_t)(tab - text) : length;
        lines->begins[number] = begin;
        lines->lengths[number] = key;
        lines->ends[number] = begin + length;
        uint32_t slot = hash_bytes(text, key) & lines->mask;
        while (lines->slots[slot]) slot = (slot + 1) & lines->mask;
        lines->slots[slot] = number + 1;
        begin += length + 1;
    }
    return 0;
}

int32_t find_line(const Lines *lines, const char *bytes, size_t size) {
    for (uint32_t slot = hash_bytes(bytes, size) & lines->mask; lines->slots[slot]; slot = (slot + 1) & lines->mask) {
        uint32_t number = lines->slots[slot] - 1;
        if (lines->lengths[number] == size && !memcmp(lines->blob + lines->begins[number], bytes, size)) {
            return (int32_t)number;
        }
    }
    return -1;
}

void free_lines(Lines *lines) {
    free(lines->blob);
    free(lines->slots);
    free(lines->begins);
    free(lines->lengths);
    free(lines->ends);
    memset(lines, 0, sizeof *lines);
}

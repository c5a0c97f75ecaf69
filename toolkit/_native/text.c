/* Characters, words and sentences of a text, and tables that are searched by text. */
#include "text.h"
#include <stdlib.h>
#include <string.h>

uint16_t *flag_blocks[BLOCKS];

static int load_block(uint32_t block) {
    enum { SIZE = 256 * sizeof(uint16_t) };
    PyObject *module = PyImport_ImportModule("toolkit._native.characters");
    PyObject *answer = module ? PyObject_CallMethod(module, "describe_block", "I", block) : NULL;
    char *bytes;
    Py_ssize_t size;
    if (answer && !PyBytes_AsStringAndSize(answer, &bytes, &size)) {
        uint16_t *kept = size == SIZE ? malloc(SIZE) : NULL;
        if (kept) flag_blocks[block] = memcpy(kept, bytes, SIZE);
        else PyErr_SetString(PyExc_ValueError, "a block of characters cannot be kept");
    }
    Py_XDECREF(module);
    Py_XDECREF(answer);
    return flag_blocks[block] ? 0 : -1;
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

int append(PyObject *list, PyObject *value) {
    int failed = !value || PyList_Append(list, value);
    Py_XDECREF(value);
    return failed ? -1 : 0;
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
static Py_ssize_t token_end(const Py_UCS4 *text, Py_ssize_t at, Py_ssize_t size, int elided) {
    Py_ssize_t end = at;
    while (end + 1 < size && text[end + 1] == '.' && is_letter(text[end])) end += 2;
    if (end - at > 2) return end;
    if (elided) {
        for (end = at; end < size && end - at < 6 && is_letter(text[end]); end++) {}
        if (end > at && end + 2 < size && is_apostrophe(text[end]) && is_letter(text[end + 1]) && is_letter(text[end + 2]))
            return end + 1;
    } else if (is_apostrophe(text[at]) && is_final_s(text, at + 1, size)) return at + 2;
    uint16_t first = flags(text[at]);
    if (!(first & ALNUM)) return first & SPACE ? at : at + 1;
    for (end = at + 1; end < size && flags(text[end]) & (ALNUM | MARK); end++) {}
    while (!elided && end + 1 < size && is_apostrophe(text[end]) && flags(text[end + 1]) & ALNUM && !is_final_s(text, end + 1, size))
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

int read_document(Document *document, PyObject *body, int elided) {
    memset(document, 0, sizeof *document);
    document->size = PyUnicode_GetLength(body);
    if (document->size < 0) return -1;
    document->text = PyUnicode_AsUCS4Copy(body);
    if (!document->text || load_characters(document->text, document->size)) return -1;
    const Py_UCS4 *text = document->text;
    Py_ssize_t size = document->size, ends = 0, token = 0;
    size_t ends_room = 0;
    for (Py_ssize_t at = 0; at < size;) {
        Py_ssize_t end = token_end(text, at, size, elided);
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

/* Where the number of a string is or will be. */
static uint32_t *slot_of(const Table *table, uint32_t hash, uint32_t tag, const void *bytes, size_t size) {
    uint32_t slot = hash & table->mask;
    for (; table->slots[slot]; slot = (slot + 1) & table->mask) {
        const struct entry *entry = table->entries + table->slots[slot] - 1;
        if (entry->hash == hash && entry->size == size && entry->tag == tag
            && !memcmp(table->bytes + entry->begin, bytes, size)) break;
    }
    return table->slots + slot;
}

static uint32_t hash_bytes(uint32_t tag, const char *bytes, size_t size) {
    uint32_t hash = 2166136261u ^ tag;
    for (size_t at = 0; at < size; at++) hash = (hash ^ (unsigned char)bytes[at]) * 16777619u;
    return hash ^ hash >> 15;
}

static int grow_slots(Table *table) {
    uint32_t room = table->mask ? 4 * (table->mask + 1) : 64;
    uint32_t *slots = calloc(room, sizeof *slots);
    if (!slots) { PyErr_NoMemory(); return -1; }
    for (uint32_t number = 0; number < table->count; number++) {
        uint32_t slot = table->entries[number].hash & (room - 1);
        while (slots[slot]) slot = (slot + 1) & (room - 1);
        slots[slot] = number + 1;
    }
    free(table->slots);
    table->slots = slots;
    table->mask = room - 1;
    return 0;
}

static int keep(Table *table, const void *bytes, size_t size) {
    if (reserve((void **)&table->bytes, &table->bytes_room, table->used + size + 1, 1)) return -1;
    if (size) memcpy(table->bytes + table->used, bytes, size);
    table->used += size;
    return 0;
}

int64_t intern(Table *table, uint32_t tag, const void *bytes, size_t size, int *is_new) {
    uint32_t hash = hash_bytes(tag, bytes, size);
    if (2 * (uint64_t)table->count >= table->mask && grow_slots(table)) return -1;
    uint32_t *slot = slot_of(table, hash, tag, bytes, size);
    *is_new = !*slot;
    if (*slot) return *slot - 1;
    if (size > UINT32_MAX || table->count == INT32_MAX) { PyErr_NoMemory(); return -1; }
    if (reserve((void **)&table->entries, &table->entries_room, (size_t)table->count + 1, sizeof *table->entries)) return -1;
    table->entries[table->count] = (struct entry){table->used, (uint32_t)size, 0, hash, tag};
    if (keep(table, bytes, size)) return -1;
    *slot = ++table->count;
    return table->count - 1;
}

int64_t find(const Table *table, const void *bytes, size_t size) {
    return table->mask ? (int64_t)*slot_of(table, hash_bytes(0, bytes, size), 0, bytes, size) - 1 : -1;
}

void clear_table(Table *table) {
    free(table->bytes);
    free(table->entries);
    free(table->slots);
    memset(table, 0, sizeof *table);
}

const Table *table_of(PyObject *capsule) { return PyCapsule_GetPointer(capsule, "toolkit.table"); }

static void free_capsule(PyObject *capsule) {
    Table *table = PyCapsule_GetPointer(capsule, "toolkit.table");
    clear_table(table);
    free(table);
}

PyObject *read_table(PyObject *module, PyObject *lines) {
    char *line, *end;
    Py_ssize_t size;
    int is_new;
    (void)module;
    if (PyBytes_AsStringAndSize(lines, &line, &size)) return NULL;
    Table *table = calloc(1, sizeof *table);
    PyObject *capsule = table ? PyCapsule_New(table, "toolkit.table", free_capsule) : PyErr_NoMemory();
    if (!capsule) free(table);
    for (const char *last = line + size; capsule && line < last; line = end + 1) {
        end = memchr(line, '\n', (size_t)(last - line));
        if (!end) end = line + (last - line);
        char *tab = memchr(line, '\t', (size_t)(end - line));
        int64_t number = intern(table, 0, line, (size_t)((tab ? tab : end) - line), &is_new);
        if (number >= 0 && !is_new) PyErr_SetString(PyExc_ValueError, "a line of a table is there twice");
        if (number >= 0 && is_new && tab) table->entries[number].value = (uint32_t)(end - tab - 1);
        if (number < 0 || !is_new || (tab && keep(table, tab + 1, (size_t)(end - tab - 1)))) Py_CLEAR(capsule);
    }
    return capsule;
}

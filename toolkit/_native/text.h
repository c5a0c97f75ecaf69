/* Characters, words and sentences of a text, and tables that are searched by text. */
#ifndef TOOLKIT_TEXT_H
#define TOOLKIT_TEXT_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

/* What is known of a character; toolkit/_native/characters.py gives it from the str methods of the running Python. */
enum {
    ALPHA = 1, DIGIT = 2, UPPER = 4, LOWER = 8, TITLE = 16, ALNUM = 32, SPACE = 64, DECIMAL = 128, MARK = 256,
    SPECIAL = 512 /* str.lower of a word with it needs more than one character at a time */
};

#define BLOCKS 0x1100
extern uint16_t *flag_blocks[BLOCKS];
extern uint32_t *lower_blocks[BLOCKS];

/* Loads what `flags` and `lower` need for the characters of a text; -1 with an exception set. */
int load_characters(const Py_UCS4 *text, Py_ssize_t size);
static inline uint16_t flags(Py_UCS4 letter) { return flag_blocks[letter >> 8][letter & 255]; }
static inline Py_UCS4 lower(Py_UCS4 letter) { return lower_blocks[letter >> 8][letter & 255]; }

int is_in(Py_UCS4 letter, const Py_UCS4 *letters, size_t count);
#define IN(letter, letters) is_in(letter, letters, sizeof letters / sizeof *letters)

/* Grows memory to hold a number of items, and keeps what is there; -1 with an exception set. */
int reserve(void **memory, size_t *room, size_t wanted, size_t size);

/* A str from code points, surrogates included. */
PyObject *to_str(const Py_UCS4 *text, Py_ssize_t size);

typedef struct {
    Py_UCS4 *text;
    Py_ssize_t size;
    Py_ssize_t *starts, *ends; /* of each token */
    Py_ssize_t *sentences; /* number of the first token of each, and after the last the number of all */
    Py_ssize_t count, sentence_count;
    size_t room, sentence_room;
} Document;

/* Splits a str as `tokenizer.tokenise` does; -1 with an exception set. Free it in any case. */
int read_document(Document *document, PyObject *body);
void free_document(Document *document);

/* Byte strings by number, found by their bytes: lines of a blob, up to a tab. */
typedef struct {
    char *blob;
    uint32_t *slots; /* 1 + number, 0 for none */
    uint32_t *begins, *lengths;
    uint32_t mask, count;
    uint32_t *ends; /* of the whole line */
} Lines;

int read_lines(Lines *lines, const char *blob, Py_ssize_t size);
void free_lines(Lines *lines);
/* Number of a line, -1 for none. */
int32_t find_line(const Lines *lines, const char *bytes, size_t size);
/* What stands behind the tab of a line. */
static inline const char *line_value(const Lines *lines, int32_t number, uint32_t *size) {
    uint32_t begin = lines->begins[number] + lines->lengths[number];
    begin += begin < lines->ends[number];
    *size = lines->ends[number] - begin;
    return lines->blob + begin;
}

/* Appends a code point as UTF-8, at most four bytes. */
static inline char *put_utf8(char *out, Py_UCS4 letter) {
    static const unsigned char FIRST[] = {0, 0xC0, 0xE0, 0xF0};
    int more = letter < 0x80 ? 0 : letter < 0x800 ? 1 : letter < 0x10000 ? 2 : 3;
    *out++ = (char)(FIRST[more] | letter >> 6 * more);
    while (more--) *out++ = (char)(0x80 | (letter >> 6 * more & 63));
    return out;
}

/* What the module offers. */
extern PyType_Spec TAGGER;
PyObject *tokenise(PyObject *module, PyObject *body);
PyObject *parse_html(PyObject *module, PyObject *arguments);

#endif

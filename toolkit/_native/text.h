/* Characters, words and sentences of a text, and tables that are searched by text. */
#ifndef TOOLKIT_TEXT_H
#define TOOLKIT_TEXT_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

/* What is known of a character; toolkit/_native/characters.py gives it from the str methods of the running Python. */
enum {
    ALPHA = 1, DIGIT = 2, UPPER = 4, LOWER = 8, TITLE = 16, ALNUM = 32, SPACE = 64, DECIMAL = 128, MARK = 256
};

#define BLOCKS 0x1100
extern uint16_t *flag_blocks[BLOCKS];

/* Loads what `flags` needs for the characters of a text; -1 with an exception set. */
int load_characters(const Py_UCS4 *text, Py_ssize_t size);
static inline uint16_t flags(Py_UCS4 letter) { return flag_blocks[letter >> 8][letter & 255]; }

int is_in(Py_UCS4 letter, const Py_UCS4 *letters, size_t count);
#define IN(letter, letters) is_in(letter, letters, sizeof letters / sizeof *letters)

/* Grows memory to hold a number of items, and keeps what is there; -1 with an exception set. */
int reserve(void **memory, size_t *room, size_t wanted, size_t size);

/* Appends a new reference to a list; -1 with an exception set. */
int append(PyObject *list, PyObject *value);

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
int read_document(Document *document, PyObject *body, int elided);
void free_document(Document *document);

/* Byte strings by number, with a tag each; a string may have a value, which is not looked at when it is looked up. */
typedef struct {
    char *bytes;
    struct entry {
        size_t begin;
        uint32_t size, value, hash, tag; /* value: bytes of it, which stand behind those of the string */
    } *entries;
    size_t used, bytes_room, entries_room;
    uint32_t *slots, mask, count; /* slots: 1 + number, 0 for none */
} Table;

/* Number of a string, given when it is met, then with `*is_new`; -1 with an exception set. */
int64_t intern(Table *table, uint32_t tag, const void *bytes, size_t size, int *is_new);
/* Number of a string without a tag, -1 for none. */
int64_t find(const Table *table, const void *bytes, size_t size);
void clear_table(Table *table);
/* A capsule of a table: the lines of a bytes object, the value of each behind a tab. */
PyObject *read_table(PyObject *module, PyObject *lines);
const Table *table_of(PyObject *capsule);

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
PyObject *parse_html(PyObject *module, PyObject *arguments);

#endif

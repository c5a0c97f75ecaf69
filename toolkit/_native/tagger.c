/* The recognisers' labels of words: `word_features`, `multilingual_features` and `sequence_tagger` with the same integers. */
#include "text.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SLOTS = 9, MOST_PHRASES = 40, LONGEST_PHRASE = 5, MOST_LABELS = 32 };
enum { LOWER_CASE = 1, TITLE_CASE, UPPER_CASE, MIXED_CASE, INITIAL, NUMBER, START, DOT, COMMA, QUOTE, HYPHEN, OTHER };
enum { BRIDGES = 1, JOINS };
enum { CAPITALS, WIDE, OPEN }; /* what is scored, see `multilingual_features` */
enum { ENGLISH, FOREIGN, ELIDED, CHARACTERS }; /* what a word is described by, and how a text is split */
#define KIND 7
#define SCORE_BITS 12
#define INPUT_BITS 10
#define OPINION_BITS 12
#define CERTAIN_BITS 24
#define FINE_BITS 6
#define LARGEST_INPUT ((1 << 13) - 1)
#define LARGEST_OUTPUT ((1 << 15) - 1)
#define LARGEST_SUM 67108864.0
#define WORDS_KEPT 30000
#define TOKENS_AT_ONCE 20000
#define LONGEST_SHAPE 40

/* What is known of a word, by its number; its text is in a table, with a tag when it begins a sentence. */
struct word {
    int32_t vector; /* -1 as long as the word is not described */
    uint32_t small; /* number of the word in small letters */
    int8_t starts, class, bond, phrase;
    char usage;
};

typedef struct {
    Py_buffer buffer;
    Py_ssize_t count;
} Array;

enum {
    VECTORS, LINEAR, DEEP, BIAS, CLASS_SCORES, PHRASE_SCORES, TRANSITIONS, MOVES, HIDDEN, HIDDEN_CLASSES, HIDDEN_PHRASES,
    HIDDEN_BIAS, OUTPUT, OPINIONS, COARSE, FINE, ARRAYS
};
static const uint8_t SIZES[ARRAYS] = {1, 8, 8, 4, 4, 4, 4, 8, 2, 2, 2, 4, 2, 4, 8, 8};
enum { ATTRIBUTES, OWN, LEXICON, KEYWORDS, BONDS, TABLES };
enum { PHRASE, LONGEST, GAZETTEER, QUESTIONS }; /* asked about words with a capital */

typedef struct {
    PyObject_HEAD
    Array arrays[ARRAYS];
    PyObject *capsules[TABLES], *questions[QUESTIONS];
    const Table *tables[TABLES];
    Py_ssize_t labels, width, inputs, hidden, phrases, slots, classes; /* width: deep inputs of a word; inputs: of a place */
    int busy, hidden_bits, output_bits, frame, kind;
    Table words, small;
    struct word *known;
    size_t known_room;
    int32_t *linear; /* of each described word: slots * labels scores */
    int16_t *deep;
    int32_t described, described_room;
} Tagger;

#define OF(type, tagger, name) ((const type *)(tagger)->arrays[name].buffer.buf)

static const Py_UCS4 *text_of(const Table *table, uint32_t number, Py_ssize_t *size) {
    const struct entry *entry = table->entries + number;
    *size = (Py_ssize_t)(entry->size / sizeof(Py_UCS4));
    return (const Py_UCS4 *)(const void *)(table->bytes + entry->begin);
}

static void forget(Tagger *tagger) {
    clear_table(&tagger->words);
    clear_table(&tagger->small);
    tagger->described = 0;
}

/* Another case of a word: `lower` or `capitalize` of str. `*out` is to be freed; returns its size, -1 on failure. */
static Py_ssize_t in_case(const Py_UCS4 *text, Py_ssize_t size, const char *method, Py_UCS4 **out) {
    PyObject *word = to_str(text, size), *changed = word ? PyObject_CallMethod(word, method, NULL) : NULL;
    Py_XDECREF(word);
    if (!changed) return -1;
    Py_ssize_t length = PyUnicode_GetLength(changed);
    *out = length < 0 ? NULL : malloc((size_t)(length + 1) * sizeof **out);
    if (length >= 0 && !*out) PyErr_NoMemory();
    int failed = !*out || !PyUnicode_AsUCS4(changed, *out, length + 1, 1);
    Py_DECREF(changed);
    return failed || load_characters(*out, length) ? -1 : length;
}

/* Like str.isupper or, with the cases turned, str.islower. */
static int is_all(const Py_UCS4 *text, Py_ssize_t size, uint16_t wanted, uint16_t unwanted) {
    int any = 0;
    for (Py_ssize_t at = 0; at < size; at++) {
        if (flags(text[at]) & (unwanted | TITLE)) return 0;
        any |= flags(text[at]) & wanted;
    }
    return !!any;
}
static int is_upper(const Py_UCS4 *text, Py_ssize_t size) { return is_all(text, size, UPPER, LOWER); }
static int is_lower(const Py_UCS4 *text, Py_ssize_t size) { return is_all(text, size, LOWER, UPPER); }

/* A word as UTF-8 with something before it, in 256 bytes if they are enough, else to be freed; NULL with an exception set. */
static char *spell(char *near, const char *prefix, const Py_UCS4 *text, Py_ssize_t size, size_t *length) {
    char *bytes = size > 60 ? malloc(4 * (size_t)size + 8) : near, *end = bytes;
    if (!bytes) { PyErr_NoMemory(); return NULL; }
    while (*prefix) *end++ = *prefix++;
    for (Py_ssize_t at = 0; at < size; at++) end = put_utf8(end, text[at]);
    *length = (size_t)(end - bytes);
    return bytes;
}

/* What a table says of a word: `*size` bytes, none for an unknown one. */
static const char *value_of(const Table *table, const Py_UCS4 *text, Py_ssize_t size, uint32_t *value, int *failed) {
    char near[256];
    size_t length;
    char *bytes = spell(near, "", text, size, &length);
    int64_t number = bytes ? find(table, bytes, length) : -1;
    *failed |= !bytes;
    if (bytes != near) free(bytes);
    *value = number < 0 ? 0 : table->entries[number].value;
    return number < 0 ? "" : table->bytes + table->entries[number].begin + table->entries[number].size;
}

/* The digit that says how often a word in small letters is printed so; `?` where it is not known. */
static char usage_of(Tagger *tagger, const Py_UCS4 *small, Py_ssize_t size, int *failed) {
    uint32_t length;
    const char *entry = value_of(tagger->tables[LEXICON], small, size, &length, failed);
    return length ? entry[0] : '?';
}

static int class_of(const Py_UCS4 *text, Py_ssize_t size, int starts, char usage) {
    uint16_t first = flags(text[0]);
    if (!(first & ALPHA)) {
        if (first & DIGIT) return NUMBER;
        if (size != 1) return OTHER;
        static const Py_UCS4 QUOTES[] = {'"', 0x201C, 0x201D, '\'', 0x2018, 0x2019, 0xAB, 0xBB};
        if (text[0] == '.' || text[0] == ',') return text[0] == '.' ? DOT : COMMA;
        if (text[0] == '-' || text[0] == '/' || text[0] == '&') return HYPHEN;
        return IN(text[0], QUOTES) ? QUOTE : OTHER;
    }
    if (!(first & UPPER)) return is_lower(text, size) ? LOWER_CASE : MIXED_CASE;
    if (size == 1) return INITIAL;
    for (Py_ssize_t at = 0; at < size; at++) if (text[at] == '.') return INITIAL;
    if (starts && (usage == '0' || usage == '1')) return START;
    if (is_upper(text, size)) return UPPER_CASE;
    return is_lower(text + 1, size - 1) ? TITLE_CASE : MIXED_CASE;
}

/* The answer, up to a limit with either sign, to a question about a word or words. */
static int ask_number(const Tagger *tagger, int question, PyObject *words, long limit, long *number) {
    PyObject *answer = words ? PyObject_CallFunctionObjArgs(tagger->questions[question], words, NULL) : NULL;
    *number = answer ? PyLong_AsLong(answer) : -1;
    Py_XDECREF(answer);
    if (answer && !PyErr_Occurred() && labs(*number) > limit) PyErr_SetString(PyExc_ValueError, "what is known is out of range");
    return PyErr_Occurred() ? -1 : 0;
}

static int may_begin_name(const Tagger *tagger, Py_UCS4 letter) {
    if (tagger->kind == ENGLISH) return !!(flags(letter) & UPPER);
    return flags(letter) & ALPHA && !(flags(letter) & LOWER);
}

/* Number of a word with what is known of it; -1 with an exception set. */
static int64_t word_number(Tagger *tagger, const Py_UCS4 *text, Py_ssize_t size, int starts) {
    int is_new, failed = 0;
    int64_t number = intern(&tagger->words, (uint32_t)starts, text, (size_t)size * sizeof *text, &is_new);
    if (number < 0 || !is_new) return number;
    if (reserve((void **)&tagger->known, &tagger->known_room, (size_t)number + 1, sizeof *tagger->known)) return -1;
    struct word word = {-1, 0, (int8_t)starts, 0, 0, 0, '?'};
    if (size) {
        Py_UCS4 *small = NULL;
        Py_ssize_t length = in_case(text, size, "lower", &small);
        int64_t own = length < 0 ? -1 : intern(&tagger->small, 0, small, (size_t)length * sizeof *text, &is_new);
        if (own >= 0) word.usage = usage_of(tagger, small, length, &failed);
        free(small);
        uint32_t value_size = 0;
        const char *bond = own < 0 || starts ? "" : value_of(tagger->tables[BONDS], text, size, &value_size, &failed);
        if (own < 0 || failed) return -1;
        word.small = (uint32_t)own;
        word.class = (int8_t)class_of(text, size, starts, word.usage);
        word.bond = (int8_t)(value_size ? bond[0] - '0' : 0);
        long phrase = tagger->phrases;
        PyObject *printed = may_begin_name(tagger, text[0]) ? to_str(text, size) : NULL;
        if (may_begin_name(tagger, text[0])) failed = ask_number(tagger, PHRASE, printed, tagger->phrases, &phrase);
        Py_XDECREF(printed);
        if (failed) return -1;
        word.phrase = (int8_t)phrase;
    }
    tagger->known[number] = word;
    return number;
}

static Py_ssize_t shape_of(const Py_UCS4 *text, Py_ssize_t size, Py_UCS4 *shape) {
    Py_ssize_t count = 0;
    for (Py_ssize_t at = 0; at < size && at < LONGEST_SHAPE; at++) {
        uint16_t own = flags(text[at]);
        Py_UCS4 sign = own & DIGIT ? '9' : own & UPPER ? 'A' : own & ALPHA ? 'a' : text[at];
        if (count < 2 || shape[count - 1] != sign || shape[count - 2] != sign) shape[count++] = sign;
    }
    return count;
}

typedef struct {
    const Tagger *tagger;
    int16_t *sums;
    Py_ssize_t width;
    int failed;
} Bag;

static void add_vector(Bag *bag, int64_t row) {
    const int8_t *vector = OF(int8_t, bag->tagger, VECTORS) + (size_t)row * (size_t)bag->width;
    for (Py_ssize_t at = 0; at < bag->width; at++) bag->sums[at] = (int16_t)(bag->sums[at] + vector[at]);
}
static void add_text(Bag *bag, const char *text, size_t size) {
    const Table *shared = bag->tagger->tables[ATTRIBUTES];
    int64_t row = find(shared, text, size), own = find(bag->tagger->tables[OWN], text, size);
    if (row >= 0) add_vector(bag, row);
    if (own >= 0) add_vector(bag, shared->count + own);
}
static void add_word(Bag *bag, const char *prefix, const Py_UCS4 *text, Py_ssize_t size) {
    char near[256];
    size_t length;
    char *bytes = spell(near, prefix, text, size, &length);
    if (bytes) add_text(bag, bytes, length);
    else bag->failed = 1;
    if (bytes != near) free(bytes);
}
static void add_names(Bag *bag, const char *names, size_t size) {
    for (const char *end, *last = names + size; names < last; names = end + 1) {
        end = memchr(names, ' ', (size_t)(last - names));
        if (!end) end = last;
        add_text(bag, names, (size_t)(end - names));
    }
}

/* The attributes that only English words have: their clusters, and of which kinds of names they are typical. */
static void add_english(Bag *bag, const char *entry, uint32_t size, const Py_UCS4 *small, Py_ssize_t length) {
    static const uint32_t PATHS[] = {3, 5, 7, 9, 12};
    char cluster[64] = "c=";
    uint32_t path = size ? size - 1 : 0;
    for (size_t at = 0; at < sizeof PATHS / sizeof *PATHS; at++)
        if (path >= PATHS[at]) {
            int written = snprintf(cluster, sizeof cluster, "c%u=", PATHS[at]);
            memcpy(cluster + written, entry + 1, PATHS[at]);
            add_text(bag, cluster, (size_t)written + PATHS[at]);
        }
    if (path <= sizeof cluster - 2) {
        memcpy(cluster, "c=", 2);
        if (path) memcpy(cluster + 2, entry + 1, path);
        add_text(bag, cluster, 2 + (size_t)path);
    }
    const char *names = value_of(bag->tagger->tables[KEYWORDS], small, length, &size, &bag->failed);
    add_names(bag, names, size);
}

/* Adds the vectors of a word's attributes, see `word_attributes` and `multilingual_features.attributes`. */
static void add_attributes(Bag *bag, const struct word *word, const Py_UCS4 *text, Py_ssize_t size) {
    const Tagger *tagger = bag->tagger;
    int english = tagger->kind == ENGLISH;
    Py_UCS4 shape[LONGEST_SHAPE + 1];
    if (!size) { add_text(bag, "boundary", 8); return; }
    Py_ssize_t length, longest = english ? 4 : 5, shaped = shape_of(text, size, shape);
    const Py_UCS4 *small = text_of(&tagger->small, word->small, &length);
    uint32_t entry_size;
    const char *entry = value_of(tagger->tables[LEXICON], small, length, &entry_size, &bag->failed);
    char usage[4] = {'s', 'u', '=', word->usage}, frequency[4] = {'s', 'z', '=', entry_size > 1 ? entry[1] : '?'};
    add_word(bag, "l=", small, length);
    add_word(bag, "h=", shape, shaped);
    if (shaped > 3) shaped = 3;
    shape[shaped] = (Py_UCS4)(unsigned char)word->usage;
    add_word(bag, "hu=", shape, shaped + 1);
    int starts = word->starts || text[0] == '^';
    if (starts) {
        add_text(bag, "start", 5);
        add_text(bag, usage, 4);
    }
    if (!english) {
        shape[shaped] = (Py_UCS4)(unsigned char)frequency[3];
        add_word(bag, "hz=", shape, shaped + 1);
        add_text(bag, "b", 1);
        if (starts) add_text(bag, frequency, 4);
    }
    if (!(flags(text[0]) & ALPHA)) return;
    char prefix[5] = "s1=";
    for (Py_ssize_t part = english ? 2 : 1; part <= longest && part < length; part++) {
        prefix[1] = (char)('0' + part);
        add_word(bag, prefix, small + length - part, part);
    }
    if (english) add_english(bag, entry, entry_size, small, length);
    if (!may_begin_name(tagger, text[0])) return;
    if (!starts) add_word(bag, "w=", text, size);
    prefix[0] = 'p';
    for (Py_ssize_t part = 2; part <= longest && part < length; part++) {
        prefix[1] = (char)('0' + part);
        add_word(bag, prefix, small, part);
    }
    for (Py_ssize_t first = 1; !english && first < length - 4; first++) add_word(bag, "n=", small + first, 4);
    PyObject *printed = to_str(text, size);
    PyObject *answer = printed ? PyObject_CallFunctionObjArgs(tagger->questions[GAZETTEER], printed, NULL) : NULL;
    Py_ssize_t names_size;
    const char *names = answer ? PyUnicode_AsUTF8AndSize(answer, &names_size) : NULL;
    if (names) add_names(bag, names, (size_t)names_size);
    else bag->failed = 1;
    Py_XDECREF(printed);
    Py_XDECREF(answer);
}

/* Gives a word its vector; -1 with an exception set. */
static int describe(Tagger *tagger, uint32_t number) {
    if (tagger->known[number].vector >= 0) return 0;
    Py_ssize_t linear = tagger->slots * tagger->labels, width = tagger->width, all = linear + width, size;
    if (tagger->described == tagger->described_room) {
        size_t room = (size_t)tagger->described_room, same = room;
        if (reserve((void **)&tagger->linear, &room, room + 1, (size_t)linear * sizeof *tagger->linear)) return -1;
        if (reserve((void **)&tagger->deep, &same, same + 1, (size_t)(width + 1) * sizeof *tagger->deep)) return -1;
        tagger->described_room = (int32_t)(room < same ? room : same);
    }
    int16_t *sums = calloc((size_t)all, sizeof *sums);
    if (!sums) { PyErr_NoMemory(); return -1; }
    Bag bag = {tagger, sums, all, 0};
    const Py_UCS4 *text = text_of(&tagger->words, number, &size);
    add_attributes(&bag, tagger->known + number, text, size);
    int32_t *scores = tagger->linear + (size_t)tagger->described * (size_t)linear;
    int16_t *deep = tagger->deep + (size_t)tagger->described * (size_t)width;
    for (Py_ssize_t at = 0; at < linear; at++) scores[at] = (int32_t)floor(sums[at] * OF(double, tagger, LINEAR)[at] + 0.5);
    for (Py_ssize_t at = 0; at < width; at++) {
        double input = floor(sums[linear + at] * OF(double, tagger, DEEP)[at] + 0.5);
        deep[at] = (int16_t)(input > LARGEST_INPUT ? LARGEST_INPUT : input < -LARGEST_INPUT ? -LARGEST_INPUT : input);
    }
    free(sums);
    if (bag.failed) return -1;
    tagger->known[number].vector = tagger->described++;
    return 0;
}

/* The key list of a part of a document, and the places that are scored. */
typedef struct {
    Py_ssize_t size, count; /* keys, scored places */
    uint32_t *words; /* of each key its word */
    Py_ssize_t *tokens; /* and its token, -1 for boundaries */
    int8_t *classes, *bonds, *parts;
    uint8_t *inside;
    Py_ssize_t *first, *last; /* run of capitals in which a key stands */
    Py_ssize_t *places;
    int32_t *scores, *before;
    int64_t *chances;
    int8_t *labels, *back;
    double *sums;
    const int32_t *linear; /* of the words of a text in characters, as in Tagger */
    const int16_t *deep;
} Part;

static void free_part(Part *part) {
    void *all[] = {part->words, part->tokens, part->classes, part->bonds, part->parts, part->inside, part->first,
                   part->last, part->places, part->scores, part->before, part->chances, part->labels, part->back, part->sums};
    for (size_t at = 0; at < sizeof all / sizeof *all; at++) free(all[at]);
}

/* Whether the first and all longer words of a sentence have a capital, and there are a few. */
static int shouts(const Document *document, Py_ssize_t begin, Py_ssize_t end) {
    int large = 0, seen = 0;
    for (Py_ssize_t token = begin; token < end; token++) {
        uint16_t first = flags(document->text[document->starts[token]]);
        if (!(first & ALPHA)) continue;
        if (!seen && first & LOWER) return 0;
        seen = 1;
        if (document->ends[token] - document->starts[token] > 3) {
            if (!(first & UPPER)) return 0;
            large++;
        }
    }
    return large > 3;
}

/* Number of a word of a shouting sentence, in the case in which it is usually printed. */
static int64_t usual_number(Tagger *tagger, const Py_UCS4 *text, Py_ssize_t size, int starts) {
    Py_UCS4 *changed = NULL;
    int failed = 0;
    Py_ssize_t length = in_case(text, size, "lower", &changed);
    char usage = length < 0 ? '?' : usage_of(tagger, changed, length, &failed);
    int64_t number = -1;
    if (length >= 0 && !failed) {
        if (usage < '0' || usage > '2') {
            free(changed);
            changed = NULL;
            length = size;
            if (is_upper(text, size) && size > 4) length = in_case(text, size, "capitalize", &changed);
        }
        if (length >= 0) number = word_number(tagger, changed ? changed : text, length, starts);
    }
    free(changed);
    return number;
}

static int read_keys(Tagger *tagger, const Document *document, Py_ssize_t first, Py_ssize_t last, Part *part) {
    static const Py_UCS4 DASH[] = {0x2013};
    Py_ssize_t key = 0;
    int64_t boundary = word_number(tagger, document->text, 0, 0);
    if (boundary < 0 || load_characters(DASH, 1)) return -1;
    for (Py_ssize_t at = 0; at < part->size; at++) { part->words[at] = (uint32_t)boundary; part->tokens[at] = -1; }
    key += 2;
    for (Py_ssize_t sentence = first; sentence < last; sentence++) {
        Py_ssize_t begin = document->sentences[sentence], end = document->sentences[sentence + 1];
        int loud = shouts(document, begin, end), marked = 0;
        for (Py_ssize_t token = begin; token < end; token++, key++) {
            const Py_UCS4 *text = document->text + document->starts[token];
            Py_ssize_t size = document->ends[token] - document->starts[token];
            if (size == 1 && *text == '-' && token > begin && token + 1 < end
                && !(document->ends[token - 1] == document->starts[token]
                     && document->starts[token] == document->starts[token + 1] - 1)) {
                text = DASH;
            }
            int starts = !marked && token < begin + 3 && flags(text[0]) & ALNUM;
            marked |= starts;
            int64_t number = loud ? usual_number(tagger, text, size, starts) : word_number(tagger, text, size, starts);
            if (number < 0) return -1;
            part->words[key] = (uint32_t)number;
            part->tokens[key] = token - document->sentences[first];
        }
        key += 2;
    }
    for (Py_ssize_t at = 0; at < part->size; at++) {
        part->classes[at] = tagger->known[part->words[at]].class;
        part->bonds[at] = tagger->known[part->words[at]].bond;
    }
    return 0;
}

static int is_capital(int class) { return (class >= TITLE_CASE && class <= INITIAL) || class == START; }
#define IS_SMALL(part, at) ((part)->classes[at] == LOWER_CASE || (part)->bonds[at])
static int is_inside(int class) { return class >= TITLE_CASE && class <= INITIAL; }

/* Words in small letters around one with a capital may be part of a name, see `multilingual_features.wide_frame`. */
static void widen(const Part *part, int8_t *active) {
    for (Py_ssize_t at = 0; at < part->size; at++) {
        if (!is_capital(part->classes[at])) continue;
        for (Py_ssize_t to = at + 1; to < part->size && to <= at + 3 && IS_SMALL(part, to); to++) active[to] = 1;
        for (Py_ssize_t to = at - 1; to >= 0 && to >= at - 2 && IS_SMALL(part, to); to--) active[to] = 1;
    }
}

/* `word_features.active_places` and `slot_places`. */
static void find_places(Part *part, int frame) {
    Py_ssize_t size = part->size;
    const int8_t *class = part->classes, *bond = part->bonds;
    uint8_t *inside = part->inside;
    int8_t *active = part->labels; /* not yet used for labels */
    for (Py_ssize_t at = 0; at < size; at++) {
        active[at] = (int8_t)(frame == OPEN ? class[at] > 0 : is_capital(class[at]));
        inside[at] = (uint8_t)is_inside(class[at]);
        if (class[at] == NUMBER && frame != OPEN)
            active[at] = (at && is_capital(class[at - 1])) || (at + 1 < size && is_capital(class[at + 1]));
    }
    for (Py_ssize_t at = 0; at < size; at++) {
        if (!is_capital(class[at])) continue;
        for (Py_ssize_t gap = 1; gap <= 3 && at + gap + 1 < size && bond[at + gap]; gap++)
            if (is_capital(class[at + gap + 1])) memset(active + at + 1, 1, (size_t)gap);
    }
    if (frame == WIDE) widen(part, active);
    for (Py_ssize_t at = 1; at + 1 < size; at++) {
        if (bond[at] != JOINS || !is_inside(class[at - 1])) continue;
        if (is_inside(class[at + 1])) inside[at] = 1;
        if (at + 2 < size && bond[at + 1] == JOINS && is_inside(class[at + 2])) inside[at] = inside[at + 1] = 1;
    }
    for (Py_ssize_t at = 0; at < size;) {
        Py_ssize_t end = at;
        while (end < size && inside[end]) end++;
        for (Py_ssize_t member = at; member < end; member++) { part->first[member] = at; part->last[member] = end - 1; }
        at = end > at ? end : at + 1;
    }
    for (Py_ssize_t at = 0; at < size; at++) if (active[at]) part->places[part->count++] = at;
}

/* `phrase_parts.phrase_parts`; -1 with an exception set. */
static int find_phrases(Tagger *tagger, Part *part) {
    Py_ssize_t covered = 0, size;
    for (Py_ssize_t at = 0; at < part->size; at++) {
        int phrase = is_capital(part->classes[at]) ? tagger->known[part->words[at]].phrase : 0;
        if (at >= covered) part->parts[at] = (int8_t)(abs(phrase) == tagger->phrases ? 0 : abs(phrase));
        if (phrase >= 0 || at < covered) continue;
        PyObject *names = PyList_New(0);
        Py_ssize_t words = 0;
        for (; names && words < LONGEST_PHRASE && at + words < part->size; words++) {
            const Py_UCS4 *text = text_of(&tagger->words, part->words[at + words], &size);
            if (!size) break; /* no name goes over the end of a sentence */
            if (append(names, to_str(text, size))) Py_CLEAR(names);
        }
        long longest = 0;
        int failed = !names || (words > 1 && ask_number(tagger, LONGEST, names, INT32_MAX, &longest));
        Py_XDECREF(names);
        if (failed) return -1;
        long kind = longest & KIND, length = longest >> 3;
        if (longest < 0 || !kind || 3 * kind >= tagger->phrases || length > words) continue;
        for (Py_ssize_t step = 0; step < length; step++) part->parts[at + step] = (int8_t)(3 * kind - !step);
        covered = at + length;
    }
    return 0;
}

static int32_t shifted(int32_t value, int bits) { return value >= 0 ? value >> bits : ~(~value >> bits); }

#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
__attribute__((target_clones("avx2", "default"))) /* whole numbers: the sums are the same */
#endif
static int32_t dot(const int16_t *left, const int16_t *right, Py_ssize_t size) {
    int32_t sum = 0;
    for (Py_ssize_t at = 0; at < size; at++) sum += left[at] * right[at];
    return sum;
}

/* The keys that speak for a place. */
static void find_window(const Tagger *tagger, const Part *part, Py_ssize_t at, Py_ssize_t *window) {
    Py_ssize_t size = part->size, first = part->first[at], last = part->last[at], own[MOST_SLOTS] = {
        at > 2 ? at - 2 : 0, at - 1, at, at + 1, at + 2 < size ? at + 2 : size - 1, first, last, first - 1, last + 1,
    };
    for (Py_ssize_t slot = 0; slot < tagger->slots; slot++) {
        Py_ssize_t to = at + slot - tagger->slots / 2;
        window[slot] = tagger->kind != CHARACTERS ? slot < 5 || part->inside[at] ? own[slot] : 0
            : to < 0 ? 0 : to < size ? to : size - 1;
    }
}

static int score_places(Tagger *tagger, Part *part) {
    Py_ssize_t labels = tagger->labels, width = tagger->width, inputs = tagger->inputs, slots = tagger->slots;
    Py_ssize_t classes = tagger->classes, class_width = tagger->arrays[HIDDEN_CLASSES].count / (classes * classes * classes);
    Py_ssize_t phrase_width = tagger->arrays[HIDDEN_PHRASES].count / (3 * tagger->phrases), window[MOST_SLOTS];
    int16_t *input = malloc((size_t)(inputs + tagger->hidden) * sizeof *input), *hidden = input + inputs;
    if (!input) { PyErr_NoMemory(); return -1; }
    for (Py_ssize_t row = 0; row < part->count; row++) {
        Py_ssize_t at = part->places[row];
        find_window(tagger, part, at, window);
        int32_t *scores = part->scores + row * labels;
        Py_ssize_t near = (part->classes[at - 1] * classes + part->classes[at]) * classes + part->classes[at + 1];
        for (Py_ssize_t label = 0; label < labels; label++)
            scores[label] = OF(int32_t, tagger, BIAS)[label] + OF(int32_t, tagger, CLASS_SCORES)[near * labels + label];
        int16_t *next = input;
        for (Py_ssize_t slot = 0; slot < slots; slot++) {
            uint32_t vector = part->words[window[slot]];
            if (!part->linear) {
                if (describe(tagger, vector)) { free(input); return -1; }
                vector = (uint32_t)tagger->known[vector].vector;
            }
            const int32_t *linear = part->linear ? part->linear : tagger->linear;
            const int16_t *deep = part->linear ? part->deep : tagger->deep;
            const int32_t *own = linear + ((size_t)vector * (size_t)slots + (size_t)slot) * (size_t)labels;
            for (Py_ssize_t label = 0; label < labels; label++) scores[label] += own[label];
            memcpy(next, deep + (size_t)vector * (size_t)width, (size_t)width * sizeof *next);
            next += width;
        }
        memcpy(next, OF(int16_t, tagger, HIDDEN_CLASSES) + near * class_width, (size_t)class_width * sizeof *next);
        next += class_width;
        for (int step = 0; step < 3; step++) {
            Py_ssize_t known = part->parts[at + step - 1] + step * tagger->phrases;
            for (Py_ssize_t label = 0; label < labels; label++)
                scores[label] += OF(int32_t, tagger, PHRASE_SCORES)[known * labels + label];
            memcpy(next, OF(int16_t, tagger, HIDDEN_PHRASES) + known * phrase_width, (size_t)phrase_width * sizeof *next);
            next += phrase_width;
        }
        for (Py_ssize_t unit = 0; unit < tagger->hidden; unit++) {
            int32_t sum = dot(input, OF(int16_t, tagger, HIDDEN) + unit * inputs, inputs) + OF(int32_t, tagger, HIDDEN_BIAS)[unit];
            sum = sum < 0 ? 0 : sum >> tagger->hidden_bits;
            hidden[unit] = (int16_t)(sum > LARGEST_OUTPUT ? LARGEST_OUTPUT : sum);
        }
        for (Py_ssize_t label = 0; label < labels; label++) {
            int32_t sum = dot(hidden, OF(int16_t, tagger, OUTPUT) + label * tagger->hidden, tagger->hidden);
            scores[label] += shifted(sum, INPUT_BITS + tagger->output_bits - SCORE_BITS);
        }
    }
    free(input);
    return 0;
}

/* One step of the forward or backward sums: whole numbers up to LARGEST_SUM. */
static void step_sums(const double *before, const double *moves, Py_ssize_t across, Py_ssize_t down, const double *factors,
                      Py_ssize_t labels, double *after) {
    double largest = 0;
    for (Py_ssize_t to = 0; to < labels; to++) {
        double sum = 0;
        if (before) for (Py_ssize_t from = 0; from < labels; from++) sum += before[from] * moves[from * down + to * across];
        else sum = moves[to * across];
        after[to] = sum * factors[to];
        if (after[to] > largest) largest = after[to];
    }
    for (Py_ssize_t to = 0; to < labels; to++) after[to] = floor(after[to] / largest * LARGEST_SUM);
}

/* `sequence_tagger.probabilities`; sums has room for three rows of each place. */
static void find_chances(Tagger *tagger, Part *part) {
    Py_ssize_t labels = tagger->labels, count = part->count;
    const double *coarse = OF(double, tagger, COARSE), *fine = OF(double, tagger, FINE), *moves = OF(double, tagger, MOVES);
    int32_t most = (int32_t)(tagger->arrays[COARSE].count << FINE_BITS) - 1;
    double *factors = part->sums, *forward = factors + count * labels, *backward = forward + count * labels;
    for (Py_ssize_t row = 0; row < count; row++) {
        const int32_t *scores = part->scores + row * labels;
        int32_t best = scores[0];
        for (Py_ssize_t label = 1; label < labels; label++) best = scores[label] > best ? scores[label] : best;
        for (Py_ssize_t label = 0; label < labels; label++) {
            int32_t below = best - scores[label];
            if (below > most) below = most;
            factors[row * labels + label] = coarse[below >> FINE_BITS] * fine[below & ((1 << FINE_BITS) - 1)];
        }
    }
    for (Py_ssize_t row = 0; row < count; row++) {
        int joined = row && part->places[row] == part->places[row - 1] + 1;
        Py_ssize_t at = row * labels;
        step_sums(joined ? forward + at - labels : NULL, moves, 1, labels, factors + at, labels, forward + at);
    }
    for (Py_ssize_t row = count - 1; row >= 0; row--) {
        int joined = row + 1 < count && part->places[row] + 1 == part->places[row + 1];
        Py_ssize_t at = row * labels;
        step_sums(joined ? backward + at + labels : NULL, moves, labels, 1, factors + at, labels, backward + at);
        double total = 0, shares[MOST_LABELS];
        for (Py_ssize_t label = 0; label < labels; label++) {
            shares[label] = forward[at + label] * backward[at + label] / factors[at + label];
            total += shares[label];
        }
        for (Py_ssize_t label = 0; label < labels; label++)
            part->chances[at + label] = (int64_t)floor(shares[label] / total * (1 << CERTAIN_BITS));
    }
}

/* `sequence_tagger.agree`, added to the scores; -1 with an exception set. */
static int add_opinions(Tagger *tagger, Part *part) {
    Py_ssize_t labels = tagger->labels, kinds = 1 + labels / 2, most = tagger->arrays[OPINIONS].count - 1;
    size_t words = tagger->small.count ? tagger->small.count : 1;
    int32_t *number = malloc(words * sizeof *number), count = 0;
    int64_t *totals = calloc((size_t)(part->count + 1) * (size_t)(kinds + 1), sizeof *totals);
    if (!number || !totals) { free(number); free(totals); PyErr_NoMemory(); return -1; }
    memset(number, 0xFF, words * sizeof *number);
    for (int pass = 0; pass < 2; pass++)
        for (Py_ssize_t row = 0; row < part->count; row++) {
            uint32_t small = tagger->known[part->words[part->places[row]]].small;
            if (number[small] < 0) number[small] = count++;
            int64_t *total = totals + number[small] * (kinds + 1), own[MOST_LABELS] = {0};
            const int64_t *chances = part->chances + row * labels;
            for (Py_ssize_t label = 0; label < labels; label++) own[(label + 1) / 2] += chances[label];
            if (!pass) {
                for (Py_ssize_t kind = 0; kind < kinds; kind++) total[kind] += own[kind];
                total[kinds]++;
                continue;
            }
            int64_t others = total[kinds] - 1;
            for (Py_ssize_t label = 0; label < labels && others; label++) {
                Py_ssize_t kind = (label + 1) / 2;
                int64_t step = (total[kind] - own[kind]) / others >> (CERTAIN_BITS - OPINION_BITS);
                int64_t opinion = OF(int32_t, tagger, OPINIONS)[step > most ? most : step] * others;
                opinion = opinion >= 0 ? opinion / (others + 1) : -((-opinion + others) / (others + 1));
                part->scores[row * labels + label] += (int32_t)opinion;
            }
        }
    free(number);
    free(totals);
    return 0;
}

/* `sequence_tagger.best_labels`. */
static void find_labels(Tagger *tagger, Part *part) {
    Py_ssize_t labels = tagger->labels, count = part->count;
    const int32_t *moves = OF(int32_t, tagger, TRANSITIONS);
    int32_t *total = part->before;
    for (Py_ssize_t begin = 0; begin < count;) {
        Py_ssize_t end = begin + 1;
        while (end < count && part->places[end] == part->places[end - 1] + 1) end++;
        for (Py_ssize_t row = begin; row < end; row++) {
            const int32_t *scores = part->scores + row * labels, *before = total + ((row + 1) & 1) * labels;
            int32_t *after = total + (row & 1) * labels;
            for (Py_ssize_t to = 0; to < labels; to++) {
                int32_t best = row == begin ? moves[to] : before[0] + moves[to];
                int8_t from = 0;
                for (Py_ssize_t label = 1; row > begin && label < labels; label++) {
                    int32_t path = before[label] + moves[label * labels + to];
                    if (path > best) { best = path; from = (int8_t)label; }
                }
                after[to] = best + scores[to];
                part->back[row * labels + to] = from;
            }
        }
        const int32_t *after = total + ((end - 1) & 1) * labels;
        int8_t label = 0;
        for (Py_ssize_t last = 1; last < labels; last++)
            if (after[last] + moves[last * labels] > after[label] + moves[label * labels]) label = (int8_t)last;
        for (Py_ssize_t row = end - 1; row >= begin; row--) {
            part->labels[row] = label;
            label = part->back[row * labels + label];
        }
        begin = end;
    }
}

#define ROOM(field, count) (part->field = calloc(count, sizeof *part->field))
static int make_room(Part *part, size_t size) {
    part->size = (Py_ssize_t)size;
    if (ROOM(words, size) && ROOM(tokens, size) && ROOM(classes, size) && ROOM(bonds, size) && ROOM(parts, size)
        && ROOM(inside, size) && ROOM(labels, size) && ROOM(first, size) && ROOM(last, size) && ROOM(places, size)) return 0;
    PyErr_NoMemory();
    return -1;
}

/* Labels the places of a part; returns number, label and chance of each token in a name. */
static PyObject *label_places(Tagger *tagger, Part *part) {
    size_t labels = (size_t)tagger->labels, cells = (size_t)(part->count + 1) * labels;
    if (!ROOM(scores, cells) || !ROOM(before, 2 * labels) || !ROOM(chances, cells) || !ROOM(back, cells)
        || !ROOM(sums, 3 * cells)) return PyErr_NoMemory();
    if (score_places(tagger, part)) return NULL;
    find_chances(tagger, part);
    if (tagger->kind != CHARACTERS) {
        if (add_opinions(tagger, part)) return NULL;
        find_chances(tagger, part);
    }
    find_labels(tagger, part);
    PyObject *answer = PyList_New(0);
    for (size_t row = 0; answer && row < (size_t)part->count; row++) {
        if (!part->labels[row]) continue;
        long long chance = part->chances[row * labels + (size_t)part->labels[row]];
        if (append(answer, Py_BuildValue("(niL)", part->tokens[part->places[row]], part->labels[row], chance))) Py_CLEAR(answer);
    }
    return answer;
}

/* Labels the sentences from first to last. */
static PyObject *label_part(Tagger *tagger, const Document *document, Py_ssize_t first, Py_ssize_t last) {
    Part part = {0};
    PyObject *answer = NULL;
    if (tagger->words.count > WORDS_KEPT) forget(tagger);
    Py_ssize_t tokens = document->sentences[last] - document->sentences[first];
    if (!make_room(&part, (size_t)(tokens + 2 * (last - first) + 2)) && !read_keys(tagger, document, first, last, &part)) {
        find_places(&part, tagger->frame);
        if (!find_phrases(tagger, &part)) answer = label_places(tagger, &part);
    }
    free_part(&part);
    return answer;
}

/* label_keys(rows, classes, parts, linear, deep): of the keys of a text in characters, see `sequence_tagger.Memory`. */
static PyObject *label_keys(PyObject *self, PyObject *arguments) {
    Tagger *tagger = (Tagger *)self;
    Part part = {0};
    PyObject *answer = NULL;
    Py_buffer own[5];
    if (!PyArg_ParseTuple(arguments, "y*y*y*y*y*", own, own + 1, own + 2, own + 3, own + 4)) return NULL;
    Py_ssize_t size = own[1].len, linear = tagger->slots * tagger->labels * 4, known = own[3].len / linear;
    const int8_t *classes = own[1].buf, *parts = own[2].buf;
    const uint32_t *rows = own[0].buf;
    int fit = tagger->kind == CHARACTERS && size > 1 && own[0].len == 4 * size && own[2].len == size
        && own[4].len >= known * tagger->width * 2 && !classes[0] && !classes[size - 1];
    part.linear = own[3].buf;
    part.deep = own[4].buf;
    int failed = fit && make_room(&part, (size_t)size);
    for (Py_ssize_t at = 0; fit && !failed && at < size; at++) {
        fit = rows[at] < known && classes[at] >= 0 && classes[at] < tagger->classes && parts[at] >= 0 && parts[at] < tagger->phrases;
        part.words[at] = rows[at];
        part.classes[at] = classes[at];
        part.parts[at] = parts[at];
        part.tokens[at] = at;
        if (classes[at]) part.places[part.count++] = at;
    }
    if (!fit) PyErr_SetString(PyExc_ValueError, "the keys do not fit together");
    else if (!failed) answer = label_places(tagger, &part);
    free_part(&part);
    for (int name = 0; name < 5; name++) PyBuffer_Release(own + name);
    return answer;
}

/* The words of some sentences, their offsets, and the number of the first word of each sentence. */
static PyObject *slice(const Document *document, PyObject *body, Py_ssize_t first, Py_ssize_t last) {
    Py_ssize_t begin = document->sentences[first], count = document->sentences[last] - begin;
    PyObject *words = PyList_New(count), *starts = PyList_New(count), *sentences = PyList_New(0);
    int failed = !words || !starts || !sentences;
    for (Py_ssize_t token = 0; !failed && token < count; token++) {
        Py_ssize_t start = document->starts[begin + token];
        PyObject *word = PyUnicode_Substring(body, start, document->ends[begin + token]), *number = PyLong_FromSsize_t(start);
        failed = PyList_SetItem(words, token, word) || PyList_SetItem(starts, token, number) || !word || !number;
    }
    for (Py_ssize_t sentence = first; !failed && sentence <= last; sentence++)
        failed = append(sentences, PyLong_FromSsize_t(document->sentences[sentence] - begin));
    PyObject *answer = failed ? NULL : PyTuple_Pack(3, words, starts, sentences);
    Py_XDECREF(words);
    Py_XDECREF(starts);
    Py_XDECREF(sentences);
    return answer;
}

static PyObject *label(PyObject *self, PyObject *body) {
    if (!PyUnicode_Check(body)) { PyErr_SetString(PyExc_TypeError, "a str is wanted"); return NULL; }
    Tagger *tagger = (Tagger *)self;
    if (tagger->busy || tagger->kind == CHARACTERS) { PyErr_SetString(PyExc_RuntimeError, "the tagger is in use, or is one of characters"); return NULL; }
    tagger->busy = 1;
    Document document;
    PyObject *answer = PyList_New(0);
    int failed = !answer || read_document(&document, body, tagger->kind == ELIDED);
    for (Py_ssize_t first = 0, next = 1; answer && !failed && next < document.sentence_count; next++) {
        if (document.sentences[next] - document.sentences[first] < TOKENS_AT_ONCE && next != document.sentence_count - 1)
            continue;
        PyObject *tokens = slice(&document, body, first, next);
        PyObject *labels = tokens ? label_part(tagger, &document, first, next) : NULL;
        PyObject *both = labels ? PyTuple_Pack(2, tokens, labels) : NULL;
        failed = !both || PyList_Append(answer, both);
        Py_XDECREF(tokens);
        Py_XDECREF(labels);
        Py_XDECREF(both);
        first = next;
    }
    if (answer) free_document(&document);
    if (failed) {
        Py_CLEAR(answer);
        forget(tagger);
    }
    tagger->busy = 0;
    return answer;
}

static void free_tagger(PyObject *self) {
    Tagger *tagger = (Tagger *)self;
    PyTypeObject *type = Py_TYPE(self);
    for (int name = 0; name < ARRAYS; name++) PyBuffer_Release(&tagger->arrays[name].buffer);
    for (int name = 0; name < TABLES; name++) Py_XDECREF(tagger->capsules[name]);
    for (int name = 0; name < QUESTIONS; name++) Py_XDECREF(tagger->questions[name]);
    forget(tagger);
    free(tagger->known);
    free(tagger->linear);
    free(tagger->deep);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

/* Takes an array, a table or a question of a tuple; -1 with an exception set. */
static int take(Tagger *tagger, PyObject *items, int number, int kind) {
    PyObject *own = PyTuple_GetItem(items, number);
    Array *array = tagger->arrays + number;
    if (own && kind == TABLES) {
        tagger->capsules[number] = Py_NewRef(own);
        tagger->tables[number] = table_of(own);
    } else if (own && kind == QUESTIONS) tagger->questions[number] = Py_NewRef(own);
    else if (own && !PyObject_GetBuffer(own, &array->buffer, PyBUF_C_CONTIGUOUS)) {
        array->count = array->buffer.len / SIZES[number];
        if (array->buffer.itemsize != SIZES[number]) PyErr_SetString(PyExc_ValueError, "numbers of another size");
    }
    return PyErr_Occurred() ? -1 : 0;
}

/* Whether every array has the size that the others ask for. */
static int fits(const Tagger *tagger) {
    Py_ssize_t labels = tagger->labels, hidden = tagger->hidden, width = tagger->width, slots = tagger->slots;
    Py_ssize_t near = tagger->classes * tagger->classes * tagger->classes;
    Py_ssize_t known = 3 * tagger->phrases, rows = (Py_ssize_t)tagger->tables[ATTRIBUTES]->count + tagger->tables[OWN]->count;
    const Array *array = tagger->arrays;
    Py_ssize_t near_width = array[HIDDEN_CLASSES].count / near, known_width = array[HIDDEN_PHRASES].count / known;
    return labels > 1 && labels % 2 && labels <= MOST_LABELS && width >= 0 && hidden > 0
        && array[LINEAR].count == slots * labels && array[CLASS_SCORES].count == near * labels
        && array[PHRASE_SCORES].count == known * labels && array[TRANSITIONS].count == labels * labels
        && array[MOVES].count == labels * labels && array[HIDDEN_CLASSES].count == near_width * near
        && array[HIDDEN_PHRASES].count == known_width * known && array[OUTPUT].count == hidden * labels
        && tagger->inputs == slots * width + near_width + 3 * known_width
        && array[HIDDEN].count == tagger->inputs * hidden && array[VECTORS].count == rows * (slots * labels + width)
        && array[OPINIONS].count > 0 && array[COARSE].count > 0 && array[FINE].count == 1 << FINE_BITS
        && tagger->hidden_bits >= 0 && tagger->hidden_bits < 31 && tagger->output_bits >= 2 && tagger->output_bits < 20;
}

/* Tagger(arrays, tables, questions, phrases, hidden_bits, output_bits, frame, kind) */
static PyObject *new_tagger(PyTypeObject *type, PyObject *arguments, PyObject *named) {
    PyObject *items[3];
    int phrases, counts[] = {ARRAYS, TABLES, QUESTIONS};
    (void)named;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Tagger *tagger = (Tagger *)allocate(type, 0);
    if (!tagger) return NULL;
    if (!PyArg_ParseTuple(arguments, "O!O!O!iiiii", &PyTuple_Type, items, &PyTuple_Type, items + 1, &PyTuple_Type, items + 2,
                          &phrases, &tagger->hidden_bits, &tagger->output_bits, &tagger->frame, &tagger->kind)) goto failed;
    tagger->phrases = phrases > 0 && phrases < MOST_PHRASES ? phrases : 1;
    tagger->slots = tagger->kind == CHARACTERS ? 7 : MOST_SLOTS;
    tagger->classes = tagger->kind == CHARACTERS ? 14 : OTHER + 1;
    for (int part = 0; part < 3; part++)
        for (int number = 0; number < counts[part]; number++)
            if (take(tagger, items[part], number, counts[part])) goto failed;
    tagger->labels = tagger->arrays[BIAS].count;
    tagger->width = tagger->arrays[DEEP].count;
    tagger->hidden = tagger->arrays[HIDDEN_BIAS].count;
    tagger->inputs = tagger->hidden ? tagger->arrays[HIDDEN].count / tagger->hidden : 0;
    if (fits(tagger)) return (PyObject *)tagger;
    PyErr_SetString(PyExc_ValueError, "the weights do not fit together");
failed:
    Py_DECREF(tagger);
    return NULL;
}

static PyMethodDef METHODS[] = {
    {"label", label, METH_O, "Tokens of the parts of a text, and of those in names the number, label and chance."},
    {"label_keys", label_keys, METH_VARARGS, "Of the keys in names the number, label and chance."},
    {NULL, NULL, 0, NULL},
};
static PyType_Slot TYPE_SLOTS[] = {
    {Py_tp_new, new_tagger}, {Py_tp_dealloc, free_tagger}, {Py_tp_methods, METHODS}, {0, NULL},
};
PyType_Spec TAGGER = {"toolkit._native.core.Tagger", sizeof(Tagger), 0, Py_TPFLAGS_DEFAULT, TYPE_SLOTS};

/* The module toolkit._native.core: what the Python code does too, with the same results, only quicker. */
#include "text.h"

#ifndef SOURCE
#define SOURCE ""
#endif

static int fill(PyObject *module) {
    PyObject *tagger = PyType_FromSpec(&TAGGER);
    int failed = !tagger || PyModule_AddObjectRef(module, "Tagger", tagger);
    Py_XDECREF(tagger);
    return failed || PyModule_AddStringConstant(module, "SOURCE", SOURCE) ? -1 : 0;
}

static PyMethodDef FUNCTIONS[] = {
    {"read_table", read_table, METH_O, "A table of the lines of a bytes object, the value of each behind a tab."},
    {"parse_html", parse_html, METH_VARARGS, "Tags, text, pieces, reasons, telling and textless of a page."},
    {NULL, NULL, 0, NULL},
};
static PyModuleDef_Slot SLOTS[] = {{Py_mod_exec, fill}, {0, NULL}};
static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT, "toolkit._native.core", "The native core.", 0, FUNCTIONS, SLOTS, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_core(void) { return PyModuleDef_Init(&MODULE); }

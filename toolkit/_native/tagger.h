/* The English recogniser's labels of words. */
#ifndef TOOLKIT_TAGGER_H
#define TOOLKIT_TAGGER_H

#include "text.h"

extern PyType_Spec TAGGER;
PyObject *tokenise(PyObject *module, PyObject *body);

#endif

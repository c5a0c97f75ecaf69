"""The tree of exceptions."""

import inspect

import pytest

from toolkit import errors
from toolkit.errors import ToolkitError

CLASSES = [each for _, each in inspect.getmembers(errors, inspect.isclass) if each is not ToolkitError]


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_every_error_is_a_toolkit_error(error):
    assert issubclass(error, ToolkitError)


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_the_tree_in_the_docstring_has_every_error(error):
    assert f" {error.__name__} " in errors.__doc__


def test_one_clause_catches_them_all():
    assert [error for error in CLASSES if not issubclass(error, Exception)] == []

"""Exports of media databases: files that hold many articles, each family in its own form."""

from toolkit.read.exports.cutting import read
from toolkit.read.exports.families import DATABASES, SNIFFED, find_family
from toolkit.read.exports.family import Family

__all__ = ["DATABASES", "SNIFFED", "Family", "find_family", "read"]

"""Reading: files in, documents or rejections out."""

from toolkit.read.files import discover
from toolkit.read.options import ReadOptions
from toolkit.read.readers import read
from toolkit.read.source import Source

__all__ = ["ReadOptions", "Source", "discover", "read"]

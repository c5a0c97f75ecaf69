"""Reading: files in, documents or rejections out."""

from toolkit.read.discovery import discover, refuse_releases
from toolkit.read.input_file import Source
from toolkit.read.options import ReadOptions
from toolkit.read.registry import read

__all__ = ["ReadOptions", "Source", "discover", "read", "refuse_releases"]

"""The version of the toolkit, named in every release it makes."""

VERSION = "0.1.0"

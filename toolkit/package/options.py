"""Options of the package stage, and what the dataset is called."""

from dataclasses import dataclass, field

from toolkit.errors import ConfigError


@dataclass(frozen=True, slots=True)
class PackageOptions:
    """How the release folder is written."""

    row_group_rows: int = field(default=1000, metadata={"meaning": "rows that a Parquet row group has on average"})
    shard_bytes: int = field(
        default=500_000_000,
        metadata={"meaning": "bytes, uncompressed, after which a new Parquet file is begun"},
    )
    compression_level: int = field(default=3, metadata={"meaning": "level of the zstd compression, 1 to 22"})

    def __post_init__(self) -> None:
        """Refuse values that no file can be written with."""
        for name in ("row_group_rows", "shard_bytes"):
            if getattr(self, name) < 1:
                raise ConfigError(f"package.{name} is {getattr(self, name)}; choose at least 1.")
        if not 1 <= self.compression_level <= 22:
            raise ConfigError(f"package.compression_level is {self.compression_level}; choose 1 to 22.")


@dataclass(frozen=True, slots=True)
class DatasetOptions:
    """What the dataset is called and what may be done with it."""

    name: str = field(default="news", metadata={"meaning": "short name: lower-case letters, digits and dashes"})
    version: str = field(default="0.1.0", metadata={"meaning": "version of the release: MAJOR.MINOR.PATCH"})
    title: str = field(default="News articles", metadata={"meaning": "name for people, the card's heading"})
    description: str = field(
        default="News articles with quotations, speakers and entities.",
        metadata={"meaning": "one or two sentences"},
    )
    license: str = field(
        default="unknown",
        metadata={"meaning": "licence of the dataset as the Hub writes it: cc-by-4.0, cc0-1.0, other"},
    )
    license_link: str = field(default="", metadata={"meaning": "address of the licence, wanted when license is other"})
    homepage: str = field(default="", metadata={"meaning": "address of the dataset's own page"})
    authors: tuple[str, ...] = field(default=(), metadata={"meaning": "people to be cited"})

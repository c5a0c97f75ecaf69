"""Damaged Parquet files of a release: actual by their footers, and named in one sentence wherever they are read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.contract import Contract
from toolkit.contract.arrow_schema import schema
from toolkit.errors import ReleaseError, ToolkitError


@contextmanager
def naming_damage(folder: Path) -> Iterator[None]:
    """Turn what pyarrow and polars raise over a damaged file of a release into one sentence.

    Raises:
        ReleaseError: a file cannot be read, or its values are not what its columns promise.
    """
    import polars
    import pyarrow

    try:
        yield
    except ToolkitError:
        raise
    except (pyarrow.ArrowException, polars.exceptions.PolarsError, OSError, UnicodeDecodeError) as error:
        first = (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
        raise ReleaseError(f"{folder} cannot be read ({first}); fetch or build the release again.") from error


def check_columns(folder: Path, contract: Contract, table: str | None = None) -> None:
    """Check that every Parquet file of a release has the columns and the types of its table; only footers are read.

    With `table` only the files of that table are looked at.

    Raises:
        ReleaseError: a file has other columns, or cannot be read.
    """
    import pyarrow.parquet

    from toolkit.release.release_folder import table_files

    for record in contract.tables():
        assert record.table is not None
        if table not in (None, record.table.name):
            continue
        wanted = schema(contract, record).remove_metadata()
        for path in table_files(folder, record.table.name):
            with naming_damage(path):
                actual = pyarrow.parquet.read_schema(path)
            if actual.equals(wanted):
                continue
            differing = [field.name for field in wanted if field.name not in actual.names]
            differing += [name for name in actual.names if name not in wanted.names]
            differing = differing or [field.name for field in wanted if actual.field(field.name).type != field.type]
            if differing:
                raise ReleaseError(
                    f"{path} has other columns than its contract ({differing[0]}); fetch or build the release again."
                )

"""Lists the containers of which the rest was not read, from the quarantine of a release."""

from pathlib import Path

from toolkit.contract.unread_records import is_unread_detail
from toolkit.release.release_folder import QUARANTINE, read_columns, table_files


def unread_files(folder: Path) -> list[dict[str, object]]:
    """Return path, first unread record and detail of each, by path.

    Args:
        folder: The release, whose tables are written.
    """
    unread = []
    for path in table_files(folder, QUARANTINE):
        rows = read_columns(path, ("path", "record", "detail"))
        numbered = rows.drop_nulls("record").iter_rows(named=True)
        unread += [row for row in numbered if is_unread_detail(row["detail"])]
    return sorted(unread, key=lambda row: (row["path"], row["record"]))

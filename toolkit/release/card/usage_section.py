"""The code of the dataset card that loads the release, from where it is published or from its folder."""

from toolkit.release.options import DatasetOptions
from toolkit.release.publication_address import PublicationAddress
from toolkit.release.statistics import Statistics

_LOAD_DATASET = "from datasets import load_dataset\n\n"


def usage_section(facts: Statistics, dataset: DatasetOptions, address: PublicationAddress | None) -> str:
    """Return blocks of code for datasets, polars, pandas and DuckDB as Markdown.

    Args:
        facts: What the files of the release hold.
        dataset: Its name and version.
        address: Where it is published; null if it is loaded from its folder.
    """
    folder = address.root if address else f"{dataset.name}-{dataset.version}"
    articles = f"{folder}/data/articles"
    query = f"SELECT source, count(*) FROM '{articles}/*.parquet' GROUP BY source ORDER BY 2 DESC;"  # noqa: S608 - an example
    blocks = (
        ("python", _LOAD_DATASET + "\n".join(_datasets_lines(facts, dataset, address))),
        ("python", f'import polars\n\narticles = polars.read_parquet("{articles}/*.parquet")'),
        ("python", f'import pandas\n\narticles = pandas.read_parquet("{articles}")'),
        ("sql", f"-- DuckDB\n{query}"),
    )
    return "\n\n".join(f"```{language}\n{code}\n```" for language, code in blocks)


def _datasets_lines(facts: Statistics, dataset: DatasetOptions, address: PublicationAddress | None) -> list[str]:
    splits = facts.splits("articles")
    split = splits[0] if splits else "train"
    if address is not None and address.repository is None:
        lines = [_parquet_line("articles", split, address, f', split="{split}"')]
        quotes = facts.splits("quotes")
        return [*lines, *([_parquet_line("quotes", quotes[0], address, "")] if quotes else [])]
    name = (address.repository if address else None) or f"{dataset.name}-{dataset.version}"
    revision = f', revision="{address.revision}"' if address else ""
    lines = [f'articles = load_dataset("{name}", "articles", split="{split}"{revision})']
    return [*lines, *([f'quotes = load_dataset("{name}", "quotes"{revision})'] if facts.of("quotes") else [])]


def _parquet_line(table: str, split: str, address: PublicationAddress, selected: str) -> str:
    files = f'{{"{split}": "{address.root}/data/{table}/{split}-*.parquet"}}'
    return f'{table} = load_dataset("parquet", data_files={files}{selected})'

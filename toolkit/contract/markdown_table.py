"""The contract as Markdown field tables, for the dataset card and schema/README.md."""

from toolkit.contract.definition import Contract, Field, Record
from toolkit.contract.shipped_contracts import additions, earlier_contract


def field_table(contract: Contract, record: Record) -> str:
    """Return the columns of a record's table, or the fields of a nested record, as a Markdown table."""
    rows = ["| field | type | null | meaning | terms |", "|---|---|---|---|---|"]
    rows.extend(_row(field) for field in contract.columns(record))
    return "\n".join(rows)


def schema_page(contract: Contract) -> str:
    """Return the whole of schema/README.md: every record with its fields and rules."""
    blocks = [
        "# The contract",
        (
            f"{contract.description} Version {contract.version}. This page is made from the TOML files beside it "
            "by `toolkit schema show --markdown`; change those, never this."
        ),
    ]
    for record in contract.records.values():
        blocks.append(f"## {record.title}")
        released = f" Released as the table `{record.table.name}`." if record.table else ""
        blocks.append(f"{record.description}{released}")
        blocks.append(field_table(contract, record))
        if record.rules:
            rules = (
                f"- `{rule.name}` ({rule.severity}, at `{rule.field}`): {rule.description}" for rule in record.rules
            )
            blocks.append("Rules over several fields:\n\n" + "\n".join(rules))
    if contract.rules:
        wide = (f"- `{rule.name}` ({rule.severity}, at `{rule.field}`): {rule.description}" for rule in contract.rules)
        blocks.append("### Rules over many rows\n\n" + "\n".join(wide))
    if (earlier := earlier_contract(contract)) is not None:
        blocks.append(f"## Added since version {earlier.version}")
        blocks.append(_added(earlier, contract))
    return "\n\n".join(blocks) + "\n"


def _added(earlier: Contract, contract: Contract) -> str:
    """Return a list with one line for each record that has new fields or new values."""
    fields: dict[str, list[str]] = {}
    values: dict[str, list[str]] = {}
    for addition in additions(earlier, contract):
        if addition.value is None:
            fields.setdefault(addition.record, []).append(f"`{addition.field}`")
        else:
            values.setdefault(f"{addition.record}.{addition.field}", []).append(f"`{addition.value}`")
    lines = [f"- `{record}`: fields {', '.join(names)}" for record, names in fields.items()]
    lines += [f"- `{path}`: values {', '.join(names)}" for path, names in values.items()]
    return "\n".join(lines)


def _row(field: Field) -> str:
    kind = f"{field.type}, {field.unit}" if field.unit else field.type
    meaning = field.description
    if field.allowed:
        meaning += " One of " + ", ".join(f"`{value}`" for value in field.allowed) + "."
    terms = ", ".join(f"{_VOCABULARIES[vocabulary]} `{term}`" for vocabulary, term in sorted(field.term.items()))
    cells = (f"`{field.name}`", f"`{kind}`", "yes" if field.nullable else "no", meaning, terms)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


_VOCABULARIES = {"schema_org": "schema.org", "ninjs": "ninjs"}

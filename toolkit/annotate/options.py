"""Options of annotating."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AnnotateOptions:
    """What is looked for in the body of an article."""

    quotes: bool = field(default=True, metadata={"meaning": "find quotations and their speakers"})
    indirect: bool = field(default=False, metadata={"meaning": "find indirect quotations (without marks) too"})
    entities: bool = field(default=True, metadata={"meaning": "find named entities, in English texts"})

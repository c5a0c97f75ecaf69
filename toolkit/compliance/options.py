"""Options of the clear stage: what is published of whose articles, and what becomes of personal data."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.util import find_spec

from toolkit.errors import ConfigError

_LOG = logging.getLogger(__name__)

EXTENTS = ("full", "lead", "stand_off", "withhold")
"""How much of an article is published, from all of it to nothing."""
CARES = ("report", "mask", "refuse", "ignore")
"""What becomes of personal data: it is counted, masked, makes the article be refused, or is not looked for."""


@dataclass(frozen=True, slots=True)
class RightsOptions:
    """How much of whose articles is published; the outlet goes before the licence, and both before the default.

    `full` is everything; `lead` headline, standfirst and first paragraph; `stand_off` offsets and digests without
    text, for those who have their own copy; `withhold` nothing.
    """

    default: str = field(default="full", metadata={"meaning": "what is published: full, lead, stand_off or withhold"})
    outlets: Mapping[str, str] = field(
        default_factory=dict, metadata={"meaning": 'the same by outlet: { "The Halden Post" = "lead" }'}
    )
    licences: Mapping[str, str] = field(
        default_factory=dict,
        metadata={"meaning": 'the same by licence, in any spelling: { "CC-BY-4.0" = "full", "unknown" = "lead" }'},
    )
    reserved: str = field(
        default="stand_off",
        metadata={"meaning": "the most that is published where the holder reserves text and data mining"},
    )
    as_of: str = field(
        default="",
        metadata={"meaning": "day, such as 2024-03-31, by which embargoes are judged; without one, each embargo holds"},
    )

    def __post_init__(self) -> None:
        """Refuse extents that do not exist and days that are none."""
        named = {f"rights.outlets.{name}": extent for name, extent in self.outlets.items()}
        named |= {f"rights.licences.{name}": extent for name, extent in self.licences.items()}
        for key, extent in ({"rights.default": self.default, "rights.reserved": self.reserved} | named).items():
            if extent not in EXTENTS:
                raise ConfigError(f"{key} is {extent!r}; choose {', '.join(EXTENTS)}.")
        try:
            date.fromisoformat(self.as_of or "2000-01-01")
        except ValueError as error:
            raise ConfigError(f"rights.as_of is {self.as_of!r}; write a day such as 2024-03-31.") from error

    @property
    def strictest(self) -> str:
        """The least that is published of any outlet, under any licence or by default: safe where neither is known."""
        return max((self.default, *self.outlets.values(), *self.licences.values()), key=EXTENTS.index)


@dataclass(frozen=True, slots=True)
class PrivacyOptions:
    """What becomes of personal data in headlines, standfirsts, bodies and bylines."""

    email: str = field(default="report", metadata={"meaning": "e-mail addresses: report, mask, refuse or ignore"})
    phone: str = field(
        default="report",
        metadata={"meaning": "telephone numbers that can exist: the same; they need the extra `personal`"},
    )
    address: str = field(default="report", metadata={"meaning": "postal addresses with their postal code: the same"})
    iban: str = field(default="report", metadata={"meaning": "bank accounts whose check digits are right: the same"})
    card: str = field(default="report", metadata={"meaning": "payment cards whose check digit is right: the same"})
    regions: tuple[str, ...] = field(
        default=("US", "GB"),
        metadata={"meaning": "countries, such as GB, whose telephone numbers are known without the country's own code"},
    )

    def __post_init__(self) -> None:
        """Refuse what cannot be done with personal data."""
        for kind, care in self.cares.items():
            if care not in CARES:
                raise ConfigError(f"privacy.{kind} is {care!r}; choose {', '.join(CARES)}.")
        for region in self.regions:
            if len(region) != 2 or not region.isupper():
                raise ConfigError(f"privacy.regions names {region!r}; write two capital letters such as GB.")

    @property
    def cares(self) -> dict[str, str]:
        """What becomes of each kind of personal data."""
        return {
            "email": self.email,
            "phone": self.phone,
            "address": self.address,
            "iban": self.iban,
            "card": self.card,
        }


def without_unavailable(privacy: PrivacyOptions) -> PrivacyOptions:
    """Return the options that this installation can keep: telephone numbers need the extra `personal`.

    Raises:
        ConfigError: telephone numbers are to be masked or refused, and phonenumbers is not installed.
    """
    if privacy.phone == "ignore" or find_spec("phonenumbers"):
        return privacy
    if privacy.phone == "report":
        _LOG.info("telephone numbers are not looked for: phonenumbers, of the extra `personal`, is not installed")
        return replace(privacy, phone="ignore")
    raise ConfigError(
        f"privacy.phone is {privacy.phone!r}, which needs the extra `personal`: "
        "install it with `pip install 'news-dataset-toolkit[personal]'`."
    )

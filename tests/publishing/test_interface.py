"""Destinations that an installed package brings."""

import json

import pytest

from toolkit.errors import PublishError
from toolkit.progress import NullProgress
from toolkit.publishing.interface import installed_destination
from toolkit.publishing.publish_plan import PublishOptions
from toolkit.publishing.publish_release import publish

MODULE = """
from pathlib import Path

from toolkit.publishing.publish_plan import Outcome, Plan


def send(bundle, address, options, progress):
    Path(__file__).with_name("sent").write_text(f"{address} {bundle.name} {len(bundle.items)}")
    plan = Plan(address, bundle.name, bundle.version, "upload", len(bundle.items), bundle.bytes, 0, 0, 0)
    return Outcome(plan, "published", address)


nothing = None
"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Install a package with an entry point for the protocol `shelf`."""

    def install(value):
        package = tmp_path / "package"
        (package / "shelves-2.1.dist-info").mkdir(parents=True)
        (package / "shelves_package.py").write_text(MODULE, encoding="utf-8")
        (package / "shelves-2.1.dist-info" / "METADATA").write_text("Name: shelves\nVersion: 2.1\n", encoding="utf-8")
        points = f"[toolkit.destinations]\nshelf = {value}\n"
        (package / "shelves-2.1.dist-info" / "entry_points.txt").write_text(points, encoding="utf-8")
        monkeypatch.syspath_prepend(package)
        return package

    return install


def test_a_release_is_handed_to_the_destination_of_its_protocol(installed, sample):
    package = installed("shelves_package:send")
    published = publish(sample.folder, "shelf://halden/third", PublishOptions(), NullProgress())
    name = json.loads((sample.folder / "manifest.json").read_text(encoding="utf-8"))["name"]
    assert published.outcome.address == "shelf://halden/third"
    assert (package / "sent").read_text(encoding="utf-8").startswith(f"shelf://halden/third {name} ")


def test_an_address_of_another_protocol_has_no_installed_destination(installed):
    installed("shelves_package:send")
    assert [installed_destination(address) for address in ("memory://halden", "halden", "./shelf")] == [None] * 3


@pytest.mark.parametrize("value", ["shelves_package:gone", "no_such_package:send", "shelves_package:nothing"])
def test_an_entry_point_that_is_no_destination_is_named(installed, value):
    installed(value)
    with pytest.raises(PublishError, match=r"toolkit\.destinations:shelf"):
        installed_destination("shelf://halden")

"""Faults happen to the requests that they are meant for."""

import time

import httpx
import pytest

from hub_emulator.fault_injection import Fault, Faults, parse
from toolkit.errors import ConfigError

WHOAMI = "/api/whoami-v2"
CREATE = {"type": "dataset", "name": "news", "organization": "halden"}


@pytest.fixture
def client(rehearsal):
    with httpx.Client(base_url=rehearsal.address, headers={"Authorization": "Bearer hf_test"}) as client:
        yield client


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("*=drop", Fault("*", "drop")),
        ("POST */commit/*=500x2", Fault("POST */commit/*", "500", 1, 2)),
        ("GET *a=b*=delay:0.5@3", Fault("GET *a=b*", "delay:0.5", 3)),
        ("*/tag/*=lose@2x1", Fault("*/tag/*", "lose", 2, 1)),
    ],
)
def test_a_fault_is_read_as_it_is_written(text, fault):
    assert parse(text) == fault


@pytest.mark.parametrize("text", ["drop", "*=200", "*=explode", "*=dropx"])
def test_what_is_no_fault_is_refused_with_the_form(text):
    with pytest.raises(ConfigError, match="PATTERN=ACTION"):
        parse(text)


def test_a_fault_happens_from_its_first_request_as_often_as_it_says():
    faults = Faults([Fault("*/commit/*", "500", first=2, times=2)])
    message = [faults.action("POST /api/datasets/a/b/commit/main") for _ in range(5)]
    assert message == [None, "500", "500", None, None]
    assert faults.action("POST /api/datasets/a/b/tag/main") is None


def test_new_faults_forget_the_old_ones_and_the_log(rehearsal, client):
    rehearsal.faults.inject([Fault("*", "503")])
    assert client.get(WHOAMI).status_code == 503
    rehearsal.faults.inject()
    assert client.get(WHOAMI).status_code == 200
    assert [(item.request, item.status) for item in rehearsal.faults.log] == [(f"GET {WHOAMI}", 200)]


def test_a_dropped_request_is_not_answered_and_not_carried_out(rehearsal, client):
    rehearsal.faults.inject([Fault("*/create", "drop", times=1)])
    with pytest.raises(httpx.TransportError):
        client.post("/api/repos/create", json=CREATE)
    assert client.post("/api/repos/create", json=CREATE).status_code == 200


def test_a_lost_request_is_carried_out_and_not_answered(rehearsal, client):
    rehearsal.faults.inject([Fault("*/create", "lose", times=1)])
    with pytest.raises(httpx.TransportError):
        client.post("/api/repos/create", json=CREATE)
    assert client.post("/api/repos/create", json=CREATE).status_code == 409


def test_a_held_request_waits_until_the_client_leaves(rehearsal, client):
    rehearsal.faults.inject([Fault("*", "hold", times=1)])
    with pytest.raises(httpx.ReadTimeout):
        client.get(WHOAMI, timeout=0.2)
    assert client.get(WHOAMI).status_code == 200


def test_a_delayed_request_is_answered_late(rehearsal, client):
    rehearsal.faults.inject([Fault("*", "delay:0.2", times=1)])
    begun = time.monotonic()
    assert client.get(WHOAMI).status_code == 200
    assert time.monotonic() - begun >= 0.2


def test_who_is_to_be_told_hears_of_every_request(rehearsal, client):
    message = []
    rehearsal.faults.tell = lambda seen: message.append((seen.request, seen.status))
    client.get(WHOAMI, params={"a": 1})
    deadline = time.monotonic() + 10
    while not message and time.monotonic() < deadline:  # it is told after the answer was sent
        time.sleep(0.01)
    assert message == [(f"GET {WHOAMI}?a=1", 200)]

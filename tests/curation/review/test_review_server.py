"""The server of a review answers its own page, and nobody else."""

import http.client
import json
import socket

import pytest

from toolkit.curation.review.review_page import page_policy


@pytest.fixture
def ask(server):
    """Send a request as somebody does, and return status, headers and content."""

    def send(method, path, content=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
        body = content if isinstance(content, bytes) or content is None else json.dumps(content).encode()
        own = {"Origin": server.origin, "Content-Type": "application/json"} if method == "POST" else {}
        connection.request(
            method, path, body, {**own, **{name.replace("_", "-"): value for name, value in headers.items()}}
        )
        answer = connection.getresponse()
        received = answer.status, dict(answer.getheaders()), answer.read()
        connection.close()
        return received

    return send


def path(server, rest=""):
    return f"/{server.token}/{rest}"


def test_it_listens_on_loopback_only(server):
    assert server.server_address[0] == "127.0.0.1"
    assert server.address.startswith("http://127.0.0.1:")


def test_the_page_and_its_data_are_there_for_who_knows_the_token(server, ask):
    status, headers, content = ask("GET", path(server))
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert headers["Content-Security-Policy"] == page_policy()
    assert "unsafe" not in page_policy()
    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert server.token.encode() not in content
    assert len(json.loads(ask("GET", path(server, "queue"))[2])["articles"]) == 3


@pytest.mark.parametrize("wrong", ["/", "/x/", "/favicon.ico", "/../../etc/passwd", "//", "/%2e%2e/"])
def test_without_the_token_nothing_is_answered(server, ask, wrong):
    status, _, content = ask("GET", wrong)
    assert (status, content) == (403, b"Forbidden")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "127.0.0.1", "127.0.0.1:1", ""])
def test_a_name_that_is_pointed_at_this_machine_is_refused(server, ask, host):
    assert ask("GET", path(server, "queue"), Host=host)[0] == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_another_page_cannot_change_anything(server, ask, origin):
    identifier = server.session.queue[0]
    status, *_ = ask("POST", path(server, f"act/{identifier}"), {"op": "accept"}, Origin=origin)
    assert status == 403
    assert server.session.journal.acts() == []


def test_a_form_of_another_page_cannot_change_anything(server, ask):
    identifier = server.session.queue[0]
    status, *_ = ask("POST", path(server, f"act/{identifier}"), {"op": "accept"}, Content_Type="text/plain")
    assert status == 415
    assert server.session.journal.acts() == []


@pytest.mark.parametrize("content", [b"{", b"[" * 100_000, b"\xff", b""])
def test_content_that_is_no_json_is_refused(server, ask, content):
    identifier = server.session.queue[0]
    assert ask("POST", path(server, f"act/{identifier}"), content)[0] == 400


def test_content_that_is_too_large_is_not_read(server):
    with socket.create_connection(server.server_address, timeout=20) as connection:
        head = f"POST {path(server, 'undo')} HTTP/1.1\r\nHost: {server.origin[7:]}\r\nOrigin: {server.origin}\r\n"
        connection.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 9999999999\r\n\r\n".encode())
        assert b"400" in connection.recv(100)


@pytest.mark.parametrize("rest", ["article/../../etc/passwd", "article/none", "article/", "other", "article/%00"])
def test_what_is_not_there_is_not_found(server, ask, rest):
    assert ask("GET", path(server, rest))[0] == 404


def test_what_the_contract_forbids_is_refused_with_a_sentence(server, ask):
    identifier = server.session.queue[0]
    act = {"op": "set", "field": "date", "value": "2024-02-30"}
    status, _, content = ask("POST", path(server, f"act/{identifier}"), act)
    assert status == 409
    assert "which does not exist" in json.loads(content)["refused"]


def test_an_act_is_done_and_undone(server, ask):
    identifier = server.session.queue[0]
    status, _, content = ask(
        "POST", path(server, f"act/{identifier}"), {"op": "set", "field": "headline", "value": "New"}
    )
    assert (status, json.loads(content)["values"]["headline"]) == (200, "New")
    assert json.loads(ask("POST", path(server, "undo"), {})[2])["values"]["headline"] != "New"
    assert json.loads(ask("POST", path(server, "undo"), {})[2]) == {}

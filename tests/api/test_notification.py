"""A webhook hears how a check went, and nothing of the articles themselves."""

import json
import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from toolkit import api
from toolkit.api import notification
from toolkit.api.notification import send_summary
from toolkit.errors import ConfigError, GateError


@pytest.fixture
def webhook():
    """Serve a webhook on loopback; give its address and what it was sent."""
    received = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", received
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_failed_validation_is_summed_up_without_any_text(webhook, row, tmp_path):
    address, received = webhook
    bad = row(word_count=0)
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(bad, default=lambda value: value.isoformat()) + "\n", encoding="utf-8")
    api.validate(rows, notify=address)
    (summary,) = received
    assert (summary["command"], summary["passed"], summary["checked"]) == ("validate", False, "1 article")
    assert [(rule["rule"], rule["count"], rule["field"]) for rule in summary["rules"]] == [("minimum", 1, "word_count")]
    assert bad["headline"] not in json.dumps(summary)


def test_a_build_that_fails_its_gates_is_told_with_the_reason(webhook, raw_folder, tmp_path):
    address, received = webhook
    with pytest.raises(GateError):
        api.build([raw_folder], out=tmp_path / "out", gates={"min_articles": 99}, engine="here", notify=address)
    (summary,) = received
    assert (summary["command"], summary["passed"], "min_articles is 99" in summary["message"]) == ("build", False, True)


def test_a_check_is_told_with_its_counts(webhook, raw_folder):
    address, received = webhook
    api.check([raw_folder], notify=address, engine="here", cache="off")
    (summary,) = received
    assert (summary["command"], summary["documents"], summary["published"]) == ("check", 4, 3)


def test_a_webhook_that_does_not_answer_changes_nothing(raw_folder, tmp_path, caplog):
    built = api.build([raw_folder], out=tmp_path / "out", engine="here", notify="http://127.0.0.1:9/hook")
    assert built.manifest["balance"]["published"] == 3
    assert "was not notified" in caplog.text


@pytest.fixture
def answering():
    """Serve on loopback what is given to it, a byte at a time, with a pause after each."""
    servers = []

    def answer(content, pause):
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def serve():
            connection, _ = server.accept()
            with connection, suppress(OSError):  # the client gives up
                received = b""
                while not received.endswith(b"}"):
                    received += connection.recv(100_000)
                for number in range(len(content)):
                    connection.sendall(content[number : number + 1])
                    time.sleep(pause)

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/hook"

    yield answer
    for server in servers:
        server.close()


def test_an_answer_that_is_no_http_changes_nothing(answering, caplog):
    send_summary(answering(b"SSH-2.0-other\r\n\r\n", 0), "build", {})
    assert "was not notified: SSH-2.0-other" in caplog.text


def test_an_answer_that_never_ends_is_not_waited_for(answering, caplog, monkeypatch):
    monkeypatch.setattr(notification, "SECONDS", 1)
    started = time.monotonic()
    send_summary(answering(b"HTTP/1.1 204 No Content\r\n" + b"X: y\r\n" * 20, 0.1), "build", {})
    assert time.monotonic() - started < 5
    assert "it did not answer within 1 s" in caplog.text


def test_what_is_no_address_is_refused_before_the_work(tmp_path):
    with pytest.raises(ConfigError, match="write https://HOST/PATH"):
        api.build([tmp_path], notify="file:///etc/hosts")

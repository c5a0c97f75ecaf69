"""What the Hub's clients raise becomes one sentence that says what to do."""

import pytest

from hub_emulator.fault_injection import Fault
from toolkit.errors import PublishError
from toolkit.progress import NullProgress
from toolkit.publishing.hub import publish
from toolkit.publishing.publish_plan import PublishOptions
from toolkit.storage.hub_errors import translate_hub_errors

COMMIT = "*/commit/main"


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        (Fault(COMMIT, "401"), "set HF_TOKEN or run `hf auth login`"),
        (Fault(COMMIT, "403"), "may write to the repository"),
        (Fault(COMMIT, "412"), "main has moved while"),
        (Fault(COMMIT, "429"), "asks to wait; run the same command again"),
        (Fault(COMMIT, "503"), "status 503; run the same command again"),
        (Fault(COMMIT, "drop"), "run the same command again: it continues where it stopped"),
        (Fault("PUT *", "403"), "may write to the repository"),
    ],
)
def test_every_refusal_says_what_to_do(on_hub, rehearsal, fault, advice):
    rehearsal.faults.inject([fault])
    with pytest.raises(PublishError) as error:
        on_hub("1.0.0")
    assert advice in str(error.value)
    assert str(error.value).startswith("halden/benches: ")
    assert "\n" not in str(error.value)


def test_without_a_token_nothing_is_sent(monkeypatch, tmp_path, bundles):
    from huggingface_hub import constants

    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    with pytest.raises(PublishError, match="set HF_TOKEN or run `hf auth login`"):
        publish(bundles["1.0.0"], "halden/benches", PublishOptions(), NullProgress())


@pytest.mark.parametrize("text", ["no access with hf_SeCrEt123", "sent Bearer SeCrEt123 there"])
def test_a_token_in_a_message_is_struck_out(text):
    with pytest.raises(PublishError) as error, translate_hub_errors("halden/benches"):
        raise OSError(text)
    assert "SeCrEt123" not in str(error.value)
    assert "***" in str(error.value)


def test_a_fault_of_ours_stays_what_it_is():
    with pytest.raises(KeyError), translate_hub_errors("halden/benches"):
        raise KeyError("ours")

"""What the adapters of torch models have in common."""

import pytest

torch = pytest.importorskip("torch", reason="`make test-models` installs torch and runs this")

from toolkit.annotation.entities.backends.torch_backend import digest, licence, settled  # noqa: E402 - torch comes first


def test_work_is_done_on_one_thread_and_the_number_restored():
    before = torch.get_num_threads()

    with settled():
        assert (torch.get_num_threads(), torch.is_inference_mode_enabled()) == (1, True)

    assert torch.get_num_threads() == before


def test_the_digest_tells_weights_apart():
    torch.manual_seed(0)
    one, other = torch.nn.Linear(3, 2), torch.nn.Linear(3, 2)

    assert digest(one) == digest(one) != digest(other)
    assert digest(one).startswith("sha256:")


def test_the_licence_is_that_of_the_card(tmp_path):
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n# A model\n", encoding="utf-8")

    assert licence(str(tmp_path)) == "mit"


@pytest.mark.parametrize("card", [None, "# A model\n", "---\ntags: [ner]\n---\n"])
def test_a_licence_that_is_not_stated_is_null(tmp_path, card):
    if card is not None:
        (tmp_path / "README.md").write_text(card, encoding="utf-8")

    assert licence(str(tmp_path)) is None

"""GLiNER models as recognisers: a tiny one with random weights, saved and really loaded."""

import pytest

torch = pytest.importorskip("torch", reason="`make test-models` installs torch and runs this")
gliner = pytest.importorskip("gliner", reason="`make test-models` installs gliner and runs this")

import transformers  # noqa: E402 - gliner comes first
from tokenizers import Tokenizer, models, pre_tokenizers, trainers  # noqa: E402 - as above
from tokenizers.processors import TemplateProcessing  # noqa: E402 - as above

from toolkit.annotation import AnnotateOptions, Text, annotate, annotate_all  # noqa: E402 - as above
from toolkit.annotation.entities.backends import describe  # noqa: E402 - as above
from toolkit.annotation.entities.backends import gliner_model as adapter  # noqa: E402 - as above
from toolkit.errors import ConfigError  # noqa: E402 - as above

BODY = """Ines Okafor, who leads the transport office of Port Halden, met Mara Lindqvist on Friday.

"Nobody has to walk home in the rain any more," said Okafor. The Harbour Office of the U.S. agreed."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Save a model with random weights."""
    location = tmp_path_factory.mktemp("models") / "tiny"
    torch.manual_seed(1)
    plain = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    plain.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    plain.train_from_iterator([BODY, *adapter.ASKED], trainers.WordPieceTrainer(vocab_size=250, special_tokens=special))
    plain.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=plain, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    )
    tokenizer.save_pretrained(location)
    encoder = {
        "model_type": "bert", "vocab_size": len(tokenizer), "hidden_size": 16, "num_hidden_layers": 1,
        "num_attention_heads": 2, "intermediate_size": 16, "initializer_range": 1.0,
    }  # fmt: skip
    transformers.BertConfig(**encoder).save_pretrained(location)
    settings = {
        "model_name": str(location),
        "encoder_config": encoder,
        "hidden_size": 16,
        "max_width": 4,
        "max_len": 60,
    }
    model = gliner.GLiNER.from_config(settings, backbone_from_pretrained=False)
    model.save_pretrained(location, safe_serialization=True)
    (location / "README.md").write_text("---\nlicense: mit\n---\n", encoding="utf-8")
    return location


@pytest.fixture
def options(folder, monkeypatch):
    """Use the model with a threshold that random weights reach."""
    monkeypatch.setattr(adapter, "THRESHOLD", 0.3)
    return AnnotateOptions(recogniser=f"gliner:{folder}")


def test_a_model_with_random_weights_finds_clean_spans_all_over_the_text(options, check_spans):
    body = "\n\n".join([BODY] * 5)

    entities = annotate(body, language="en", options=options).entities

    assert {item.type for item in entities} <= {"PER", "ORG", "LOC", "NORP", "EVENT"}
    check_spans(body, entities)


def test_the_same_texts_give_the_same_entities(options):
    texts = [Text(BODY), Text("Ines Okafor spoke."), Text("")]

    assert annotate_all(texts, options) == annotate_all(texts, options)


def test_the_user_asks_for_other_labels(folder, monkeypatch):
    monkeypatch.setattr(adapter, "THRESHOLD", 0.3)
    asked = {"ship": "ORG", **dict.fromkeys(adapter.ASKED, "")}
    options = AnnotateOptions(recogniser=f"gliner:{folder}", entity_labels=asked, quotes=False)

    assert {item.type for item in annotate(BODY * 4, language="en", options=options).entities} == {"ORG"}


@pytest.mark.parametrize(
    "body", ["a" * 50_000, "ILSE BRANDT " * 300, "שלום עולם " * 100, "\u200b\u2028 \ufffd", "١٢ 𝔘𝔫"]
)
def test_odd_texts_are_no_fault(options, body):
    entities = annotate(body, language="en", options=options).entities

    assert all(body[item.start : item.end] == item.text for item in entities)


def test_version_and_licence_are_known(options):
    result = describe(options)

    assert (result.version[:7], result.licence) == ("sha256:", "mit")


def test_a_missing_model_is_one_sentence():
    with pytest.raises(ConfigError, match=r"cannot be loaded .* check its name on the Hub"):
        annotate(BODY, language="en", options=AnnotateOptions(recogniser="gliner:./nowhere"))

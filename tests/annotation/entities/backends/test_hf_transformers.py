"""Token classifiers of transformers as recognisers: tiny ones with random weights, saved and really loaded."""

import pytest

torch = pytest.importorskip("torch", reason="`make test-models` installs torch and runs this")
transformers = pytest.importorskip("transformers", reason="`make test-models` installs transformers and runs this")

from tokenizers import Tokenizer, models, pre_tokenizers, trainers  # noqa: E402 - transformers comes first
from tokenizers.processors import TemplateProcessing  # noqa: E402 - as above

from toolkit.annotation import AnnotateOptions, Text, annotate, annotate_all  # noqa: E402 - as above
from toolkit.annotation.entities.backends import describe, hf_transformers  # noqa: E402 - as above
from toolkit.annotation.entities.backends.backend import Span  # noqa: E402 - as above
from toolkit.annotation.tokenizer import tokenise  # noqa: E402 - as above
from toolkit.errors import ConfigError  # noqa: E402 - as above

BODY = """Ines Okafor, who leads the transport office of Port Halden, met Mara Lindqvist on Friday.

"Nobody has to walk home in the rain any more," said Okafor. The Harbour Office of the U.S. agreed.

Otto Lunde flew to Geneva — and back."""
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")


def _word_pieces():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator([BODY], trainers.WordPieceTrainer(vocab_size=220, special_tokens=special))
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    )


def _byte_pairs():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=special, initial_alphabet=alphabet)
    tokenizer.train_from_iterator([BODY], trainer)
    tokenizer.post_processor = TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", unk_token="<unk>", cls_token="<s>", sep_token="</s>"
    )


def _save(location, kind, *, labels=LABELS):
    torch.manual_seed(3)
    names = dict(enumerate(labels))
    sizes = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    if kind == "bert":
        tokenizer = _word_pieces()
        config = transformers.BertConfig(
            vocab_size=len(tokenizer), max_position_embeddings=40, id2label=names, initializer_range=1.0, **sizes
        )
        model = transformers.BertForTokenClassification(config)
    else:
        tokenizer = _byte_pairs()
        config = transformers.RobertaConfig(
            vocab_size=len(tokenizer), max_position_embeddings=42, pad_token_id=1, id2label=names,
            initializer_range=1.0, **sizes,
        )  # fmt: skip
        model = transformers.RobertaForTokenClassification(config)
    model.save_pretrained(location)
    tokenizer.save_pretrained(location)
    (location / "README.md").write_text("---\nlicense: apache-2.0\n---\n", encoding="utf-8")


@pytest.fixture(scope="module", params=["bert", "roberta"])
def folder(request, tmp_path_factory):
    """Save a model of one architecture."""
    location = tmp_path_factory.mktemp("models") / request.param
    _save(location, request.param)
    return location


@pytest.fixture
def options(folder):
    return AnnotateOptions(recogniser=f"hf:{folder}")


def test_a_model_with_random_weights_finds_clean_spans_all_over_the_text(options, check_spans):
    body = "\n\n".join([BODY] * 5)

    entities = annotate(body, language="en", options=options).entities

    assert {item.type for item in entities} <= {"PER", "ORG", "LOC"}
    check_spans(body, entities)


def test_the_same_texts_give_the_same_entities(options):
    texts = [Text(BODY), Text("Ines Okafor spoke."), Text("")]

    assert annotate_all(texts, options) == annotate_all(texts, options)


@pytest.mark.parametrize(
    "body", ["a" * 50_000, "ILSE BRANDT " * 500, "שלום עולם " * 200, "\u200b\u2028 \ufffd", "١٢ 𝔘𝔫"]
)
def test_odd_texts_are_no_fault(options, body):
    entities = annotate(body, language="en", options=options).entities

    assert all(body[item.start : item.end] == item.text for item in entities)


def test_no_piece_is_longer_than_the_model_takes(folder):
    model = hf_transformers.load(str(folder), {})

    with_marks = model.limit + 2
    assert with_marks == 40
    assert len(list(model.predict(["Okafor " * 200]))) == 1


def test_version_and_licence_are_known(options):
    result = describe(options)

    assert (result.version[:7], result.licence) == ("sha256:", "apache-2.0")


def test_the_user_maps_labels(folder):
    options = AnnotateOptions(
        recogniser=f"hf:{folder}", quotes=False, entity_labels={"MISC": "EVENT", "PER": "", "ORG": "", "LOC": ""}
    )

    assert {item.type for item in annotate(BODY * 4, language="en", options=options).entities} == {"EVENT"}


def _joined(text, labels):
    tokens = tokenise(text)
    spans = hf_transformers._spans(tokens, [(label, chance) for label, chance in labels])
    return [(text[span.start : span.end], span.label, span.confidence) for span in spans]


def test_words_of_one_label_are_one_span_as_sure_as_its_least_sure_word():
    labels = [("B-PER", 0.9), ("I-PER", 0.6), ("O", 0.99), ("B-LOC", 0.8), ("O", 0.9)]

    assert _joined("Ines Okafor left Oslo.", labels) == [("Ines Okafor", "PER", 0.6), ("Oslo", "LOC", 0.8)]


@pytest.mark.parametrize(
    ("labels", "result"),
    [
        (["B-LOC", "B-LOC"], ["Oslo", "Bergen"]),
        (["I-LOC", "I-LOC"], ["Oslo Bergen"]),
        (["LOC", "LOC"], ["Oslo Bergen"]),
        (["S-LOC", "S-LOC"], ["Oslo", "Bergen"]),
        (["B-LOC", "E-LOC"], ["Oslo Bergen"]),
        (["B-LOC", "L-LOC"], ["Oslo Bergen"]),
        (["U-LOC", "O"], ["Oslo"]),
        (["B-LOC", "I-ORG"], ["Oslo", "Bergen"]),
    ],
)
def test_every_usual_scheme_of_labels_is_understood(labels, result):
    assert [text for text, _, _ in _joined("Oslo Bergen", [(label, 1.0) for label in labels])] == result


def test_a_span_is_a_named_tuple_of_the_interface():
    (span,) = hf_transformers._spans(tokenise("Oslo"), [("B-LOC", 0.5)])

    assert span == Span(0, 4, "LOC", 0.5)


def test_a_model_without_a_trained_head_is_refused(tmp_path):
    tokenizer = _word_pieces()
    config = transformers.BertConfig(
        vocab_size=len(tokenizer), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    transformers.BertModel(config).save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)

    with pytest.raises(ConfigError, match="is no token classifier: it has no weights for classifier"):
        annotate(BODY, language="en", options=AnnotateOptions(recogniser=f"hf:{tmp_path}"))


def test_a_model_whose_labels_say_nothing_is_refused(tmp_path):
    _save(tmp_path, "bert", labels=("LABEL_0", "LABEL_1"))

    with pytest.raises(ConfigError, match=r"No label of the model .* is known"):
        annotate(BODY, language="en", options=AnnotateOptions(recogniser=f"hf:{tmp_path}"))


def test_a_missing_model_is_one_sentence(tmp_path):
    with pytest.raises(ConfigError, match=r"cannot be loaded .* check its name on the Hub"):
        annotate(BODY, language="en", options=AnnotateOptions(recogniser=f"hf:{tmp_path / 'none'}"))

"""Runs the native core under AddressSanitizer on random texts, against the Python code: `make fuzz-native`.

Every text has to give the same tokens, labels and probabilities both ways. A byte read or written outside of its
memory, or a sum that overflows, ends the process.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from markup_pieces import MARKUP

ROOT = Path(__file__).parents[1]
FLAGS = "-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
_WORDS = (
    "the The said President Ilse Brandt Geneva U.S. Kenya's of Bank and Mr. - \" ’s . , ? ( ) \n 2024 O'Hara EU ÉCOLE "
    "ل Москва \u200b \u00a0 \u2028 ΣΟΦΟΣ İstanbul ǅ don't ^ New York City United Nations SOUTH AFRICA PRESIDENT SAYS — "
    "a.b. _x_ \ud800 \udfff 😀 ½ ² ٣ कि ไทย \x1c ẞ ŉ vs. No. J. Sept. ! … » « [ ] x-y McX de la van Ōsaka "
    "l'Union d’eau dell'Arno и Москве und der İzmir'de ve दिल्ली में الرياض Straße 北京 的 、 マリア 서울 。 「"
)
WORDS = _WORDS.split(" ")
LANGUAGES = ("de", "tr", "fr", "ru", "uk", "zh")
"""Beside English, one of each feature set."""


def main() -> None:
    """Compile, and run this script again with the sanitised core."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--inside", action="store_true", help="the core is compiled: compare")
    arguments = parser.parse_args()
    if arguments.inside:
        compare(arguments.seconds, arguments.seed)
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "toolkit", root / "toolkit", ignore=shutil.ignore_patterns("*.so", "__pycache__"))
        shutil.copytree(ROOT / "schema", root / "schema")
        shutil.copy(ROOT / "hatch_build.py", root)
        environment = {**os.environ, "TOOLKIT_NATIVE": "1", "CFLAGS": FLAGS, "PYTHONPATH": folder}
        subprocess.run([sys.executable, str(root / "hatch_build.py")], env=environment, check=True)
        compiler = environment.get("CC", "cc").split()
        shared = subprocess.run(
            [*compiler, "-print-file-name=libasan.so"], capture_output=True, text=True, check=True
        ).stdout.strip()
        environment |= {"LD_PRELOAD": shared, "ASAN_OPTIONS": "detect_leaks=0", "PYTHONMALLOC": "malloc"}
        line = [
            sys.executable,
            __file__,
            "--inside",
            "--seconds",
            str(arguments.seconds),
            "--seed",
            str(arguments.seed),
        ]
        sys.exit(subprocess.run(line, env=environment, check=False).returncode)


def compare(seconds: float, seed: int) -> None:
    """Compare both ways until the time is over."""
    from toolkit._native import native_core
    from toolkit.annotation.entities import ner
    from toolkit.annotation.entities.languages import MODELS
    from toolkit.annotation.entities.model_weights import load_language, load_weights
    from toolkit.normalisation.html import html_tokenizer

    assert native_core() is not None, "the native core is not there"
    weights = [load_weights(), *(load_language(*MODELS[language]) for language in LANGUAGES)]
    recognisers = [(ner.recogniser_of(item), ner.Recogniser(item)) for item in weights]
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        chance = random.Random(f"{seed} {number}")
        body = text(chance)
        both = [list(ner.label_parts(body, recogniser)) for recogniser in recognisers[number % len(recognisers)]]
        assert both[0] == both[1], f"labels differ: seed {seed}, text {number}: {body!a}"
        source = markup(chance)
        pages = html_tokenizer.parse(source), html_tokenizer.parse_in_python(source)
        assert pages[0] == pages[1], f"pages differ: seed {seed}, text {number}: {source!a}"
        number += 1
    print(f"{number} texts, the same both ways")


def text(chance: random.Random) -> str:
    """A text of words, of any code points, or in capitals."""
    kind, size = chance.random(), chance.randint(0, 120)
    if kind < 0.3:
        return "".join(chr(chance.randrange(chance.choice((0x110000, 0x3000, 0x250)))) for _ in range(size))
    body = "".join(chance.choice(WORDS) + chance.choice((" ", " ", " ", "", "\n")) for _ in range(size))
    return body.upper() if kind > 0.9 else body


def markup(chance: random.Random) -> str:
    """Pieces of HTML in any order."""
    return "".join(chance.choice(MARKUP) for _ in range(chance.randint(0, 80)))


if __name__ == "__main__":
    main()

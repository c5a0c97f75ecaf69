"""How well and how fast near-duplicates are found, on a corpus with planted copies.

    python benchmarks/group.py [--articles 20000] [--seed 1] [--minhash]

The corpus is made of invented words (frequent ones frequent, as in a language) and of stock phrases. Some articles
get copies; the others must stay alone, although some share quotations or boilerplate with others.
"""

import argparse
import itertools
import random
import resource
import string
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from toolkit.group import Fingerprint, GroupOptions, Member, fingerprint, members_of, near_duplicates

Sentences = list[list[str]]


@dataclass(frozen=True, slots=True)
class Planted:
    """One article of the corpus and the story it tells; copies tell the same story."""

    story: int
    kind: str
    body: str


def main() -> None:
    """Print recall, precision, speed and memory."""
    parser = argparse.ArgumentParser(description="Measure near-duplicate groups on planted copies.")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minhash", action="store_true", help="also measure MinHash bands, as rensa makes them")
    arguments = parser.parse_args()
    options = GroupOptions()
    members, truth, per_second = _fingerprinted(arguments.articles, arguments.seed, options)
    before = _peak_megabytes()
    started = time.process_time()
    everyone = members_of(members, options.sketch)
    groups = near_duplicates(everyone, options).to_list()
    seconds = time.process_time() - started
    _print_quality(groups, truth)
    _print_cost(members, per_second, seconds, before)
    if arguments.minhash:
        _print_minhash([planted.body for planted in corpus(arguments.articles, arguments.seed)], truth)


def corpus(articles: int, seed: int) -> Iterator[Planted]:
    """Make at least so many articles, a third of them copies; the same for the same arguments."""
    writer = Writer(random.Random(seed))
    made = 0
    for story in itertools.count():
        if made >= articles:
            return
        for planted in writer.story(story):
            made += 1
            yield planted


class Writer:
    """Writes articles in an invented language, and copies of them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.words = [_invented(chance) for _ in range(30_000)]
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))
        self.phrases = [self._words(chance.randint(3, 9)) for _ in range(5_000)]
        self.phrase_weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(self.phrases))))
        self.boilerplate = [self._sentences(chance.randint(20, 90)) for _ in range(60)]
        self.last: Sentences = self._sentences(600)

    def story(self, number: int) -> Iterator[Planted]:
        """One article, for every fifth story with one to four copies."""
        original = self._article()
        yield Planted(number, "alone", _printed(original))
        if number % 5 == 0:
            for kind in self.chance.sample(list(COPIES), self.chance.randint(1, 4)):
                yield Planted(number, kind, COPIES[kind](self, original))
        self.last = original

    def _article(self) -> Sentences:
        """A new article: some take quotations over from the last one, some carry an outlet's boilerplate."""
        length = min(max(int(self.chance.lognormvariate(6.2, 0.6)), 60), 4_000)
        sentences = self._sentences(length)
        if self.chance.random() < 0.2 and length > 200:
            location = self.chance.randrange(len(sentences))
            sentences[location:location] = self.chance.sample(self.last, 2 if length > 400 else 1)
        if self.chance.random() < 0.2 and length > 150:
            sentences += self.chance.choice(self.boilerplate)
        return sentences

    def _sentences(self, length: int) -> Sentences:
        sentences, written = [], 0
        while written < length:
            sentence = self._words(self.chance.randint(6, 32))
            if self.chance.random() < 0.5:
                phrase = self.chance.choices(self.phrases, cum_weights=self.phrase_weights)[0]
                location = self.chance.randrange(len(sentence))
                sentence[location:location] = phrase
            sentences.append(sentence)
            written += len(sentence)
        return sentences

    def _words(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def cut(self, original: Sentences, least: float = 0.4, most: float = 0.95) -> str:
        """The reprint that ends earlier."""
        return _printed(_shortened(original, self.chance.uniform(least, most)))

    def thinned(self, original: Sentences) -> str:
        """The reprint that leaves out sentences here and there."""
        share = self.chance.uniform(0.4, 0.95)
        places = sorted(self.chance.sample(range(len(original)), max(1, round(share * len(original)))))
        return _printed([original[location] for location in places])

    def noisy(self, original: Sentences) -> str:
        """Three characters in a hundred are wrong, as after optical recognition."""
        return self._noised(_printed(original))

    def cut_and_noisy(self, original: Sentences) -> str:
        """Both."""
        return self._noised(self.cut(original))

    def framed(self, original: Sentences) -> str:
        """The outlet's own words before and after."""
        return _printed([*self._sentences(15), *original, *self.chance.choice(self.boilerplate)])

    def cut_and_framed(self, original: Sentences) -> str:
        """The hardest of the usual ones."""
        share = self.chance.uniform(0.4, 0.95)
        return _printed([*_shortened(original, share), *self.chance.choice(self.boilerplate)])

    def updated(self, original: Sentences) -> str:
        """A new lead, new sentences in between, some words changed, the end dropped."""
        kept = _shortened(original, self.chance.uniform(0.6, 1))
        for sentence in self.chance.sample(kept, len(kept) // 4):
            sentence[self.chance.randrange(len(sentence))] = self._words(1)[0]
        kept[:0] = self._sentences(40)
        location = self.chance.randrange(len(kept))
        kept[location:location] = self._sentences(40)
        return _printed(kept)

    def requoted(self, original: Sentences) -> str:
        """Other quotation marks, apostrophes and dashes."""
        return _printed(original, "«»").replace("'", "’").replace(" - ", " – ")

    def _noised(self, text: str) -> str:
        letters = list(text)
        for location in self.chance.sample(range(len(letters)), round(0.03 * len(letters))):
            letters[location] = self.chance.choice(string.ascii_lowercase)
        return "".join(letters)


COPIES: dict[str, Callable[[Writer, Sentences], str]] = {
    "cut 5-60 %": Writer.cut,
    "thinned 5-60 %": Writer.thinned,
    "3 % noise": Writer.noisy,
    "cut and noise": Writer.cut_and_noisy,
    "boilerplate": Writer.framed,
    "cut and boilerplate": Writer.cut_and_framed,
    "update": Writer.updated,
    "quotation marks": Writer.requoted,
}


def _invented(chance: random.Random) -> str:
    """A word of one to four syllables, 4.7 letters on average."""
    syllables = chance.choices((1, 2, 3, 4), (3, 5, 3, 1))[0]
    return "".join(
        chance.choice("bdfghklmnprstvz") + chance.choice("aeiou") + chance.choice(["", "", "n", "r"])
        for _ in range(syllables)
    )


def _shortened(original: Sentences, share: float) -> Sentences:
    """The first sentences, until they have this share of the words; the sentences are copies."""
    budget = share * sum(map(len, original))
    lengths = itertools.accumulate(map(len, original))
    kept = [list(sentence) for sentence, length in zip(original, lengths, strict=True) if length <= budget]
    return kept or [list(original[0])]


def _printed(sentences: Sentences, marks: str = "“”") -> str:
    """Sentences with capitals, full stops and, every fourth, quotation marks; paragraphs of three."""
    printed = []
    for number, sentence in enumerate(sentences):
        text = " ".join(sentence).capitalize() + "."
        printed.append(f"{marks[0]}{text}{marks[1]}" if len(sentence) % 4 == 0 else text)
        printed.append("\n\n" if number % 3 == 2 else " ")
    return "".join(printed).strip()


def _fingerprinted(
    articles: int, seed: int, options: GroupOptions
) -> tuple[list[Member], list[tuple[int, str]], float]:
    """Fingerprint a corpus as it is made; the rate counts only the fingerprints, in CPU seconds."""
    members, truth, spent = [], [], 0.0
    for number, planted in enumerate(corpus(articles, seed)):
        started = time.process_time()
        result = fingerprint(planted.body, options)
        spent += time.process_time() - started
        date = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        members.append(Member(id=f"{number:064x}", fingerprint=result, date=date))
        truth.append((planted.story, planted.kind))
    return members, truth, len(members) / spent


def _print_quality(groups: list[str], truth: list[tuple[int, str]]) -> None:
    stories = [story for story, _ in truth]
    together = _pairs(Counter(zip(groups, stories, strict=True)).values())
    wanted, result = _pairs(Counter(stories).values()), _pairs(Counter(groups).values())
    print(f"pair recall     {together / wanted:.4f}  ({wanted} pairs)")
    print(f"pair precision  {together / result:.4f}  ({result} pairs, largest group {max(Counter(groups).values())})")
    original = {story: group for group, (story, kind) in zip(groups, truth, strict=True) if kind == "alone"}
    met = defaultdict(list)
    for group, (story, kind) in zip(groups, truth, strict=True):
        if kind != "alone":
            met[kind].append(group == original[story])
    for kind, hits in sorted(met.items()):
        print(f"  {kind:20} {sum(hits) / len(hits):.4f} of {len(hits)} in the group of the original")


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def _print_cost(members: list[Member], per_second: float, seconds: float, before: float) -> None:
    million = 1e6 / len(members)
    print(f"fingerprints    {per_second:,.0f} articles/s on one core")
    print(f"grouping        {seconds:.2f} CPU s for {len(members):,} articles")
    minutes = (1e6 / per_second / 2 + seconds * million) / 60
    print(f"1 M articles    {minutes:.1f} minutes on two cores, if grouping grows in proportion")
    sizes = [_bytes(member) for member in members[:1000]]
    print(f"memory          {sum(sizes) / len(sizes):.0f} bytes per article across the barrier")
    print(f"                {(_peak_megabytes() - before):.0f} MB more at the peak of grouping")


def _print_minhash(bodies: list[str], truth: list[tuple[int, str]]) -> None:
    """What one would use instead: 128 permutations, candidates from bands, linked from a Jaccard estimate on."""
    from rensa import RMinHash, RMinHashLSH

    words = [body.lower().split() for body in bodies]
    shingles = [[" ".join(item[location : location + 4]) for location in range(len(item) - 3)] for item in words]
    hashes = RMinHash.from_token_sets(shingles, num_perm=128, seed=42)
    for bands, threshold in itertools.product((64, 32), (0.2, 0.3, 0.5)):
        index = RMinHashLSH(threshold, 128, bands)
        index.insert_many(hashes)
        roots = list(range(len(hashes)))
        for one, candidates in enumerate(index.query_all(hashes)):
            for other in candidates:
                if one < other and hashes[one].jaccard(hashes[other]) >= threshold:
                    roots[_root(roots, other)] = _root(roots, one)
        print(f"\nMinHash, {bands} bands, Jaccard from {threshold}")
        _print_quality([str(_root(roots, number)) for number in range(len(roots))], truth)


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        number = roots[number]
    return number


def _bytes(member: Member) -> int:
    print_: Fingerprint = member.fingerprint
    parts = (member, member.id, member.date, print_, print_.digest, print_.headline, print_.sketch)
    return sum(map(sys.getsizeof, parts))


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()

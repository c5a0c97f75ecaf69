"""Tables that spell words of other scripts in Latin letters."""


def transliteration(letters: str) -> dict[int, str]:
    """Return a table for `str.translate` from words that are a letter and what it becomes in Latin ones.

    >>> "Њива".translate(transliteration("њnj иi вv аa"))
    'Njiva'
    """
    pairs = [(word[0], word[1:]) for word in letters.split()]
    return {
        ord(letter): form
        for small, latin in pairs
        for letter, form in ((small, latin), (small.upper(), latin.capitalize()))
        if len(letter) == 1
    }

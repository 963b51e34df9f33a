"""The short code under which an archived paper is found again."""

import secrets
import unicodedata

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0, 1, I, L, O and U, which are mistaken for others."""
LENGTH = 10

# What somebody types who misread a letter: each stands for the one that looks most like it.
_MISREAD = str.maketrans({"0": "Q", "O": "Q", "U": "V", "I": "J", "1": "7", "Đ": "D"})


def new_code() -> str:
    """Ten letters and digits chosen at random: nobody guesses the code of a paper."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown(code: str) -> str:
    """``ABCDE-23456``: as printed, so that the eye keeps its place."""
    half = LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def as_typed(text: str) -> str:
    """The code that ``text`` means: case, dashes, spaces and misread letters are forgiven.

    Whatever else it holds is left out; an empty or overlong answer is no code of any paper.
    """
    folded = unicodedata.normalize("NFKC", text[:200]).upper().translate(_MISREAD)
    return "".join(letter for letter in folded if letter in LETTERS)[: LENGTH + 1]

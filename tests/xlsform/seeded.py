"""Chance that is the same for the same seed, on every version of Python."""

import random


class Seeded:
    def __init__(self, seed):
        # Of all that this can do, only `random` is promised to stay as it is.
        self.unit = random.Random(seed).random

    def happens(self, share):
        return self.unit() < share

    def whole(self, least, most):
        return least + int(self.unit() * (most - least + 1))

    def of(self, choices):
        return choices[self.whole(0, len(choices) - 1)]

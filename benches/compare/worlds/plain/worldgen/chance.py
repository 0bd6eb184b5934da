"""Random draws: one class, so that every module speaks of the same few distributions."""

import math
import random


class Chance(random.Random):
    """A seeded stream with the distributions the stories are written in."""

    def yes(self, p):
        """True with probability p."""
        return self.random() < p

    def int(self, lo, hi):
        """A whole number from lo to hi, both included."""
        return lo + int(self.random() * (hi - lo + 1))

    def lognorm(self, median, sigma, lo, hi):
        """A heavy-tailed amount around a median, clipped to [lo, hi]."""
        return min(hi, max(lo, median * math.exp(sigma * self.gauss(0, 1))))

    def poisson(self, lam):
        """A count with mean lam; the normal approximation is good enough above 60."""
        if lam > 60:
            return max(0, round(self.gauss(lam, math.sqrt(lam))))
        limit, k, product = math.exp(-lam), 0, self.random()
        while product > limit:
            k += 1
            product *= self.random()
        return k

    def hex(self, digits):
        """An opaque lower-case hexadecimal token."""
        return f"{self.getrandbits(4 * digits):0{digits}x}"

    def pick(self, items, weights):
        """One item by weight."""
        return self.choices(items, weights)[0]

    def some(self, items, k):
        """Up to k different items."""
        return self.sample(items, min(k, len(items)))

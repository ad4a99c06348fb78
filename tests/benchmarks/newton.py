"""One step towards the weights of a logistic regression, by Newton's method."""

from __future__ import annotations

from math import exp
from typing import NamedTuple

# Strength of the Gaussian prior on the weights of standardised features.
RIDGE = 3.0


class Input(NamedTuple):
    """An example as it is fitted: standardised features and a one, what is pinned, the answer."""

    values: list[float]
    offset: float
    right: float


def newton(weights: list[float], inputs: list[Input]) -> list[float]:
    """Take one step of Newton's method; the last weight is the bias, which has no prior."""
    size = len(weights)
    ridges = [RIDGE] * (size - 1) + [1e-6]
    gradient = [ridge * weight for ridge, weight in zip(ridges, weights, strict=True)]
    curve = [[ridges[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
    for values, offset, right in inputs:
        chance = 1 / (1 + exp(-offset - sum(w * v for w, v in zip(weights, values, strict=True))))
        slope = chance * (1 - chance)
        for i, value in enumerate(values):
            gradient[i] += (chance - right) * value
            row, part = curve[i], slope * value
            for j in range(i + 1):
                row[j] += part * values[j]
    for i in range(size):
        for j in range(i):
            curve[j][i] = curve[i][j]
    return [weight - step for weight, step in zip(weights, _solve(curve, gradient), strict=True)]


def _solve(matrix: list[list[float]], values: list[float]) -> list[float]:
    """Solve matrix · x = values by Gaussian elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for i, pivot in enumerate(rows):
        for row in rows[i + 1 :]:
            factor = row[i] / pivot[i]
            for j in range(i, len(row)):
                row[j] -= factor * pivot[j]
    found = [0.0] * len(rows)
    for i in range(len(rows) - 1, -1, -1):
        rest = sum(rows[i][j] * found[j] for j in range(i + 1, len(rows)))
        found[i] = (rows[i][-1] - rest) / rows[i][i]
    return found

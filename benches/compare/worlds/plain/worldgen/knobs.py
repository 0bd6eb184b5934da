"""The camouflage knobs: what an operation does to look like its surroundings, by level.

Values are ranges that every ring draws from once, so that careless and careful rings
exist at each level; `slip` is how often somebody forgets the precautions.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Knobs:
    """One level of camouflage."""

    accounts_a_device: tuple  # accounts that share an operator's device
    proxy: str  # "own" network, "pool" in the holder's city, "line" per account
    slip: tuple  # chance per account that the own network or device shows through
    payers: tuple  # payment accounts of the operation
    middleman: float  # chance that a payment goes through a third account
    offline: float  # chance that a payment never touches the platform
    settle_days: float  # median days between the deal and a payment or change
    change: float  # factor on how many account data are changed
    batch: tuple  # leads handed over in one sitting
    cover: float  # lawful leads between sold ones
    reissue: float  # chance that a sold lead gets a new lead_id on its way
    round_spread: tuple  # minutes around the hour at which the operator works down the list
    text_effort: tuple  # edits of a shared text
    nominees: float  # chance that a licence has a straw man of its own
    sham: float  # chance that a stranger in a slot gets token leads and wages


LEVELS = (
    Knobs((4, 14), "own", (1.0, 1.0), (1, 1), 0.05, 0.08, 0.4, 1.0, (8, 45), 0.2, 0.0, (10, 45), (0, 1), 0.15, 0.05),
    Knobs(
        (1, 3), "pool", (0.02, 0.35), (2, 5), 0.45, 0.2, 3.0, 0.85, (4, 14), 1.0, 0.2, (30, 120), (1, 4), 0.75, 0.3
    ),
    Knobs((1, 1), "line", (0.0, 0.08), (3, 9), 0.6, 0.5, 8.0, 0.65, (1, 4), 3.0, 0.35, (60, 200), (3, 7), 0.95, 0.6),
)

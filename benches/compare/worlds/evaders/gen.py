"""A made-up world of a social-commerce platform."""

import argparse
import time

import firms
import leadflow
import leadlike
import lookalikes
import people
from base import World
from output import write


def honest(world):
    """Everything that happens without any offender; the same at every camouflage level."""
    firms.companies(world, world.rng("companies"))
    lookalikes.late_companies(world, world.rng("late"))
    lookalikes.groups(world, world.rng("groups"))
    firms.turnover(world, world.rng("turnover"))
    lookalikes.dispatch(world, world.rng("dispatch"))
    people.crowd(world, world.rng("crowd"), round(world.size * 0.98))
    people.households(world, world.rng("homes"))
    people.lives(world, world.rng("lives"))
    people.odd_habits(world, world.rng("odd"))
    lookalikes.agencies(world, world.rng("agencies"))
    lookalikes.gatherings(world, world.rng("gatherings"))
    lookalikes.assistants(world, world.rng("assistants"))
    lookalikes.brand_copy(world, world.rng("brand"))
    firms.wages(world, world.rng("wages"))
    lookalikes.small_money(world, world.rng("money"))
    leadflow.partners(world, world.rng("partners"))
    leadflow.flow(world, world.rng("flow"))
    leadlike.flow(world, world.rng("leadlike"))


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("out")
    ask.add_argument("--seed", type=int, required=True)
    ask.add_argument("--camouflage", type=int, choices=(0, 1, 2), required=True)
    ask.add_argument("--null", action="store_true")
    ask.add_argument("--accounts", type=int, default=20000)
    args = ask.parse_args()
    began = time.time()
    world = World(args.seed, args.camouflage, args.accounts)
    honest(world)
    if not args.null:
        import abuse

        abuse.commit(world)
    people.fill_up(world)
    count = write(world, args.out)
    print(
        ", ".join(f"{k} {v}" for k, v in count.items()), f"({world.days} days, {time.time() - began:.1f} s)"
    )


if __name__ == "__main__":
    main()

"""Lists of the stories and tricks, filled by decorators where they are told."""

STORIES = []
TRICKS = []


def story(name, count):
    """Register an honest story; `count` tellings in a world of 20,000 accounts."""

    def keep(fn):
        STORIES.append((name, count, fn))
        return fn

    return keep


def trick(name, weight):
    """Register a trick; `weight` is its share among the rings."""

    def keep(fn):
        TRICKS.append((name, weight, fn))
        return fn

    return keep

"""A made-up country of cities, county towns and villages, told from its places."""

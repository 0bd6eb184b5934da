"""A generator of made-up exports of a social-commerce platform, with planted abuse."""

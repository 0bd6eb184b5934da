"""A made-up social-commerce world, written as an acceptance test."""

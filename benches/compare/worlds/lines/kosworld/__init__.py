"""A made-up social-commerce platform: people, devices, companies and their abuse."""

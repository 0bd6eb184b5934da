"""A made-up social-commerce market: honest trades first, crooked ones among them."""

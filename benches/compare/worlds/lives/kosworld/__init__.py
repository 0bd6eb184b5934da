"""A made-up social-commerce platform, told as biographies of people and histories of firms."""

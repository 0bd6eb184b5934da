"""Jobs of abuse, each fitted into somebody's week."""

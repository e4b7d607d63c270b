"""What a blogger does to posts that are there: each verb becomes a plan, which can be undone."""

"""Polars: a CSV into memory with its unique users and items; events and mean rating by user and by item."""
import os

import polars
from harness import Clock


def csv(given):
    return os.path.join(next(iter(given["folders"].values())), "events.csv")


def load(given):
    def repeat(with_quality):
        with Clock() as clock:
            frame = polars.read_csv(csv(given))
            users, items = frame["user"].unique(), frame["item"].unique()
        return clock.answer(quality={"events": frame.height, "users": len(users), "items": len(items)})

    return repeat


def group(given):
    frame = polars.read_csv(csv(given))

    def repeat(with_quality):
        with Clock() as clock:
            found = [frame.group_by(key).agg(polars.len(), polars.col("rating").mean()) for key in ("user", "item")]
        return clock.answer(quality={"users": found[0].height, "items": found[1].height})

    return repeat

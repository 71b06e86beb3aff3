"""What the peers' scripts share: the clock, the data, the lists."""
import json
import os
import resource
import time
from pathlib import Path

import numpy as np

LIST_LENGTH = 20


def processor_seconds():
    mine, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def peak_bytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Clock:
    """`with Clock() as clock: …` then clock.answer(): wall seconds and processor seconds of all threads, divided by count."""

    def __enter__(self):
        self.cpu, self.wall = processor_seconds(), time.perf_counter()
        return self

    def __exit__(self, *_):
        self.wall, self.cpu = time.perf_counter() - self.wall, processor_seconds() - self.cpu

    def answer(self, count=1, **more):
        return {"seconds": self.wall / count, "cpu": self.cpu / count, "bytes": peak_bytes(), **more}


class Split:
    """A data set as bench/data.ts wrote it; part is `train` or `test`."""

    def __init__(self, folder):
        self.folder = Path(folder)
        about = json.loads((self.folder / "about.json").read_text())
        self.users, self.items, self.has_values = about["users"], about["items"], about["values"]

    def columns(self, part):
        read = lambda name, kind: np.fromfile(self.folder / f"{part}-{name}", dtype=kind)
        values = read("value.f32", np.float32) if self.has_values else None
        return read("user.i32", np.int32), read("item.i32", np.int32), values

    def times(self, part):
        return np.fromfile(self.folder / f"{part}-time.f64", dtype=np.float64)

    def matrix(self, part="train", dtype=np.float32):
        """Users × items, 1 where there is an event."""
        import scipy.sparse as sparse

        user, item, _ = self.columns(part)
        found = sparse.csr_matrix((np.ones(len(user), dtype), (user, item)), shape=(self.users, self.items))
        found.data[:] = 1
        found.sort_indices()
        return found


def first(given):
    return Split(next(iter(given["folders"].values())))


def lists_of(scores, train, length=LIST_LENGTH):
    """Best items of each row of dense scores, those of training left out."""
    scores = np.array(scores, dtype=np.float64)
    scores[train.nonzero()] = -np.inf
    best = np.argsort(-scores, axis=1, kind="stable")[:, :length]
    return np.where(np.isneginf(np.take_along_axis(scores, best, axis=1)), -1, best)


def write_lists(given, lists):
    """Writes lists of all users, users × LIST_LENGTH item numbers, −1 where a list is shorter, for bench/lists.ts to measure."""
    path = os.path.join(given["scratch"], f"lists-{os.getpid()}.i32")
    np.ascontiguousarray(lists, dtype=np.int32).tofile(path)
    return path

"""ranx 0.3.21: ten metrics of given lists. Compilation and the building of Qrels and Run from dicts are outside the clock."""
import numpy as np
import ranx
from harness import LIST_LENGTH, Clock, first

NAMES = {"ndcg@10": "ndcg@10", "ndcg@20": "ndcg@20", "recall@10": "recall@10", "recall@20": "recall@20", "precision@20": "precision@20", "f1@20": "f1@20",
         "map@20": "map@20", "mrr@20": "mrr@20", "hit@20": "hit_rate@20", "dcg@20": "dcg@20"}


def metrics(given):
    split = first(given)
    lists = np.fromfile(f"{next(iter(given['folders'].values()))}/lists.i32", dtype=np.int32).reshape(split.users, LIST_LENGTH)
    train, test = split.matrix("train"), split.matrix("test")
    relevant = test - test.multiply(train)
    relevant.eliminate_zeros()
    users = np.flatnonzero(np.diff(relevant.indptr))
    truth = {str(u): {str(i): 1 for i in relevant.indices[relevant.indptr[u]:relevant.indptr[u + 1]]} for u in users}
    found = {str(u): {str(i): float(LIST_LENGTH - place) for place, i in enumerate(lists[u]) if i >= 0} for u in users}
    qrels, run = ranx.Qrels(truth), ranx.Run(found)

    def repeat(with_quality):
        with Clock() as clock:
            values = ranx.evaluate(qrels, run, list(NAMES.values()), make_comparable=False)
        return clock.answer(quality={ours: float(values[theirs]) for ours, theirs in NAMES.items()})

    repeat(False)
    return repeat

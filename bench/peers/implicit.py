"""implicit 0.7.3: ALS by conjugate gradient, BPR, item-kNN, lists of all users.

It runs threads of its own; BLAS gets one, as the library asks for in a warning: with more, both get in each other's way.
"""
import numpy as np
from harness import LIST_LENGTH, Clock, first, write_lists
from implicit.als import AlternatingLeastSquares
from implicit.bpr import BayesianPersonalizedRanking
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender
from threadpoolctl import threadpool_limits

threadpool_limits(1, "blas")


def lists(model, train):
    """Its own lists; an item of score 0 says nothing and ends a list of a neighbourhood model."""
    items, scores = model.recommend(np.arange(train.shape[0]), train, N=LIST_LENGTH, filter_already_liked_items=True)
    return np.where(scores == 0, -1, items)


def fitting(given, make):
    train = first(given).matrix()

    def repeat(with_quality):
        model = make()
        with Clock() as clock:
            model.fit(train, show_progress=False)
        return clock.answer(**({"lists": write_lists(given, lists(model, train))} if with_quality else {}))

    return repeat


def make_als(given):
    settings = given["settings"]
    return AlternatingLeastSquares(factors=settings["factors"], iterations=settings["iterations"], regularization=settings["regularization"],
                                   alpha=settings["confidence"], num_threads=given["threads"], random_state=1, use_gpu=False)


def als(given):
    return fitting(given, lambda: make_als(given))


def bpr(given):
    settings = given["settings"]
    return fitting(given, lambda: BayesianPersonalizedRanking(
        factors=settings["factors"], iterations=settings["epochs"], learning_rate=settings["learningRate"], regularization=settings["regularization"],
        verify_negative_samples=True, num_threads=given["threads"], random_state=1, use_gpu=False))


def knn(given):
    settings = given["settings"]
    if settings["weighting"] == "bm25":
        return fitting(given, lambda: BM25Recommender(K=settings["neighbours"], K1=1.2, B=0.75, num_threads=given["threads"]))
    return fitting(given, lambda: CosineRecommender(K=settings["neighbours"], num_threads=given["threads"]))


def ranking(given):
    train = first(given).matrix()
    model = make_als(given)
    model.fit(train, show_progress=False)

    def repeat(with_quality):
        with Clock() as clock:
            items, _ = model.recommend(np.arange(train.shape[0]), train, N=LIST_LENGTH, filter_already_liked_items=True)
        return clock.answer(**({"lists": write_lists(given, items)} if with_quality else {}))

    return repeat

"""Surprise 1.1.5: five folds, fit and test."""
import numpy as np
import surprise
from harness import Clock, Split


def trainset(split):
    """As Dataset.construct_trainset makes it of raw ids, outside the clock."""
    user, item, value = split.columns("train")
    raw = [(str(u), str(i), float(r), None) for u, i, r in zip(user, item, value)]
    return surprise.Dataset(surprise.Reader(rating_scale=(1, 5))).construct_trainset(raw)


def testset(split):
    user, item, value = split.columns("test")
    return [(str(u), str(i), float(r)) for u, i, r in zip(user, item, value)]


def folds(given, make):
    parts = [(trainset(split), testset(split)) for split in map(Split, given["folders"].values())]

    def repeat(with_quality):
        with Clock() as clock:
            found = [make().fit(train).test(test) for train, test in parts]
        errors = [np.sqrt(np.mean([(p.est - p.r_ui) ** 2 for p in predictions])) for predictions in found]
        return clock.answer(quality={"rmse": float(np.mean(errors))})

    return repeat


def svd(given):
    settings = given["settings"]
    return folds(given, lambda: surprise.SVD(n_factors=settings["factors"], n_epochs=settings["epochs"], random_state=1))


def svd_plus_plus(given):
    settings = given["settings"]
    return folds(given, lambda: surprise.SVDpp(n_factors=settings["factors"], n_epochs=settings["epochs"], cache_ratings=True, random_state=1))


def knn_baseline(given):
    options = {"name": "pearson_baseline", "user_based": False, "shrinkage": 100}
    return folds(given, lambda: surprise.KNNBaseline(k=given["settings"]["neighbours"], min_k=1, sim_options=options, verbose=False))


def slope_one(given):
    return folds(given, lambda: surprise.SlopeOne())

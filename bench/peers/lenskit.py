"""LensKit 2025.8.1, the release of 2026: train a pipeline and recommend 20 items to the test users, in one process."""
import logging
import warnings

import numpy as np
import pandas as pd
import torch
from harness import LIST_LENGTH, Clock, first, write_lists
from lenskit import batch
from lenskit.als import ImplicitMFScorer
from lenskit.data import from_interactions_df
from lenskit.knn import EASEScorer, ItemKNNScorer
from lenskit.pipeline import topn_pipeline

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def recommending(given, make):
    torch.set_num_threads(given["threads"])
    split = first(given)
    user, item, _ = split.columns("train")
    data = from_interactions_df(pd.DataFrame({"user_id": user, "item_id": item}))
    users = np.unique(split.columns("test")[0])

    def repeat(with_quality):
        pipeline = topn_pipeline(make(given["settings"]), n=LIST_LENGTH)
        with Clock() as clock:
            pipeline.train(data)
            found = batch.recommend(pipeline, users, n=LIST_LENGTH, n_jobs=1)
        if not with_quality:
            return clock.answer()
        lists = np.full((split.users, LIST_LENGTH), -1)
        for key, items in found:
            ids = items.ids()[:LIST_LENGTH]
            lists[key.user_id, :len(ids)] = ids
        return clock.answer(lists=write_lists(given, lists))

    return repeat


def knn(given):
    return recommending(given, lambda settings: ItemKNNScorer(max_nbrs=settings["neighbours"], feedback="implicit"))


def als(given):
    return recommending(given, lambda settings: ImplicitMFScorer(
        embedding_size=settings["factors"], epochs=settings["iterations"], regularization=settings["regularization"], weight=settings["confidence"] - 1,
        user_embeddings="prefer"))


def ease(given):
    return recommending(given, lambda settings: EASEScorer(regularization=settings["regularization"]))

"""RecBole 1.2.1 on PyTorch: seconds of a training epoch, and of the full-sort evaluation of the test users.

The first repetition trains as many epochs as the work asks for and evaluates; the others train four. The first epoch of each does not count.
"""
import itertools
import logging
import os
import sys
import warnings
from pathlib import Path

import numpy as np
from harness import LIST_LENGTH, Clock, first, write_lists

warnings.filterwarnings("ignore")
for name, kind in (("float", float), ("bool", bool), ("int", int)):
    if name not in np.__dict__:
        setattr(np, name, kind)  # RecBole 1.2.1 still writes np.float
sys.argv = sys.argv[:1]

import torch
from recbole.config import Config
from recbole.data import create_dataset, data_preparation
from recbole.data.interaction import Interaction
from recbole.utils import get_model, get_trainer, init_seed

logging.disable(logging.CRITICAL)

TIMED_EPOCHS = 4


def write_pairs(split, folder, name):
    """The training part, and the test part twice: RecBole wants a validation part, which is never looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for part, source in (("train", "train"), ("valid", "test"), ("test", "test")):
        user, item, _ = split.columns(source)
        lines = (f"{u}\t{i}" for u, i in zip(user, item))
        (folder / f"{name}.{part}.inter").write_text("user_id:token\titem_id:token\n" + "\n".join(lines) + "\n")


def write_sequences(split, folder, name):
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for part in ("train", "test"):
        user, item, _ = split.columns(part)
        lines += [f"{u}\t{i}\t{t:.0f}" for u, i, t in zip(user, item, split.times(part))]
    (folder / f"{name}.inter").write_text("user_id:token\titem_id:token\ttimestamp:float\n" + "\n".join(lines) + "\n")


class Prepared:
    """A model before training, with its data; `settings` are RecBole's."""

    def __init__(self, given, model, settings, sequential=False):
        torch.set_num_threads(given["threads"])
        split = first(given)
        name = "sequences" if sequential else "pairs"
        folder = Path(given["scratch"]) / f"recbole-{os.getpid()}"
        (write_sequences if sequential else write_pairs)(split, folder / name, name)
        common = dict(data_path=str(folder), seed=1, reproducibility=True, use_gpu=False, device="cpu", state="ERROR", show_progress=False,
                      log_wandb=False, save_dataset=False, train_batch_size=2048, learning_rate=0.001, metrics=["NDCG"], topk=[10, LIST_LENGTH],
                      valid_metric="NDCG@10", checkpoint_dir=str(folder / "checkpoints"))
        if sequential:
            common.update(load_col={"inter": ["user_id", "item_id", "timestamp"]}, eval_batch_size=1024, MAX_ITEM_LIST_LENGTH=50, train_neg_sample_args=None,
                          eval_args={"split": {"LS": "valid_and_test"}, "order": "TO", "group_by": "user", "mode": "full"})
        else:
            common.update(load_col={"inter": ["user_id", "item_id"]}, eval_batch_size=1_000_000, benchmark_filename=["train", "valid", "test"],
                          eval_args={"split": {"RS": [0.8, 0.1, 0.1]}, "order": "RO", "group_by": "user", "mode": "full"})
        self.config = Config(model=model, dataset=name, config_dict={**common, **settings})
        init_seed(1, True)
        self.dataset = create_dataset(self.config)
        self.train, _, self.test = data_preparation(self.config, self.dataset)
        self.split = split
        self.start()

    def start(self):
        init_seed(1, True)
        self.model = get_model(self.config["model"])(self.config, self.train._dataset).to("cpu")
        self.trainer = get_trainer(self.config["MODEL_TYPE"], self.config["model"])(self.config, self.model)
        self.trainer.eval_collector.data_collect(self.train)

    def epoch(self, number, batches=None):
        self.trainer._train_epoch(itertools.islice(self.train, batches) if batches else self.train, number, show_progress=False)

    def evaluate(self):
        for name in ("restore_user_e", "restore_item_e"):
            if hasattr(self.model, name):
                setattr(self.model, name, None)
        self.model.eval()
        with torch.no_grad():
            return self.trainer.evaluate(self.test, load_best_model=False, show_progress=False)

    def scores(self, interaction):
        """Scores of all items for one user; models that have no function for it predict pair by pair, as in RecBole's evaluation."""
        with torch.no_grad():
            try:
                return self.model.full_sort_predict(interaction.to("cpu")).view(-1)
            except NotImplementedError:
                items = torch.arange(self.dataset.item_num)
                pairs = Interaction({self.dataset.uid_field: interaction[self.dataset.uid_field].repeat(len(items)), self.dataset.iid_field: items})
                return self.model.predict(pairs).view(-1)

    def lists(self):
        """Lists of the test users in the numbers of the data set."""
        found = np.full((self.split.users, LIST_LENGTH), -1)
        for row, inside in enumerate(self.test.uid_list.tolist()):
            scores = self.scores(self.test.user_df[np.array([row])])
            scores[0] = -np.inf
            scores[self.test.uid2history_item[inside]] = -np.inf
            best = torch.topk(scores, LIST_LENGTH).indices.tolist()
            user = int(self.dataset.id2token("user_id", inside))
            found[user] = [int(token) for token in self.dataset.id2token("item_id", best)]
        return found


def epochs(given, model, settings):
    prepared = Prepared(given, model, settings)

    def repeat(with_quality):
        prepared.start()
        count = given["settings"]["epochs"] if with_quality and not given["quick"] else TIMED_EPOCHS
        prepared.epoch(0)
        with Clock() as clock:
            for number in range(1, count):
                prepared.epoch(number)
        if not with_quality:
            return clock.answer(count - 1)
        prepared.model.eval()
        return clock.answer(count - 1, lists=write_lists(given, prepared.lists()))

    return repeat


def evaluation(given, model, settings):
    prepared = Prepared(given, model, settings)
    for number in range(2):
        prepared.epoch(number)

    def repeat(with_quality):
        with Clock() as clock:
            found = prepared.evaluate()
        return clock.answer(quality={"ndcg@10": float(found["ndcg@10"])})

    return repeat


def sequence_epoch(given, model):
    """Twelve batches of 2,048 sequences, scaled to the whole epoch: an epoch takes minutes."""
    prepared = Prepared(given, model, {}, sequential=True)
    batches = min(given["settings"]["batches"], len(prepared.train))

    def repeat(with_quality):
        with Clock() as clock:
            prepared.epoch(0, batches)
        return clock.answer(batches / len(prepared.train))

    return repeat


LIGHT_GCN = {"embedding_size": 64, "n_layers": 3}
BPR = {"embedding_size": 64}
NEUMF = {"mf_embedding_size": 64, "mlp_embedding_size": 64, "mlp_hidden_size": [128, 64]}


def with_rate(given, settings):
    return {**settings, "learning_rate": given["settings"]["learningRate"]}


def bpr(given):
    return epochs(given, "BPR", with_rate(given, BPR))


def light_gcn(given):
    return epochs(given, "LightGCN", with_rate(given, LIGHT_GCN))


def neumf(given):
    return epochs(given, "NeuMF", with_rate(given, NEUMF))


def evaluate_light_gcn(given):
    return evaluation(given, "LightGCN", with_rate(given, LIGHT_GCN))


def evaluate_neumf(given):
    return evaluation(given, "NeuMF", with_rate(given, NEUMF))


def gru4rec(given):
    return sequence_epoch(given, "GRU4Rec")


def sasrec(given):
    return sequence_epoch(given, "SASRec")

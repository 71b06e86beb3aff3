"""mabwiser 2.7.4: seconds of a thousand decisions, one at a time with learning after each, or a thousand contexts in one call."""
import time

import numpy as np
from harness import Clock
from mabwiser.mab import MAB, LearningPolicy

MOST_DECISIONS, MOST_SECONDS = 2000, 2.0
POLICIES = {
    "ucb1": lambda: LearningPolicy.UCB1(alpha=1.0),
    "thompson": lambda: LearningPolicy.ThompsonSampling(),
    "linucb": lambda: LearningPolicy.LinUCB(alpha=1.0, l2_lambda=1.0),
}


def learned(settings):
    """A policy that saw each arm twice."""
    random = np.random.default_rng(0)
    arms, features = settings["arms"], settings["features"]
    bandit = MAB(list(range(arms)), POLICIES[settings["policy"]](), seed=1)
    shown, reward = list(range(arms)) * 2, random.integers(0, 2, 2 * arms).astype(float)
    if features:
        bandit.fit(shown, reward, random.normal(size=(2 * arms, features)))
    else:
        bandit.fit(shown, reward)
    return bandit, random.normal(size=(MOST_DECISIONS, max(1, features)))


def one_at_a_time(given):
    settings = given["settings"]

    def repeat(with_quality):
        bandit, contexts = learned(settings)
        count, began = 0, time.perf_counter()
        with Clock() as clock:
            while count < MOST_DECISIONS and time.perf_counter() - began < MOST_SECONDS:
                context = contexts[count:count + 1]
                reward = [float(count & 1)]
                if settings["features"]:
                    bandit.partial_fit([bandit.predict(context)], reward, context)
                else:
                    bandit.partial_fit([bandit.predict()], reward)
                count += 1
        return clock.answer(count / 1000)

    return repeat


def batch(given):
    bandit, contexts = learned(given["settings"])

    def repeat(with_quality):
        with Clock() as clock:
            bandit.predict(contexts[:1000])
        return clock.answer()

    return repeat

"""Open Bandit Pipeline 0.5.7: an off-policy estimate with 100 bootstrap samples on 100,000 rounds of 30 actions."""
from pathlib import Path

import numpy as np
from harness import Clock
from obp import ope

ESTIMATORS = {"ips": ope.InverseProbabilityWeighting, "dr": ope.DoublyRobust}


def estimate(given):
    folder = Path(next(iter(given["folders"].values())))
    read = lambda name, kind: np.fromfile(folder / name, dtype=kind)
    action, reward = read("action.i32", np.int32), read("reward.f64", np.float64)
    rounds = len(action)
    matrix = lambda name: read(name, np.float64).reshape(rounds, -1, 1)
    log = dict(reward=reward, action=action.astype(np.int64), pscore=read("propensity.f64", np.float64), action_dist=matrix("policy.f64"))
    if given["settings"]["estimator"] == "dr":
        log["estimated_rewards_by_reg_model"] = matrix("model.f64")
    estimator = ESTIMATORS[given["settings"]["estimator"]]()

    def repeat(with_quality):
        with Clock() as clock:
            value = estimator.estimate_policy_value(**log)
            estimator.estimate_interval(n_bootstrap_samples=given["settings"]["resamples"], random_state=1, **log)
        return clock.answer(quality={"value": float(value)})

    return repeat

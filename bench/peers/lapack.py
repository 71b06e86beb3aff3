"""EASE weights in single precision through LAPACK with the processor's widest instructions."""
import numpy as np
from harness import Clock, first, lists_of, write_lists
from scipy.linalg import lapack


def weights(given, invert):
    train = first(given).matrix()

    def repeat(with_quality):
        with Clock() as clock:
            gram = (train.T @ train).toarray()
            gram[np.diag_indices_from(gram)] += np.float32(given["settings"]["regularization"])
            inverse = invert(gram)
            found = inverse / -np.diag(inverse)
            found[np.diag_indices_from(found)] = 0
        return clock.answer(**({"lists": write_lists(given, lists_of(train @ found, train))} if with_quality else {}))

    return repeat


def through_numpy(given):
    return weights(given, np.linalg.inv)


def cholesky(gram):
    factor, failed = lapack.spotrf(gram, lower=1)
    inverse, failed_too = lapack.spotri(factor, lower=1)
    if failed or failed_too:
        raise ValueError("LAPACK could not invert the matrix")
    return np.tril(inverse) + np.tril(inverse, -1).T


def through_cholesky(given):
    return weights(given, cholesky)

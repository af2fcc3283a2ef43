"""Processor seconds of deeptime, fastest of three: counts|reversible|posterior FILE LAG. The file: big-endian ints, see MarkovModels."""
import sys
import time

import numpy
from deeptime.markov import TransitionCountEstimator
from deeptime.markov.msm import BayesianMSM, MaximumLikelihoodMSM

what, file, lag = sys.argv[1], sys.argv[2], int(sys.argv[3])
numbers = numpy.fromfile(file, dtype=">i4").astype(numpy.int32)
walks, at = [], 1
for _ in range(numbers[0]):
    walks.append(numbers[at + 1:at + 1 + numbers[at]])
    at += 1 + numbers[at]
sliding = TransitionCountEstimator(lag, "sliding", sparse=True).fit(walks).fetch_model().submodel_largest()


def counts():
    return TransitionCountEstimator(lag, "sliding", sparse=True).fit(walks).fetch_model()


def reversible():
    return MaximumLikelihoodMSM(reversible=True, sparse=True).fit(sliding).fetch_model()


def posterior():
    # deeptime samples dense matrices only; counts divided by the lag stand for effective ones
    dense = TransitionCountEstimator(lag, "sample").fit(walks).fetch_model().submodel_largest()
    return BayesianMSM(n_samples=100, reversible=True).fit_from_counts(dense, ignore_counting_mode=True).fetch_model()


best = float("inf")
for _ in range(1 if what == "posterior" else 3):
    start = time.process_time()
    {"counts": counts, "reversible": reversible, "posterior": posterior}[what]()
    best = min(best, time.process_time() - start)
print(best)

"""Seconds on the clock for the mean squared displacement of random walks by FFT: numpy|tidynamics FRAMES IONS."""
import sys
import time

import numpy

method, frames, ions = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
walks = numpy.cumsum(numpy.random.default_rng(1).uniform(-0.1, 0.1, (ions, frames, 3)), axis=1)


def msd_fft(x):
    """All windows of all lags of one ion, after Calandrini et al. (2011)."""
    n = len(x)
    f = numpy.fft.rfft(x, 2 * n, axis=0)
    s2 = numpy.fft.irfft(f * f.conj(), axis=0)[:n].sum(axis=1)
    square = (x**2).sum(axis=1)
    head = numpy.concatenate(([0.0], numpy.cumsum(square)))
    lags = numpy.arange(n)
    s1 = head[n - lags] + head[n] - head[lags]
    return (s1 - 2 * s2) / (n - lags)


start = time.perf_counter()
if method == "tidynamics":
    import tidynamics

    total = sum(tidynamics.msd(x) for x in walks) / ions
else:
    total = sum(msd_fft(x) for x in walks) / ions
seconds = time.perf_counter() - start
print(total[1], total[frames // 10], file=sys.stderr)
print(seconds)

"""Processor seconds to assign every ion of every frame to a site: site-analysis|kdtree FILE. The first writes its answers to FILE.out.

site-analysis: distances of all sites and ions to the nearest image, as VoronoiSiteCollection makes them; the first ten frames, scaled up.
kdtree: a tree of the sites in a periodic orthorhombic cell, as GEMDAT's transitions ask it; other cells have none.
"""
import sys
import time

import numpy

method, file = sys.argv[1:3]
data = numpy.fromfile(file, "<f8")
sites, ions, frames = (int(v) for v in data[:3])
cell = data[3:12].reshape(3, 3)
centers = data[12 : 12 + 3 * sites].reshape(sites, 3)
positions = data[12 + 3 * sites :].reshape(frames, ions, 3)
if method == "site-analysis":
    from site_analysis.distances import all_mic_distances

    some = positions[:10] % 1.0
    all_mic_distances(centers, some[0], cell)
    start = time.process_time()
    found = [numpy.argmin(all_mic_distances(centers, x, cell), axis=0) for x in some]
    seconds = (time.process_time() - start) * frames / len(some)
    numpy.concatenate(found).astype("<i4").tofile(file + ".out")
else:
    from MDAnalysis.lib.pkdtree import PeriodicKDTree

    if abs(cell - numpy.diag(cell.diagonal())).max() > 1e-3:
        print("NaN")
        sys.exit()
    box = numpy.array([*cell.diagonal(), 90, 90, 90], dtype=numpy.float32)
    x = (positions % 1.0 * cell.diagonal()).reshape(-1, 3).astype(numpy.float32)
    start = time.process_time()
    tree = PeriodicKDTree(box=box)
    # half the distance of the nearest sites of argyrodite
    radius = 0.7
    tree.set_coords((centers * cell.diagonal()).astype(numpy.float32), cutoff=radius)
    tree.search_tree(x, radius=radius)
    seconds = time.process_time() - start
print(seconds)

"""Times scib-metrics on cells that `benchmarks/run metrics` wrote.

usage: python metrics.py FOLDER   (points.f32, labels.i32, batches.i32, little-endian; 50 dimensions)
Prints one line for each metric: name, tab, seconds. Compilation is kept out by a run on few cells.
"""

import sys
import time
from pathlib import Path

import numpy as np
import scib_metrics
from scib_metrics.nearest_neighbors import NeighborsResults
from sklearn.neighbors import NearestNeighbors

DIMENSIONS = 50


def neighbours(points):
    try:
        import faiss

        index = faiss.IndexFlatL2(points.shape[1])
        index.add(points)
        squares, indices = index.search(points, 90)
        return NeighborsResults(indices=indices, distances=np.sqrt(np.maximum(squares, 0)))
    except ImportError:
        found = NearestNeighbors(n_neighbors=90, algorithm="brute", n_jobs=-1).fit(points)
        distances, indices = found.kneighbors(points)
        return NeighborsResults(indices=indices, distances=distances)


def measure(points, labels, batches, report):
    start = time.perf_counter()

    def lap(name):
        nonlocal start
        now = time.perf_counter()
        if report:
            print(f"{name}\t{now - start:.4f}", flush=True)
        start = time.perf_counter()

    found = neighbours(points)
    lap("neighbours")
    scib_metrics.silhouette_label(points, labels)
    lap("silhouette_label")
    scib_metrics.isolated_labels(points, labels, batches)
    lap("isolated_labels")
    scib_metrics.bras(points, labels, batches)
    lap("bras")
    scib_metrics.silhouette_batch(points, labels, batches)
    lap("silhouette_batch")
    scib_metrics.ilisi_knn(found, batches)
    scib_metrics.clisi_knn(found, labels)
    lap("ilisi and clisi")
    scib_metrics.graph_connectivity(found.subset_neighbors(15), labels)
    lap("graph_connectivity")
    scib_metrics.nmi_ari_cluster_labels_kmeans(points, labels)
    lap("k-means nmi and ari")
    scib_metrics.pcr_comparison(points, points, batches, categorical=True)
    lap("pcr_comparison")


def main(folder):
    points = np.fromfile(folder / "points.f32", dtype="<f4").reshape(-1, DIMENSIONS)
    labels = np.fromfile(folder / "labels.i32", dtype="<i4")
    batches = np.fromfile(folder / "batches.i32", dtype="<i4")
    few = slice(0, 2000)
    measure(points[few], labels[few], batches[few], report=False)
    measure(points, labels, batches, report=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

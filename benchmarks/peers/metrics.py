"""Times scib-metrics or scikit-learn on cells that `benchmarks/run metrics` wrote.

usage: python metrics.py scib-metrics|scikit-learn FOLDER   (points.f32, labels.i32, batches.i32, little-endian; 50 dimensions)
Prints one line for each metric: name, tab, seconds. Compilation is kept out by a run on few cells.
scikit-learn has part of the metrics only.
"""

import sys
import time
from pathlib import Path

import numpy as np
from sklearn.neighbors import NearestNeighbors

DIMENSIONS = 50


class Laps:
    def __init__(self, report):
        self.report = report
        self.start = time.perf_counter()

    def __call__(self, name):
        now = time.perf_counter()
        if self.report:
            print(f"{name}\t{now - self.start:.4f}", flush=True)
        self.start = time.perf_counter()


def neighbours(points):
    from scib_metrics.nearest_neighbors import NeighborsResults

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


def by_scib_metrics(points, labels, batches, lap):
    import scib_metrics

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


def by_scikit_learn(points, labels, batches, lap):
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    NearestNeighbors(n_neighbors=90, algorithm="brute", n_jobs=-1).fit(points).kneighbors(points)
    lap("neighbours")
    silhouette_score(points, labels)
    lap("silhouette_label")
    KMeans(len(np.unique(labels)), n_init=1, random_state=0).fit(points)
    lap("k-means")


PEERS = {"scib-metrics": by_scib_metrics, "scikit-learn": by_scikit_learn}


def main(peer, folder):
    points = np.fromfile(folder / "points.f32", dtype="<f4").reshape(-1, DIMENSIONS)
    labels = np.fromfile(folder / "labels.i32", dtype="<i4")
    batches = np.fromfile(folder / "batches.i32", dtype="<i4")
    few = slice(0, 2000)
    peer(points[few], labels[few], batches[few], Laps(report=False))
    peer(points, labels, batches, Laps(report=True))


if __name__ == "__main__":
    main(PEERS[sys.argv[1]], Path(sys.argv[2]))

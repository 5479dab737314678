"""Compares two HDF5 files object by object: type, shape, chunks, filters, attributes, raw content.

usage: python compare_h5.py BEFORE AFTER [PATH that only AFTER has ...]
Ends with status 1 and one line per difference. A check of `polysome embed` by another reader.
"""

import sys

import h5py
import numpy as np


def describe(node):
    attributes = {k: plain(node.attrs[k]) for k in node.attrs}
    if isinstance(node, h5py.Group):
        return ("group", attributes)
    properties = node.id.get_create_plist()
    filters = [properties.get_filter(i) for i in range(properties.get_nfilters())]
    layout = (str(node.dtype), node.shape, node.maxshape, node.chunks, filters)
    return ("dataset", attributes, layout, plain(node[()]))


def plain(value):
    if isinstance(value, h5py.Reference):
        return "reference"
    if isinstance(value, np.ndarray):
        content = [plain(v) for v in value.ravel()] if value.dtype.hasobject else value.tobytes()
        return (str(value.dtype), value.shape, str(content) if value.dtype.hasobject else content)
    if isinstance(value, np.void):
        return value.tobytes() if not value.dtype.hasobject else str(value)
    return (type(value).__name__, str(value))


def objects(file):
    found = {"/": describe(file)}
    file.visititems(lambda name, node: found.__setitem__(name, describe(node)))
    return found


def main(before, after, *added):
    with h5py.File(before) as one, h5py.File(after) as other:
        old, new = objects(one), objects(other)
    differences = [f"lost {k}" for k in old.keys() - new.keys()]
    differences += [f"new {k}" for k in new.keys() - old.keys() if k not in added]
    differences += [f"not added {k}" for k in added if k not in new]
    differences += [f"changed {k}" for k in old.keys() & new.keys() if old[k] != new[k]]
    print("\n".join(sorted(differences)) or f"same: {len(old)} objects, plus {', '.join(added)}")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

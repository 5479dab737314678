"""Checkpoints as Python's torch writes and reads them, beside ours.

    python torch_checkpoint.py save CASE OUT    a tiny scGPT folder of a golden case, written by torch
    polysome import scgpt OUT -o RUN && polysome export RUN -o BACK
    python torch_checkpoint.py compare OUT/best_model.pt BACK/best_model.pt

Needs torch, numpy and safetensors.
"""

import collections
import json
import pathlib
import sys

import torch
from safetensors.torch import load_file


def save(case, out):
    hyper = json.loads((case / "case.json").read_text())["hyper"]
    state = collections.OrderedDict()
    for name, tensor in load_file(case / "weights.safetensors").items():
        flash = "module." + name.replace("self_attn.in_proj_", "self_attn.Wqkv.")
        state[flash] = torch.nn.Parameter(tensor) if tensor.is_floating_point() else tensor
    state._metadata = collections.OrderedDict([("", {"version": 1}), ("encoder", {"version": 2})])
    out.mkdir(parents=True, exist_ok=True)
    torch.save(state, out / "best_model.pt")
    special = {0: "<pad>", 1: "<cls>"}
    names = {special.get(i, f"G{i}"): i for i in range(hyper["vocab"])}
    (out / "vocab.json").write_text(json.dumps(names))
    settings = {
        "nheads": hyper["nhead"],
        "n_bins": hyper["n_bins"],
        "dropout": 0.2,
        "max_seq_len": 1200,
        "mask_value": hyper["mask_value"],
        "pad_value": hyper["pad_value"],
        "cell_emb_style": hyper["cell_emb_style"],
        "mvc_decoder_style": hyper["mvc_style"],
    }
    (out / "args.json").write_text(json.dumps(settings))


def compare(first, second):
    one = torch.load(first, weights_only=True)
    other = torch.load(second, weights_only=True)
    same = set(one) == set(other) and all(
        one[name].dtype == other[name].dtype and torch.equal(one[name], other[name]) for name in one
    )
    print(f"{len(one)} tensors, {'the same' if same else 'DIFFERENT'}")
    return 0 if same else 1


if __name__ == "__main__":
    command, first, second = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    sys.exit(compare(first, second) if command == "compare" else save(first, second))

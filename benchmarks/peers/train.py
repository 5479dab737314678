"""Times an eager PyTorch program of the model that `benchmarks/run train` trains: 6 layers of width 256.

usage: python train.py PRECISION DROPOUT BATCH GENES LENGTHS   (float32|bf16; a file of one number of tokens a line)
Prints as the other workers do: `speeds TRAINING EMBEDDING`, cells a second, medians of 7 steps after 2. A batch is
padded to its longest cell; a cell is its cls token, gene vectors plus encoded values; 40 % of the values are masked
and predicted from their states and, by gene vectors, from the cls state, with squared error and Adam.
"""

import statistics
import sys
import time
from pathlib import Path

import torch
from torch import nn

WIDTH, LAYERS, HEADS = 256, 6, 8
WARM_UP, STEPS, MASKED = 2, 7, 0.4


class Transformer(nn.Module):
    def __init__(self, genes, dropout):
        super().__init__()
        self.gene = nn.Embedding(genes + 2, WIDTH)  # the genes, cls, padding
        self.value = nn.Sequential(nn.Linear(1, WIDTH), nn.ReLU(), nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH))
        block = nn.TransformerEncoderLayer(WIDTH, HEADS, WIDTH, dropout, batch_first=True)
        self.blocks = nn.TransformerEncoder(block, LAYERS, enable_nested_tensor=False)
        self.from_token = nn.Linear(WIDTH, 1)
        self.query = nn.Linear(WIDTH, WIDTH)

    def forward(self, genes, values, padding):
        vectors = self.gene(genes)
        states = self.blocks(vectors + self.value(values.unsqueeze(-1)), src_key_padding_mask=padding)
        return vectors, states


def batches(lengths, size, genes, generator):
    at = 0
    while True:
        chosen = [lengths[(at + k) % len(lengths)] for k in range(size)]
        at += size
        longest = max(chosen)
        ids = torch.randint(genes, (size, longest), generator=generator)
        ids[:, 0] = genes
        padding = torch.arange(longest) >= torch.tensor(chosen).unsqueeze(1)
        ids[padding] = genes + 1
        yield ids, torch.rand((size, longest), generator=generator) * 3, padding


def loss_of(model, batch, generator):
    genes, values, padding = batch
    masked = (torch.rand(values.shape, generator=generator) < MASKED) & ~padding
    masked[:, 0] = False
    vectors, states = model(genes, values.masked_fill(masked, -1.0), padding)
    from_token = model.from_token(states).squeeze(-1)
    from_cell = (model.query(vectors) @ states[:, 0].unsqueeze(-1)).squeeze(-1)
    wanted = values[masked]
    return sum(nn.functional.mse_loss(given.float()[masked], wanted) for given in (from_token, from_cell))


def cells_per_second(size, step):
    laps = []
    for _ in range(WARM_UP + STEPS):
        start = time.perf_counter()
        step()
        laps.append(time.perf_counter() - start)
    return size / statistics.median(laps[WARM_UP:])


def main(precision, dropout, size, genes, lengths):
    torch.manual_seed(42)
    generator = torch.Generator().manual_seed(42)
    model = Transformer(genes, dropout)
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-4)
    stream = batches(lengths, size, genes, generator)
    half = torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bf16")

    def train():
        optimizer.zero_grad()
        with half:
            loss = loss_of(model, next(stream), generator)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()

    def embed():
        with torch.inference_mode(), half:
            model(*next(stream))[1][:, 0].float().numpy()

    training = cells_per_second(size, train)
    model.eval()
    print(f"speeds {training:.4f} {cells_per_second(size, embed):.4f}", flush=True)


if __name__ == "__main__":
    precision, dropout, size, genes, path = sys.argv[1:]
    main(precision, float(dropout), int(size), int(genes), [int(line) for line in Path(path).read_text().split()])

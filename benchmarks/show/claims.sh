#!/usr/bin/env bash
# What the papers claim of one choice against another, on simulated cells whose types are known: each pair of variants is
# pretrained with the same seeds and judged on the same splits. Stopped, it goes on where it was when it is called again.
#   benchmarks/show/claims.sh OUT        OUT: where to work
#   SEEDS: the seeds of pretraining; CELLS, DIFFICULTY: of the simulation; SETTINGS: more key=value words for all
set -euo pipefail
out=$1
seeds=${SEEDS:-1 2 3}
settings=${SETTINGS:-}
here=$(dirname "$0")
polysome="$here/../../polysome"
mkdir -p "$out"
[ -f "$out/cells.h5ad" ] || "$polysome" simulate -o "$out/cells.h5ad" --cells "${CELLS:-3000}" --genes 1000 --types 6 \
  --batches 3 --difficulty "${DIFFICULTY:-0.1}"
[ -d "$out/corpus" ] || "$polysome" corpus build "$out/cells.h5ad" -o "$out/corpus"

# Trains a variant of a claim with every seed: claim, variant, recipe, key=value words.
runs=()
train() {
  local claim=$1 variant=$2 recipe=$3
  shift 3
  local seed run
  for seed in $seeds; do
    run=$out/$claim/$variant-$seed
    runs+=(--run "$run")
    mkdir -p "$out/$claim"
    if [ -d "$run" ]; then
      grep -q '"ended" : "' "$run/manifest.json" || "$polysome" pretrain --resume "$run"
      continue
    fi
    # shellcheck disable=SC2086
    "$polysome" pretrain "$recipe" "data.corpus=$out/corpus" "seed=$seed" "$@" $settings -o "$run"
  done
}

# Judges the variants that were trained since the last call; the first is what the others are compared with.
judge() {
  local results=$out/$1/results
  [ -d "$results" ] || "$polysome" benchmark annotation "$out/cells.h5ad" "${runs[@]}" --baselines none \
    --label cell_type --batch batch -o "$results"
  runs=()
  echo "## $1"
  "$here/../run" variant-comparison "$results"
}

train long-tail uniform longtail-transformer-tiny model.pooling=mean
train long-tail long-tail longtail-transformer-tiny model.pooling=mean \
  'tokenizer.sampling={type: long-tail, probability: 0.5, minimum-genes: 128}'
judge long-tail

train bins hard-bins encoding-learned-soft-tiny 'model.value-encoder={type: hard-bins, bins: 50}'
train bins soft-bins encoding-learned-soft-tiny
judge bins

train genes random encoding-learned-soft-tiny 'model.gene-encoder={type: random, projection: {type: mlp, hidden: 64}}'
train genes learned encoding-learned-soft-tiny
judge genes

train mlp plain longtail-mlp-tiny model.pooling=mean
train mlp mixer longtail-mlp-mixer-tiny
judge mlp

train cnn plain longtail-cnn-tiny
train cnn permuted longtail-cnn-permuted-tiny
judge cnn

train counts mse-relu txfm-s-tiny objectives.0.loss=mse objectives.0.activation=relu
train counts poisson-tanh txfm-s-tiny
judge counts

train wced masked-values bmfm-wced-10pct-tiny \
  'objectives=[{type: masked-values, ratio: 0.3, loss: {type: zero-inflated, value-weight: 1, zero-weight: 1}}]'
train wced wced bmfm-wced-10pct-tiny
judge wced

#!/usr/bin/env bash
# Simulated cells whose types are easy to hard to tell apart: how much of the way from random weights to PCA
# pretraining goes at each grade. Started again, it goes on where it was stopped.
#   benchmarks/show/graded.sh OUT        OUT: where to work
#   RECIPE: the recipe; SETTINGS: more key=value words for it; SEEDS: the seeds of pretraining
set -euo pipefail
out=$1
recipe=${RECIPE:-bmfm-wced-10pct-tiny}
settings=${SETTINGS:-}
seeds=${SEEDS:-1 2 3}
here=$(dirname "$0")
polysome="$here/../../polysome"

for difficulty in 0.1 0.2 0.4 0.8; do
  grade=$out/difficulty-$difficulty
  mkdir -p "$grade"
  [ -f "$grade/cells.h5ad" ] || "$polysome" simulate -o "$grade/cells.h5ad" --cells 3000 --genes 1000 --types 6 \
    --batches 3 --difficulty "$difficulty"
  [ -d "$grade/corpus" ] || "$polysome" corpus build "$grade/cells.h5ad" -o "$grade/corpus"
  results=()
  for seed in $seeds; do
    # shellcheck disable=SC2086
    [ -d "$grade/results-$seed" ] || "$polysome" pretrain "$recipe" "data.corpus=$grade/corpus" "seed=$seed" $settings \
      -o "$grade/run-$seed" --force
    [ -d "$grade/results-$seed" ] || "$polysome" benchmark annotation "$grade/cells.h5ad" --run "$grade/run-$seed" \
      --label cell_type --batch batch --probes knn,linear -o "$grade/results-$seed"
    results+=("$grade/results-$seed")
  done
  echo "difficulty $difficulty"
  "$here/../run" seed-comparison "${results[@]}"
done

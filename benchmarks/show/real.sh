#!/usr/bin/env bash
# Two sets of real cells, each pretrained on and judged by its own batches: tissue of scp1884 (types over donors) and
# Kang's stimulated blood cells (control against stimulated).
#   benchmarks/show/real.sh DATA OUT        DATA: the folder with A_labelled/, OUT: where to work
#   RECIPE: the recipe; SETTINGS: more key=value words for it; SEEDS: the seeds of pretraining
set -euo pipefail
data=$1/A_labelled out=$2
recipe=${RECIPE:-bmfm-wced-10pct-tiny}
settings=${SETTINGS:-}
seeds=${SEEDS:-1}
here=$(dirname "$0")
polysome="$here/../../polysome"
mkdir -p "$out"

# show NAME INPUT LABEL [more options of the benchmark]
show() {
  local name=$1 input=$2 label=$3
  shift 3
  [ -d "$out/$name-corpus" ] || "$polysome" corpus build "$input" -o "$out/$name-corpus"
  local results=()
  for seed in $seeds; do
    local run=$out/$name-run-$seed
    # shellcheck disable=SC2086
    "$polysome" pretrain "$recipe" "data.corpus=$out/$name-corpus" "seed=$seed" $settings -o "$run" --force
    "$polysome" embed "$run" "$input" -o "$out/$name-embedded-$seed.h5ad" --force
    "$polysome" benchmark annotation "$input" --run "$run" --label "$label" "$@" \
      -o "$out/$name-results-$seed" --force
    results+=("$out/$name-results-$seed")
  done
  "$here/../run" seed-comparison "${results[@]}"
}

kang=$data/kang_pbmc_ctrl_stim_harmony
[ -f "$out/kang.h5ad" ] || "$polysome" data convert "$kang" --obs "$kang/obs.csv" -o "$out/kang.h5ad"

show scp1884 "$data/bmfm_scp1884.h5ad" Celltype --batch donor_id
show kang "$out/kang.h5ad" stim

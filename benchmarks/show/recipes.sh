#!/usr/bin/env bash
# Every tiny recipe on one file of cells, judged beside its own random weights and the baselines, as one table. Stopped, it
# goes on where it was when it is called again.
#   benchmarks/show/recipes.sh FILE.h5ad LABEL BATCH OUT
#   RECIPES: their names; SETTINGS: key=value words for all of them; JUDGED: a file of fewer cells to judge them on
set -euo pipefail
file=$1 label=$2 batch=$3 out=$4
here=$(dirname "$0")
polysome="$here/../../polysome"
recipes=${RECIPES:-$("$polysome" recipes | awk '$1 ~ /-tiny$/ && $1 !~ /^(encoding-grid|longtail-(tables|architectures|corpora)|txfm-(ablations|corpora))/ {print $1}')}
settings=${SETTINGS:-}
judged_file=${JUDGED:-$file}
mkdir -p "$out"
[ -d "$out/corpus" ] || "$polysome" corpus build "$file" -o "$out/corpus"
runs=()
for recipe in $recipes; do
  run=$out/${recipe%-tiny}
  runs+=("$run")
  if [ -d "$run" ]; then
    grep -q '"ended" : "' "$run/manifest.json" || "$polysome" pretrain --resume "$run"
    continue
  fi
  own=$settings
  case $recipe in
    # These learn labels, whose columns have other names in every file.
    bmfm-mlm-multitask-tiny) own="$own stages.1.objectives.2.column=$label stages.1.objectives.3.column=$batch" ;;
    bmfm-wced-multitask-tiny) own="$own stages.1.objectives.1.column=$label stages.1.objectives.2.column=$batch" ;;
  esac
  # shellcheck disable=SC2086
  "$polysome" pretrain "$recipe" "data.corpus=$out/corpus" $own -o "$run"
done
judged=()
for run in "${runs[@]}"; do judged+=(--run "$run"); done
[ -d "$out/results" ] ||
  "$polysome" benchmark annotation "$judged_file" "${judged[@]}" --label "$label" --batch "$batch" -o "$out/results"
"$here/../run" recipe-table "$out/results" "${runs[@]}"

#!/usr/bin/env bash
# Five cell lines on three plates (sc_mixology): five pretrainings with fixed seeds, each judged beside its own random
# weights and PCA, at the training length and with all seen genes. Nothing is tuned on the labels. Started again, it goes
# on where it was stopped.
#   benchmarks/show/plates.sh DATA OUT        DATA: the folder with sc_mixology/, OUT: where to work
set -euo pipefail
data=$1/sc_mixology out=$2
recipe=${RECIPE:-bmfm-wced-10pct-tiny}
settings=${SETTINGS:-}
polysome="$(dirname "$0")/../../polysome"
mkdir -p "$out"
if [ ! -f "$out/plates.h5ad" ]; then
  "$polysome" data convert "$data"/sc_celseq2_5cl_p{1,2,3}.count.csv.gz \
    --obs "$data/sc_celseq2_5cl_p1.metadata.csv.gz" --obs "$data/sc_celseq2_5cl_p2.metadata.csv.gz" \
    --obs "$data/sc_celseq2_5cl_p3.metadata.csv.gz" --join outer --batch-key plate -o "$out/plates.h5ad"
fi
[ -d "$out/corpus" ] || "$polysome" corpus build "$out/plates.h5ad" -o "$out/corpus"
for seed in 1 2 3 4 5; do
  # shellcheck disable=SC2086
  [ -d "$out/results-$seed" ] || "$polysome" pretrain "$recipe" "data.corpus=$out/corpus" "seed=$seed" $settings \
    -o "$out/run-$seed" --force
  [ -d "$out/results-$seed" ] || "$polysome" benchmark annotation "$out/plates.h5ad" --run "$out/run-$seed" \
    --label cell_line_demuxlet --batch plate --probes knn,linear -o "$out/results-$seed"
  [ -d "$out/results-all-$seed" ] || "$polysome" benchmark annotation "$out/plates.h5ad" --run "$out/run-$seed" \
    --tokens all --label cell_line_demuxlet --batch plate --probes knn,linear -o "$out/results-all-$seed"
done
"$(dirname "$0")/../run" seed-comparison "$out"/results-[0-9]*
"$(dirname "$0")/../run" seed-comparison "$out"/results-all-[0-9]*

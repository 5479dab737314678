#!/usr/bin/env bash
# 200,000 simulated cells x 20,000 genes become a corpus and are trained on with a heap of 2 GB: 10,000 steps, while the
# resident memory of the process is written down every ten seconds.
#   benchmarks/show/memory.sh OUT
#   CELLS, GENES, STEPS: other sizes
set -euo pipefail
out=$1
here=$(dirname "$0")
polysome="$here/../../polysome"
export POLYSOME_JAVA_OPTS=-Xmx2g
mkdir -p "$out"
[ -f "$out/big.h5ad" ] ||
  "$polysome" simulate -o "$out/big.h5ad" --cells "${CELLS:-200000}" --genes "${GENES:-20000}" --types 12 --batches 6 --seed 1
[ -d "$out/corpus" ] || "$polysome" corpus build "$out/big.h5ad" -o "$out/corpus"
"$polysome" pretrain bmfm-wced-10pct-tiny "data.corpus=$out/corpus" "train.max-steps=${STEPS:-10000}" \
  train.batch-size=16 data.validation=0.005 train.validate-every=5000 -o "$out/run" --force &
launched=$!
while kill -0 "$launched" 2>/dev/null; do
  # The launcher becomes the Java process.
  resident=$(awk '/VmRSS/ {print $2}' "/proc/$launched/status" 2>/dev/null || true)
  step=$(tail -n 1 "$out/run/metrics.jsonl" 2>/dev/null | sed -n 's/.*"step":\([0-9]*\).*/\1/p' || true)
  echo "${step:-0} ${resident:-0}" >>"$out/resident.txt"
  sleep 10
done
wait "$launched"
awk '$1 > 0 {print $1, int($2 / 1024)}' "$out/resident.txt" |
  awk 'NR == 1 || $1 >= next_step {print "step " $1 ": " $2 " MiB resident"; next_step = $1 + 1000}'

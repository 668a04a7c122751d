#!/usr/bin/env bash
# Makes verdicts.tsv: what Apache's Java implementation of Avro says of each pair (writer, tab, reader) in pairs.tsv.
# AVRO_TOOL names a program that knows `compatible READER WRITER` (files; COMPATIBLE or INCOMPATIBLE first, then a line
# for each incompatibility that begins with its kind). Kinds stand behind the verdict, sorted, each once.
# The first 30 pairs are written by hand, the others are random schemas and random changes of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
tool="${AVRO_TOOL:?set AVRO_TOOL to the path of the avro tool}"
folder="$(mktemp -d)"
trap 'rm -r "$folder"' EXIT
while IFS=$'\t' read -r writer reader; do
  printf '%s' "$writer" > "$folder/writer.avsc"
  printf '%s' "$reader" > "$folder/reader.avsc"
  "$tool" compatible "$folder/reader.avsc" "$folder/writer.avsc" > "$folder/answer" < /dev/null
  printf '%s\t%s\n' "$(head -1 "$folder/answer")" "$(sed 1d "$folder/answer" | cut -d' ' -f1 | sort -u | paste -sd' ')"
done < pairs.tsv > verdicts.tsv

#!/usr/bin/env bash
# Makes the golden files with Apache's Java implementation of Avro: AVRO_TOOL names a program that knows
# `random SCHEMA N SEED` (lines of hex, tab, JSON), `decode WRITER READER` (hex to JSON), `encode SCHEMA` (JSON to hex),
# `single SCHEMA` (JSON to hex in single-object encoding), `canonical SCHEMA` (canonical form, then `NAME HEX` lines).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
tool="${AVRO_TOOL:?set AVRO_TOOL to the path of the avro tool}"
seed=20261121

# Random data of one schema, in hex and in Avro's JSON encoding.
same() { "$tool" random "$1" "$3" "$seed" > "Data/$2.tsv"; }
for schema in order product-average ledger redrive; do same "../../../schemas/$schema.avsc" "$schema" 100; done
same ../../../schemas/dead-letter.avsc dead-letter 40
same Schemas/all-types.avsc all-types 200
same Schemas/tree.avsc tree 8

# Not among the pairs: int to double, which Java 1.12.0 rounds to a float on the way.
# Random data of a writer's schema, and the same as the reader's schema has it, both in hex.
for writer in Pairs/*.writer.avsc; do
  name="$(basename "$writer" .writer.avsc)"
  reader="Pairs/$name.reader.avsc"
  "$tool" random "$writer" 100 "$seed" | cut -f1 > "Data/$name.writer.hex"
  "$tool" decode "$writer" "$reader" < "Data/$name.writer.hex" | "$tool" encode "$reader" > "Data/$name.reader.hex"
done

# Each schema's path, canonical form and fingerprints (CRC-64-AVRO, MD5, SHA-256) between tabs.
for schema in ../../../schemas/*.avsc Schemas/*.avsc; do
  "$tool" canonical "$schema" | sed '2,$s/.* //' | paste -s |
    sed "s|^|$(realpath --relative-to=../../.. "$schema")\t|"
done > Data/canonical.tsv

# The data of order.tsv in single-object encoding.
cut -f2- Data/order.tsv | "$tool" single ../../../schemas/order.avsc > Data/order.single.hex

#!/usr/bin/env bash
# What CI runs: restore, build, format check, all tests. Ends with `N passed, N failed, N skipped`.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -e .native/ready ] || eng/setup.sh
dotnet build OrderPipeline.sln -c Release --nologo -v quiet
dotnet format OrderPipeline.sln --no-restore --verify-no-changes --severity warn
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
./dev test --no-ansi --no-progress 2>&1 | tee "$log" || status=$?
count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$log" | tail -n 1; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"

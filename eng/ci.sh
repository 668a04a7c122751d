#!/usr/bin/env bash
# What CI runs: restore, build, format check, the demo, all tests. Ends with `N passed, N failed, N skipped`.
# With REQUIRE_REAL_BROKER=1 a skipped test is a failure; a run without any test always is.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -e .native/ready ] || eng/setup.sh
dotnet build OrderPipeline.sln -c Release --nologo -v quiet
# The build has already refused what breaks a rule of style or layout in a project's files: this one needs no project.
dotnet format whitespace . --folder --verify-no-changes
# As `./dev demo`: it fails where the books do not balance.
dotnet run --project src/Demo -c Release --no-build
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
# As `./dev test`, without building again. A module that hangs fails after its time, and CI goes on to the next.
dotnet test --solution OrderPipeline.sln -c Release --no-build --max-parallel-test-modules 1 \
  --no-ansi --no-progress --timeout 15m 2>&1 | tee "$log" || status=$?
# The totals over all projects stand at the end of the runner's output.
count() { sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ "${passed:-0}" -eq 0 ]; then
  echo "ci: no test has passed" >&2
  [ "$status" -ne 0 ] || status=1
elif [ "${REQUIRE_REAL_BROKER:-}" = 1 ] && [ "${skipped:-0}" -ne 0 ]; then
  echo "ci: REQUIRE_REAL_BROKER=1, and $skipped tests were skipped" >&2
  [ "$status" -ne 0 ] || status=1
fi
echo "${passed:-0} passed, ${failed:-0} failed, ${skipped:-0} skipped"
exit "$status"

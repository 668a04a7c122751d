#!/usr/bin/env bash
# Makes sure that there is a librdkafka 2.15.1 for Confluent.Kafka 2.15.1 (docs/adr/0002):
#   LIBRDKAFKA=FILE eng/setup.sh   takes that file;
#   a feed that has librdkafka.redist needs nothing;
#   else it is built from the sources in an npm package (C compiler, make, npm and a network).
set -euo pipefail
cd "$(dirname "$0")/.."
version=2.15.1
package=@confluentinc/kafka-javascript@1.10.1
out=.native

say() { echo "setup: $*" >&2; }
stop() { say "$*"; exit 1; }

write_props() {
  cat > "$out/local.props" <<XML
<Project>
  <ItemGroup>
    <PrunePackageReference Include="librdkafka.redist" Version="99.0.0" />
  </ItemGroup>
  <ItemGroup Condition="'\$(OutputType)' == 'Exe'">
    <None Include="\$(MSBuildThisFileDirectory)librdkafka.so" Link="librdkafka.so"
          CopyToOutputDirectory="PreserveNewest" CopyToPublishDirectory="PreserveNewest" Visible="false" />
  </ItemGroup>
</Project>
XML
  touch "$out/ready"
}

take_named() {
  [ -f "$LIBRDKAFKA" ] || stop "LIBRDKAFKA names '$LIBRDKAFKA', which is not a file"
  cp "$LIBRDKAFKA" "$out/librdkafka.so"
  write_props
  say "took the librdkafka that LIBRDKAFKA names"
}

feed_has_it() {
  dotnet package search librdkafka.redist --exact-match --format json 2>/dev/null | grep -q "\"$version\""
}

check_tools() {
  local missing=()
  command -v npm >/dev/null || missing+=("npm (Debian: apt-get install npm)")
  command -v cc >/dev/null || missing+=("a C compiler (Debian: apt-get install gcc)")
  command -v c++ >/dev/null || missing+=("a C++ compiler (Debian: apt-get install g++)")
  command -v make >/dev/null || missing+=("make (Debian: apt-get install make)")
  [ ${#missing[@]} -eq 0 ] && return
  say "this package feed has no librdkafka.redist $version, so librdkafka must be built, and this is missing:"
  printf '  - %s\n' "${missing[@]}" >&2
  stop "or name a prebuilt one: LIBRDKAFKA=/path/to/librdkafka.so ./dev setup"
}

build_it() {
  check_tools
  local log
  # Not local: the trap runs when the function is left long ago.
  work=$(mktemp -d)
  log=$out/build.log
  trap 'rm -rf "$work"' EXIT
  say "building librdkafka $version from $package (about a minute) …"
  (cd "$work" && npm pack --silent "$package" > packed) 2> "$log" ||
    stop "npm could not fetch $package: is there a network? See $log"
  tar -xzf "$work/$(tail -n 1 "$work/packed")" -C "$work"
  (cd "$work/package/deps/librdkafka" && ./configure --disable-gssapi --disable-curl && make -j2 -C src) \
    >> "$log" 2>&1 || stop "the build failed; the last lines of $log: $(tail -n 3 "$log")"
  grep -qE 'WITH_ZSTD 1' "$work/package/deps/librdkafka/config.h" ||
    say "built without zstd (Debian: apt-get install libzstd-dev, then ./dev setup again)"
  grep -qE 'WITH_SSL 1' "$work/package/deps/librdkafka/config.h" ||
    say "built without TLS (Debian: apt-get install libssl-dev, then ./dev setup again)"
  strip -o "$out/librdkafka.so" "$work/package/deps/librdkafka/src/librdkafka.so.1"
  write_props
  say "built librdkafka $version"
}

mkdir -p "$out"
rm -f "$out/ready"
if [ -n "${LIBRDKAFKA:-}" ]; then
  take_named
elif feed_has_it; then
  rm -f "$out/local.props"
  touch "$out/ready"
  say "the package feed has librdkafka.redist $version: nothing to do"
else
  build_it
fi

#!/usr/bin/env bash
# Do real nginx and real Caddy serve what `redovisa publish` wrote, at the root of a host and below a path with a page that is gone?
# Usage: tests/servers/run.sh REDOVISA (the program). Installs the servers from Debian if they are missing.
set -euo pipefail
redovisa="$(realpath "$1")"
cd "$(dirname "$0")/../.."

missing=()
command -v nginx >/dev/null 2>&1 || missing+=(nginx)
command -v caddy >/dev/null 2>&1 || missing+=(caddy)
if [ "${#missing[@]}" -gt 0 ]; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/below"
cp -r content charts "$work/below/"
sed -i 's#^adress = "https://[^/"]*/"#adress = "https://exempel.se/portal/"#' "$work/below/content/portal.toml"
cat >>"$work/below/content/portal.toml" <<'TOML'

[[borttagen]]
adress = "rapporter/exempelgarden/2019-t1/"
datum = 2025-01-15
skal = "Rapporten har gallrats efter tio år."

[[borttagen]]
adress = "rapporter/exempelgarden/2019-t2/"
datum = 2025-01-15
skal = "Rapporten finns under enhetens nya namn."
ersatt = "rapporter/"
TOML

"$redovisa" publish --compress --to "$work/root-target"
"$redovisa" publish --compress --root "$work/below" --to "$work/below-target"
failed=0
for target in root-target below-target; do
    for server in nginx caddy; do
        echo "-- $server, $target"
        node "tests/servers/$server.mjs" "$work/$target" || failed=1
    done
done
exit "$failed"

#!/usr/bin/env bash
# Does a real S3 server take what is published? Starts moto on a free port of this machine and runs `tests/s3.rs` against it.
set -euo pipefail
cd "$(dirname "$0")/../.."

# moto, by exact version, in a folder that goes away.
moto='moto[server]==5.2.5'
folder="$(mktemp -d)"
server=
end() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$folder"
}
trap end EXIT
if ! python3 -c 'import ensurepip' 2>/dev/null; then
    apt-get update -qq && apt-get install -y -qq python3-venv
fi
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "$moto"

# Compiled before the server starts, so that nothing waits for the compiler.
cargo test --quiet --locked --features png,remote --test s3 --no-run

port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
"$folder/venv/bin/moto_server" -H 127.0.0.1 -p "$port" >"$folder/log" 2>&1 &
server=$!
bucket="http://127.0.0.1:$port/redovisa-prov"
make() { python3 -c 'import sys, urllib.request as u; u.urlopen(u.Request(sys.argv[1], method="PUT"), timeout=5)' "$bucket"; }
for _ in $(seq 100); do
    if make 2>/dev/null; then
        REDOVISA_S3="http://127.0.0.1:$port" cargo test --quiet --locked --features png,remote --test s3
        exit
    fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.2
done
echo "moto does not answer:" && cat "$folder/log"
exit 1

#!/bin/sh
# One night: build what is in raw/, validate the release, publish it on the Hub and to a folder.
# Every step ends the night by its exit code: 1 for data that is not good enough, 2 for a broken set-up.
set -eu
mkdir -p dist
toolkit build --json > dist/night.json
release=$(python3 -c 'import json; print(json.load(open("dist/night.json"))["folder"])')
toolkit validate "$release"
toolkit publish "$release"
toolkit publish "$release" ./published

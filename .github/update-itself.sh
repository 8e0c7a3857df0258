#!/bin/sh
# Packs two versions as AppImages, signs the second with keys that are made for this run, and lets the first one, running,
# replace itself by it (tests/system/updates). Needs Electron, and sudo (or root) for the machine's managed settings.
set -eu
work=$(mktemp -d)
release() { npm run --silent release -- "$@" --passphrase-file "$work/passphrase"; }
public_key() { grep -oE '[A-Za-z0-9+/]{43}=' "$work/$1.public"; }

openssl rand -base64 24 > "$work/passphrase"
for who in vendor agency; do release keys --out "$work/$who.key" > "$work/$who.public"; done
printf '["%s"]\n' "$(public_key vendor)" > "$work/vendor-keys.json"
export P2C_VENDOR_KEYS="$work/vendor-keys.json"

pack() { # version, folder
  npm run package -- linux "-c.extraMetadata.version=$1" "-c.directories.output=$work/$2"
}
pack 0.1.0 from
pack 0.2.0 to
mkdir "$work/release"
mv "$work"/to/*.AppImage "$work/release/"
echo 'The next version.' > "$work/notes.txt"
release sign "$work/release" --key "$work/vendor.key" --version 0.2.0 --sequence 2 --severity low --notes "$work/notes.txt"
release countersign "$work/release" --key "$work/agency.key" --vendor-key "$(public_key vendor)"

P2C_UPDATE_FROM=$(echo "$work"/from/*.AppImage) P2C_UPDATE_TO="$work/release" npm run test:system -- updates
rm -rf "$work"

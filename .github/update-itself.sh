#!/bin/bash
# Installs the application for this account and lets it update itself to the next version (tests/system/updates).
# Needs Electron and, on Linux and macOS, sudo (or root) to write the machine's managed settings.
#   update-itself.sh                packages two versions of this source, with keys made for this run
#   update-itself.sh PREVIOUS NEXT  PREVIOUS: a folder with the previous release's packages; NEXT: a folder with the
#                                   next release's packages and the vendor's signature (release sign), as downloaded
# Not run yet on Windows and macOS.
set -euo pipefail
work=$(mktemp -d)
# Windows programs don't understand the shell's own paths.
if command -v cygpath > /dev/null; then work=$(cygpath -m "$work"); fi
release() { npm run --silent release -- "$@" --passphrase-file "$work/passphrase"; }
public_key() { grep -oE '[A-Za-z0-9+/]{43}=' "$work/$1.public"; }
new_key() { release keys --out "$work/$1.key" > "$work/$1.public"; }
case $(uname -s) in
  Linux) system=linux ending=.AppImage ;;
  Darwin) system=mac ending=.zip ;;
  *) system=win ending=.exe ;;
esac
# Prints the path of the package for one account in a folder.
package_in() { find "$1" -maxdepth 1 -name "*$ending" ! -name '*-machine*' | head -n 1; }
field() { node -p "JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8'))$2" "$1"; }

openssl rand -base64 24 > "$work/passphrase"
new_key agency
mkdir "$work/release"
if [ $# -eq 2 ]; then
  from=$1
  cp "$2"/* "$work/release/"
  # GitHub replaces each space in a file's name with a dot; the manifest has the original name.
  field "$work/release/release.json" '.files.map(({ name }) => name).join("\n")' | while IFS= read -r name; do
    [ -e "$work/release/$name" ] || mv "$work/release/${name// /.}" "$work/release/$name"
  done
  vendor=$(field "$work/release/release.signatures.json" '.find(({ by }) => by === "vendor").key')
else
  echo "There is no previous release: two versions of this source are packed instead."
  new_key vendor
  vendor=$(public_key vendor)
  printf '["%s"]\n' "$vendor" > "$work/vendor-keys.json"
  export P2C_VENDOR_KEYS="$work/vendor-keys.json"
  pack() { # version, folder
    npm run package -- "$system" "-c.extraMetadata.version=$1" "-c.directories.output=$work/$2"
  }
  pack 0.1.0 from
  pack 0.2.0 to
  from=$work/from
  mv "$(package_in "$work/to")" "$work/release/"
  echo 'The next version.' > "$work/notes.txt"
  release sign "$work/release" --key "$work/vendor.key" --version 0.2.0 --sequence 2 --severity low --notes "$work/notes.txt"
fi
# The application trusts the agency key in its managed settings, so any key works here.
release countersign "$work/release" --key "$work/agency.key" --vendor-key "$vendor"

P2C_UPDATE_FROM=$(package_in "$from") P2C_UPDATE_TO="$work/release" npm run test:system -- updates
rm -rf "$work"

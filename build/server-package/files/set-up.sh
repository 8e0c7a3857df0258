#!/bin/sh
# Makes the account and the folders of the agency server. The Debian package runs it; after unpacking the tarball, run
# it once as root. It changes nothing that is there already.
set -eu
getent passwd p2c >/dev/null ||
  useradd --system --user-group --home-dir /var/lib/p2c-review --no-create-home --shell /usr/sbin/nologin \
    --comment 'P2C Review agency server' p2c
for folder in /var/lib/p2c-review /var/backups/p2c-review; do
  [ -d "$folder" ] || install -d -o p2c -g p2c -m 0700 "$folder"
done

#!/bin/sh
# Creates the agency server's account and folders; changes nothing that already exists. The Debian package runs this
# script. With the tarball, run it once as root after unpacking.
set -eu
getent passwd p2c >/dev/null ||
  useradd --system --user-group --home-dir /var/lib/p2c-review --no-create-home --shell /usr/sbin/nologin \
    --comment 'P2C Review agency server' p2c
for folder in /var/lib/p2c-review /var/backups/p2c-review; do
  [ -d "$folder" ] || install -d -o p2c -g p2c -m 0700 "$folder"
done

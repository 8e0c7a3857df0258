#!/bin/sh
# p2c-server COMMAND: runs the agency server or one of its commands as its own account, with the settings of its service.
set -eu
settings=${P2C_SETTINGS:-/etc/p2c-review/environment}
program=${P2C_PROGRAM:-/opt/p2c-review}
# The file that systemd reads: NAME=value, without quotes. Only root can read it, so root reads it and drops its rights.
while IFS= read -r line; do
  case $line in '' | '#'*) continue ;; esac
  export "${line%%=*}=${line#*=}"
done <"$settings"
cd "$program"
set -- node_modules/.bin/node out/server/main.js "$@"
if [ "$(id -u)" -eq 0 ]; then exec setpriv --reuid=p2c --regid=p2c --init-groups --no-new-privs "$@"; fi
exec "$@"

#!/bin/sh
# p2c-server COMMAND: runs the agency server or one of its commands as its own account, with the settings of its service.
set -eu
settings=${P2C_SETTINGS:-/etc/p2c-review/environment}
program=${P2C_PROGRAM:-/opt/p2c-review}
node=$program/bin/node
[ -x "$node" ] || node=$program/node_modules/.bin/node
case ${1:-} in
  # Needs no settings, which only root may read.
  help | --help | -h | --version | database-roles) exec "$node" "$program/out/server/main.js" "$@" ;;
esac
# Nor does a command's own help.
for word in "$@"; do
  case $word in --help | -h) exec "$node" "$program/out/server/main.js" "$@" ;; esac
done
if [ ! -r "$settings" ]; then
  echo "p2c-server: $settings does not exist, or only root can read it. Run: sudo p2c-server $*" >&2
  exit 1
fi
# Files that systemd reads, read as systemd does: NAME=value, maybe with spaces around both and quotes around the value.
# Only root can read them, so root reads them and drops its rights.
take() {
  number=0
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=${line#"${line%%[![:space:]]*}"}
    line=${line%"${line##*[![:space:]]}"}
    case $line in '' | '#'* | ';'*) continue ;; esac
    name=${line%%=*}
    name=${name%"${name##*[![:space:]]}"}
    value=${line#*=}
    value=${value#"${value%%[![:space:]]*}"}
    case $line in *=*) ;; *) name= ;; esac
    case $name in
      '' | [0-9]* | *[!A-Za-z0-9_]*)
        echo "p2c-server: $1, line $number: write NAME=value" >&2
        exit 1
        ;;
    esac
    case $value in
      '"'*'"') value=${value#?} value=${value%?} ;;
      "'"*"'") value=${value#?} value=${value%?} ;;
    esac
    export "$name=$value"
  done <"$1"
}
take "$settings"
# The account that may change tables: no server has it, only these commands.
case ${1:-} in
  migrate | init | restore | check-backup) if [ -r "$settings.migrate" ]; then take "$settings.migrate"; fi ;;
esac
export P2C_RESOURCES="${P2C_RESOURCES:-$program/resources}"
set -- "$node" "$program/out/server/main.js" "$@"
if [ "$(id -u)" -eq 0 ]; then exec setpriv --reuid=p2c --regid=p2c --init-groups --no-new-privs "$@"; fi
exec "$@"

#!/bin/sh
# Stands in for systemd in a bare root: does with a unit what systemd does with its User, EnvironmentFile, Environment,
# WorkingDirectory and ExecStart.
set -eu
verb=$1; shift
pids=/run/p2c-pids
touch "$pids"
start() (
  port=${1#*@}; port=${port%.service}
  unit=/usr/lib/systemd/system/p2c-review@.service
  of() { sed -n "s/^$1=//p" "$unit" | sed "s/%i/$port/g"; }
  for pair in $(of Environment); do export "$pair"; done
  for file in $(of EnvironmentFile); do
    # A file with a dash before it may be missing.
    [ -e "${file#-}" ] || [ "$file" = "${file#-}" ] || continue
    while IFS= read -r line; do
      case $line in '' | '#'*) continue ;; esac
      export "$line"
    done <"${file#-}"
  done
  export STATE_DIRECTORY=/var/lib/p2c-review
  umask "$(of UMask)"
  cd "$(of WorkingDirectory)"
  user=$(of User)
  # shellcheck disable=SC2046
  setsid setpriv --reuid="$user" --regid="$user" --init-groups --no-new-privs --bounding-set=-all ${TRACE:-} $(of ExecStart) >>/var/log/p2c-review.log 2>&1 </dev/null &
  echo "$1 $!" >>"$pids"
)
stop() {
  grep -E "^($(echo "$*" | sed 's/\*/.*/g; s/ /|/g'))(\.service)? " "$pids" | while read -r _ pid; do
    kill "$pid" 2>/dev/null && tail --pid="$pid" -f /dev/null
  done || true
  grep -vE "^($(echo "$*" | sed 's/\*/.*/g; s/ /|/g'))(\.service)? " "$pids" >"$pids.new" || true
  mv "$pids.new" "$pids"
}
case $verb in
  enable | start) for unit in "$@"; do case $unit in --*) ;; *) start "$unit" ;; esac; done ;;
  stop) stop "$@" ;;
  restart) stop "$@"; for unit in "$@"; do start "$unit"; done ;;
  list-units) sed 's/ .*/ loaded active running/' "$pids" ;;
esac

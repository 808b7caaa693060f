#!/bin/sh
# Installs what the tests need beyond npm, and each COMMAND=PACKAGE that it is given: as root on Debian by apt-get;
# anywhere else it names what is missing and fails. Silent when all is there.
set -eu

# Daemons live in sbin, which only root has on its path.
PATH="$PATH:${SBIN:-/usr/local/sbin:/usr/sbin:/sbin}"

missing=''

# need COMMAND PACKAGE
need() {
  command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

need openssl openssl
need chronyd chrony
need chromium chromium
need tinyproxy tinyproxy-bin
for each in "$@"; do need "${each%%=*}" "${each#*=}"; done

[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "The tests need programs that are not installed. As root, run: apt-get install$missing" >&2
  exit 1
fi

echo "Installing$missing" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq >&2
# shellcheck disable=SC2086 # a list of packages
apt-get install -y -qq --no-install-recommends $missing >&2

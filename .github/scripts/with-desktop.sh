#!/bin/sh
# Runs a command where there is a screen, and a keyring that is unlocked: without one, Electron protects no keys.
#   with-desktop.sh COMMAND ARGUMENT...
set -eu
# shellcheck disable=SC2016 # the inner shell's
exec dbus-run-session -- sh -euc '
  printf "\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
  # Electron chooses its keyring by this.
  export XDG_CURRENT_DESKTOP=GNOME
  exec xvfb-run -a "$@"
' sh "$@"

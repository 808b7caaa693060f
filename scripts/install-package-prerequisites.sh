#!/bin/sh
# Installs what `npm run test:package` needs: what all tests do, a compiler for stand-in Windows programs, the compiler of
# installers, and Wine to run them.
exec sh "${0%/*}/install-prerequisites.sh" \
  x86_64-w64-mingw32-gcc=gcc-mingw-w64-x86-64-win32 \
  makensis=nsis \
  /usr/lib/wine/wine64=wine64

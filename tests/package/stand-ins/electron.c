/*
 * Stands in for electron.exe, which can't be had where this is built. Like the real one it carries the fuse wire, in
 * Electron 45's default state, and a version resource. Started, it writes its arguments where STAND_IN_LOG says.
 */
#include <stdio.h>
#include <windows.h>

/* @electron/fuses looks for this sentinel, then: the wire's version, its length, one byte for each fuse. */
__attribute__((used)) static const char fuses[] = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x08" "10110001";

int wmain(int count, wchar_t **arguments) {
  wchar_t path[MAX_PATH];
  if (!GetEnvironmentVariableW(L"STAND_IN_LOG", path, MAX_PATH)) return fuses[0] == 0;
  FILE *log = _wfopen(path, L"w, ccs=UTF-8");
  if (!log) return 1;
  for (int each = 1; each < count; each++) fwprintf(log, L"%ls\n", arguments[each]);
  return fclose(log);
}

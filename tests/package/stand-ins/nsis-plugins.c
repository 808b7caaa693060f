/*
 * Stands in for those NSIS plugins of electron-builder's installer that come by download: StdUtils, UAC, WinShell and
 * Nsis7z. One library holds what the installer calls of all four, and is copied under each of their names. It runs as an
 * administrator that needs no elevation, leaves the task bar's names for shortcuts alone, and unpacks by 7za.exe, at
 * SEVEN_ZIP.
 */
#include <wchar.h>
#include <windows.h>

typedef struct Stack {
  struct Stack *next;
  wchar_t text[1];
} Stack;

#define PLUGIN(name) __declspec(dllexport) void name(HWND window, int size, wchar_t *variables, Stack **top)
#define LONGEST 8192

static void pop(Stack **top, wchar_t *into) {
  Stack *entry = *top;
  into[0] = 0;
  if (!entry) return;
  wcsncpy(into, entry->text, LONGEST - 1);
  into[LONGEST - 1] = 0;
  *top = entry->next;
  GlobalFree(entry);
}

static void push(Stack **top, int size, const wchar_t *text) {
  Stack *entry = GlobalAlloc(GPTR, sizeof(Stack) + size * sizeof(wchar_t));
  wcsncpy(entry->text, text, size - 1);
  entry->next = *top;
  *top = entry;
}

/* What follows the program's name on the command line. */
static const wchar_t *parameters(void) {
  const wchar_t *line = GetCommandLineW();
  wchar_t end = *line == L'"' ? L'"' : L' ';
  const wchar_t *after = wcschr(line + 1, end);
  return after ? after + 1 : L"";
}

/* Whether it has /NAME, -NAME or --NAME. */
PLUGIN(TestParameter) {
  wchar_t name[LONGEST], line[LONGEST];
  const wchar_t *found = L"false";
  pop(top, name);
  wcsncpy(line, parameters(), LONGEST - 1);
  line[LONGEST - 1] = 0;
  for (wchar_t *word = wcstok(line, L" "); word; word = wcstok(NULL, L" ")) {
    if (*word != L'/' && *word != L'-') continue;
    if (_wcsicmp(word + wcsspn(word, L"/-"), name) == 0) found = L"true";
  }
  push(top, size, found);
}

PLUGIN(GetAllParameters) {
  wchar_t truncate[LONGEST];
  pop(top, truncate);
  push(top, size, parameters());
}

PLUGIN(GetParentPath) {
  wchar_t path[LONGEST];
  pop(top, path);
  wchar_t *last = wcsrchr(path, L'\\');
  if (last) *last = 0;
  push(top, size, path);
}

/* UAC: 2 asks for an administrator, 3 for the inner one of two installers. */
PLUGIN(_) {
  wchar_t question[LONGEST];
  pop(top, question);
  if (question[0] == L'2') push(top, size, L"1");
  if (question[0] == L'3') push(top, size, L"0");
}

static void ignore(Stack **top, int count) {
  wchar_t argument[LONGEST];
  while (count--) pop(top, argument);
}

PLUGIN(SetLnkAUMI) { ignore(top, 2); }
PLUGIN(UninstShortcut) { ignore(top, 1); }
PLUGIN(UninstAppUserModelId) { ignore(top, 1); }

/* Only a person at the installer's last page has the app started. */
PLUGIN(ExecShellAsUser) {
  ignore(top, 3);
  push(top, size, L"no_service");
}

/* Nsis7z: unpacks into the current folder. */
PLUGIN(Extract) {
  wchar_t archive[LONGEST], command[LONGEST];
  STARTUPINFOW start = {sizeof start};
  PROCESS_INFORMATION process;
  pop(top, archive);
  _snwprintf(command, LONGEST, L"\"%ls\" x -y \"%ls\"", SEVEN_ZIP, archive);
  if (!CreateProcessW(NULL, command, NULL, NULL, FALSE, CREATE_NO_WINDOW, NULL, NULL, &start, &process)) return;
  WaitForSingleObject(process.hProcess, INFINITE);
  CloseHandle(process.hThread);
  CloseHandle(process.hProcess);
}

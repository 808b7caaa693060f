/*
 * Stands in for powershell.exe and findstr.exe, of which Wine has stubs that always succeed: the installer would take that
 * for a SPAMS that runs and can't be stopped.
 */
int main(void) { return 1; }

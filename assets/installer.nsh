# What our installer does beyond electron-builder's own (https://www.electron.build/nsis), which includes this.

# electron-builder leaves the program's path without quotes, where a space could end it.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\SPAMS.Invite\shell\open\command" "" '"$appExe" "%1"'
!macroend

# What the next version still needs stays; what nobody needs any more goes: the entry that starts SPAMS with Windows
# while sales are queued (src/main/waiting.ts), the association, and the copy of the installer that updates start from.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "SPAMS"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "SPAMS"
    DeleteRegKey SHELL_CONTEXT "Software\Classes\.spams-invite"
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\${APP_PACKAGE_NAME}-updater"
    ${if} $installMode == "all"
      SetShellVarContext all
    ${endIf}
  ${endIf}
!macroend

# The program's own name in the list of what is uninstalled, above the data.
!define UNINSTALL_SECTION_NAME "SPAMS"

# A branch's data stays, unless a person ticks this or a script says --delete-app-data.
!macro customUnInstallSection
  Section /o "un.This user's keys, menus, receipts and unsent sales"
    SetShellVarContext current
    RMDir /r "$APPDATA\${APP_FILENAME}"
  SectionEnd
!macroend

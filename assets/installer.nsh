# What the installer does beyond electron-builder's own: https://www.electron.build/nsis

# While sales are queued, SPAMS has itself started with Windows. The next version still wants that; nobody else does.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "SPAMS"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "SPAMS"
  ${endIf}
!macroend

# Data stays unless a person ticks this, or a script says --delete-app-data.
!macro customUnInstallSection
  Section /o "un.Delete this PC's keys, menus, receipts and unsent sales"
    SetShellVarContext current
    RMDir /r "$APPDATA\${APP_FILENAME}"
  SectionEnd
!macroend

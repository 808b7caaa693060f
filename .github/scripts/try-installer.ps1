<#
.SYNOPSIS
Tries an installer of SPAMS on this machine as IT uses it: silently, for one user or for all.
.DESCRIPTION
Installs the version before, starts it, updates it while it runs, starts it again and uninstalls it. Throughout, the sales
that wait in the outbox (scripts/fill-outbox.ts) must stay as they are. Only for a machine that is thrown away afterwards.
.PARAMETER Scope
currentuser or allusers, as the installer's own switch.
.PARAMETER Before
The folder with the installer of the version before.
.PARAMETER Now
The folder with this version's installer.
#>
[CmdletBinding()]
param(
  [Parameter(Mandatory)] [ValidateSet('currentuser', 'allusers')] [string] $Scope,
  [Parameter(Mandatory)] [string] $Before,
  [Parameter(Mandatory)] [string] $Now
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$home_ = Join-Path $env:APPDATA 'SPAMS\branch'
$hive = if ($Scope -eq 'allusers') { 'HKLM:' } else { 'HKCU:' }
$patience = [TimeSpan]::FromSeconds(120)

function Assert([bool] $Condition, [string] $What) {
  if (-not $Condition) { throw "Not so: $What" }
  Write-Host "ok  $What"
}

# Waits until a block gives something that counts as true, and gives that.
function Wait-For([scriptblock] $Block, [string] $What) {
  $end = [DateTime]::UtcNow + $patience
  while ([DateTime]::UtcNow -lt $end) {
    $found = & $Block
    if ($found) { return $found }
    Start-Sleep -Milliseconds 500
  }
  throw "Waited in vain: $What"
}

function Get-Installer([string] $Folder) {
  $found = @(Get-ChildItem -Path $Folder -Filter 'SPAMS*.exe' -File)
  Assert ($found.Count -eq 1) "one installer in $Folder"
  return $found[0].FullName
}

# Exit codes of installers say little: what follows looks at what is there.
function Invoke-Silently([string] $Program, [string[]] $Arguments) {
  $process = Start-Process -FilePath $Program -ArgumentList $Arguments -PassThru -Wait
  Assert ($process.ExitCode -eq 0) "$(Split-Path $Program -Leaf) $Arguments ends with 0"
}

# What Windows lists under Apps; nothing when SPAMS isn't there.
function Get-Installed {
  $keys = Get-ChildItem "$hive\Software\Microsoft\Windows\CurrentVersion\Uninstall" -ErrorAction SilentlyContinue
  foreach ($key in $keys) {
    $entry = Get-ItemProperty $key.PSPath
    if ($entry.PSObject.Properties['DisplayName'] -and $entry.DisplayName -like 'SPAMS*') { return $entry }
  }
}

# The folder that it was installed to, from the quoted path of its uninstaller.
function Get-Folder($Installed) {
  if ($Installed.UninstallString -notmatch '^"([^"]+)"') { throw "No path: $($Installed.UninstallString)" }
  return Split-Path $Matches[1] -Parent
}

# One line for each file that waits to be sent, with its hash.
function Get-Outbox {
  $folder = Join-Path $home_ 'outbox'
  return @(Get-ChildItem $folder -Recurse -File | Sort-Object FullName | ForEach-Object {
      "$($_.FullName) $((Get-FileHash $_.FullName -Algorithm SHA256).Hash)"
    })
}

function Assert-Outbox([string[]] $Expected, [string] $When) {
  $differences = @(Compare-Object $Expected @(Get-Outbox))
  Assert ($differences.Count -eq 0) "the outbox is as it was $When"
}

# Starts SPAMS and waits for its window. Gives the process.
function Start-Spams([string] $Folder) {
  $process = Start-Process -FilePath (Join-Path $Folder 'SPAMS.exe') -PassThru
  Wait-For { $process.Refresh(); $process.MainWindowHandle -ne 0 } 'its window' | Out-Null
  Assert (-not $process.HasExited) "SPAMS of $Folder has a window"
  return $process
}

# Files of the uninstaller's go last, after its first process has ended.
function Wait-Gone([string] $Path) {
  Wait-For { -not (Test-Path $Path) } "$Path is gone" | Out-Null
}

function Assert-Installed([string] $Version) {
  $installed = Wait-For { Get-Installed } 'the list of programs'
  Assert ($installed.DisplayVersion -eq $Version) "Windows lists SPAMS $Version"
  $folder = Get-Folder $installed
  $program = Join-Path $folder 'SPAMS.exe'
  Assert (Test-Path $program) "$program is there"
  Assert ((Get-Item $program).VersionInfo.ProductVersion -like "$Version*") "it is version $Version"
  $isForAll = $folder.StartsWith($env:ProgramFiles, [StringComparison]::OrdinalIgnoreCase)
  Assert ($isForAll -eq ($Scope -eq 'allusers')) "it is installed for $Scope, in $folder"
  $menu = [Environment]::GetFolderPath($(if ($Scope -eq 'allusers') { 'CommonPrograms' } else { 'Programs' }))
  Assert (@(Get-ChildItem $menu -Recurse -Filter 'SPAMS*.lnk').Count -eq 1) 'it is in the Start menu, once'
  Assert (Test-Path "$hive\Software\Classes\.spams-invite") 'it opens invites'
  return $folder
}

$version = (Get-Content (Join-Path $PSScriptRoot '..\..\package.json') -Raw | ConvertFrom-Json).version
$outbox = @(Get-Outbox)
Assert ($outbox.Count -gt 0) 'sales wait in the outbox'
Assert ($null -eq (Get-Installed)) 'SPAMS is not installed yet'

Invoke-Silently (Get-Installer $Before) @('/S', "/$Scope")
$folder = Assert-Installed '0.0.1'
$running = Start-Spams $folder
Assert-Outbox $outbox 'after the first start'

# As it is started when the app quits, but while it runs, which is worse.
Invoke-Silently (Get-Installer $Now) @('--updated', '/S', "/$Scope")
Wait-For { $running.HasExited } 'the version before has ended' | Out-Null
$updated = Assert-Installed $version
Assert ($updated -eq $folder) 'it is where the version before was'
Assert-Outbox $outbox 'after the update'
$running = Start-Spams $updated
Assert-Outbox $outbox 'after the next start'
Stop-Process -Id $running.Id -Force
Wait-For { $running.HasExited } 'SPAMS has ended' | Out-Null

if ((Get-Installed).QuietUninstallString -notmatch '^"([^"]+)"\s*(.*)$') { throw 'It has no uninstaller' }
Invoke-Silently $Matches[1] @($Matches[2] -split '\s+' | Where-Object { $_ })
Wait-Gone (Join-Path $updated 'SPAMS.exe')
Wait-For { $null -eq (Get-Installed) } 'Windows lists SPAMS no more' | Out-Null
Assert (-not (Test-Path "$hive\Software\Classes\.spams-invite")) 'it opens invites no more'
Assert-Outbox $outbox 'after it was uninstalled'

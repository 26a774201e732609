# Sets everything up and passes its arguments to harness:
#   ./run-all.ps1                     runs the default suite
#   ./run-all.ps1 run SUITE --data F  any command of harness (./run-all.ps1 --help lists them)
#   ./run-all.ps1 setup               only sets up
#   ./run-all.ps1 test                sets up and runs the tests
# PowerShell turns 30d and 10GB into numbers before any script sees them: write them in quotes, '30d' and '10GB'.
# If Windows does not allow scripts: powershell -ExecutionPolicy Bypass -File run-all.ps1
# It needs the .NET 10 SDK. src/Harness.Setup does the work; run-all.sh does the same.
# Without a param block: PowerShell would take arguments that begin with a dash for its own.
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$artifacts = Join-Path $root 'artifacts'
$pointer = Join-Path $artifacts $(if ($env:TorchBackend) { "program-$($env:TorchBackend).txt" } else { 'program.txt' })
$toolPointer = Join-Path $artifacts 'setup.txt'
# PowerShell turns an argument with a comma into a list.
$given = @($args | ForEach-Object { if ($_ -is [array]) { $_ -join ',' } else { "$_" } })

function Fail([string] $message, [string[]] $lines) {
    [Console]::Error.WriteLine("error: $message")
    foreach ($line in $lines) { [Console]::Error.WriteLine("  $line") }
    exit 1
}

# Nothing is built when no source is newer: dotnet itself would take seconds to find that out.
function Test-UpToDate([string] $built, [string] $sources) {
    if (-not (Test-Path -LiteralPath $built)) { return $false }
    $time = (Get-Item -LiteralPath $built).LastWriteTimeUtc
    $items = @(Get-Item -LiteralPath $sources) + @(Get-ChildItem -LiteralPath $sources -Recurse -Force) + @(Get-ChildItem -Path (Join-Path $root 'Directory.*'))
    return -not ($items | Where-Object { $_.LastWriteTimeUtc -gt $time } | Select-Object -First 1)
}

# Before version 7.3, PowerShell does not quote the arguments that it passes on.
function Protect([string[]] $values) {
    if ($PSVersionTable.PSVersion -ge [version]'7.3' -and $PSNativeCommandArgumentPassing -ne 'Legacy') { return $values }
    return $values | ForEach-Object {
        if ($_ -eq '') { return '""' }
        $escaped = $_ -replace '(\\*)"', '$1$1\"'
        if ($escaped -match '\s') { $escaped -replace '(\\+)$', '$1$1' } else { $escaped }
    }
}

function Confirm-Sdk {
    $found = @(dotnet --list-sdks)
    if (-not ($found -match '^[1-9][0-9]+\.')) {
        Fail 'the .NET 10 SDK is not installed.' "Found: $($found -join ';')", 'Install it (https://dotnet.microsoft.com/download) and run this again.'
    }
}

# In its own folder, which a file names last: neither a second set-up nor an interruption can leave it half-built.
function Build-Tool {
    if (Test-UpToDate $toolPointer (Join-Path $root 'src/Harness.Setup')) { return }
    Confirm-Sdk
    $name = "setup-$PID"
    $folder = Join-Path $artifacts $name
    try { New-Item -ItemType Directory -Force $folder | Out-Null } catch {
        Fail "the folder '$artifacts' cannot be written." 'Get write permission there, or clone the repository to a folder of your own.'
    }
    $log = Join-Path $folder 'build.log'
    dotnet build (Join-Path $root 'src/Harness.Setup/Harness.Setup.csproj') -c Release --nologo '-nodeReuse:false' "-p:ArtifactsPath=$folder/" -o (Join-Path $folder 'bin') > $log
    if ($LASTEXITCODE -ne 0) {
        $reason = Select-String -LiteralPath $log -Pattern 'error.*' | Select-Object -First 1 | ForEach-Object { $_.Matches[0].Value }
        Fail 'the set-up program could not be built.' "$reason", "The whole log: $log"
    }
    [IO.File]::WriteAllText((Join-Path $folder 'name'), "$name`n")
    Move-Item -Force -LiteralPath (Join-Path $folder 'name') $toolPointer
}

function Invoke-SetUp([string[]] $values) {
    Build-Tool
    $protected = @(Protect $values)
    & dotnet (Join-Path $artifacts "$((Get-Content -LiteralPath $toolPointer).Trim())/bin/harness-setup.dll") $root @protected | Out-Host
}

if (-not (Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue)) {
    Fail "the .NET 10 SDK is not installed: there is no 'dotnet' in PATH." 'Install it (https://dotnet.microsoft.com/download) and run this again.'
}
if ($given.Count -ge 1 -and $given[0] -ceq 'test') {
    Invoke-SetUp $given
    exit $LASTEXITCODE
}
# An explicit set-up checks more than file times.
$isAsked = $given.Count -ge 1 -and $given[0] -ceq 'setup'
if ($isAsked -or -not (Test-UpToDate $pointer (Join-Path $root 'src'))) {
    Invoke-SetUp 'setup'
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
if ($isAsked) {
    [Console]::Error.WriteLine('Ready.')
    exit 0
}
if ($given.Count -eq 0) { $given = @('run', (Join-Path $root 'experiments/suites/default.yaml')) }
$protected = @(Protect $given)
& dotnet (Join-Path $artifacts "$((Get-Content -LiteralPath $pointer).Trim())/harness-cli.dll") @protected
exit $LASTEXITCODE

# Picks the stack, builds and passes its arguments to harness; see run-all.sh, which does the same on Linux and compiles ahead of time.
#   ./run-all.ps1                     runs the default suite
#   ./run-all.ps1 run SUITE --data …  any command of harness
#   ./run-all.ps1 setup | test        only sets up | runs the tests
param([Parameter(ValueFromRemainingArguments = $true)][string[]] $Arguments)
$ErrorActionPreference = 'Stop'

$stack = 'nuget'
if ($Arguments.Count -ge 2 -and $Arguments[0] -eq '--stack') {
    $stack = $Arguments[1]
    $Arguments = @($Arguments | Select-Object -Skip 2)
}

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    Write-Error 'The .NET SDK is not installed. Install the .NET 10 SDK and run this again.'
}

if ($Arguments.Count -ge 1 -and $Arguments[0] -eq 'test') {
    dotnet test "$PSScriptRoot/Harness.sln" -c Release "-p:Stack=$stack" --nologo
    exit $LASTEXITCODE
}

dotnet build "$PSScriptRoot/src/Harness.Cli/Harness.Cli.csproj" -c Release "-p:Stack=$stack" --nologo -v quiet
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
if ($Arguments.Count -ge 1 -and $Arguments[0] -eq 'setup') { exit 0 }
if ($Arguments.Count -eq 0) { $Arguments = @('run', (Resolve-Path -Relative "$PSScriptRoot/experiments/suites/default.yaml")) }
dotnet "$PSScriptRoot/artifacts/bin/Harness.Cli/release/harness-cli.dll" @Arguments
exit $LASTEXITCODE

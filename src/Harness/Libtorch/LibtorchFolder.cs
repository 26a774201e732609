using System.Text.RegularExpressions;
using Harness.Diagnostics;

namespace Harness.Libtorch;

/// <summary>A folder that holds libtorch.</summary>
internal sealed partial class LibtorchFolder
{
    /// <summary>The version of the package, which TorchSharp is built for. A different third number and a build suffix (<c>+cu128</c>) fit as well.</summary>
    public const string PackageVersion = "2.10.0";

    /// <summary>The file with what libtorch computes on processors, on Linux.</summary>
    public const string CpuLibrary = "libtorch_cpu.so";

    private const string Variable = "LIBTORCH";

    // In the order of their dependencies. Only CUDA builds have the ones for CUDA.
    private static readonly string[] LinuxLibraries = ["libc10.so", CpuLibrary, "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];

    private readonly string _path;

    private LibtorchFolder(string path, string version) => (_path, Version) = (path, version);

    /// <summary>The version.</summary>
    public string Version { get; }

    /// <summary>Whether it can compute on a GPU.</summary>
    public bool HasCuda => File.Exists(Path.Combine(_path, OperatingSystem.IsWindows() ? "torch_cuda.dll" : "libtorch_cuda.so"));

    /// <summary>The folder that the environment variable <c>LIBTORCH</c> names.</summary>
    /// <returns>The folder; null if the variable is not set.</returns>
    /// <exception cref="HarnessException">There is no libtorch in it, or one that does not fit, or this is not Linux.</exception>
    public static LibtorchFolder? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? Find(value, OperatingSystem.IsLinux()) : null;

    /// <summary>The package's libtorch, in the program's folder.</summary>
    /// <returns>The folder.</returns>
    public static LibtorchFolder OfProgram() =>
        new(OperatingSystem.IsLinux() ? Path.Combine(AppContext.BaseDirectory, "libtorch") : AppContext.BaseDirectory, PackageVersion);

    /// <summary>Finds libtorch in the folder that a user names: its <c>lib</c> folder, or the folder above.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isLinux">Whether this is Linux; elsewhere libtorch cannot be exchanged.</param>
    /// <returns>The folder with the libraries.</returns>
    /// <exception cref="HarnessException">There is none, or one that does not fit.</exception>
    internal static LibtorchFolder Find(string folder, bool isLinux)
    {
        if (!isLinux)
            throw new HarnessException($"{Variable} is set, but another libtorch can only be used on Linux.", $"Unset {Variable}; on Windows the package brings CUDA.");
        string[] candidates = [folder, Path.Combine(folder, "lib")];
        var path = candidates.FirstOrDefault(candidate => File.Exists(Path.Combine(candidate, CpuLibrary))) ?? throw new HarnessException(
            $"{Variable} is '{folder}', where there is no libtorch: neither this folder nor its 'lib' has a file {CpuLibrary}.",
            $"Name the 'lib' folder of PyTorch {PackageVersion}: python3 -c \"import torch; print(torch.__path__[0] + '/lib')\" prints it. Or unset {Variable}.");
        var version = ReadVersion(path);
        if (version is not null && !IsCompatible(version))
        {
            throw new HarnessException(
                $"{Variable} is '{folder}', where libtorch has the version {version}. TorchSharp needs {PackageVersion[..PackageVersion.LastIndexOf('.')]}.",
                $"Install PyTorch {PackageVersion} and name its 'lib' folder, or unset {Variable}.");
        }
        return new LibtorchFolder(Path.GetFullPath(path), version ?? $"{PackageVersion}, from {Variable}");
    }

    /// <summary>The native libraries in loading order; the last one is TorchSharp's own.</summary>
    /// <returns>Full paths of those that exist. Where packages are beside the program the system finds them itself, and there is only the last.</returns>
    /// <exception cref="HarnessException">libtorch is not where it should be. The system must not look elsewhere, where it may find another version.</exception>
    public IEnumerable<string> Libraries()
    {
        if (OperatingSystem.IsLinux() && !File.Exists(Path.Combine(_path, CpuLibrary)))
        {
            throw new HarnessException(
                $"libtorch is missing: there is no {CpuLibrary} in {_path}.",
                $"Set the project up again (./run-all.sh setup), or set {Variable} to the 'lib' folder of PyTorch {PackageVersion}.");
        }
        var own = OperatingSystem.IsWindows() ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so";
        return LinuxLibraries.Select(name => Path.Combine(_path, name))
            .Append(Path.Combine(AppContext.BaseDirectory, own))
            .Where(File.Exists);
    }

    private static bool IsCompatible(string version) => version.StartsWith(PackageVersion[..(PackageVersion.LastIndexOf('.') + 1)], StringComparison.Ordinal);

    // A Python installation says its version in version.py, a release of libtorch in build-version, both beside the folder lib.
    private static string? ReadVersion(string path)
    {
        var above = Path.GetDirectoryName(Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar)) ?? path;
        var (python, release) = (Path.Combine(above, "version.py"), Path.Combine(above, "build-version"));
        if (File.Exists(python) && PythonVersion().Match(File.ReadAllText(python)) is { Success: true } match) return match.Groups[1].Value;
        return File.Exists(release) ? File.ReadAllText(release).Trim() : null;
    }

    [GeneratedRegex("""^__version__\s*(?::\s*str)?\s*=\s*['"]([^'"]+)['"]""", RegexOptions.Multiline)]
    private static partial Regex PythonVersion();
}

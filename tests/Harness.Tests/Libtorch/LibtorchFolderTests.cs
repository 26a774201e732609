using Harness.Diagnostics;
using Harness.Libtorch;
using Harness.TestSupport;

namespace Harness.Tests.Libtorch;

/// <summary>What the environment variable LIBTORCH may name. The libraries are empty files: nothing is loaded.</summary>
public sealed class LibtorchFolderTests
{
    private static TemporaryFolder PyTorch(string? versionFile, string content, params string[] libraries)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["torch/lib"]);
        foreach (var library in libraries.Prepend("libtorch_cpu.so")) File.WriteAllText(folder[$"torch/lib/{library}"], "");
        if (versionFile is not null) File.WriteAllText(folder[$"torch/{versionFile}"], content);
        return folder;
    }

    [Theory]
    [InlineData("torch")]
    [InlineData("torch/lib")]
    [InlineData("torch/lib/")]
    public void Find_PyTorchThatFits_TakesItsVersionWhicheverFolderIsNamed(string named)
    {
        using var folder = PyTorch("version.py", "from typing import Optional\n__version__ = '2.10.1+cu128'\ndebug = False\n");
        var found = LibtorchFolder.Find(folder[named], isLinux: true);
        Assert.Equal("2.10.1+cu128", found.Version);
        Assert.Equal(Path.Combine(folder["torch"], "lib", "libtorch_cpu.so"), found.Libraries().First());
    }

    [Fact]
    public void Find_ReleaseOfLibtorch_ReadsItsVersionFile()
    {
        using var folder = PyTorch("build-version", "2.10.0+cpu\n");
        Assert.Equal("2.10.0+cpu", LibtorchFolder.Find(folder["torch"], isLinux: true).Version);
    }

    [Fact]
    public void Find_NoVersionFile_SaysWhereItIsFrom()
    {
        using var folder = PyTorch(null, "");
        Assert.Equal("2.10.0, from LIBTORCH", LibtorchFolder.Find(folder["torch"], isLinux: true).Version);
    }

    [Theory]
    [InlineData("1.13.0a0")]
    [InlineData("2.1.0")]
    [InlineData("2.11.0")]
    public void Find_OtherVersion_IsRefusedWithBothVersions(string version)
    {
        using var folder = PyTorch("version.py", $"__version__ = \"{version}\"");
        var error = Assert.Throws<HarnessException>(() => LibtorchFolder.Find(folder["torch"], isLinux: true));
        Assert.Contains($"has the version {version}. TorchSharp needs 2.10.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_FolderWithoutLibtorch_SaysWhichFileIsMissing()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<HarnessException>(() => LibtorchFolder.Find(folder["none"], isLinux: true));
        Assert.Contains("has a file libtorch_cpu.so", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NotOnLinux_IsRefused() =>
        Assert.Contains("only be used on Linux", Assert.Throws<HarnessException>(() => LibtorchFolder.Find("any", isLinux: false)).Message, StringComparison.Ordinal);

    [SkippableFact]
    public void Libraries_CudaBuild_ComeInTheOrderInWhichOneNeedsTheOther()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Another libtorch can only be used on Linux.");
        using var folder = PyTorch("build-version", "2.10.0+cu128", "libtorch.so", "libc10_cuda.so", "libtorch_cuda.so", "libc10.so");
        var found = LibtorchFolder.Find(folder["torch"], isLinux: true);
        Assert.True(found.HasCuda);
        Assert.Equal(
            ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so", "libLibTorchSharp.so"],
            found.Libraries().Select(Path.GetFileName));
    }

    [Fact]
    public void OfProgram_PackageForProcessors_HasTheVersionThatTorchSharpKnows()
    {
        Assert.False(LibtorchFolder.OfProgram().HasCuda);
        Assert.Equal($"{LibtorchFolder.OfProgram().Version}.0", TorchSharp.torch.__version__);
    }
}

using Harness.Setup.Testing;

namespace Harness.Cli.Tests.Setup;

public sealed class MemoryFolderTests
{
    private const long Gibibyte = 1L << 30;

    private const string Root = "/dev/vda / ext4 rw,relatime 0 0", Usual = "tmpfs /dev/shm tmpfs rw,nosuid,nodev 0 0";

    [Theory]
    [InlineData(Usual, 24, 12, true)]
    [InlineData("shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0", 24, 12, false)]
    [InlineData("tmpfs /tmp tmpfs rw 0 0", 24, 12, false)]
    [InlineData(Usual, 24, 1, false)]
    [InlineData(Usual, 7, 12, false)]
    public void IsFit_Machine_IsOneWithRoomWhereProgramsMayRun(string mount, long available, long free, bool expected) =>
        Assert.Equal(expected, MemoryFolder.IsFit([Root, mount], ["MemTotal: 33554432 kB", $"MemAvailable:   {available * Gibibyte / 1024} kB"], free * Gibibyte));

    [Fact]
    public void IsFit_MountedTwice_IsDecidedByTheLast() =>
        Assert.False(MemoryFolder.IsFit([Usual, "tmpfs /dev/shm tmpfs rw,noexec 0 0"], [$"MemAvailable: {32 * Gibibyte / 1024} kB"], 16 * Gibibyte));

    [Fact]
    public void IsFit_MemoryNotTold_IsFalse() => Assert.False(MemoryFolder.IsFit([Usual], ["MemTotal: 33554432 kB"], 16 * Gibibyte));

    [SkippableFact]
    public void Make_ThenDispose_LeavesNothing()
    {
        using var folder = MemoryFolder.Make();
        Skip.If(folder is null, "This machine has too little memory, or no place in it for files.");
        File.WriteAllText(Path.Combine(folder!.Path, "file"), "of a test that was stopped");

        folder.Dispose();

        Assert.False(Directory.Exists(folder.Path));
    }
}

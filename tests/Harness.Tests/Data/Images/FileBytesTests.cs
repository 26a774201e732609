using System.Diagnostics;
using System.Net.Sockets;
using Harness.Data.Manifests;
using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Tests.Data.Images;

public sealed class FileBytesTests
{
    private static readonly SplitSettings FirstFifth = new() { Rule = SplitRule.First, Fraction = 0.2 };

    [SkippableFact]
    public void LoadOrCreate_PipeSocketDeviceAndLinkToThem_AreReportedAndNotReadForEver()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such files in folders.");
        using var folder = ImageFolder.WithTwoClasses(5);
        using (var made = Process.Start("mkfifo", [folder.PathOf("daisy/pipe.jpg")])) made.WaitForExit();
        File.CreateSymbolicLink(folder.PathOf("daisy/link.jpg"), folder.PathOf("daisy/pipe.jpg"));
        File.CreateSymbolicLink(folder.PathOf("rose/device.jpg"), "/dev/zero");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder.PathOf("rose/socket.jpg")));
        folder.Add("rose/empty.jpg", []);

        var error = Assert.ThrowsAny<HarnessException>(() => ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, FirstFifth));

        foreach (var path in new[] { "daisy/pipe.jpg", "daisy/link.jpg", "rose/device.jpg", "rose/socket.jpg" })
            Assert.Contains($"{path} cannot be read: It is not a regular file.", error.Message, StringComparison.Ordinal);
        Assert.Contains("rose/empty.jpg is empty (0 bytes)", error.Message, StringComparison.Ordinal);
    }
}

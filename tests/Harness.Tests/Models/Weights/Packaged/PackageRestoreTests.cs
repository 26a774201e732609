using Harness.Diagnostics;
using Harness.Models.Weights.Packaged;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights.Packaged;

public sealed class PackageRestoreTests
{
    private static readonly NuGetPackage Package = new("Some.Package", "1.2.3", Megabytes: 4);

    [Fact]
    public void Restore_NoSdk_SaysWhatToInstall()
    {
        var told = new List<string>();
        var error = Assert.Throws<HarnessException>(() => new PackageRestore(told.Add, "no-such-dotnet").Restore(Package));
        Assert.Contains("Some.Package 1.2.3", error.Message, StringComparison.Ordinal);
        Assert.Contains("Install the .NET 10 SDK", error.Remedy, StringComparison.Ordinal);
        Assert.Contains("(4 MB)", Assert.Single(told), StringComparison.Ordinal);
    }

    // What the SDK prints; the folder stands before every line.
    [Theory]
    [InlineData("NU1301: Unable to load the service index for source https://localhost:9/index.json.", "a NuGet source cannot be reached", "Check the network")]
    [InlineData("NU1101: Unable to find package Some.Package. No packages exist with this id in source(s): mirror", "no NuGet source has it", "ask the maintainers of the mirror")]
    [InlineData("NU1102: Unable to find package Some.Package with version (= 1.2.3)", "no NuGet source has it", "ask the maintainers of the mirror")]
    [InlineData("NU1302: You are running the 'restore' operation with an 'HTTP' source", "NuGet says why", "Fix what NuGet complains about")]
    public void Explain_ErrorOfTheSdk_TellsItsReasonAndWhatToDo(string line, string reason, string remedy)
    {
        var error = RestoreFailure.Explain(Package, $"  Determining projects to restore...\n/tmp/a/weights.csproj : error {line}\n/tmp/a/weights.csproj : error {line}\n");
        Assert.Equal($"The NuGet package Some.Package 1.2.3, which the weights are made from, could not be restored: {reason}.{Environment.NewLine}    {line}", error.Message);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void In_AFileThatIsNotThePublishedOne_IsRefusedWithWhatToDelete()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.onnx", [1, 2, 3]);
        var error = Assert.Throws<HarnessException>(() => new PackagedFile("a.onnx", new string('0', 64)).In(folder.Path));
        Assert.Contains("the file is damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains($"Delete the folder {folder.Path}", error.Remedy, StringComparison.Ordinal);
    }
}

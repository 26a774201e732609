using Harness.Diagnostics;
using Harness.Running.Parts;
using Harness.TestSupport;

namespace Harness.Tests.Running.Parts;

public sealed class PartsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "plan": "a", "settings": null }""")]
    [InlineData("""{ "plan": null, "settings": {} }""")]
    [InlineData("{}")]
    public void Find_NullOrMissingMember_SaysThatTheFileCannotBeRead(string text)
    {
        _folder.Write("parts.json", text);

        var error = Assert.Throws<HarnessException>(() => PartsFile.Find(_folder.Path));

        Assert.StartsWith($"'{_folder["parts.json"]}' cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Delete it", error.Remedy, StringComparison.Ordinal);
    }
}

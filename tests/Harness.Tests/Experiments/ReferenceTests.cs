using Harness.Diagnostics;
using Harness.Experiments.Reference;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;

namespace Harness.Tests.Experiments;

[Collection(TorchCollection.Name)]
public sealed class ReferenceTests
{
    [Fact]
    public void Reference_SchemasAndTables_AreWhatTheCodeSays()
    {
        using var folder = new TemporaryFolder();
        string[] files = ["schema/suite.schema.json", "schema/technique.schema.json", "README.md"];
        foreach (var file in files) folder.Write(file, File.ReadAllText(RepositoryFolder.Path("experiments", file)));

        ReferenceSchemas.Update(folder["schema"]);
        ReferenceTables.Update(folder["README.md"]);

        // 'harness reference' writes them.
        foreach (var file in files) Assert.Equal(File.ReadAllText(RepositoryFolder.Path("experiments", file)), File.ReadAllText(folder[file]));
    }
    [Fact]
    public void Update_FilesThatAreNotThere_SaysWhichOne()
    {
        using var folder = new TemporaryFolder();

        var schema = Assert.Throws<HarnessException>(() => ReferenceSchemas.Update(folder["schema"]));
        var page = Assert.Throws<HarnessException>(() => ReferenceTables.Update(folder["README.md"]));

        Assert.StartsWith($"'{folder["schema", "technique.schema.json"]}' cannot be read: ", schema.Message, StringComparison.Ordinal);
        Assert.StartsWith($"'{folder["README.md"]}' cannot be read: ", page.Message, StringComparison.Ordinal);
    }
}

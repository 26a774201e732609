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
}

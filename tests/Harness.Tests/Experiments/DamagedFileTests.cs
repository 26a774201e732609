using FsCheck;
using FsCheck.Fluent;
using Harness.Diagnostics;

namespace Harness.Tests.Experiments;

public sealed class DamagedFileTests
{
    private const string Letters = "-:,[]{}#&*!|>'\"%@` \n\t\0\\.0e~?a";

    [Fact]
    public void Load_FilesWithRandomCharacters_LoadOrAreDiagnosed()
    {
        var edits = Gen.Choose(0, 400).SelectMany(place => Gen.Elements(Letters.ToCharArray()).Select(letter => (place, letter)));
        Prop.ForAll(edits.ListOf(3).ToArbitrary(), LoadsOrIsDiagnosed).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    // Any other exception fails the property: users would see a stack trace.
    private static bool LoadsOrIsDiagnosed(IList<(int Place, char Letter)> edits)
    {
        using var folder = new ExperimentFolder();
        folder.Write("s.yaml", edits.Aggregate(ExperimentFolder.ValidSuite, Insert));
        folder.Write("t.yaml", edits.Aggregate(ExperimentFolder.ValidTechnique, Insert));
        try
        {
            return folder.Load().Techniques.Count > 0;
        }
        catch (DiagnosticsException exception)
        {
            return exception.Diagnostics.All(diagnostic => diagnostic.Location.File.StartsWith(folder.Path(string.Empty), StringComparison.Ordinal));
        }
    }

    private static string Insert(string text, (int Place, char Letter) edit) => text.Insert(edit.Place % text.Length, edit.Letter.ToString());
}

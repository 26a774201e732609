namespace Harness.Data.Splits;

/// <summary>Folders that are named like the parts of a split.</summary>
/// <param name="Train">The training folder; null for none.</param>
/// <param name="Held">The validation folder: without a better name, that of the test; null for none.</param>
/// <param name="Test">The test folder, if another one is for validation; null for none.</param>
internal sealed record PartNames(string? Train, string? Held, string? Test)
{
    private static readonly string[] TrainNames = ["train", "training"];
    private static readonly string[] ValidNames = ["valid", "val", "validation", "dev"];
    private static readonly string[] TestNames = ["test", "testing"];

    /// <summary>Finds the parts among some folders.</summary>
    /// <param name="folders">Their names.</param>
    /// <returns>The first of each part, in any case of letters.</returns>
    public static PartNames Of(IEnumerable<string> folders)
    {
        var names = folders.ToList();
        var (valid, test) = (Find(ValidNames), Find(TestNames));
        return new(Find(TrainNames), valid ?? test, valid is null ? null : test);

        string? Find(string[] part) => names.Find(name => part.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether a folder is named like a part of a split.</summary>
    /// <param name="name">The name of the folder.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsOne(string name) => TrainNames.Concat(ValidNames).Concat(TestNames).Contains(name, StringComparer.OrdinalIgnoreCase);
}

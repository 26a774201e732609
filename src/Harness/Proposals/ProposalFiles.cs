using System.Globalization;
using System.Text.RegularExpressions;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Files;
using Harness.Models.Backbones;
using Harness.Running;

namespace Harness.Proposals;

/// <summary>Writes a proposal: the suite, and copies of the techniques in a folder beside it.</summary>
public static partial class ProposalFiles
{
    private const string Remedy = "Choose another place with --to FILE.";

    /// <summary>Writes the files, the suite last.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="file">The suite file.</param>
    /// <param name="replaces">Whether existing files are replaced.</param>
    /// <param name="remedy">What the user can do when they cannot be written.</param>
    /// <exception cref="HarnessException">A file is there and not to be replaced, or cannot be written; or one that comes with the program cannot be read.</exception>
    public static void Write(SuiteProposal proposal, string file, bool replaces, string remedy = Remedy)
    {
        var files = Files(proposal, file);
        if (!replaces) EnsureFree([(files[^1].Path, null), .. files.SkipLast(1).Select(copy => (copy.Path, (string?)copy.Text))]);
        foreach (var (path, text) in files) AtomicFile.Write(path, remedy, temporary => File.WriteAllText(temporary, text));
    }

    /// <summary>Whether the files are as they were written: nobody has edited or removed one since.</summary>
    /// <param name="proposal">What was written.</param>
    /// <param name="file">The suite file.</param>
    /// <returns>Whether they are.</returns>
    /// <exception cref="HarnessException">A file that comes with the program cannot be read.</exception>
    public static bool AreAsWritten(SuiteProposal proposal, string file) => Files(proposal, file).TrueForAll(one => Holds(one.Path, one.Text));

    // The suite last.
    private static List<(string Path, string Text)> Files(SuiteProposal proposal, string file)
    {
        var full = Path.GetFullPath(file);
        var folder = Path.GetDirectoryName(full)!;
        var techniques = $"{Path.GetFileNameWithoutExtension(full)}-techniques";
        var copies = ShippedExperiments.Techniques.Select(name => (Path.Combine(folder, techniques, name), Copy(name, Path.Combine(folder, techniques), proposal.EpochFactor)));
        return [.. copies, (full, new SuiteText(proposal, full, techniques).Write())];
    }

    /// <summary>Makes sure that a suite would not be written among the images, where its folder of techniques would be taken for a class.</summary>
    /// <param name="file">The suite file.</param>
    /// <param name="survey">The images.</param>
    /// <exception cref="HarnessException">It would.</exception>
    public static void EnsureOutside(string file, FolderSurvey survey)
    {
        if (!RealPath.IsAtOrBelow(Path.GetDirectoryName(Path.GetFullPath(file))!, survey.Root)) return;
        throw new HarnessException(
            $"The suite would be written among the images, to '{Path.GetFullPath(file)}'.", "Go to another folder first, or name a file elsewhere with --to FILE.");
    }

    /// <summary>Makes sure, before images are looked at, that a suite may be written.</summary>
    /// <param name="file">The suite file.</param>
    /// <param name="replaces">Whether an existing file is replaced.</param>
    /// <exception cref="HarnessException">It is there and not to be replaced.</exception>
    public static void EnsureFree(string file, bool replaces)
    {
        if (Directory.Exists(file)) throw new HarnessException($"'{file}' is a folder, not a suite file.", Remedy);
        if (!replaces) EnsureFree([(file, null)]);
    }

    /// <summary>How to run a suite that exists on a folder of images.</summary>
    /// <param name="options">The options given.</param>
    /// <param name="folder">The folder of images.</param>
    /// <returns>The options, which name the images where the suite does not.</returns>
    /// <exception cref="HarnessException">The suite is wrong, or of other images.</exception>
    public static RunOptions ForImages(RunOptions options, string folder)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Directory.Exists(root)) throw new HarnessException($"There is no folder '{folder}'.", LayoutFinder.Expected);
        var suite = SuiteLoader.Load(options.SuitePath, options.Overrides with { Inputs = InputCheck.WhereGiven }, BackboneRegistry.Catalog);
        if (suite.Data.Root is not { } written) return options with { DataRoot = root };
        if (RealPath.IsAtOrBelow(written, root)) return options;
        throw new HarnessException($"'{options.SuitePath}' already exists and is a suite for the images in '{written}'.", "Name another file with --to FILE, or replace it with --force.");
    }

    // What already exists and is the same need not be reported.
    private static void EnsureFree(IEnumerable<(string Path, string? Text)> files)
    {
        foreach (var (path, text) in files.Where(one => File.Exists(one.Path)))
        {
            if (text is not null && Holds(path, text)) continue;
            throw new HarnessException($"'{path}' already exists.", "Name another suite with --to FILE, or replace it with --force.");
        }
    }

    private static bool Holds(string path, string text)
    {
        try
        {
            return File.ReadAllText(path) == text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Copy(string name, string folder, int epochFactor)
    {
        var shipped = ShippedExperiments.ReadTechnique(name).ReplaceLineEndings("\n");
        var text = SchemaLine().Replace(shipped, _ => $"$schema={WrittenPath.Of(ShippedExperiments.Schema("technique.schema.json"), folder)}", 1);
        if (epochFactor == 1) return text;
        var longer = PhaseEpochs().Replace(text, match => string.Create(CultureInfo.InvariantCulture, $"{match.Groups[1].Value}{int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) * epochFactor}"));
        // Its source reports of as many epochs as it had.
        return longer.Insert(longer.IndexOf('\n') + 1, string.Create(CultureInfo.InvariantCulture, $"# Here with {epochFactor} times the epochs of the source, since an epoch of these images has few steps.\n"));
    }

    [GeneratedRegex(@"\$schema=\S+")]
    private static partial Regex SchemaLine();

    [GeneratedRegex(@"(?m)(^  - \{ epochs: )([0-9]+)(?=,)")]
    private static partial Regex PhaseEpochs();
}

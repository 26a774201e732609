using System.CommandLine;
using Harness.Cli.Output;
using Harness.Inference;
using Harness.Models.Weights;
using Harness.Models.Weights.Packaged;

namespace Harness.Cli.Commands;

/// <summary>The arguments that choose a trained network.</summary>
/// <param name="withoutTechnique">Which technique is meant if none is named, for the help.</param>
/// <param name="withoutSeed">Which seeds are meant if none is named, for the help.</param>
internal sealed class ModelArguments(string withoutTechnique = "the one with the highest mean validation accuracy", string withoutSeed = "all seeds, with their mean probabilities")
{
    private readonly Argument<string> _model = new("model")
    {
        Description = "A results folder written by 'harness run', or a file written by 'harness export'.",
    };

    private readonly Option<string?> _technique = new("--technique")
    {
        Description = $"The technique, by its name in the table or its file name (default: {withoutTechnique}).",
        HelpName = "name",
    };

    private readonly Option<long?> _seed = WholeNumber.Seed("--seed", $"The training seed (default: {withoutSeed}).");

    /// <summary>Gives a command these arguments.</summary>
    public void AddTo(Command command)
    {
        command.Add(_model);
        command.Add(_technique);
        command.Add(_seed);
    }

    /// <summary>The folder or file that the user named.</summary>
    public string Name(ParseResult parsed) => parsed.GetValue(_model)!;

    /// <summary>Loads the networks that are meant, all of one technique.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The networks; the caller disposes them.</returns>
    public IReadOnlyList<TrainedModel> Open(ParseResult parsed) => Opener().Open(Name(parsed), parsed.GetValue(_technique), parsed.GetValue(_seed));

    /// <summary>Loads the networks that are meant; without a technique, those of all.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The networks; the caller disposes them.</returns>
    public IReadOnlyList<TrainedModel> OpenAll(ParseResult parsed) => parsed.GetValue(_technique) is null ? Opener().OpenAll(Name(parsed), parsed.GetValue(_seed)) : Open(parsed);

    private static ModelOpener Opener()
    {
        // Standard output is for predictions alone.
        var observer = new PlainProgress(Console.Error.WriteLine);
        return new(new WeightResolver(new WeightDownloader(observer.Noted), packages: new PackageRestore(observer.Noted)));
    }
}

using Harness.Diagnostics;

namespace Harness.Proposals;

/// <summary>The folder <c>experiments</c> that comes with the program: techniques, weights and schemas.</summary>
internal static class ShippedExperiments
{
    /// <summary>The backbone of the weights that come with the program.</summary>
    public const string Backbone = "resnet18_half";

    private const string FolderName = "experiments";
    private const string WeightsFile = "resnet18_half-tiny-imagenet-60k-c91c293f.safetensors";

    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The techniques of a first comparison, in the order of its rows: the article's seven, and the control without transfer.</summary>
    public static IReadOnlyList<string> Techniques { get; } =
    [
        "feature-extractor.yaml", "feature-extractor-bn-eval.yaml", "bn-only.yaml", "discriminative-bn-trainable.yaml", "discriminative-bn-frozen.yaml",
        "concat-pooling.yaml", "deeper-head.yaml", "from-scratch.yaml",
    ];

    /// <summary>The full path of the weights.</summary>
    public static string Weights => Path.Combine(Found.Value, "weights", WeightsFile);

    /// <summary>Reads a technique.</summary>
    /// <param name="file">Its file name, one of <see cref="Techniques"/>.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="HarnessException">It is not there or cannot be read.</exception>
    public static string ReadTechnique(string file) => Read(Path.Combine(Found.Value, "techniques", file));

    /// <summary>Reads a file that comes with the program.</summary>
    /// <param name="path">Its full path.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="HarnessException">It is not there or cannot be read.</exception>
    internal static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"'{path}', which comes with the program, cannot be read: {exception.Message}", $"Put it back, as with 'git checkout -- {FolderName}', or check its permissions.", exception);
        }
    }

    /// <summary>The full path of a schema.</summary>
    /// <param name="file">Its file name.</param>
    public static string Schema(string file) => Path.Combine(Found.Value, "schema", file);

    // The program is built into a folder below that of its sources.
    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, FolderName);
            if (File.Exists(Path.Combine(path, "techniques", Techniques[0]))) return path;
        }
        throw new HarnessException(
            $"The folder '{FolderName}' that comes with the program is not above '{AppContext.BaseDirectory}'.",
            "Run the program from where it was built, or write a suite by hand.");
    }
}

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

    /// <summary>The full path of a technique.</summary>
    /// <param name="file">Its file name.</param>
    public static string Technique(string file) => Path.Combine(Found.Value, "techniques", file);

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

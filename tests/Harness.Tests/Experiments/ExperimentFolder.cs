using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Models.Backbones;

namespace Harness.Tests.Experiments;

/// <summary>A temporary folder with a suite <c>s.yaml</c> and a technique <c>t.yaml</c> that are right until a test changes them.</summary>
internal sealed class ExperimentFolder : IDisposable
{
    public const string ValidSuite = """
        name: s
        data:
          split: { rule: first, fraction: 0.2 }
          batch_size: 64
          train: [random_resized_crop: 128, normalize: imagenet]
          valid: [resize: 146, center_crop: 128, normalize: imagenet]
        backbone: resnet18
        weights: none
        seeds: [0, 1]
        defaults: { optimizer: adam }
        techniques: [t.yaml]

        """;

    public const string ValidTechnique = """
        name: T
        head: { pool: avg, layers: [linear] }
        phases:
          - { epochs: 1, train: { head: 1e-3 } }

        """;

    private readonly string _path = Directory.CreateTempSubdirectory("harness-experiments-").FullName;

    public ExperimentFolder()
    {
        Write("s.yaml", ValidSuite);
        Write("t.yaml", ValidTechnique);
    }

    public string Path(string file) => System.IO.Path.Combine(_path, file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(file))!);
        File.WriteAllText(Path(file), text);
    }

    /// <summary>Replaces one text by another; the old one must be there in exactly one of the two files.</summary>
    public void Replace(string old, string replacement)
    {
        var file = Assert.Single(new[] { "s.yaml", "t.yaml" }, file => File.ReadAllText(Path(file)).Contains(old, StringComparison.Ordinal));
        Write(file, File.ReadAllText(Path(file)).Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>Gives the suite a target domain.</summary>
    public void AddTarget() => Replace("  split:", "  target: { transforms: [invert] }\n  split:");

    /// <summary>Gives the suite the network that has an auxiliary classifier, and images that are large enough for it.</summary>
    public void UseInception()
    {
        Replace("backbone: resnet18\n", "backbone: inception_v3\n");
        Replace("random_resized_crop: 128", "random_resized_crop: 299");
    }

    /// <summary>Gives the suite vectors of the classes a to d, of which training does not see d.</summary>
    public void AddVectors()
    {
        Write("vectors.csv", "class,x,y\na,1,0\nb,0,1\nc,-1,0\nd,1,1\n");
        Replace("  split:", "  class_vectors: vectors.csv\n  unseen: [d]\n  split:");
    }

    public Suite Load(SuiteOverrides? overrides = null, IBackboneCatalog? backbones = null) =>
        SuiteLoader.Load(Path("s.yaml"), overrides ?? new SuiteOverrides { Inputs = InputCheck.WhereGiven }, backbones ?? ResNets.Catalog);

    /// <summary>Everything that is wrong, as the user reads it, without the name of the folder.</summary>
    public string Errors(SuiteOverrides? overrides = null, IBackboneCatalog? backbones = null)
    {
        var message = Assert.Throws<DiagnosticsException>(() => Load(overrides, backbones)).Message;
        return message.Replace(_path + System.IO.Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal)
            .Replace(_path, ".", StringComparison.Ordinal)
            .Replace('\\', '/')
            .ReplaceLineEndings("\n");
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}

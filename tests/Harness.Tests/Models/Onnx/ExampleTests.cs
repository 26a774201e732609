using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Harness.Data.Images;
using Harness.Data.Transforms;
using Harness.Models.Onnx;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Onnx;

/// <summary>The examples in <c>experiments/examples</c> see in an image what the network sees in it after the transforms of validation.</summary>
[Collection(TorchCollection.Name)]
public sealed partial class ExampleTests
{
    private const int Side = 64;
    private const int Shorter = 80;

    // Resizing may differ by a level of 255.
    private const double Tolerance = 0.01;

    private static readonly string[] ClassNames = ["daisy", "dandelion", "rose", "sunflower", "tulip"];

    private static readonly NormalizeSettings Normalize = new([0.5, 0.4, 0.3], [0.25, 0.2, 0.3]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CSharp_NamesTheClassAndItsProbability(bool softmax)
    {
        using var folder = new TemporaryFolder();
        var expected = Prepare(folder, softmax);
        AssertSame(expected, Run("dotnet", ["run", Example("predict.cs"), folder["network.onnx"], folder["image.png"]]));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Python_NamesTheClassAndItsProbability(bool softmax)
    {
        Skip.IfNot(HasPythonPackages(), "python3 with onnxruntime, Pillow and numpy is not there.");
        using var folder = new TemporaryFolder();
        var expected = Prepare(folder, softmax);
        AssertSame(expected, Run("python3", [Example("predict.py"), folder["network.onnx"], folder["image.png"]]));
    }

    [Fact]
    public void CSharp_AsksForTheVersionsThatTheTestsUse()
    {
        var versions = XDocument.Load(RepositoryFolder.Path("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);
        var asked = Package().Matches(File.ReadAllText(Example("predict.cs")));
        Assert.NotEmpty(asked);
        Assert.All(asked, package => Assert.Equal(versions[package.Groups["name"].Value], package.Groups["version"].Value.Trim()));
    }

    private static string Example(string name) => RepositoryFolder.Path("experiments", "examples", name);

    // A network and an image; gives what the network says about it.
    private static (string Name, double Probability) Prepare(TemporaryFolder folder, bool softmax)
    {
        using var model = TestModels.Small();
        WeightLoader.LoadBackbone(model.Backbone, FormulaWeights.For(model.Backbone), model.Description, "the test");
        model.eval();
        using var noGrad = no_grad();
        // So that it is surer of some classes than of others.
        foreach (var parameter in model.Head.parameters()) parameter.mul_(10);
        OnnxExport.Write(folder["network.onnx"], model, new()
        {
            ImageSize = Side,
            Softmax = softmax,
            Metadata = new Dictionary<string, string>
            {
                ["class_names"] = $"[\"{string.Join("\", \"", ClassNames)}\"]",
                ["image_size"] = $"{Side}",
                ["resize"] = $"{Shorter}",
                ["mean"] = "[0.5, 0.4, 0.3]",
                ["std"] = "[0.25, 0.2, 0.3]",
            },
        });
        using var drawn = Draw();
        using (var image = Image.LoadPixelData<Rgb24>(drawn.Pixels.ToArray(), drawn.Width, drawn.Height)) image.SaveAsPng(folder["image.png"]);

        var pipeline = new TransformPipeline([new ResizeSettings(Shorter), new CenterCropSettings(Side), Normalize]);
        var values = new float[pipeline.ValuesPerImage];
        pipeline.Apply(drawn, seed: 0, epoch: 0, index: 0, values);
        using var innermost = tensor(values, [1, Side, Side, 3]);
        using var images = innermost.permute(0, 3, 1, 2);
        using var logits = model.call(images);
        using var probabilities = logits.softmax(1);
        var (place, probability) = Difference.Values(probabilities).Index().MaxBy(item => item.Item);
        return (ClassNames[place], probability);
    }

    // Wider than high, with edges; no two channels and no two directions alike.
    private static RgbImage Draw()
    {
        var image = RgbImage.Allocate(157, 119);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (row, column) = (i / 3 / image.Width, i / 3 % image.Width);
            image.Pixels[i] = (byte)((i % 3) switch { 0 => row * 2, 1 => 255 - column, _ => (row / 16 * 40) + (column / 8 * 9 % 128) });
        }
        return image;
    }

    private static void AssertSame((string Name, double Probability) expected, string printed)
    {
        var words = printed.Trim().Split(' ');
        Assert.Equal(expected.Name, words[0]);
        Assert.Equal(expected.Probability, double.Parse(words[1], CultureInfo.InvariantCulture), Tolerance);
        // A network that is sure of everything or of nothing would hide a difference.
        Assert.InRange(expected.Probability, 0.3, 0.95);
    }

    private static bool HasPythonPackages()
    {
        try
        {
            return Start("python3", ["-c", "import onnxruntime, PIL, numpy"]).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Run(string program, string[] arguments)
    {
        var (exitCode, output, error) = Start(program, arguments);
        Assert.True(exitCode == 0, output + error);
        return output;
    }

    private static (int ExitCode, string Output, string Error) Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Servers of the build would keep the output open, and looking for holes in packages needs a network.
        foreach (var (name, value) in new[] { ("UseSharedCompilation", "false"), ("MSBUILDDISABLENODEREUSE", "1"), ("NuGetAudit", "false") })
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    [GeneratedRegex("(?m)^#:package (?<name>[^@]+)@(?<version>.+)$")]
    private static partial Regex Package();
}

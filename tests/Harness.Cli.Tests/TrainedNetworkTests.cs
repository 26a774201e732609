using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

/// <summary>What is done with networks after they were trained, as a user does it.</summary>
public sealed class TrainedNetworkTests : IDisposable
{
    private const string Image = "images/dots/03.jpg";

    private readonly TemporaryFolder _folder = new();

    public TrainedNetworkTests()
    {
        TinySuite.Write(_folder, TestImages.SaveJpeg);
        Assert.Equal(0, Run("run", "tiny.yaml", "--techniques", "BN only", "Discriminative").ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Predict_ResultsFolderAndExportedFile_SayTheSame()
    {
        var fromFolder = Run("predict", "results/tiny", Image, "images/stripes", "--technique", "BN only");
        var export = Run("export", "results/tiny", "--technique", "BN only", "--to", "model.safetensors");
        var fromFile = Run("predict", "model.safetensors", Image, "images/stripes", "--to", "predictions.csv");

        Assert.Equal((0, 0, 0), (fromFolder.ExitCode, export.ExitCode, fromFile.ExitCode));
        Assert.Equal("16 images by 'BN only', seed 0.\n", fromFolder.Error);
        Assert.StartsWith($"image,class,probability,problem\n{Image},", fromFolder.Output, StringComparison.Ordinal);
        Assert.Equal(17, fromFolder.Output.TrimEnd().Split('\n').Length);
        Assert.Equal((fromFolder.Output, ""), (File.ReadAllText(_folder["predictions.csv"]), fromFile.Output));
        Assert.Contains("'BN only', seed 0, after epoch 2, validation accuracy ", export.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_AnImageThatCannotBeRead_HasItsLineAndAnExitCode()
    {
        _folder.Write("broken.jpg", "no image");

        var (exitCode, output, error) = Run("predict", "results/tiny", "broken.jpg", Image, "--format", "json", "--top", "2");

        var images = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        Assert.Equal(2, exitCode);
        Assert.Equal("it cannot be decoded: no known format begins like this", images[0].GetProperty("problem").GetString());
        Assert.Equal(2, images[1].GetProperty("predictions").GetArrayLength());
        Assert.Contains("broken.jpg: it cannot be decoded: no known format begins like this.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_ToAFileThatCannotBeWritten_SpeaksOfThatFile()
    {
        _folder.Write("blocked", "");

        var (exitCode, _, error) = Run("predict", "results/tiny", Image, "--technique", "BN only", "--to", "blocked/predictions.csv");

        Assert.Equal(3, exitCode);
        Assert.Contains("error: Cannot write 'blocked/predictions.csv': ", error, StringComparison.Ordinal);
        Assert.Contains("name another file with --to FILE.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("results folder", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_NameOfTheTechniquesFile_IsTheTechniqueAndReplacesNothingUnasked()
    {
        var first = Run("export", "results/tiny", "--technique", "bn-only", "--to", "model.safetensors");
        var written = File.ReadAllBytes(_folder["model.safetensors"]);
        var second = Run("export", "results/tiny", "--technique", "discriminative.yaml", "--to", "model.safetensors");
        var kept = File.ReadAllBytes(_folder["model.safetensors"]);
        var third = Run("export", "results/tiny", "--technique", "discriminative.yaml", "--to", "model.safetensors", "--force");

        Assert.Equal((0, 1, 0), (first.ExitCode, second.ExitCode, third.ExitCode));
        Assert.Contains("'BN only', seed 0", first.Output, StringComparison.Ordinal);
        Assert.Contains("'model.safetensors' already exists.", second.Error, StringComparison.Ordinal);
        Assert.Equal(written, kept);
        Assert.Contains("'Discriminative', seed 0", third.Output, StringComparison.Ordinal);
        Assert.NotEqual(written, File.ReadAllBytes(_folder["model.safetensors"]));
    }

    [Theory]
    [InlineData("There is neither a folder nor a file 'nowhere'.", "predict", "nowhere", Image)]
    [InlineData("There is neither a file nor a folder 'no.jpg'.", "predict", "results/tiny", "no.jpg")]
    [InlineData("images is not a results folder: it has no models.json.", "predict", "images", Image)]
    [InlineData("has no finished network of a technique 'BN'.", "export", "results/tiny", "--technique", "BN", "--to", "model.safetensors")]
    [InlineData("Did you mean 'bn-only'?", "export", "results/tiny", "--technique", "bn-onyl", "--to", "model.safetensors")]
    [InlineData("--to must name a file ending in .safetensors or .onnx", "export", "results/tiny", "--to", "model.pth")]
    [InlineData("--softmax is for .onnx files", "export", "results/tiny", "--to", "model.safetensors", "--softmax")]
    [InlineData("results/tiny has no network with seed 7.", "serve", "results/tiny", "--seed", "7", "--port", "0")]
    [InlineData("'images/dots/04.jpg' already exists.", "predict", "results/tiny", Image, "--to", "images/dots/04.jpg")]
    [InlineData("--port must be a whole number from 0 to 65535, not '99999'.", "serve", "results/tiny", "--port", "99999")]
    public void Command_WrongInput_SaysWhat(string expected, params string[] arguments)
    {
        var (exitCode, output, error) = Run(arguments);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Predict_ToAFileAmongTheDevices_WritesNone()
    {
        Skip.If(OperatingSystem.IsWindows(), "there are no files that are devices");

        var (exitCode, output, error) = Run("predict", "results/tiny", Image, "--to", "/dev/harness-test.csv", "--force");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("'/dev/harness-test.csv' is no ordinary file.", error, StringComparison.Ordinal);
        Assert.False(File.Exists("/dev/harness-test.csv"));
    }

    [Fact]
    public void Report_TheListOfNetworksCannotBeWritten_ShowsTheTableAndSaysSo()
    {
        File.Delete(_folder["results", "tiny", "models.json"]);
        Directory.CreateDirectory(_folder["results", "tiny", "models.json", "blocked"]);

        var (exitCode, output, error) = Run("report", "tiny.yaml", "--techniques", "BN only", "Discriminative");

        Assert.Equal(3, exitCode);
        Assert.Contains("Results: ", output, StringComparison.Ordinal);
        Assert.Contains("models.json", error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Serve_UntilItIsStopped_AnswersAndEndsCleanly()
    {
        Skip.If(OperatingSystem.IsWindows(), "there is no SIGTERM");
        using var server = HarnessProcess.Start(_folder.Path, "serve", "results/tiny", "--seed", "0", "--port", "0");
        var first = await server.StandardOutput.ReadLineAsync();
        var address = (await server.StandardOutput.ReadLineAsync())!.Split(' ')[0];
        using var client = new HttpClient { BaseAddress = new(address) };
        using var image = new ByteArrayContent(File.ReadAllBytes(_folder[Image]));
        image.Headers.ContentType = new("image/jpeg");

        var response = await client.PostAsync("predict", image);
        Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        await server.WaitForExitAsync();

        Assert.Equal("2 techniques of 'tiny', 2 networks.", first);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((0, ""), (server.ExitCode, await server.StandardError.ReadToEndAsync()));
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) => HarnessProcess.Run(_folder.Path, arguments);
}

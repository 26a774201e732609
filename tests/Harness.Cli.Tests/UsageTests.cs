using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--data must not be empty.", "run", "s.yaml", "--data", "")]
    [InlineData("--out must not be empty.", "plan", "s.yaml", "--out", " ")]
    [InlineData("--store must not be empty.", "report", "s.yaml", "--store", "")]
    [InlineData("--weights must not be empty.", "run", "s.yaml", "--weights", "")]
    [InlineData("--also must not be empty.", "run", "s.yaml", "--also", "a.yaml", "")]
    [InlineData("The argument <suite> must not be empty.", "run", "")]
    [InlineData("The argument <files> must not be empty.", "validate", "")]
    [InlineData("The argument <file> must not be empty.", "weights", "show", "")]
    [InlineData("--out must not be empty.", "data", "split", "s.yaml", "--out", "")]
    [InlineData("The argument <folder> must not be empty.", "data", "synth", "")]
    [InlineData("--threads must be a whole number from 1 to 256, not '257'.", "run", "--threads", "257")]
    [InlineData("--workers must be a whole number from 1 to 256, not '0'.", "run", "--workers", "0")]
    [InlineData("--cache must be a whole number of at least 1, not 'much'.", "run", "--cache", "much")]
    [InlineData("--seeds must be whole numbers separated by spaces, for example --seeds 0 1 2, not 'a'.", "run", "--seeds", "1", "a")]
    [InlineData("--seed must be a whole number of at least 0, not 'one'.", "data", "synth", "x", "--seed", "one")]
    [InlineData("--to must name a file ending in .safetensors, the format that is written, not 'body.pth'.", "weights", "export", "--to", "body.pth")]
    [InlineData("--epoch must be the number of an epoch, counted from 1, or one of best, best_accuracy, best_loss, last, not '0'.", "weights", "export", "--epoch", "0", "--to", "body.safetensors")]
    [InlineData("--part must be K/N with whole numbers, K from 1 to N, for example --part 1/4, not '0/3'.", "run", "--part", "0/3")]
    [InlineData("--part must be K/N with whole numbers, K from 1 to N, for example --part 1/4, not '4/3'.", "run", "--part", "4/3")]
    [InlineData("--part must be K/N with whole numbers, K from 1 to N, for example --part 1/4, not 'x'.", "run", "--part", "x")]
    [InlineData("--older-than must be a number of hours, days or weeks, such as 12h, 30d or 8w, not 'old'.", "store", "prune", "--older-than", "old")]
    [InlineData("--to must be a number of bytes with its unit, such as 10GB or 500MiB, not '10'.", "store", "prune", "--to", "10")]
    [InlineData("--to must not be empty.", "weights", "export", "--to", "")]
    [InlineData("--minutes must be a number of minutes greater than 0 and at most 43200, not 'none'.", "new", "x", "--minutes", "none")]
    [InlineData("Unknown option '--dta'. Did you mean '--data'?", "validate", "s.yaml", "--dta", "x")]
    [InlineData("Unknown option '--verbos'. Did you mean '--verbose'?", "validate", "s.yaml", "--verbos")]
    [InlineData("Unknown command or option '--verbos'. Did you mean '--verbose'?", "store", "prune", "--verbos")]
    [InlineData("Unknown command or option 'repotr'. Did you mean 'report'?", "repotr")]
    public void AnyCommand_WrongArguments_GetOneSentenceAndTheWayToTheHelp(string expected, params string[] arguments)
    {
        var (exitCode, output, error) = HarnessProcess.Run(_folder.Path, arguments);

        var command = string.Join(' ', arguments.TakeWhile(word => word is "run" or "plan" or "report" or "validate" or "weights" or "show" or "export" or "data" or "split" or "synth" or "new" or "store" or "prune").Prepend("harness"));
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal($"error: {expected}{Environment.NewLine}  See '{command} --help'.{Environment.NewLine}", error);
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("predict")]
    [InlineData("validate")]
    [InlineData("store", "prune")]
    [InlineData("weights", "show")]
    public void Help_OfAnyCommand_HasTheOptionThatErrorsSpeakOf(params string[] command)
    {
        var (exitCode, output, error) = HarnessProcess.Run(_folder.Path, [.. command, "--help"]);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("--verbose", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--verbose", "predict", "results", "image.jpg")]
    [InlineData("predict", "results", "image.jpg", "--verbose")]
    public void Verbose_WithAnyCommand_ShowsTheCauseOfAnError(params string[] arguments)
    {
        _folder.Write(Path.Combine("results", "models.json"), "{");
        _folder.Write("image.jpg", "");

        var verbose = HarnessProcess.Run(_folder.Path, arguments);
        var plain = HarnessProcess.Run(_folder.Path, [.. arguments.Except(["--verbose"])]);

        Assert.Equal((1, 1), (verbose.ExitCode, plain.ExitCode));
        Assert.Contains("models.json is damaged", plain.Error, StringComparison.Ordinal);
        Assert.StartsWith(plain.Error, verbose.Error, StringComparison.Ordinal);
        Assert.Contains("   at Harness.Inference.ModelJson", verbose.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", plain.Error, StringComparison.Ordinal);
    }

    // 'validate' prints errors itself, file by file.
    [SkippableFact]
    public void Verbose_WithValidate_ShowsTheCauseOfAnErrorInAFile()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Another libtorch can only be used on Linux.");
        _folder.Write("torch/libtorch_cpu.so", "no library");
        _folder.Write("good.yaml", "name: Good\nhead: { pool: avg, layers: [linear] }\nphases:\n  - { epochs: 1, train: { head: 1e-3 } }\n");
        var environment = new Dictionary<string, string> { ["LIBTORCH"] = _folder["torch"] };

        // The description of this backbone is read off its module, for which libtorch is loaded.
        var verbose = HarnessProcess.Run(_folder.Path, environment, "validate", "good.yaml", "--backbone", "vgg16", "--verbose");
        var plain = HarnessProcess.Run(_folder.Path, environment, "validate", "good.yaml", "--backbone", "vgg16");

        Assert.Equal((1, 1), (verbose.ExitCode, plain.ExitCode));
        Assert.StartsWith("error: libtorch cannot be loaded: ", plain.Error, StringComparison.Ordinal);
        Assert.StartsWith(plain.Error, verbose.Error, StringComparison.Ordinal);
        Assert.Contains("System.DllNotFoundException: ", verbose.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("DllNotFoundException", plain.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_FolderOfSuitesWithoutAny_SaysSo()
    {
        Directory.CreateDirectory(_folder["experiments", "suites"]);

        var (exitCode, output, error) = HarnessProcess.Run(_folder.Path, "validate");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal($"error: There is no YAML file in 'experiments/suites'.{Environment.NewLine}  Name the files to check.{Environment.NewLine}", error);
    }

    [Fact]
    public void Run_SeedsWithCommas_AreSeveralSeeds()
    {
        var (_, _, error) = HarnessProcess.Run(_folder.Path, "run", "missing.yaml", "--seeds", "0,1", "2");

        Assert.Contains("missing.yaml", error, StringComparison.Ordinal);
        Assert.DoesNotContain("--seeds", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_OfACommand_SaysWhatTheUserTypesAndEveryDefaultOnce()
    {
        var (exitCode, output, _) = HarnessProcess.Run(_folder.Path, "run", "--help");

        Assert.Equal(0, exitCode);
        Assert.Matches(@"harness run \[<suite>\]", output);
        Assert.DoesNotContain("harness-cli", output, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(output, "default.yaml"));
    }
}

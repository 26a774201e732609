using Harness.Cli.Output;
using Harness.Cli.Runs;
using Harness.Diagnostics;
using Harness.Proposals;
using Harness.TestSupport;

namespace Harness.Cli.Tests;

public sealed class GrowingSuiteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];
    private readonly string _file;
    private readonly SuiteProposal _three;
    private readonly GrowingSuite _suite;

    public GrowingSuiteTests()
    {
        Directory.CreateDirectory(_folder["images"]);
        _file = _folder["images.yaml"];
        _three = new()
        {
            Survey = new() { Folder = _folder["images"], Root = _folder["images"], Layout = new ClassLayout(), Classes = [new("a", 100), new("b", 100)], Sizes = new(200, 128, 64, 0, 0.001) },
            Name = "images",
            Network = NetworkLadder.For(128, backbone: null, weights: null, isOnGpu: false)[0],
            Seeds = 3,
        };
        ProposalFiles.Write(_three, _file, replaces: false);
        _suite = new(_three, _file);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("images.yaml")]
    [InlineData("images-techniques/bn-only.yaml")]
    public void Grow_SuiteWasEditedWhileItRan_LeavesItAndSaysSo(string edited)
    {
        File.AppendAllText(_folder[edited], "# mine\n");
        var before = Texts();

        var session = _suite.Grow(_three with { Seeds = 4 }, () => throw new InvalidOperationException("Nothing is to be opened."), new PlainProgress(_notes.Add));

        Assert.Null(session);
        Assert.Equal(before, Texts());
        Assert.Contains("was changed while it ran, so no further seed is added", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Grow_CannotBeMadeReady_WritesTheSuiteAsItWas()
    {
        var before = Texts();

        Assert.Throws<HarnessException>(() => _suite.Grow(_three with { Seeds = 4 }, () => throw new HarnessException("The disk is full."), new PlainProgress(_notes.Add)));

        Assert.Equal((3, before), (_suite.Chosen.Seeds, Texts()));
    }

    [Fact]
    public void Grow_EditedWhileItIsMadeReady_LeavesWhatIsThere()
    {
        Assert.Throws<HarnessException>(() => _suite.Grow(
            _three with { Seeds = 4 },
            () =>
            {
                File.WriteAllText(_file, "# mine\n");
                throw new HarnessException("The suite is wrong.");
            },
            new PlainProgress(_notes.Add)));

        Assert.Equal("# mine\n", File.ReadAllText(_file));
    }

    private string Texts() => string.Concat(Directory.GetFiles(_folder.Path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));
}

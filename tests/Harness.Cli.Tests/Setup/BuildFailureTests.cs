using Harness.Setup.Building;

namespace Harness.Cli.Tests.Setup;

public sealed class BuildFailureTests
{
    private const string NoCompiler = "a.csproj : error NU1101: Unable to find package microsoft.netcore.app.crossgen2.linux-x64. [a.csproj]";

    [Theory]
    [InlineData("a.csproj : error NU1301: Unable to load the service index for source b. [a.csproj]", "the package source cannot be reached.")]
    [InlineData("a.csproj : error NU1101: Unable to find package YamlDotNet. [a.csproj]", "the package source lacks a package.")]
    [InlineData("a.targets(1,2): error : No space left on device : '/x/y' [a.csproj]", "the disk is full.")]
    [InlineData("a.targets(1,2): error MSB3021: Access to the path 'b' is denied. [a.csproj]", "a file or folder cannot be written.")]
    [InlineData("a.cs(1,2): error CS1002: ; expected [a.csproj]", "the program could not be built.")]
    public void Explain_Log_SaysWhatIsWrongAndWhereTheLogIs(string log, string message)
    {
        using var text = new StringWriter();

        BuildFailure.Explain($"  Restoring\r\n{log}\r\n{log}\r\n", "setup.log").Print(text);

        var lines = text.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal($"error: {message}", lines[0]);
        Assert.Equal("  The whole log: setup.log", lines[2]);
        Assert.DoesNotContain("csproj]", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void IsWithoutCompiler_OnlyWhereNothingElseIsMissing()
    {
        Assert.True(BuildFailure.IsWithoutCompiler(NoCompiler));
        Assert.False(BuildFailure.IsWithoutCompiler(NoCompiler + "\na.csproj : error NU1101: Unable to find package YamlDotNet. [a.csproj]"));
        Assert.False(BuildFailure.IsWithoutCompiler("all went well"));
    }
}

using Harness.Data.Labels;
using Harness.TestSupport;
using Harness.Yaml;

namespace Harness.Tests.Data.Labels;

public sealed class ClassVectorReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("v.csv", "class,x,y\nrose,1,0.5\ntulip,-1,2e-1\n")]
    [InlineData("v.yaml", "rose: [1, 0.5]\ntulip: [-1, 0.2]\n")]
    public void Read_RightFile_HasTheVectors(string file, string text)
    {
        var (vectors, errors) = Read(file, text);

        Assert.Empty(errors);
        Assert.Equal(2, vectors!.Width);
        Assert.Equal([[-1, 0.2], [1, 0.5]], vectors.Of(["tulip", "rose"]));
    }

    [Theory]
    [InlineData("v.csv", "name,x\nrose,1\n", "v.csv:1:1: error: the first column must be 'class'")]
    [InlineData("v.csv", "", "v.csv:1:1: error: the first column must be 'class'")]
    [InlineData("v.csv", "class,x\n", "v.csv:1:1: error: there are no vectors")]
    [InlineData("v.csv", "class,x,y\nrose,1,2\ntulip,1\n", "v.csv:3:1: error: the vector of 'tulip' has 1 numbers instead of 2")]
    [InlineData("v.csv", "class,x,y\nrose,1,2\ntulip,1,one\n", "v.csv:3:1: error: 'one' in the vector of 'tulip' is not a number")]
    [InlineData("v.csv", "class,x,y\nrose,1,2\nrose,1,1\n", "v.csv:3:1: error: class 'rose' has two vectors")]
    [InlineData("v.csv", "class,x,y\nrose,1,2\ntulip,0,0\n", "v.csv:3:1: error: the vector of 'tulip' is all zeros")]
    [InlineData("v.csv", "class,x,y\nrose,1,2\ntulip,1,2\n", "v.csv:3:1: error: 'tulip' has the same vector as 'rose'")]
    [InlineData("v.yaml", "rose: [1, 2]\ntulip: [1]\n", ":2:1: error: the vector of 'tulip' has 1 numbers, and that of 'rose' 2")]
    [InlineData("v.yaml", "rose: 1\n", ":1:7: error: the vector of 'rose' must be a list of numbers, not '1'")]
    public void Read_Mistake_IsReportedAtItsLine(string file, string text, string expected)
    {
        var (vectors, errors) = Read(file, text);

        Assert.Null(vectors);
        Assert.Contains(errors, error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_AnotherEncoding_IsRefusedWithItsLine()
    {
        _folder.Write("v.csv", (byte[])[.. "class,x\nrose,1\n"u8, 0xBB, 0xA2, .. ",2\n"u8]);
        var errors = new DiagnosticBag();

        Assert.Null(new ClassVectorReader(_folder["v.csv"], "v.csv", errors).Read());

        Assert.Equal("v.csv:3:1: error: this line is not valid UTF-8; save the file as CSV UTF-8", Assert.Single(errors.Found).ToString());
    }

    private (ClassVectors? Vectors, IReadOnlyList<string> Errors) Read(string file, string text)
    {
        var errors = new DiagnosticBag();
        var vectors = new ClassVectorReader(_folder.Write(file, text), file, errors).Read();
        return (vectors, [.. errors.Found.Select(found => found.ToString())]);
    }
}

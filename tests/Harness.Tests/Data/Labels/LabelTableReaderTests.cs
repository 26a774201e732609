using Harness.Data.Labels;
using Harness.TestSupport;
using Harness.Yaml;

namespace Harness.Tests.Data.Labels;

public sealed class LabelTableReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_RightTable_NumbersTheValuesOfEachColumn()
    {
        var (table, errors) = Read("color,image,size\nred,a/1.jpg,big\nblue,a/2.jpg,small\nred,b/1.jpg,small\n");

        Assert.Empty(errors);
        Assert.Equal(["color: blue red", "size: big small"], table!.Columns.Select(column => $"{column.Name}: {string.Join(' ', column.Values)}"));
        Assert.Equal([1, 0], table.Rows["a/1.jpg"].Values);
        Assert.Equal([0, 1], table.Rows["a/2.jpg"].Values);
        Assert.Equal(4, table.Rows["b/1.jpg"].Line);
    }

    [Fact]
    public void Read_OtherOrderOfRows_HasTheSameHash()
    {
        var hash = Read("image,color\na,red\nb,blue\n").Table!.Hash;

        Assert.Equal(hash, Read("image,color\nb,blue\na,red\n").Table!.Hash);
        Assert.NotEqual(hash, Read("image,color\na,blue\nb,red\n").Table!.Hash);
        Assert.NotEqual(hash, Read("image,colors\na,red\nb,blue\n").Table!.Hash);
    }

    [Theory]
    [InlineData("", "l.csv:1:1: error: the first line has no column 'image'")]
    [InlineData("picture,color\na,red\n", "l.csv:1:1: error: the first line has no column 'image'")]
    [InlineData("image\na\n", "l.csv:1:1: error: there is no column but 'image'")]
    [InlineData("image,class\na,x\nb,y\n", "l.csv:1:1: error: a column cannot be called 'class'")]
    [InlineData("image,1st\na,x\nb,y\n", "l.csv:1:1: error: '1st' cannot be the name of a column")]
    [InlineData("image,color,color\na,x,y\nb,y,x\n", "l.csv:1:1: error: there are two columns 'color'")]
    [InlineData("image,color\n", "l.csv:1:1: error: there are no rows")]
    [InlineData("image,color\na,red\nb,\n", "l.csv:3:1: error: column 'color' is empty")]
    [InlineData("image,color\na,red\nb,blue,big\n", "l.csv:3:1: error: 3 columns instead of 2")]
    [InlineData("image,color\na,red\nb,blue\na,blue\n", "l.csv:4:1: error: the image 'a' is listed twice")]
    [InlineData("image,color\na,red\nb,red\n", "l.csv:1:1: error: column 'color' has one value, 'red': there is nothing to learn")]
    public void Read_Mistake_IsReportedAtItsLine(string text, string expected)
    {
        var (table, errors) = Read(text);

        Assert.Null(table);
        Assert.StartsWith(expected, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, 0)]
    [InlineData(65, 1)]
    public void Read_LongNameOfAColumn_IsTakenUpToTheLimit(int length, int errors) =>
        Assert.Equal(errors, Read($"image,{new string('c', length)}\na,red\nb,blue\n").Errors.Count);

    [Fact]
    public void Read_SeveralMistakes_ReportsAll() => Assert.Equal(3, Read("image,color\na\nb,\nc,red\nc,blue\n").Errors.Count);

    private (LabelTable? Table, IReadOnlyList<string> Errors) Read(string text)
    {
        var errors = new DiagnosticBag();
        var table = new LabelTableReader(_folder.Write("l.csv", text), "l.csv", errors).Read();
        return (table, [.. errors.Found.Select(found => found.ToString())]);
    }
}

using System.Text;
using Harness.Data.Labels;
using Harness.TestSupport;
using Harness.Yaml;

namespace Harness.Tests.Data.Labels;

public sealed class ClassTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("file,class\na.jpg,x\nb.jpg,y\n", null)]
    [InlineData("\uFEFFImage,Id\na.jpg,x\nb.jpg,y\n", null)]
    [InlineData("id,breed\na.jpg,x\nb.jpg,y\n", null)]
    [InlineData("age,Filename,breed,label\n,a.jpg,x,1\n7,b.jpg,y,\n", "breed")]
    [InlineData("label , image_id\nx, a.jpg\ny ,\"b.jpg\"\n", null)]
    public void ReadClasses_ColumnsOfManyNames_AreFound(string text, string? column)
    {
        var (table, errors) = Read(text, column);

        Assert.Empty(errors);
        Assert.Equal(["x", "y"], table!.Columns[0].Values);
        Assert.Equal([("a.jpg", 0), ("b.jpg", 1)], table.Rows.Select(row => (row.Key, row.Value.Values[0])));
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", null, "t.csv:1:1: error: no column names the images")]
    [InlineData("file,a,b\n1,2,3\n", null, "t.csv:1:1: error: no column names the classes")]
    [InlineData("file,class\n1,2\n", "breed", "t.csv:1:1: error: there is no column 'breed'")]
    [InlineData("file;class\n1;2\n", null, "t.csv:1:1: error: the columns are not separated by commas")]
    [InlineData("file,class\na,x\na,y\n", null, "t.csv:3:1: error: the image 'a' is listed twice")]
    [InlineData("file,class\na,x\nb,\n", null, "t.csv:3:1: error: column 'class' is empty")]
    [InlineData("file,class\na,x\nb\n", null, "t.csv:3:1: error: 1 columns instead of 2")]
    [InlineData("file,class\na,x\nb,x\n", null, "t.csv:1:1: error: column 'class' has one value, 'x'")]
    [InlineData("file,class\n", null, "t.csv:1:1: error: there are no rows")]
    [InlineData("", null, "t.csv:1:1: error: no column names the images")]
    [InlineData("file,class\n\"a,x\n", null, "t.csv: error: cannot be read")]
    public void ReadClasses_Mistake_IsReportedAtItsLine(string text, string? column, string expected)
    {
        var (table, errors) = Read(text, column);

        Assert.Null(table);
        Assert.Contains(errors, error => error.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void ReadClasses_AnotherEncoding_IsRefusedWithItsLine()
    {
        // 虎, 狗 and 豹 in GBK: with one character instead of what cannot be decoded, they would be one class.
        byte[] table = [.. "file,class\na,x\nb,"u8, 0xBB, 0xA2, .. "\nc,"u8, 0xB9, 0xB7, .. "\nd,"u8, 0xB1, 0xAA, (byte)'\n'];

        var (found, errors) = Read(table, column: null);

        Assert.Null(found);
        Assert.Equal("t.csv:3:1: error: this line is not valid UTF-8; save the file as CSV UTF-8", Assert.Single(errors));
    }

    [Fact]
    public void ReadClasses_Utf16_IsReadWithAMarkAndRefusedWithout()
    {
        const string Text = "file,class\na,虎\nb,狗\n";

        var (found, errors) = Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)], column: null);

        Assert.Empty(errors);
        Assert.Equal(["狗", "虎"], found!.Columns[0].Values);
        Assert.Equal(
            "t.csv:1:1: error: this line holds zero bytes, as UTF-16 does; save the file as CSV UTF-8", Assert.Single(Read(Encoding.Unicode.GetBytes(Text), column: null).Errors));
    }

    [Fact]
    public void ReadClasses_ReplacementCharacterInUtf8_IsACharacterAsAnyOther()
    {
        var (found, errors) = Read("file,class\na,caf\uFFFD\nb,bar\n", column: null);

        Assert.Empty(errors);
        Assert.Equal(["bar", "caf\uFFFD"], found!.Columns[0].Values);
    }

    private (LabelTable? Table, IReadOnlyList<string> Errors) Read(string text, string? column) => Read(Encoding.UTF8.GetBytes(text), column);

    private (LabelTable? Table, IReadOnlyList<string> Errors) Read(byte[] text, string? column)
    {
        var errors = new DiagnosticBag();
        var table = new LabelTableReader(_folder.Write("t.csv", text), "t.csv", errors).ReadClasses(column);
        return (table, [.. errors.Found.Select(found => found.ToString())]);
    }
}

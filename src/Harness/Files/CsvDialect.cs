using CsvHelper;

namespace Harness.Files;

/// <summary>How comma-separated files are written and read: UTF-8 without a byte order mark, quotes as in RFC 4180, lines ending in a line feed.</summary>
/// <remarks>RFC 4180 would end lines in CR LF; git turns that into LF and then sees every remade file as changed.</remarks>
internal static class CsvDialect
{
    /// <summary>For every file that is written.</summary>
    public static CsvWriterOptions Writing { get; } = new() { NewLine = "\n" };

    /// <summary>For every file that is read, those written by people among them: the header is a line like any other, and messages can say which line is wrong.</summary>
    public static CsvReaderOptions Reading { get; } = new()
    {
        Separator = ',',
        HasHeader = false,
        TrackLineNumbers = true,
        PoolStrings = true, // a hundred thousand rows share a few labels
        MalformedData = CsvMalformedDataHandling.Throw,
    };
}

namespace Harness.Data.Labels;

/// <summary>Which columns of a table name an image and its class.</summary>
/// <param name="Image">The place of the column that names images.</param>
/// <param name="Class">The place of the column that names classes.</param>
internal sealed record ClassColumns(int Image, int Class)
{
    /// <summary>The columns that are taken for the names of images, in any case, the first one that exists.</summary>
    public static IReadOnlyList<string> ImageNames { get; } = ["file", "filename", "file_name", "path", "image", "image_name", "image_id", "id"];

    /// <summary>The columns that are taken for the names of classes, in any case, the first one that exists.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["class", "label", "category"];

    /// <summary>Finds the columns.</summary>
    /// <param name="header">The first line of the table.</param>
    /// <param name="column">The column of the classes as the suite names it; null to go by <see cref="ClassNames"/>, or to take the only other column.</param>
    /// <param name="report">Notified of what is wrong with the header, and what would be right.</param>
    /// <returns>The columns; null after reporting.</returns>
    public static ClassColumns? Of(IReadOnlyList<string> header, string? column, Action<string, string> report)
    {
        if (header.Count == 1 && header[0].AsSpan().ContainsAny(';', '\t'))
        {
            report("the columns are not separated by commas", "save the table as comma-separated values");
            return null;
        }
        var found = column is null ? FindClass(header) : Find(header, [column]);
        var image = FindImage(header, found);
        if (image < 0)
        {
            report("no column names the images", $"call it one of {string.Join(", ", ImageNames)}; the first line names the columns: file,class");
            return null;
        }
        var place = column is null && found < 0 && header.Count == 2 ? 1 - image : found;
        if (place >= 0) return new(image, place);
        if (column is not null) report($"there is no column '{column}'", $"the columns are {string.Join(", ", header)}");
        else report("no column names the classes", $"call it one of {string.Join(", ", ClassNames)}, or name it in the suite: data: {{ classes: …, column: NAME }}");
        return null;
    }

    private static int FindClass(IReadOnlyList<string> header) => Find(header, ClassNames);

    // A column of the classes may be called 'id'.
    private static int FindImage(IReadOnlyList<string> header, int taken) =>
        Find([.. header.Select((name, place) => place == taken ? "" : name)], ImageNames);

    private static int Find(IReadOnlyList<string> header, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            var place = header.ToList().FindIndex(column => column.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (place >= 0) return place;
        }
        return -1;
    }
}

namespace ScottPlot.Rendering;

/// <summary>Measures text without hinting, so that a layout is the same at every scale and in every format.</summary>
internal sealed class TextMeasurer : IDisposable
{
    private readonly CairoContext _context = new(1, 1);
    private readonly Dictionary<(FontSpecification, string), double> _widths = [];
    private readonly Dictionary<FontSpecification, (double Ascent, double Descent)> _metrics = [];

    /// <summary>The advance width of one line.</summary>
    internal double Width(string line, FontSpecification font)
    {
        if (_widths.TryGetValue((font, line), out double width))
            return width;
        width = _context.TextWidth(line, font);
        _widths[(font, line)] = width;
        return width;
    }

    /// <summary>How far the font reaches above and below the baseline.</summary>
    internal (double Ascent, double Descent) Metrics(FontSpecification font)
    {
        if (_metrics.TryGetValue(font, out (double, double) metrics))
            return metrics;
        metrics = _context.FontMetrics(font);
        _metrics[font] = metrics;
        return metrics;
    }

    /// <summary>The size of a text of one or more lines; an empty text has none.</summary>
    internal PixelSize Measure(string text, FontSpecification font)
    {
        if (string.IsNullOrEmpty(text))
            return new PixelSize(0, 0);
        string[] lines = text.Split('\n');
        (double ascent, double descent) = Metrics(font);
        return new PixelSize(lines.Max(line => Width(line, font)), lines.Length * (ascent + descent));
    }

    /// <summary>Breaks lines between words so that each fits the width, where words allow it.</summary>
    internal string Wrap(string text, FontSpecification font, double maximumWidth) =>
        string.Join('\n', text.Split('\n').SelectMany(line => WrapLine(line, font, maximumWidth)));

    public void Dispose() => _context.Dispose();

    private List<string> WrapLine(string line, FontSpecification font, double maximumWidth)
    {
        if (Width(line, font) <= maximumWidth)
            return [line];
        List<string> lines = [];
        string current = string.Empty;
        foreach (string word in line.Split(' '))
        {
            string longer = current.Length == 0 ? word : $"{current} {word}";
            if (current.Length > 0 && Width(longer, font) > maximumWidth)
            {
                lines.Add(current);
                longer = word;
            }

            current = longer;
        }

        lines.Add(current);
        return lines;
    }
}

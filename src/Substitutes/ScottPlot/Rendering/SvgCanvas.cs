using System.Globalization;
using System.Security;
using System.Text;

namespace ScottPlot.Rendering;

/// <summary>Writes SVG: text stays text, numbers are rounded to a thousandth, and nothing depends on time or culture.</summary>
internal sealed class SvgCanvas : Canvas
{
    private readonly StringBuilder _xml = new();
    private readonly List<PixelRect> _clips = [];

    internal SvgCanvas(int width, int height)
    {
        _xml.Append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        _xml.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n");
    }

    internal string GetXml() => $"{_xml}</svg>\n";

    internal override void EndTransform() => _xml.Append("</g>\n");

    internal override void BeginClip(PixelRect rect)
    {
        int index = _clips.IndexOf(rect);
        if (index < 0)
        {
            index = _clips.Count;
            _clips.Add(rect);
            _xml.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"clip{index}\"><rect {Box(rect)}/></clipPath>\n");
        }

        _xml.Append(CultureInfo.InvariantCulture, $"<g clip-path=\"url(#clip{index})\">\n");
    }

    internal override void EndClip() => _xml.Append("</g>\n");

    internal override void Fill(PixelPath path, Color color) =>
        _xml.Append($"<path d=\"{Data(path)}\" {Paint("fill", color)}/>\n");

    internal override void Stroke(PixelPath path, LineStyle style, double width)
    {
        _xml.Append($"<path d=\"{Data(path)}\" fill=\"none\" {Paint("stroke", style.Color)} stroke-width=\"{Number(width)}\"");
        float[] dashes = style.Pattern.IntervalsOrEmpty;
        if (dashes.Length > 0)
            _xml.Append($" stroke-dasharray=\"{string.Join(' ', dashes.Select(dash => Number(dash)))}\"");
        _xml.Append("/>\n");
    }

    internal override void DrawTextLine(string line, Pixel anchor, double horizontalFraction, FontSpecification font, Color color)
    {
        if (line.Length == 0)
            return;
        string textAnchor = horizontalFraction switch { 0 => "start", 1 => "end", _ => "middle" };
        _xml.Append($"<text x=\"{Number(anchor.X)}\" y=\"{Number(anchor.Y)}\" text-anchor=\"{textAnchor}\"");
        _xml.Append($" font-family=\"{Escape(font.Name)}, Verdana, sans-serif\" font-size=\"{Number(font.Size)}\"");
        _xml.Append(font.Bold ? " font-weight=\"bold\"" : string.Empty);
        _xml.Append(font.Italic ? " font-style=\"italic\"" : string.Empty);
        _xml.Append($" {Paint("fill", color)} xml:space=\"preserve\">{Escape(line)}</text>\n");
    }

    internal override void DrawImage(uint[] pixels, int width, int height, PixelRect target, bool smooth)
    {
        if (smooth)
            AppendEmbeddedImage(pixels, width, height, target);
        else
            AppendCells(pixels, width, height, target);
    }

    protected override void BeginTransform(double x, double y, double degrees, double scale)
    {
        List<string> parts = [];
        if (x != 0 || y != 0)
            parts.Add($"translate({Number(x)} {Number(y)})");
        if (degrees != 0)
            parts.Add($"rotate({Number(degrees)})");
        if (scale != 1)
            parts.Add($"scale({Number(scale)})");
        _xml.Append(parts.Count == 0 ? "<g>\n" : $"<g transform=\"{string.Join(' ', parts)}\">\n");
    }

    // Viewers differ in how they enlarge images: cells as rectangles are sharp in all of them.
    private void AppendCells(uint[] pixels, int width, int height, PixelRect target)
    {
        double cellWidth = target.Width / width;
        double cellHeight = target.Height / height;
        _xml.Append("<g shape-rendering=\"crispEdges\">\n");
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Color color = Color.FromPremultiplied(pixels[y * width + x]);
                if (color.Alpha == 0)
                    continue;
                double left = target.Left + x * cellWidth;
                double top = target.Top + y * cellHeight;
                _xml.Append($"<rect {Box(new PixelRect(left, top, left + cellWidth, top + cellHeight))} {Paint("fill", color)}/>\n");
            }
        }

        _xml.Append("</g>\n");
    }

    private void AppendEmbeddedImage(uint[] pixels, int width, int height, PixelRect target)
    {
        using CairoCanvas image = new(width, height);
        image.DrawImage(pixels, width, height, new PixelRect(0, 0, width, height), smooth: false);
        _xml.Append($"<image {Box(target)} preserveAspectRatio=\"none\"");
        _xml.Append($" href=\"data:image/png;base64,{Convert.ToBase64String(image.EncodePng())}\"/>\n");
    }

    private static string Box(PixelRect rect) =>
        $"x=\"{Number(rect.Left)}\" y=\"{Number(rect.Top)}\" width=\"{Number(rect.Width)}\" height=\"{Number(rect.Height)}\"";

    private static string Paint(string property, Color color)
    {
        string rgb = $"{property}=\"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}\"";
        return color.Alpha == 255 ? rgb : $"{rgb} {property}-opacity=\"{Number(color.Alpha / 255.0)}\"";
    }

    private static string Data(PixelPath path)
    {
        StringBuilder data = new();
        int next = 0;
        foreach (PathVerb verb in path.Verbs)
        {
            (char letter, int count) = verb switch
            {
                PathVerb.Move => ('M', 1),
                PathVerb.Line => ('L', 1),
                PathVerb.Curve => ('C', 3),
                _ => ('Z', 0),
            };
            data.Append(letter);
            for (int i = 0; i < count; i++, next++)
                data.Append(i == 0 ? "" : " ").Append($"{Number(path.Points[next].X)} {Number(path.Points[next].Y)}");
        }

        return data.ToString();
    }

    private static string Number(double value)
    {
        string text = value.ToString("0.###", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    // XML has no way to write control characters, escaped or not.
    private static string Escape(string text) =>
        SecurityElement.Escape(new string([.. text.Where(character => !char.IsControl(character))]));
}

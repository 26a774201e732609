namespace ScottPlot.Rendering;

/// <summary>Turns points into lines: splits them where values are missing and connects what is left.</summary>
internal static class PixelRuns
{
    // The control points of a curve lie this part of the way between the neighbours of its ends: a cardinal spline.
    private const double Tension = 1.0 / 6;

    internal static List<List<Pixel>> Split(IEnumerable<Pixel> pixels)
    {
        List<List<Pixel>> runs = [];
        bool interrupted = true;
        foreach (Pixel pixel in pixels)
        {
            if (pixel.IsReal)
            {
                if (interrupted)
                    runs.Add([]);
                runs[^1].Add(pixel);
            }

            interrupted = !pixel.IsReal;
        }

        return runs;
    }

    internal static PixelPath Connect(List<Pixel> run, ConnectStyle style, bool smooth)
    {
        PixelPath path = new PixelPath().MoveTo(run[0]);
        for (int i = 1; i < run.Count; i++)
        {
            if (style == ConnectStyle.StepHorizontal)
                path.LineTo(new Pixel(run[i].X, run[i - 1].Y));
            else if (style == ConnectStyle.StepVertical)
                path.LineTo(new Pixel(run[i - 1].X, run[i].Y));

            if (smooth && style == ConnectStyle.Straight)
                AddCurve(path, run, i);
            else
                path.LineTo(run[i]);
        }

        return path;
    }

    private static void AddCurve(PixelPath path, List<Pixel> run, int end)
    {
        Pixel before = run[Math.Max(0, end - 2)];
        Pixel from = run[end - 1];
        Pixel to = run[end];
        Pixel after = run[Math.Min(run.Count - 1, end + 1)];
        path.CurveTo(
            from.Moved((to.X - before.X) * Tension, (to.Y - before.Y) * Tension),
            to.Moved((from.X - after.X) * Tension, (from.Y - after.Y) * Tension),
            to);
    }
}

namespace ScottPlot.Tests.Rendering;

public class MemoryTests
{
    private const int Width = 1000, Height = 500;

    [SkippableFact]
    public void Render_TwoHundredTimes_ReturnsNativeMemory()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "reads /proc/self/statm");
        using Plot plot = SamplePlots.Confusion();
        Render(plot, 20);
        long before = ResidentBytes();
        Render(plot, 200);
        long growth = ResidentBytes() - before;

        // 200 images kept would be 400 MB of pixels; other tests run meanwhile, so some growth is not ours.
        Assert.True(growth < 100_000_000, $"resident memory grew by {growth / 1e6:0} MB");
    }

    private static void Render(Plot plot, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using Image image = plot.GetImage(Width, Height);
            Assert.Equal(Width, image.Width);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static long ResidentBytes() =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * Environment.SystemPageSize;
}

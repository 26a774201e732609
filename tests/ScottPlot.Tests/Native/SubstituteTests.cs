using System.Reflection;
using System.Runtime.Loader;

namespace ScottPlot.Tests.Native;

/// <summary>What only the substitute does; the package has no cairo.</summary>
public class SubstituteTests
{
    private const string LibraryVariable = "SCOTTPLOT_CAIRO_LIBRARY";

    [SkippableFact]
    public void Render_CairoMissing_SaysHowToInstallIt()
    {
        SkipForPackage();
        // This assembly's own copy finds cairo first, so that the variable below cannot hinder other tests.
        PngImage.Render(new Plot());
        AssemblyLoadContext context = new("without cairo", isCollectible: false);
        Type plotType = context.LoadFromAssemblyPath(typeof(Plot).Assembly.Location).GetType("ScottPlot.Plot", throwOnError: true)!;
        Environment.SetEnvironmentVariable(LibraryVariable, "libcairo-that-is-missing.so");
        try
        {
            object plot = Activator.CreateInstance(plotType)!;
            Exception exception = Assert.ThrowsAny<Exception>(() => plotType.GetMethod("GetSvgXml")!.Invoke(plot, [100, 100]));
            DllNotFoundException missing = Assert.IsType<DllNotFoundException>(Innermost(exception));
            Assert.Contains("libcairo-that-is-missing.so", missing.Message);
            Assert.Contains("apt-get install libcairo2 libpng16-16 fonts-dejavu-core", missing.Message);
        }
        finally
        {
            Environment.SetEnvironmentVariable(LibraryVariable, null);
        }
    }

    [SkippableTheory]
    [InlineData("chart.jpg")]
    [InlineData("chart.webp")]
    public void Save_FormatThatCairoLacks_SaysWhichItHas(string file)
    {
        SkipForPackage();
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => new Plot().Save(file, 100, 100));

        Assert.Contains("PNG", exception.Message);
    }

    private static void SkipForPackage() => Skip.If(
        typeof(Plot).Assembly.GetType("ScottPlot.Native.Cairo") is null, "the ScottPlot package is used, which does not draw with cairo");

    private static Exception Innermost(Exception exception) =>
        exception is TargetInvocationException { InnerException: { } inner } ? Innermost(inner) : exception;
}

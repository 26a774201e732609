using System.Runtime.InteropServices;
using Harness.Libtorch;
using Harness.Tests.Models;
using Harness.Tests.Models.Fixtures;
using static TorchSharp.torch;

namespace Harness.Tests.Libtorch;

[Collection(TorchCollection.Name)]
public sealed class NnpackTests
{
    [SkippableFact]
    public void Enable_False_KeepsLibtorchFromItAndConvolvesAsBefore()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "libtorch's functions have these names on Linux only.");
        Assert.True(NativeLibrary.TryLoad(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"), out var library));
        var was = Nnpack.IsEnabled(library);
        Assert.Equal(Processor.TellsItsCaches, was);
        // So small a batch that libtorch does not give it to oneDNN.
        using var image = FormulaWeights.Images(1, 4, 16, 16);
        using var weights = FormulaWeights.Images(8, 4, 3, 3);
        using var before = nn.functional.conv2d(image, weights);
        try
        {
            Nnpack.Enable(library, false);
            using var after = nn.functional.conv2d(image, weights);

            Assert.False(Nnpack.IsEnabled(library));
            Assert.InRange(Difference.OfLargest(Difference.Values(before), Difference.Values(after)), 0, 1e-5);
        }
        finally
        {
            Nnpack.Enable(library, was);
        }
        Assert.Equal(was, Nnpack.IsEnabled(library));
    }
}

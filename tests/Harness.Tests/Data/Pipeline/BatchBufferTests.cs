using Harness.Data.Pipeline;
using Harness.Tests.Models.Fixtures;
using TorchSharp;

namespace Harness.Tests.Data.Pipeline;

[Collection(TorchCollection.Name)]
public sealed class BatchBufferTests
{
    [Fact]
    public void Pixels_EverySlot_IsThatImageOfTheBatch()
    {
        var buffer = new BatchBuffer([5, 6, 7], [0, 1, 2], imageSize: 2);
        for (var slot = 0; slot < 3; slot++)
        {
            Assert.Equal(12, buffer.Pixels(slot).Length);
            buffer.Pixels(slot).Fill(slot + 1);
        }

        using var batch = buffer.ToBatch();

        for (var slot = 0; slot < 3; slot++)
        {
            using var image = batch.Images[slot];
            Assert.Equal(12 * (slot + 1), image.sum().ToDouble());
        }
    }

    [Fact]
    public void Pixels_BatchAbove2GiB_ReachesTheLastImage()
    {
        // Three images of 805 MB, of which only the touched pages ever take memory.
        var buffer = new BatchBuffer([0, 1, 2], [0, 0, 0], imageSize: 8192);
        buffer.Pixels(2)[^1] = 7;

        using var batch = buffer.ToBatch();
        using var value = batch.Images[2, 2, 8191, 8191];

        Assert.Equal(7, value.ToDouble());
    }
}

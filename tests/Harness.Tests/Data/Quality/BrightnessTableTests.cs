using Harness.Data.Images;
using Harness.Data.Quality;

namespace Harness.Tests.Data.Quality;

public sealed class BrightnessTableTests
{
    // Narrower and wider than the bytes that are added at once, and sides that the parts do not divide.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(9, 12)]
    [InlineData(64, 3)]
    [InlineData(131, 77)]
    [InlineData(500, 375)]
    public void Sum_EveryRectangleBetweenTheCuts_IsThatOfItsPixels(int width, int height)
    {
        using var image = Noise(width, height);
        int[] columns = [.. Enumerable.Range(0, 4).Select(part => width * part / 3).Distinct()], rows = [.. Enumerable.Range(0, 6).Select(part => height * part / 5).Distinct()];

        var table = BrightnessTable.Of(image, columns.Reverse(), rows.Reverse());

        var rectangles =
            from left in columns
            from right in columns
            where left < right
            from top in rows
            from bottom in rows
            where top < bottom
            select (left, right, top, bottom);
        Assert.NotEmpty(rectangles);
        Assert.All(rectangles, side => Assert.Equal(Naive(image, side.left, side.right, side.top, side.bottom), table.Sum(side.left, side.right, side.top, side.bottom)));
    }

    [Fact]
    public void Sum_WhiteImageOfManyRows_DoesNotOverflow()
    {
        using var image = RgbImage.Rent(9, 1_000_000);
        image.Pixels.Fill(255);

        var table = BrightnessTable.Of(image, [9], [1_000_000]);

        Assert.Equal(255_000L * 9 * 1_000_000, table.Sum(0, 9, 0, 1_000_000));
    }

    private static RgbImage Noise(int width, int height)
    {
        var image = RgbImage.Rent(width, height);
        new Random(1).NextBytes(image.Pixels);
        return image;
    }

    private static long Naive(RgbImage image, int left, int right, int top, int bottom)
    {
        long sum = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var pixel = image.Row(y).Slice(x * 3, 3);
                sum += (299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2]);
            }
        }
        return sum;
    }
}

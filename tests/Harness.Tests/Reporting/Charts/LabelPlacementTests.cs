using Harness.Reporting.Charts;

namespace Harness.Tests.Reporting.Charts;

public sealed class LabelPlacementTests
{
    [Fact]
    public void Place_PointAlone_PutsTheLabelAtItsRight()
    {
        var offset = Assert.Single(LabelPlacement.Place([(100, 100)]));

        Assert.True(offset.X > 10);
        Assert.Equal(0, offset.Y, 9);
    }

    [Fact]
    public void Place_PointsCloseTogether_KeepsLabelsApartFromThemAndEachOther()
    {
        (double X, double Y)[] points = [(100, 100), (112, 100), (106, 110), (118, 95)];

        var offsets = LabelPlacement.Place(points);

        var labels = points.Zip(offsets, (point, offset) => (X: point.X + offset.X, Y: point.Y + offset.Y)).ToList();
        for (var i = 0; i < labels.Count; i++)
        {
            foreach (var other in points.Concat(labels[..i]))
                Assert.True(Math.Max(Math.Abs(labels[i].X - other.X), Math.Abs(labels[i].Y - other.Y)) > 10, $"label {i} at {labels[i]} covers {other}");
        }
    }
}

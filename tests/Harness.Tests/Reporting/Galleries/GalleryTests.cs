using Harness.Reporting;
using Harness.Reporting.Galleries;

namespace Harness.Tests.Reporting.Galleries;

public sealed class GalleryTests
{
    [Fact]
    public void RightAndWrong_SeveralSeeds_CountsWhatMostRunsSay()
    {
        // Of four images A is right on the first two in all runs, on the third in one of three. B is the other way round, and wrong on the last as A is.
        var gallery = Of(("A", ["1110", "1100", "1100"]), ("B", ["0010", "0010", "0110"]))!;

        Assert.Equal([0, 1], Gallery.RightAndWrong(gallery.Techniques[0], gallery.Techniques[1]));
        Assert.Equal([2], Gallery.RightAndWrong(gallery.Techniques[1], gallery.Techniques[0]));
        Assert.Equal([0, 1, 2, 3], gallery.Images);
    }

    [Fact]
    public void RightAndWrong_TwoSeedsThatDiffer_AreNeither()
    {
        var gallery = Of(("A", ["10", "11"]), ("B", ["00", "01"]))!;

        Assert.Equal([0], Gallery.RightAndWrong(gallery.Techniques[0], gallery.Techniques[1]));
    }

    [Fact]
    public void Mistakes_AreInTheOrderOfTheProbabilityOfWhatIsWrong()
    {
        var made = MadeUpResults.Measured(("A", ["0001"]));
        var run = made.Techniques[0].Runs[0];
        float[] probabilities = [0.6f, 0.9f, 0.7f, 1f];
        var result = made with
        {
            Techniques = [made.Techniques[0] with { Runs = [run with { ValidPredictions = [.. run.ValidPredictions.Select((one, image) => one with { Probability = probabilities[image] })] }] }],
        };

        Assert.Equal([1, 2, 0], Gallery.Of(result, TechniqueSummary.Of(result))!.Techniques[0].Mistakes);
    }

    [Fact]
    public void Of_ManyImages_ShowsSomeOfEveryList()
    {
        // A is wrong on the first thousand, B on the second thousand, C on none.
        string All(Func<int, bool> right) => string.Concat(Enumerable.Range(0, 3000).Select(image => right(image) ? '1' : '0'));
        var result = MadeUpResults.Measured(("A", [All(image => image >= 1000)]), ("B", [All(image => image is < 1000 or >= 2000)]), ("C", [All(_ => true)]));

        var gallery = Gallery.Of(result, TechniqueSummary.Of(result))!;

        Assert.Equal(Gallery.Maximum, gallery.Images.Count);
        Assert.Equal(gallery.Images.Order(), gallery.Images);
        Assert.Equal(Enumerable.Range(0, 24).Select(index => index * 125), gallery.Sample);
        // Eight of the sample are of each thousand; the mistakes of A and B share what is left.
        Assert.Equal((116, 116), (gallery.Images.Count(image => image < 1000), gallery.Images.Count(image => image is >= 1000 and < 2000)));
    }

    [Fact]
    public void Of_NoPredictions_IsNothing()
    {
        var result = MadeUpResults.OneTechnique(0.5);
        var without = result with { Techniques = [.. result.Techniques.Select(technique => technique with { Runs = [.. technique.Runs.Select(run => run with { ValidPredictions = [] })] })] };

        Assert.Null(Gallery.Of(without, TechniqueSummary.Of(without)));
    }

    private static Gallery? Of(params (string Name, string[] RightBySeed)[] techniques)
    {
        var result = MadeUpResults.Measured(techniques);
        return Gallery.Of(result, TechniqueSummary.Of(result));
    }
}

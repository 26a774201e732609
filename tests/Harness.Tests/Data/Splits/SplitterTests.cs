using Harness.Data.Splits;
using Harness.Diagnostics;
using Harness.TestSupport;

namespace Harness.Tests.Data.Splits;

public sealed class SplitterTests
{
    private static readonly string[] Classes = ["a", "b"];

    private static SplitSettings First(double fraction) => new() { Rule = SplitRule.First, Fraction = fraction };

    private static List<ListedImage> Images(params int[] counts) =>
        [.. counts.SelectMany((count, index) => Enumerable.Range(0, count).Select(i => new ListedImage($"{(char)('a' + index)}/{i:000}.jpg", index)))];

    private static List<string> HeldOut(List<ListedImage> images, SplitSettings settings) =>
        [.. Splitter.Assign(images, Classes, settings).Zip(images).Where(pair => pair.First == SplitPart.Valid).Select(pair => pair.Second.Path)];

    [Fact]
    public void Assign_First_TakesTheFirstOfEachClassRoundedDown() =>
        Assert.Equal(["a/000.jpg", "b/000.jpg", "b/001.jpg"], HeldOut(Images(9, 11), First(0.2)));

    [Fact]
    public void Assign_FractionThatBinaryCannotWrite_IsTakenAsWritten() => Assert.Equal(58, HeldOut(Images(100, 100), First(0.29)).Count);

    [Fact]
    public void Assign_ImagesPerClass_TakesAsManyOfEach() =>
        Assert.Equal(["a/000.jpg", "a/001.jpg", "b/000.jpg", "b/001.jpg"],
            HeldOut(Images(5, 3), new SplitSettings { Rule = SplitRule.First, ImagesPerClass = 2 }));

    [Fact]
    public void Assign_Random_TakesTheImagesOfLowestRank() =>
        Assert.Equal(
            ReferenceData.Cases<string>("random_split"),
            HeldOut(Images(25, 25), new SplitSettings { Rule = SplitRule.Random, Fraction = 0.2, Seed = 43 }));

    [Theory]
    [InlineData(0.07, 100, 7)]
    [InlineData(0.2, 4317, 864)]
    [InlineData(0.201, 100, 21)]
    public void Assign_Random_RoundsUpOverAllImages(double fraction, int images, int expected) =>
        Assert.Equal(expected, HeldOut(Images(images / 2, images - (images / 2)), new SplitSettings { Rule = SplitRule.Random, Fraction = fraction }).Count);

    [Fact]
    public void Assign_RandomWithAnImageMore_MovesAtMostOneOther()
    {
        var settings = new SplitSettings { Rule = SplitRule.Random, Fraction = 0.2, Seed = 1 };
        var before = HeldOut(Images(40, 40), settings);
        var after = HeldOut([.. Images(40, 40), new ListedImage("b/new.jpg", 1)], settings);
        Assert.InRange(after.Except(before).Count(), 0, 2);
        Assert.InRange(before.Except(after).Count(), 0, 1);
    }

    [Fact]
    public void Assign_Folds_LetEveryImageValidateOnceAndKeepTheProportions()
    {
        var images = Images(23, 11);
        var folds = Enumerable.Range(0, 5).Select(fold => HeldOut(images, new SplitSettings { Rule = SplitRule.Random, Seed = 3, Folds = 5 }.At(fold))).ToList();

        Assert.Equal(images.Select(image => image.Path), folds.SelectMany(fold => fold).Order());
        Assert.All(folds, fold => Assert.InRange(fold.Count(path => path[0] == 'a'), 4, 5));
        Assert.All(folds, fold => Assert.InRange(fold.Count(path => path[0] == 'b'), 2, 3));
    }

    [Fact]
    public void Assign_DuplicatesTogether_GoWhereTheFirstGoes()
    {
        var images = Images(10, 10);
        // The first of a validates, and is the fifth and the last of b, too; the second of b validates, and is its third.
        List<string> hashes = [.. images.Select((image, index) => image.Path is "a/000.jpg" or "a/004.jpg" or "b/009.jpg" ? "same" : image.Path is "b/002.jpg" or "b/001.jpg" ? "also" : $"{index}")];
        var settings = new SplitSettings { Rule = SplitRule.First, Fraction = 0.2, Duplicates = DuplicateRule.Together };

        var valid = Splitter.Assign(images, Classes, settings, hashes).Zip(images).Where(pair => pair.First == SplitPart.Valid).Select(pair => pair.Second.Path);

        Assert.Equal(["a/000.jpg", "a/001.jpg", "a/004.jpg", "b/000.jpg", "b/001.jpg", "b/002.jpg", "b/009.jpg"], valid);
        Assert.Equal(HeldOut(images, First(0.2)), Splitter.Assign(images, Classes, First(0.2), hashes).Zip(images).Where(pair => pair.First == SplitPart.Valid).Select(pair => pair.Second.Path));
    }

    [Fact]
    public void At_Repeats_AreTheRandomSplitsOfTheNextSeeds()
    {
        var several = new SplitSettings { Rule = SplitRule.Random, Fraction = 0.2, Seed = 7, Repeats = 3 };

        Assert.Equal((3, 1), (several.Count, several.At(2).Count));
        Assert.Equal(several with { Seed = 9, Repeats = null }, several.At(2));
        Assert.NotEqual(HeldOut(Images(40, 40), several.At(0)), HeldOut(Images(40, 40), several.At(1)));
    }

    [Fact]
    public void Assign_RandomPerClass_TakesAsManyOfEach()
    {
        var held = HeldOut(Images(30, 10), new SplitSettings { Rule = SplitRule.Random, ImagesPerClass = 4, Seed = 7 });
        Assert.Equal([4, 4], held.CountBy(path => path[0]).Select(pair => pair.Value));
    }

    [Fact]
    public void Assign_ClassesTooSmall_NamesAllOfThem()
    {
        var exception = Assert.Throws<HarnessException>(() => Splitter.Assign(Images(9, 4, 0), ["a", "b", "c"], First(0.2)));
        Assert.DoesNotContain("class 'a'", exception.Message);
        Assert.Contains("class 'b' has 4 images: 4 for training, 0 for validation", exception.Message);
        Assert.Contains("class 'c' has no images", exception.Message);
        Assert.Contains("the first 20 % of each class", exception.Message);
        Assert.NotNull(exception.Remedy);
    }

    [Fact]
    public void Assign_NothingLeftToTrain_NamesTheClass()
    {
        var settings = new SplitSettings { Rule = SplitRule.First, ImagesPerClass = 3 };
        Assert.Contains("'b' has 3 images: 0 for training", Assert.Throws<HarnessException>(() => HeldOut(Images(9, 3), settings)).Message);
    }

    [Theory]
    [InlineData(0.0, null)]
    [InlineData(1.0, null)]
    [InlineData(-0.1, null)]
    [InlineData(double.NaN, null)]
    [InlineData(null, 0)]
    [InlineData(null, null)]
    [InlineData(0.5, 3)]
    public void Assign_ImpossibleSettings_Throws(double? fraction, int? imagesPerClass) => Assert.Throws<HarnessException>(
        () => HeldOut(Images(9, 9), new SplitSettings { Rule = SplitRule.First, Fraction = fraction, ImagesPerClass = imagesPerClass }));

    [SkippableFact]
    public void Assign_FirstFifthOfFlowers_Is860Of4317()
    {
        var root = SharedFolder.Find("data", "flowers");
        Skip.If(root is null, SharedFolder.Missing);
        var listing = ClassFolders.List(root);
        Assert.Equal(4317, listing.Images.Count);
        Assert.Equal(860, Splitter.Assign(listing.Images, listing.Classes, First(0.2)).Count(part => part == SplitPart.Valid));
    }

    [Theory]
    [InlineData(SplitRule.First, 0.1, null)]
    [InlineData(SplitRule.First, null, 2)]
    [InlineData(SplitRule.Random, 0.1, null)]
    [InlineData(SplitRule.Random, null, 2)]
    public void Assign_TestPart_TakesFromTrainingAloneAndTheSameImagesValidate(SplitRule rule, double? fraction, int? count)
    {
        var without = new SplitSettings { Rule = rule, Fraction = 0.2, Seed = rule == SplitRule.Random ? 43 : 0 };
        var images = Images(20, 20);

        var parts = Splitter.Assign(images, Classes, without with { TestFraction = fraction, TestImagesPerClass = count });

        Assert.Equal(HeldOut(images, without), images.Where((_, index) => parts[index] == SplitPart.Valid).Select(image => image.Path));
        Assert.Equal(4, parts.Count(part => part == SplitPart.Test));
    }

    [Fact]
    public void Assign_FirstWithATest_TakesTheNextOfEachClass() => Assert.Equal(
        ["a/002.jpg", "b/002.jpg"],
        Splitter.Assign(Images(10, 10), Classes, First(0.2) with { TestFraction = 0.1 }).Zip(Images(10, 10))
            .Where(pair => pair.First == SplitPart.Test).Select(pair => pair.Second.Path));

    [Fact]
    public void Assign_ClassWithoutTestImages_IsNamed()
    {
        var message = Assert.Throws<HarnessException>(() => HeldOut(Images(30, 9), First(0.2) with { TestFraction = 0.1 })).Message;
        Assert.Contains("class 'b' has 9 images: 8 for training, 1 for validation, 0 for the test", message, StringComparison.Ordinal);
        Assert.Contains("the first 20 % of each class, the next 10 % for the test", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.8, null)]
    [InlineData(0.1, 3)]
    [InlineData(null, 0)]
    public void Assign_ImpossibleTest_Throws(double? fraction, int? count) =>
        Assert.Throws<HarnessException>(() => HeldOut(Images(20, 20), First(0.2) with { TestFraction = fraction, TestImagesPerClass = count }));

    [Theory]
    [InlineData(SplitRule.First)]
    [InlineData(SplitRule.Random)]
    public void Assign_Groups_AreNeverDivided(SplitRule rule)
    {
        List<ListedImage> images = [.. Enumerable.Range(0, 60).Select(i => new ListedImage($"{"ab"[i / 30]}/P{i / 6:00}_{i % 6}.jpg", i / 30))];
        var settings = new SplitSettings { Rule = rule, Fraction = 0.2, Group = "^[^/]+/([^_]+)_", Stratified = rule == SplitRule.Random };

        var parts = Splitter.Assign(images, Classes, settings);

        Assert.InRange(parts.Count(part => part == SplitPart.Valid), 12, 24);
        foreach (var group in images.Zip(parts).GroupBy(pair => pair.First.Path[..5])) Assert.Single(group.Select(pair => pair.Second).Distinct());
    }

    [Fact]
    public void Assign_GroupsWithAnEqualImage_AreOneWhereDuplicatesStayTogether()
    {
        List<ListedImage> images = [.. Enumerable.Range(0, 60).Select(i => new ListedImage($"{"ab"[i / 30]}/P{i / 6:00}_{i % 6}.jpg", i / 30))];
        List<string> hashes = [.. images.Select((image, i) => i == 28 ? "0" : $"{i}")];
        var settings = First(0.2) with { Group = "^[^/]+/([^_]+)_", Duplicates = DuplicateRule.Together };

        var parts = Splitter.Assign(images, Classes, settings, hashes);

        Assert.Equal(SplitPart.Valid, parts[0]);
        foreach (var group in images.Zip(parts).GroupBy(pair => pair.First.Path[..5])) Assert.Single(group.Select(pair => pair.Second).Distinct());
        Assert.Equal(SplitPart.Valid, parts[24]);
    }

    [Fact]
    public void Assign_PathWithoutGroup_IsNamed()
    {
        var error = Assert.Throws<HarnessException>(() => HeldOut(Images(5, 5), First(0.2) with { Group = "^a/(.)" }));
        Assert.Contains("not in the paths of 5 of 10 images: 'b/000.jpg'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assign_Stratified_TakesThePartOfEachClassAndOfARareOneAtLeastOne()
    {
        var held = HeldOut(Images(95, 4), new SplitSettings { Rule = SplitRule.Random, Fraction = 0.1, Stratified = true });
        Assert.Equal((10, 1), (held.Count(path => path[0] == 'a'), held.Count(path => path[0] == 'b')));
    }

    [Fact]
    public void Assign_FoldsOfGroups_HoldEveryImageOutOnce()
    {
        List<ListedImage> images = [.. Enumerable.Range(0, 60).Select(i => new ListedImage($"{"ab"[i / 30]}/P{i / 6:00}_{i % 6}.jpg", i / 30))];
        var held = Enumerable.Range(0, 5).SelectMany(fold => HeldOut(images, new() { Rule = SplitRule.Random, Folds = 5, Fold = fold, Group = "P.." })).ToList();
        Assert.Equal(images.Select(image => image.Path), held.Order(StringComparer.Ordinal));
    }
}

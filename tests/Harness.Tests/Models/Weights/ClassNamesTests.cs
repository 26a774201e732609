using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;

namespace Harness.Tests.Models.Weights;

/// <summary>A classifier's classes, by name.</summary>
public sealed class ClassNamesTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        string[] names = ["ants", "a,b", "\"quoted\"", "日本", "é"];
        Assert.Equal(names, ClassNames.Read(new Dictionary<string, string> { [ClassNames.MetadataKey] = ClassNames.Write(names) }));
    }

    [Theory]
    [InlineData("ants, bees")]
    [InlineData("""{"ants":0}""")]
    [InlineData("""["ants","ants"]""")]
    [InlineData("[1,2]")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Read_AnythingElse_IsNotKnown(string text) => Assert.Null(ClassNames.Read(new Dictionary<string, string> { [ClassNames.MetadataKey] = text }));

    [Fact]
    public void Read_NoMetadata_IsNotKnown() => Assert.Null(ClassNames.Read(new Dictionary<string, string>()));

    [Fact]
    public void Order_SameNamesInAnotherOrder_FindsEachOutput() => Assert.Equal([2, 0, 1], ClassNames.Order(["a", "b", "c"], ["c", "a", "b"], "the file"));

    [Fact]
    public void Order_OtherNames_NamesThoseOfBothSides()
    {
        var error = Assert.Throws<HarnessException>(() => ClassNames.Order(["a", "b", "c"], ["c", "a", "B"], "the file"));
        Assert.Equal("the file: its classifier has other classes than the images: the classifier does not know 'B'; the images have none of 'b'.", error.Message);
    }

    [Fact]
    public void Reorder_Rows_AreTakenInTheOrder()
    {
        var tensor = WeightValues.Float32("w", [3, 2], 1, 2, 3, 4, 5, 6);
        Assert.Equal([5, 6, 1, 2, 3, 4], WeightValues.Of(ClassNames.Reorder(tensor, [2, 0, 1])));
        Assert.Throws<HarnessException>(() => ClassNames.Reorder(tensor, [0, 1]));
    }
}

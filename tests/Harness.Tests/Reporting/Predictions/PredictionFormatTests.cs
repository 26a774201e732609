using Harness.Inference;
using Harness.Reporting.Predictions;

namespace Harness.Tests.Reporting.Predictions;

public sealed class PredictionFormatTests
{
    private static readonly string[] Classes = ["ants", "=bees", "wasps, \"red\""];

    private static readonly PredictedImage[] Images =
    [
        new("a.jpg", null, [[0.2f, 0.5f, 0.3f]]),
        new("-b.jpg", "it cannot be read: no rights", []),
        new("c.jpg", null, [[0.4f, 0.4f, 0.2f]]),
    ];

    [Fact]
    public void Csv_TwoClasses_HasARowAnImage() => Assert.Equal(
        """"
        image,class,probability,class_2,probability_2,problem
        a.jpg,'=bees,0.500000,"wasps, ""red""",0.300000,
        '-b.jpg,,,,,it cannot be read: no rights
        c.jpg,ants,0.400000,'=bees,0.400000,

        """".ReplaceLineEndings("\n"),
        Write("csv", 2));

    [Fact]
    public void Csv_MoreClassesThanThereAre_HasThose() => Assert.StartsWith("image,class,probability,class_2,probability_2,class_3,probability_3,problem\n", Write("csv", 9), StringComparison.Ordinal);

    [Fact]
    public void Json_OneClass_IsAnArrayWithAnObjectAnImage() => Assert.Equal(
        """
        [
         {"image":"a.jpg","predictions":[{"class":"=bees","probability":0.5}]},
         {"image":"-b.jpg","problem":"it cannot be read: no rights"},
         {"image":"c.jpg","predictions":[{"class":"ants","probability":0.4}]}
        ]

        """.ReplaceLineEndings("\n"),
        Write("json", 1));

    private static string Write(string format, int count)
    {
        using var target = new StringWriter { NewLine = "\n" };
        using (var writer = PredictionFormat.All.Single(known => known.Name == format).Create(target, Classes, count))
        {
            foreach (var image in Images) writer.Write(image);
        }
        return target.ToString();
    }
}

using Harness.Data.Splits;
using Harness.Diagnostics;
using Harness.Models;

namespace Harness.Experiments.Reading;

/// <summary>The words of the language that stand for one of a few values.</summary>
internal static class Choices
{
    public static readonly Registry<SplitRule> SplitRules = new("split rule")
    {
        { "first", SplitRule.First },
        { "random", SplitRule.Random },
        { "folders", SplitRule.Folders },
    };

    public static readonly Registry<Initialization> Initializations = new("body")
    {
        { "pretrained", Initialization.Pretrained },
        { "random", Initialization.Random },
    };

    public static readonly Registry<BatchNormMode> BatchNormModes = new("batch_norm")
    {
        { "train", BatchNormMode.Train },
        { "eval", BatchNormMode.Eval },
    };
}

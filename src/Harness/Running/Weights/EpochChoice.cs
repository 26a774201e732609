using System.Globalization;
using Harness.Experiments;
using Harness.Experiments.Reading;
using Harness.Results;
using Harness.Training.Monitoring;

namespace Harness.Running.Weights;

/// <summary>The choice of an epoch of a finished training: a number, a rule, or what the technique keeps.</summary>
public sealed record EpochChoice
{
    private const string Best = "best";

    private EpochChoice() { }

    /// <summary>The words that can be written instead of a number.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Choices.KeepRules.Names.Append(Best).Order(StringComparer.Ordinal)];

    /// <summary>The epoch that the technique keeps.</summary>
    public static EpochChoice Kept { get; } = new();

    /// <summary>The epoch itself, counted from 1; null if a rule decides.</summary>
    public int? Number { get; private init; }

    // Null for what the technique keeps.
    private KeepRule? Rule { get; init; }

    private bool IsBest { get; init; }

    /// <summary>Reads a number or one of <see cref="Words"/>.</summary>
    /// <param name="text">What is written.</param>
    /// <returns>The choice; null if it is neither.</returns>
    public static EpochChoice? Parse(string text)
    {
        if (text == Best) return new() { IsBest = true };
        if (Choices.KeepRules.TryGet(text, out var rule)) return new() { Rule = rule };
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new() { Number = number } : null;
    }

    /// <summary>Chooses by the rule.</summary>
    /// <param name="technique">The technique: what it keeps decides what is best, and where it keeps the last epoch, the validation loss does.</param>
    /// <param name="epochs">All epochs of a training, in order.</param>
    /// <returns>A place in the list.</returns>
    public int Choose(Technique technique, IReadOnlyList<EpochResult> epochs)
    {
        if (Number is { } number) return number - 1;
        var rule = Rule ?? technique.Keep;
        return technique.Choose(IsBest && rule == KeepRule.Last ? KeepRule.BestLoss : rule, epochs);
    }
}

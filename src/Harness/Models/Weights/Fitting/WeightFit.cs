using Harness.Models.Backbones;

namespace Harness.Models.Weights.Fitting;

/// <summary>Tensors of a file that are the weights of a backbone.</summary>
public sealed record WeightFit
{
    /// <summary>Where they are in the file: the keys around them and the words before their names, joined by dots; empty for the top.</summary>
    public required string Place { get; init; }

    /// <summary>The tensors under the names of the backbone, those of its classifier too.</summary>
    public required IReadOnlyDictionary<string, WeightTensor> Tensors { get; init; }

    /// <summary>What the file has at that place, under the names that it has there.</summary>
    public required IReadOnlyDictionary<string, WeightTensor> Written { get; init; }

    /// <summary>The names of tensors of the same state dict that are not used.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Whether they come from a module that was saved whole.</summary>
    public bool IsModule { get; init; }

    /// <summary>Which part of the backbone each number stands for, where numbers replace names; empty otherwise.</summary>
    public IReadOnlyList<(string Number, string Part)> Numbers { get; init; } = [];

    /// <summary>The running statistics that are missing; without them weights can be recognized, not loaded.</summary>
    public IReadOnlyList<string> MissingStatistics { get; init; } = [];

    /// <summary>A sentence on where the weights come from; null if they are the file's only tensors, under their own names.</summary>
    /// <returns>A sentence.</returns>
    public string? Note()
    {
        if (Place.Length == 0 && LeftOut.Count == 0 && Numbers.Count == 0 && !IsModule) return null;
        var module = IsModule ? " They are the tensors of a whole module, whose code was not run." : string.Empty;
        var numbers = Numbers.Count == 0 ? string.Empty : $", where {string.Join(", ", Numbers.Select(pair => $"{pair.Number} is {pair.Part}"))}";
        return $"The weights are taken from {WeightPlace.Shown(Place)} of the file{numbers}{Beside()}.{module}";
    }

    private string Beside() => LeftOut.Count switch
    {
        0 => string.Empty,
        1 => $"; {LeftOut[0]} is left out",
        _ => $"; {LeftOut.Count} other tensors are left out, such as {LeftOut[0]}",
    };

    /// <summary>Whether two places hold the same numbers for a backbone.</summary>
    /// <param name="other">The other place.</param>
    /// <param name="backbone">The backbone.</param>
    internal bool IsSame(WeightFit other, BackboneDescription backbone) => ExpectedTensor.Of(backbone).Keys.All(name =>
        Tensors.TryGetValue(name, out var first) == other.Tensors.TryGetValue(name, out var second)
        && (first is null || (first.Type == second!.Type && first.ReadBytes().AsSpan().SequenceEqual(second.ReadBytes()))));
}

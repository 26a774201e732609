using Harness.Models.Parameters;

namespace Harness.Models.Heads;

/// <summary>A head with a name: what an objective puts on the backbone.</summary>
/// <param name="Name">Part of the names of its parameters, <c>head.rotation.0.weight</c>; empty for the classifier, whose parameters are
/// <c>head.0.weight</c>.</param>
/// <param name="Settings">Its pooling and layers.</param>
/// <param name="Outputs">The values that its last linear layer gives for each image.</param>
public sealed record HeadDefinition(string Name, HeadSettings Settings, int Outputs)
{
    /// <summary>Whether it is the backbone's auxiliary classifier, which has a stem and uses a map in the middle of the network instead of the last one.</summary>
    public bool IsAuxiliary { get; init; }

    /// <summary>What the full names of its tensors begin with.</summary>
    public string Prefix => Name.Length == 0 ? ParameterNames.Head : $"{ParameterNames.Head}{Name}.";
}

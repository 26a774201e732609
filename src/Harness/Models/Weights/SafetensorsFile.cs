namespace Harness.Models.Weights;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">The tensors by name, not read yet.</param>
/// <param name="Metadata">Free texts by key; empty for none.</param>
public sealed record SafetensorsFile(
    IReadOnlyDictionary<string, WeightTensor> Tensors, IReadOnlyDictionary<string, string> Metadata);

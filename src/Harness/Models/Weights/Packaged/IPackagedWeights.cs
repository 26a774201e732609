namespace Harness.Models.Weights.Packaged;

/// <summary>Weights that a NuGet package holds in its own form.</summary>
internal interface IPackagedWeights
{
    /// <summary>The package.</summary>
    NuGetPackage Package { get; }

    /// <summary>Reads the weights; needs no libtorch.</summary>
    /// <param name="packageFolder">The folder of the unpacked package.</param>
    /// <returns>The tensors with the names of the backbone.</returns>
    /// <exception cref="Diagnostics.HarnessException">A file is missing or damaged.</exception>
    IReadOnlyList<WeightTensor> Read(string packageFolder);
}

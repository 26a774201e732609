namespace Harness.Tests.Models.Fixtures;

/// <summary>Tests that draw from libtorch's global generator or count live tensors: one after the other, and beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchCollection
{
    public const string Name = "libtorch's global state";
}

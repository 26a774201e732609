namespace TorchSharpTests;

/// <summary>Tests of one collection run one after the other: those that use the process's random generator must.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class GlobalState
{
    public const string Name = "global state";
}

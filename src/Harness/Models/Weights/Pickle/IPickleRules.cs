namespace Harness.Models.Weights.Pickle;

/// <summary>What a pickle may name and call.</summary>
internal interface IPickleRules
{
    /// <summary>A pickle names a member of a Python module.</summary>
    /// <exception cref="Diagnostics.HarnessException">It is not allowed.</exception>
    PickleGlobal Global(string name);

    /// <summary>A pickle calls what it named.</summary>
    /// <exception cref="InvalidDataException">The arguments make no sense.</exception>
    object? Call(PickleGlobal function, object?[] arguments);

    /// <summary>A pickle refers to something outside of it.</summary>
    /// <exception cref="InvalidDataException">The identifier makes no sense.</exception>
    object? Persistent(object? identifier);
}

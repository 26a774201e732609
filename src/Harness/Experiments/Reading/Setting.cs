using Harness.Diagnostics;

namespace Harness.Experiments.Reading;

/// <summary>What a file says under one key. A missing key is null; a broken one has been reported and must not be reported as missing.</summary>
internal sealed record Setting<T>
{
    private readonly T? _value;

    public Setting(T value, SourceLocation location)
    {
        _value = value;
        Location = location;
        IsValid = true;
    }

    private Setting() { }

    /// <summary>The key is there, and what is wrong with it has been reported.</summary>
    public static Setting<T> Broken { get; } = new();

    public bool IsValid { get; }

    public SourceLocation Location { get; }

    public T Value => IsValid ? _value! : throw new InvalidOperationException("A broken setting has no value.");
}

using Harness.Diagnostics;

namespace Harness.Experiments.Reading;

/// <summary>The content of a file under one key: nothing, a value and its location, or something wrong, which has already been reported and must not be reported
/// as missing. The default is nothing.</summary>
internal readonly record struct Parsed<T>
{
    private readonly T? _value;

    private Parsed(T? value, SourceLocation location, bool isValid) => (_value, Location, IsValid, IsBroken) = (value, location, isValid, !isValid);

    /// <summary>The key is present, and what is wrong with it has been reported.</summary>
    public static Parsed<T> Broken { get; } = new(default, default, isValid: false);

    /// <summary>Whether the key is present but wrong.</summary>
    public bool IsBroken { get; }

    /// <summary>Whether there is a value.</summary>
    public bool IsValid { get; }

    /// <summary>Whether the key is missing.</summary>
    public bool IsAbsent => !IsBroken && !IsValid;

    /// <summary>Where the value is.</summary>
    public SourceLocation Location { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Value => IsValid ? _value! : throw new InvalidOperationException("Nothing was parsed.");

    /// <summary>A value.</summary>
    public static Parsed<T> Of(T value, SourceLocation location) => new(value, location, isValid: true);

    /// <summary>The value that a reader made from an existing key.</summary>
    /// <param name="value">The value; null after reporting.</param>
    /// <param name="location">Where it is.</param>
    public static Parsed<T> OrBroken(T? value, SourceLocation location) => value is null ? Broken : Of(value, location);

    /// <summary>This, or the fallback if the key is missing.</summary>
    public Parsed<T> Over(Parsed<T> below) => IsAbsent ? below : this;

    /// <summary>The value, or another if there is none.</summary>
    public T ValueOr(T other) => IsValid ? _value! : other;
}

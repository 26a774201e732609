namespace Harness.Models.Parameters.Selectors;

/// <summary>Selects parameters of a network. The forms are listed in <c>experiments/README.md</c>.</summary>
public abstract class Selector : IEquatable<Selector>
{
    private protected Selector(string text) => Text = text;

    /// <summary>The selector as written.</summary>
    public string Text { get; }

    /// <summary>Reads a selector.</summary>
    /// <param name="text">For example <c>body.layer4.batchnorm</c>.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="FormatException">The text is not a selector; the message says why.</exception>
    public static Selector Parse(string text) =>
        SelectorParser.Parse(text, out var problem) ?? throw new FormatException($"Selector '{text}' cannot be read: {problem}.");

    /// <summary>Finds the selected parameters.</summary>
    /// <param name="parameters">All parameters with their full names (<c>body.…</c>, <c>head.…</c>), each part in forward order.</param>
    /// <returns>One truth value per parameter, in the same order.</returns>
    public abstract bool[] Matches(IReadOnlyList<ParameterDescription> parameters);

    /// <summary>Two selectors are the same when they are written the same.</summary>
    /// <param name="other">Another selector.</param>
    /// <returns>Whether they are.</returns>
    public bool Equals(Selector? other) => other?.Text == Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Selector);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

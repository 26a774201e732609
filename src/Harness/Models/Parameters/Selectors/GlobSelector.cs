namespace Harness.Models.Parameters.Selectors;

/// <summary>A pattern over full parameter names: <c>body.layer*.bn*.weight</c>.</summary>
internal sealed class GlobSelector(string text) : Selector(text)
{
    private readonly Glob _glob = new(text);

    public override bool[] Matches(IReadOnlyList<ParameterDescription> parameters) =>
        [.. parameters.Select(parameter => _glob.Matches(parameter.Name))];
}

namespace Harness.Models.Backbones;

/// <summary>The backbones that suites can name.</summary>
public interface IBackboneCatalog
{
    /// <summary>The names, in the order in which they are listed to the user.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Describes a backbone without building it; cheap.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The description, or null when the name is unknown.</returns>
    BackboneDescription? Describe(string name);
}

using Harness.Models.Heads;
using Harness.Models.Parameters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.State;

/// <summary>A backbone, or the heads of a technique, and the full names of their tensors. In a shared epoch one backbone serves the heads of many
/// techniques, so they are not a single module there.</summary>
/// <remarks>Tensors are looked up again at every call: moving a module to another device replaces its parameters.</remarks>
internal sealed class ModelPart
{
    private readonly IReadOnlyList<(nn.Module Module, string Prefix)> _modules;

    private ModelPart(IReadOnlyList<(nn.Module Module, string Prefix)> modules) => _modules = modules;

    /// <summary>A backbone, with the names <c>body.…</c>.</summary>
    /// <param name="backbone">The backbone; it stays with the caller.</param>
    /// <returns>The part.</returns>
    public static ModelPart Backbone(nn.Module backbone) => new([(backbone, ParameterNames.Backbone)]);

    /// <summary>The heads of an objective, each with the names of its definition.</summary>
    /// <param name="definitions">What they are.</param>
    /// <param name="heads">The heads, in the same order; they stay with the caller.</param>
    /// <returns>The part.</returns>
    public static ModelPart Heads(IReadOnlyList<HeadDefinition> definitions, IReadOnlyList<Head> heads) =>
        new([.. definitions.Zip(heads, (definition, head) => ((nn.Module)head, definition.Prefix))]);

    /// <summary>The parameters by full name.</summary>
    /// <returns>The live parameters, not copies.</returns>
    public Dictionary<string, Parameter> Parameters() => _modules
        .SelectMany(part => part.Module.named_parameters().Select(pair => (Name: part.Prefix + pair.name, pair.parameter)))
        .ToDictionary(pair => pair.Name, pair => pair.parameter);

    /// <summary>The running statistics of batch norm and the constants of the backbone by full name.</summary>
    /// <returns>The live tensors, not copies.</returns>
    public Dictionary<string, Tensor> Buffers() => _modules
        .SelectMany(part => part.Module.named_buffers().Select(pair => (Name: part.Prefix + pair.name, pair.buffer)))
        .ToDictionary(pair => pair.Name, pair => pair.buffer);

    /// <summary>Parameters and buffers by full name.</summary>
    /// <returns>The live tensors, not copies.</returns>
    public Dictionary<string, Tensor> Tensors()
    {
        var tensors = Buffers();
        foreach (var (name, parameter) in Parameters()) tensors.Add(name, parameter);
        return tensors;
    }

    /// <summary>Lets some parameters train and freezes the others.</summary>
    /// <param name="trained">The full names of those that train; names of other parts are skipped.</param>
    public void SetTrainable(IReadOnlySet<string> trained)
    {
        foreach (var (name, parameter) in Parameters()) parameter.requires_grad = trained.Contains(name);
    }
}

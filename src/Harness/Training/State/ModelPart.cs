using Harness.Models.Parameters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.State;

/// <summary>A backbone or a head, and the full names of its tensors. In a shared epoch one backbone stands under many heads, so the two are no single module there.</summary>
/// <remarks>Tensors are looked up anew at every call: moving a module to another device replaces its parameters.</remarks>
internal sealed class ModelPart
{
    private readonly nn.Module _module;
    private readonly string _prefix;

    private ModelPart(nn.Module module, string prefix) => (_module, _prefix) = (module, prefix);

    /// <summary>A backbone, with the names <c>body.…</c>.</summary>
    /// <param name="backbone">The backbone; it stays with the caller.</param>
    /// <returns>The part.</returns>
    public static ModelPart Backbone(nn.Module backbone) => new(backbone, ParameterNames.Backbone);

    /// <summary>A head, with the names <c>head.…</c>.</summary>
    /// <param name="head">The head; it stays with the caller.</param>
    /// <returns>The part.</returns>
    public static ModelPart Head(nn.Module head) => new(head, ParameterNames.Head);

    /// <summary>The parameters by full name.</summary>
    /// <returns>The live parameters, not copies.</returns>
    public Dictionary<string, Parameter> Parameters() =>
        _module.named_parameters().ToDictionary(pair => _prefix + pair.name, pair => pair.parameter);

    /// <summary>The running statistics of batch norm by full name.</summary>
    /// <returns>The live tensors, not copies.</returns>
    public Dictionary<string, Tensor> Buffers() => _module.named_buffers().ToDictionary(pair => _prefix + pair.name, pair => pair.buffer);

    /// <summary>Parameters and buffers by full name.</summary>
    /// <returns>The live tensors, not copies.</returns>
    public Dictionary<string, Tensor> Tensors()
    {
        var tensors = Buffers();
        foreach (var (name, parameter) in Parameters()) tensors.Add(name, parameter);
        return tensors;
    }

    /// <summary>Lets some parameters train and freezes the others.</summary>
    /// <param name="trained">The full names of those that train; names of other parts are passed over.</param>
    public void SetTrainable(IReadOnlySet<string> trained)
    {
        foreach (var (name, parameter) in Parameters()) parameter.requires_grad = trained.Contains(name);
    }
}

using Harness.Libtorch;
using Harness.Models.Parameters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>Reads the parameters of a backbone off its module, for architectures that have no other plan of themselves.</summary>
internal static class ModuleParameters
{
    /// <summary>Builds a module, lists its parameters and disposes it. The global generator stays where it is.</summary>
    /// <param name="create">Builds the module; where it can, on the device <see cref="META"/>, where tensors have shapes but no elements.</param>
    /// <returns>The parameters in the order in which the module holds them.</returns>
    public static IReadOnlyList<ParameterDescription> Of(Func<nn.Module> create)
    {
        TorchLibrary.Load();
        using var generatorState = get_rng_state();
        try
        {
            using var module = create();
            return Of(module);
        }
        finally
        {
            set_rng_state(generatorState);
        }
    }

    private static List<ParameterDescription> Of(nn.Module module)
    {
        var layers = module.named_modules().ToDictionary(layer => layer.name, layer => KindOf(layer.module));
        return [.. module.named_parameters().Select(pair =>
            new ParameterDescription(pair.name, layers.GetValueOrDefault(Parent(pair.name), LayerKind.Other), pair.parameter.shape))];
    }

    private static LayerKind KindOf(nn.Module module) => module switch
    {
        Conv2d => LayerKind.Convolution,
        BatchNorm2d => LayerKind.BatchNorm,
        LayerNorm => LayerKind.LayerNorm,
        Linear => LayerKind.Linear,
        VisionTransformers.SelfAttention => LayerKind.Linear,
        _ => LayerKind.Other,
    };

    private static string Parent(string name) => name[..Math.Max(0, name.LastIndexOf('.'))];
}

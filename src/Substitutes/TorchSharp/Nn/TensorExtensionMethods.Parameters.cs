using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class TensorExtensionMethods
{
    /// <summary>Makes a parameter that takes over the tensor's handle.</summary>
    public static Parameter AsParameter(this Tensor tensor) => new(tensor);
}

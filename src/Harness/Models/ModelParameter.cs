using TorchSharp.Modules;

namespace Harness.Models;

/// <summary>One parameter of a model.</summary>
/// <param name="Name">Its full name, for example <c>body.layer4.1.bn2.bias</c> or <c>head.0.weight</c>.</param>
/// <param name="Description">What it is; the name in there lacks the leading <c>body.</c> or <c>head.</c>.</param>
/// <param name="Parameter">The parameter itself; moving the model to another device replaces it.</param>
public readonly record struct ModelParameter(string Name, ParameterDescription Description, Parameter Parameter);

namespace TorchSharp.Utils;

/// <summary>Gives a field another name than its own in the names of parameters.</summary>
public class ComponentNameAttribute : Attribute
{
    public string Name { get; set; } = null!;
}

using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>How a field is called in the names of parameters.</summary>
public static class FieldInfoExtensionMethods
{
    public static string ComponentName(this FieldInfo field) => field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
}

namespace Harness.Models.Weights.Pickle;

/// <summary>The functions by which pickles attack those who load them in Python: they run programs or code, and no checkpoint has an honest use for them.</summary>
internal static class RunningCalls
{
    private static readonly HashSet<string> Modules =
    [
        "os", "posix", "nt", "subprocess", "pty", "runpy", "importlib", "ctypes", "socket", "shutil", "sys", "webbrowser", "torch.hub",
    ];

    private static readonly HashSet<string> Functions = ["eval", "exec", "execfile", "compile", "__import__", "open"];

    /// <summary>Whether a function is one of them.</summary>
    /// <param name="name">Its full name, for example <c>posix.system</c>.</param>
    public static bool Contains(string name)
    {
        var end = name.LastIndexOf('.');
        if (end < 0) return false;
        var (module, function) = (name[..end], name[(end + 1)..]);
        return Modules.Contains(module) || (module is "builtins" or "__builtin__" && Functions.Contains(function));
    }
}

namespace Harness.Models.Weights;

/// <summary>The folder in which PyTorch keeps downloaded weights, so that both share them.</summary>
/// <remarks>Source: the documentation of torch.hub, "Where are my downloaded models saved?".</remarks>
public static class TorchHubCache
{
    /// <summary>The folder for weight files; it need not exist.</summary>
    /// <param name="environment">Looks up an environment variable; null for the process's own.</param>
    /// <returns><c>$TORCH_HOME/hub/checkpoints</c>; else under <c>$XDG_CACHE_HOME/torch</c>; else under <c>~/.cache/torch</c>.</returns>
    public static string CheckpointsFolder(Func<string, string?>? environment = null)
    {
        var lookUp = environment ?? Environment.GetEnvironmentVariable;
        return Path.Combine(TorchHome(lookUp), "hub", "checkpoints");
    }

    private static string TorchHome(Func<string, string?> lookUp)
    {
        if (lookUp("TORCH_HOME") is { Length: > 0 } home) return ExpandHome(home);
        if (lookUp("XDG_CACHE_HOME") is { Length: > 0 } cache) return Path.Combine(ExpandHome(cache), "torch");
        return Path.Combine(UserFolder, ".cache", "torch");
    }

    private static string UserFolder => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    // PyTorch expands a leading tilde here, since service files set variables without a shell.
    private static string ExpandHome(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(UserFolder, path[1..]) : path;
}

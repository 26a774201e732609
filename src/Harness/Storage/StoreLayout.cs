namespace Harness.Storage;

/// <summary>The layout of a store: an epoch in <c>ab/abcd…</c>, what is being written in <c>incoming</c>, the users of epochs in <c>uses</c>.</summary>
/// <param name="root">The store's folder, as a full path.</param>
internal sealed class StoreLayout(string root)
{
    private const int PrefixLength = 2;

    /// <summary>The store's folder.</summary>
    public string Root => root;

    /// <summary>What is being written, and what is being removed; it is never read.</summary>
    public string Incoming { get; } = Path.Combine(root, "incoming");

    /// <summary>Which plans have used the store, and which do now.</summary>
    public string Uses { get; } = Path.Combine(root, "uses");

    /// <summary>The folder of an epoch, whether it is there or not.</summary>
    /// <param name="key">Its key.</param>
    public StoredFiles OfEpoch(string key) => new(Path.Combine(root, key[..PrefixLength], key));

    /// <summary>A unique path in <see cref="Incoming"/>.</summary>
    public string NewIncoming() => Path.Combine(Incoming, Guid.NewGuid().ToString("N"));

    /// <summary>All epochs that exist.</summary>
    /// <returns>In ordinal order of their keys.</returns>
    public IEnumerable<StoredFiles> Epochs() => Directory.EnumerateDirectories(root)
        .Where(folder => Path.GetFileName(folder).Length == PrefixLength)
        .SelectMany(Directory.EnumerateDirectories)
        .Order(StringComparer.Ordinal)
        .Select(folder => new StoredFiles(folder));
}

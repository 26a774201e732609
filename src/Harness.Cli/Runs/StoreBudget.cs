using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Running;
using Harness.Storage;

namespace Harness.Cli.Runs;

/// <summary>Tells when the store has grown large. Nothing is removed unless somebody asks for it.</summary>
internal static class StoreBudget
{
    private const long Bytes = 20L << 30;

    /// <summary>Tells of a store of more than 20 GiB, and what to do about it.</summary>
    /// <param name="options">What the command says.</param>
    public static void Tell(RunOptions options)
    {
        if (!options.UseStore) return;
        try
        {
            var folder = SuiteOpener.StoreOf(options);
            if (StoreContents.BytesOf(folder) is var bytes and > Bytes)
                Console.Error.WriteLine($"note: the store of finished epochs '{folder}' has grown to {ByteSize.Of(bytes)}. 'harness store list' shows what is in it, 'harness store prune' removes what is no longer used.");
        }
        catch (HarnessException)
        {
            // Whether it is large matters less than what the run has to tell.
        }
    }
}

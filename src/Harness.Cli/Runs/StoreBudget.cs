using Harness.Cli.Output;
using Harness.Diagnostics;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Storage;

namespace Harness.Cli.Runs;

/// <summary>Reports when the store has grown large. Nothing is removed unless requested.</summary>
internal static class StoreBudget
{
    private const long Bytes = 20L << 30;

    /// <summary>Reports a store of more than 20 GiB, and what to do about it.</summary>
    /// <param name="options">The options of the command.</param>
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
            // Whether it is large matters less than the results of the run.
        }
    }
}

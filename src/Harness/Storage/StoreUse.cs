using System.Text.Json;
using Harness.Files;
using Harness.Planning;

namespace Harness.Storage;

/// <summary>Says in a store which epochs this process uses, so that they are not pruned meanwhile, and afterwards when they were last used.</summary>
/// <remarks>
/// <c>uses/PLAN.json</c> lists the epochs of a plan and stays. <c>uses/PLAN.ID.running</c> is there while a process runs; it is touched every minute, so that the
/// one that a killed process leaves behind grows old by itself. None of this needs locks or communication between machines, whose clocks may differ by some minutes.
/// </remarks>
internal sealed class StoreUse : IDisposable
{
    /// <summary>How long a mark holds after it was touched last.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(15);

    /// <summary>The ending of lists of epochs.</summary>
    public const string ListEnding = ".json";

    /// <summary>The ending of the marks of processes that run.</summary>
    public const string MarkEnding = ".running";

    private static readonly TimeSpan BetweenTouches = TimeSpan.FromMinutes(1);

    private readonly string _list;
    private readonly string _mark;
    private readonly Timer _timer;

    private StoreUse(string list, string mark)
    {
        (_list, _mark) = (list, mark);
        _timer = new Timer(_ => TouchAll(), null, BetweenTouches, BetweenTouches);
    }

    /// <summary>Begins to use the epochs of a plan.</summary>
    /// <param name="layout">The store.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>The use; null if the store cannot be written, out of which a report can be made anyway.</returns>
    public static StoreUse? Begin(StoreLayout layout, Plan plan)
    {
        var key = plan.Key;
        var list = Path.Combine(layout.Uses, key + ListEnding);
        var mark = Path.Combine(layout.Uses, $"{key}.{Guid.NewGuid():N}{MarkEnding}");
        try
        {
            Directory.CreateDirectory(layout.Uses);
            WriteList(layout, plan, list);
            File.WriteAllText(mark, "");
            return new(list, mark);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // After the last touch that may still be under way.
        using var ended = new ManualResetEvent(false);
        if (_timer.Dispose(ended)) ended.WaitOne();
        TouchAll();
        // One that stays grows old.
        FileRemoval.DeleteIfPossible(_mark);
    }

    private static void WriteList(StoreLayout layout, Plan plan, string list)
    {
        var file = new UseFile { Suite = plan.Suite.Name, Epochs = [.. plan.Nodes.Select(node => node.Key)] };
        var temporary = layout.NewIncoming();
        try
        {
            File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(file, EpochFileFormat.Default.UseFile));
            File.Move(temporary, list, overwrite: true);
        }
        finally
        {
            FileRemoval.DeleteIfPossible(temporary);
        }
    }

    private void TouchAll()
    {
        foreach (var path in (string[])[_list, _mark])
        {
            try
            {
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A full disk or a removed mark is no reason to stop training; what is missing in the store is trained again.
            }
        }
    }
}

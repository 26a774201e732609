using System.Globalization;
using Harness.Results;
using Harness.Storage;
using Harness.Tests.Results;
using Harness.Training.State;
using static TorchSharp.torch;

namespace Harness.Tests.Storage;

/// <summary>What the tests' own program does when it is started as a process: it writes epochs into a store, beside others that write the same and other ones, and
/// reads all of them again and again.</summary>
internal static class StoreProcess
{
    /// <summary>The epochs that all processes write, by number.</summary>
    public const int Common = 8;

    /// <summary>How many of them, from 0, are damaged before any process begins.</summary>
    public const int Damaged = 4;

    private const int Own = 2;
    private const int Elements = 4096;

    /// <summary>Runs.</summary>
    /// <param name="arguments">The store's folder, the number of the process, and a file to wait for.</param>
    /// <returns>0 if all that was read was absent or as it was written.</returns>
    public static int Main(string[] arguments)
    {
        var number = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        using var store = new DirectoryEpochStore(arguments[0]);
        while (!File.Exists(arguments[2])) Thread.Sleep(5);
        var others = Enumerable.Range(Damaged, Common - Damaged).Concat(OwnOf(number)).ToArray();
        new Random(number).Shuffle(others);
        // The damaged ones in the same order, so that all come to each at the same time.
        foreach (var epoch in Enumerable.Range(0, Damaged).Concat(others))
        {
            Write(store, epoch);
            // While damaged copies are taken away, a whole one can be aside for a moment.
            if (epoch >= Damaged && store.Find(Key(epoch)) is null) return Fail($"epoch {epoch} is not there though it was written");
            foreach (var other in Enumerable.Range(0, Common))
            {
                if (!IsAbsentOrWhole(store, other)) return Fail($"epoch {other} was read otherwise than it was written");
            }
        }
        return 0;
    }

    /// <summary>The epochs that one process writes alone.</summary>
    public static IEnumerable<int> OwnOf(int process) => Enumerable.Range(Common + (process * Own), Own);

    /// <summary>The key of an epoch.</summary>
    public static string Key(int epoch) => epoch.ToString("x2", CultureInfo.InvariantCulture).PadRight(32, 'a');

    /// <summary>Writes an epoch.</summary>
    public static void Write(DirectoryEpochStore store, int epoch)
    {
        using var state = new TrainingState(new Dictionary<string, Tensor> { ["weight"] = full(Elements, epoch, dtype: ScalarType.Float32) }, new Dictionary<string, Tensor>());
        store.Save(EpochNodes.Any() with { Key = Key(epoch) }, EpochRecord.Finished(Result(epoch), [new Prediction(epoch, 0.5f)]), state);
    }

    /// <summary>Whether an epoch is there, and every bit of it as it was written.</summary>
    public static bool IsWhole(DirectoryEpochStore store, int epoch) => store.Find(Key(epoch)) is not null && IsAbsentOrWhole(store, epoch);

    private static bool IsAbsentOrWhole(DirectoryEpochStore store, int epoch)
    {
        var record = store.Find(Key(epoch));
        using var state = store.LoadState(Key(epoch));
        return (record is null || (record.Result!.TrainLoss == epoch && record.Predictions is [{ Probability: 0.5f } only] && only.ClassIndex == epoch))
            && (state is null || state.Model["weight"].data<float>().SequenceEqual(Enumerable.Repeat((float)epoch, Elements)));
    }

    private static EpochResult Result(int epoch) => MadeUpEpochs.Of(0, epoch, 1, 0.5, 0.5, 1);

    private static int Fail(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }
}

using Harness.Libtorch;
using static TorchSharp.torch;

namespace Harness.Models.Vectors;

/// <summary>Divides work among threads.</summary>
/// <param name="threads">How many; null for as many as libtorch computes in. No result depends on it.</param>
internal readonly struct Workers(int? threads)
{
    /// <summary>How many threads there are.</summary>
    public int Count { get; } = threads ?? get_num_threads();

    /// <summary>Does pieces of work in any order; returns when all are done.</summary>
    /// <param name="count">How many pieces there are.</param>
    /// <param name="work">Does one, given its number.</param>
    public void For(int count, Action<int> work) => Run(count, next =>
    {
        while (next() is { } piece) work(piece);
    });

    /// <summary>Does pieces of work in any order, each thread with something of its own; returns when all are done.</summary>
    /// <param name="count">How many pieces there are.</param>
    /// <param name="work">Called once in each thread with what gives it its next piece, null once there is none, which may be at once.</param>
    public void Run(int count, Action<Func<int?>> work)
    {
        var taken = 0;
        int? Next() => Interlocked.Increment(ref taken) is var number && number <= count ? number - 1 : null;
        // Never fewer threads than libtorch has: OpenMP would end the others, and start new ones for libtorch's next operation.
        if (count <= 1 || Count <= 1) work(Next);
        else OpenMp.Run(Count, () => work(Next));
    }
}

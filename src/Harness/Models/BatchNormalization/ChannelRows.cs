using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>A feature map in memory, row by row of the channels of one position, and how it is divided into pieces of work. The division depends on nothing but its shape.</summary>
/// <param name="Count">How many positions there are in all images.</param>
/// <param name="Channels">The channels of each.</param>
internal readonly record struct ChannelRows(int Count, int Channels)
{
    /// <summary>Channels are a multiple of this: two vectors, of any width, have at most as many numbers.</summary>
    public const int ChannelGroup = 32;

    // So many numbers of three tensors stay in the first cache of a core.
    private const int ChunkNumbers = 4096;

    // Enough that threads seldom ask for work.
    private const int PieceChunks = 8;

    /// <summary>How many rows are read for a second time before the next ones are read.</summary>
    public int Chunk => Math.Max(1, ChunkNumbers / Channels);

    /// <summary>How many pieces there are.</summary>
    public int Pieces => (Count + PieceRows - 1) / PieceRows;

    private int PieceRows => Chunk * PieceChunks;

    /// <summary>The rows of a feature map.</summary>
    /// <param name="map">[N, C, H, W].</param>
    public static ChannelRows Of(Tensor map) => new((int)(map.shape[0] * map.shape[2] * map.shape[3]), (int)map.shape[1]);

    /// <summary>Does every piece of work.</summary>
    /// <param name="workers">The threads.</param>
    /// <param name="work">Does one: given its number, its first number's place in the map, and how many rows it has.</param>
    public void ForEach(Workers workers, Action<int, nint, int> work)
    {
        var rows = this;
        workers.For(Pieces, piece =>
        {
            var (first, end) = rows.Piece(piece);
            work(piece, (nint)first * rows.Channels, end - first);
        });
    }

    /// <summary>The first row of a piece, and the one after its last.</summary>
    /// <param name="piece">Its number.</param>
    public (int First, int End) Piece(int piece) => (piece * PieceRows, Math.Min(Count, (piece + 1) * PieceRows));
}

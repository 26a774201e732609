namespace Harness.Models.Winograd;

/// <summary>Where the transforms of tiles are: thirty-six matrices, one for each place of a transformed tile, of tiles by channels.</summary>
/// <param name="pointer">The first number.</param>
/// <param name="channels">How many channels there are; a multiple of <see cref="Group"/>.</param>
/// <param name="tiles">How many tiles it has room for.</param>
/// <param name="isGrouped">Whether the matrices are stored in groups of channels, each group tile by tile, as <see cref="MatrixKernel{TVector}"/> takes the right factor;
/// otherwise a tile's channels follow each other.</param>
internal readonly unsafe struct TileBuffer(float* pointer, int channels, int tiles, bool isGrouped)
{
    /// <summary>How many channels are stored together.</summary>
    public const int Group = 32;

    /// <summary>How many numbers lie between two matrices: if they began at multiples of 4 KiB from each other, they would push each other out of the caches.</summary>
    public const int Gap = 16;

    /// <summary>How many channels there are.</summary>
    public int Channels => channels;

    /// <summary>The distance between matrices.</summary>
    public nint PlaceStride { get; } = PlaceLength(channels, tiles);

    /// <summary>The distance between tiles in a matrix.</summary>
    public nint TileStride { get; } = isGrouped ? Group : channels;

    /// <summary>The distance between groups of channels in a matrix.</summary>
    public nint GroupStride { get; } = isGrouped ? (nint)tiles * Group : Group;

    /// <summary>How many numbers a buffer needs.</summary>
    /// <param name="channels">The channels.</param>
    /// <param name="tiles">The tiles.</param>
    public static long Length(int channels, int tiles) => TileGrid.Places * (long)PlaceLength(channels, tiles);

    /// <summary>A channel of a tile in the first matrix.</summary>
    public float* At(int tile, int channel) => pointer + (channel / Group * GroupStride) + (tile * TileStride) + (channel % Group);

    /// <summary>The same in another matrix.</summary>
    public float* At(int place, int tile, int channel) => At(tile, channel) + (place * PlaceStride);

    private static nint PlaceLength(int channels, int tiles) => ((nint)tiles * channels) + Gap;
}

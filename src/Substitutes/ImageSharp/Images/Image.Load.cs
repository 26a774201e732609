using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <content>Decoding, by the contents and never by the name of a file.</content>
public abstract partial class Image
{
    public static Image Load(string path) => Load(DecoderOptions.Default, path);

    public static Image Load(DecoderOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var file = EncodedBytes.Open(path);
        return Load(options, file);
    }

    public static Image Load(Stream stream) => Load(DecoderOptions.Default, stream);

    public static Image Load(DecoderOptions options, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = EncodedBytes.Read(stream);
        return Decoding.Decode(options, bytes.Span);
    }

    public static Image Load(ReadOnlySpan<byte> buffer) => Load(DecoderOptions.Default, buffer);

    /// <exception cref="ArgumentNullException">The buffer is empty.</exception>
    public static Image Load(DecoderOptions options, ReadOnlySpan<byte> buffer)
    {
        ArgumentNullException.ThrowIfNull(options);
        Decoding.RefuseEmpty(buffer, nameof(buffer));
        return Decoding.Decode(options, buffer);
    }

    public static Image<TPixel> Load<TPixel>(string path)
        where TPixel : unmanaged, IPixel<TPixel>
        => Load<TPixel>(DecoderOptions.Default, path);

    public static Image<TPixel> Load<TPixel>(DecoderOptions options, string path)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        using var file = EncodedBytes.Open(path);
        return Load<TPixel>(options, file);
    }

    public static Image<TPixel> Load<TPixel>(Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
        => Load<TPixel>(DecoderOptions.Default, stream);

    public static Image<TPixel> Load<TPixel>(DecoderOptions options, Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = EncodedBytes.Read(stream);
        return Decoding.Decode<TPixel>(options, bytes.Span);
    }

    public static Image<TPixel> Load<TPixel>(ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>
        => Load<TPixel>(DecoderOptions.Default, data);

    /// <exception cref="ArgumentNullException">The data are empty.</exception>
    public static Image<TPixel> Load<TPixel>(DecoderOptions options, ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        Decoding.RefuseEmpty(data, nameof(data));
        return Decoding.Decode<TPixel>(options, data);
    }

    public static Task<Image> LoadAsync(string path, CancellationToken cancellationToken = default)
        => LoadAsync(DecoderOptions.Default, path, cancellationToken);

    public static async Task<Image> LoadAsync(DecoderOptions options, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var file = EncodedBytes.OpenAsynchronous(path);
        return await LoadAsync(options, file, cancellationToken).ConfigureAwait(false);
    }

    public static Task<Image> LoadAsync(Stream stream, CancellationToken cancellationToken = default)
        => LoadAsync(DecoderOptions.Default, stream, cancellationToken);

    public static async Task<Image> LoadAsync(DecoderOptions options, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Decoding.Decode(options, bytes.Span);
    }

    public static Task<Image<TPixel>> LoadAsync<TPixel>(string path, CancellationToken cancellationToken = default)
        where TPixel : unmanaged, IPixel<TPixel>
        => LoadAsync<TPixel>(DecoderOptions.Default, path, cancellationToken);

    public static async Task<Image<TPixel>> LoadAsync<TPixel>(
        DecoderOptions options, string path, CancellationToken cancellationToken = default)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        await using var file = EncodedBytes.OpenAsynchronous(path);
        return await LoadAsync<TPixel>(options, file, cancellationToken).ConfigureAwait(false);
    }

    public static Task<Image<TPixel>> LoadAsync<TPixel>(Stream stream, CancellationToken cancellationToken = default)
        where TPixel : unmanaged, IPixel<TPixel>
        => LoadAsync<TPixel>(DecoderOptions.Default, stream, cancellationToken);

    public static async Task<Image<TPixel>> LoadAsync<TPixel>(
        DecoderOptions options, Stream stream, CancellationToken cancellationToken = default)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentNullException.ThrowIfNull(options);
        using var bytes = await EncodedBytes.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        return Decoding.Decode<TPixel>(options, bytes.Span);
    }
}

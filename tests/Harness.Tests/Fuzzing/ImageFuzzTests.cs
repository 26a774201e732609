using Harness.Data.Images;
using Harness.Data.Integrity;
using Harness.Tests.Data;
using Xunit.Abstractions;

namespace Harness.Tests.Fuzzing;

/// <summary>Images with bytes that no camera wrote are decoded or refused; no memory beyond that of <see cref="ImageDecoder.MaximumPixels"/>.</summary>
public sealed class ImageFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Decode_MutatedImages_DecodesOrRefuses()
    {
        var samples = Directory.GetFiles(Path.Combine(ReferenceData.Folder, "..", "Images", "Samples")).Order(StringComparer.Ordinal);
        List<byte[]> images = [.. samples.Select(File.ReadAllBytes).Where(file => FileContent.FindProblem(file) is null)];
        Assert.True(images.Count > 50);
        Mutations.Run(images, IsDecoded, output);
    }

    private static bool IsDecoded(byte[] file)
    {
        if (FileContent.FindProblem(file) is not null) return false;
        try
        {
            using var image = ImageDecoder.Decode(file);
            return FileContent.FindMissingPixels(file, image) is null;
        }
        catch (ImageContentException)
        {
            return false;
        }
    }
}

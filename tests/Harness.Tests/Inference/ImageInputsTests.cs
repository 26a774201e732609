using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Harness.Data.Images;
using Harness.Diagnostics;
using Harness.Inference;
using Harness.Tests.Data;
using Harness.TestSupport;

namespace Harness.Tests.Inference;

public sealed class ImageInputsTests : IDisposable
{
    private readonly ImageFolder _images = ImageFolder.WithTwoClasses(2);

    public void Dispose() => _images.Dispose();

    [Fact]
    public void Find_FilesAndFolders_TakesImagesInTheOrderOfTheNames()
    {
        _images.Add("rose/notes.txt", [1]);
        _images.Add("rose/.hidden.jpg", [1]);

        var found = ImageInputs.Find([_images.PathOf("rose/001.png"), _images.Root], NoInput);

        Assert.Equal(
            ["rose/001.png", "daisy/000.png", "daisy/001.png", "rose/000.png", "rose/001.png"],
            found.Select(image => Path.GetRelativePath(_images.Root, image.Name).Replace('\\', '/')));
    }

    [Fact]
    public void Find_FoldersThatHarnessHasWritten_AreLookedIntoUnlessTheyHoldAReport()
    {
        _images.AddPng("drawn/normal/1.png");
        _images.Add("drawn/dataset.json", [1]);
        _images.Add("drawn/SHA256SUMS", [1]);
        _images.AddPng("split/1.png");
        _images.Add("split/manifest.csv", "path,label,split,sha256\n"u8.ToArray());
        _images.AddPng("results/charts/comparison.png");
        _images.Add("results/run.json", [1]);
        _images.Add("results/comparison.csv", [1]);

        var found = ImageInputs.Find([_images.Root], NoInput).Select(image => Path.GetRelativePath(_images.Root, image.Name).Replace('\\', '/'));

        Assert.Equal(["drawn/normal/1.png", "split/1.png"], found.Where(path => !path.StartsWith("daisy", StringComparison.Ordinal) && !path.StartsWith("rose", StringComparison.Ordinal)));
    }

    [Fact]
    public void Find_StandardInputWithPaths_TakesEachLine() =>
        Assert.Equal(["a.jpg", "folder/b c.jpg"], ImageInputs.Find(["-"], () => Input("a.jpg\r\n\n  folder/b c.jpg\n"u8.ToArray())).Select(image => image.Name));

    [Fact]
    public void Find_StandardInputWithAnImage_IsThatImage()
    {
        var found = Assert.Single(ImageInputs.Find(["-"], () => Input(File.ReadAllBytes(_images.PathOf("rose/000.png")))));

        var (image, problem) = found.Decode();
        image!.Dispose();
        Assert.Null(problem);
        Assert.Equal("standard input", found.Name);
    }

    [Fact]
    public void Find_StandardInputWithOtherBytes_SaysThatTheyAreNoImage() =>
        Assert.Contains("cannot be decoded", Assert.Single(ImageInputs.Find(["-"], () => Input([0, 1, 2, 0]))).Decode().Problem, StringComparison.Ordinal);

    [Fact]
    public void Decode_PngThatIsCutShort_SaysSo()
    {
        var file = File.ReadAllBytes(_images.PathOf("rose/000.png"));
        var pixels = file.AsSpan().IndexOf("IDAT"u8);
        var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(pixels - 4));
        // The first half of the pixels, as a whole chunk.
        byte[] typeAndData = file[pixels..(pixels + 4 + (length / 2))];
        var (size, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(size, length / 2);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.HashToUInt32(typeAndData));
        byte[] half = [.. file[..(pixels - 4)], .. size, .. typeAndData, .. checksum];
        // The decoder itself does not notice.
        ImageDecoder.Decode(half).Dispose();

        var (image, problem) = ImageInput.OfBytes("half.png", half).Decode();

        Assert.Null(image);
        Assert.Contains("cut short", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NothingThere_NamesAllThatIsMissing()
    {
        using var empty = new TemporaryFolder();
        Directory.CreateDirectory(empty["none"]);

        var missing = Assert.Throws<HarnessException>(() => ImageInputs.Find(["no.jpg", _images.Root, "neither"], NoInput));
        var nothing = Assert.Throws<HarnessException>(() => ImageInputs.Find([empty["none"], "-"], () => Input(Encoding.UTF8.GetBytes("\n"))));

        Assert.Contains("'no.jpg', 'neither'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("There is no image in", nothing.Message, StringComparison.Ordinal);
    }

    private static Stream NoInput() => throw new InvalidOperationException("Nobody asked for standard input.");

    private static MemoryStream Input(byte[] content) => new(content);
}

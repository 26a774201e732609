using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using Harness.Diagnostics;
using Harness.Models.Onnx;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Models.Weights.Onnx;
using Harness.Models.Weights.Pickle;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using Xunit.Abstractions;

namespace Harness.Tests.Fuzzing;

/// <summary>Weight files with bytes that nobody wrote are read, or refused with an error for people: without hanging, within bounds of memory, and without running anything.</summary>
public sealed class WeightFuzzTests(ITestOutputHelper output) : IDisposable
{
    // The files have some kilobytes. What is taken beyond that does not follow from the file.
    private const long MaximumBytes = 64L << 20;

    // What takes milliseconds may be held up for seconds on a busy machine; what does not end takes longer than any.
    private static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_MutatedZipCheckpoint_IsReadOrRefused() => Fuzz(Fixtures(legacy: false), ReadFile);

    [Fact]
    public void Open_MutatedPickleInASoundZip_IsReadOrRefused()
    {
        var archives = Fixtures(legacy: false);
        Fuzz([.. archives.Select(PickleOf)], pickle => ReadFile(WithPickle(archives[pickle.Length % archives.Count], pickle)));
    }

    [Fact]
    public void Open_MutatedLegacyCheckpoint_IsReadOrRefused() => Fuzz(Fixtures(legacy: true), ReadFile);

    [Fact]
    public void Load_MutatedPickle_IsReadOrRefused() => Fuzz([.. Fixtures(legacy: false).Select(PickleOf), .. Attacks], static pickle =>
        WeightFileError.Guard("the pickle", () => PickleWalk.StateDicts(PickleMachine.Load(new(new MemoryStream(pickle)), new TorchPickleRules("the pickle")))));

    [Fact]
    public void Open_MutatedSafetensors_IsReadOrRefused()
    {
        foreach (var file in new[] { "every_kind", "module" })
            SafetensorsWriter.Write(_folder[$"{file}.safetensors"], WeightFile.Read(Fixture.Path($"{file}.pth")).Values, new Dictionary<string, string> { ["class_names"] = "[\"a\"]" });
        var files = Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        Fuzz(files, ReadFile, [.. Mutations.Numbers, .. Mutations.Words]);
    }

    [Fact]
    public void Read_MutatedOnnx_IsReadOrRefused() => Fuzz([Network().ToByteArray()], bytes =>
    {
        var path = Write(bytes);
        var network = OnnxNetwork.Read(path);
        foreach (var name in network.Nodes.SelectMany(node => node.Input)) WeightFileError.Guard(path, () => network.Floats(name));
    });

    [Fact]
    public void Open_MutatedOtherFormat_IsRefused() => Fuzz(
        [
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 46830571\n"u8.ToArray(), "<!DOCTYPE html><html><head><title>a</title></head></html>"u8.ToArray(),
            [0x80, 2, .. "}q\0."u8], Convert.FromHexString("1f8b0800000000000003"), Network().ToByteArray(), [.. "{\"weight_map\": {}}"u8],
        ],
        ReadFile,
        [.. Mutations.Numbers, .. Mutations.Words]);

    private void Fuzz(IReadOnlyList<byte[]> files, Action<byte[]> read, byte[][]? edges = null)
    {
        Mutations.Run(files, bytes => IsRead(bytes, read), output, edges);
        // What the pickles among the fixtures would make.
        Assert.False(File.Exists("harness-was-here"));
    }

    private static bool IsRead(byte[] bytes, Action<byte[]> read)
    {
        var (isRead, time, allocated) = Measure(bytes, read);
        Assert.True(time <= MaximumTime && allocated <= MaximumBytes, $"It took {time} and {allocated:N0} bytes of memory.");
        return isRead;
    }

    private static (bool IsRead, TimeSpan Time, long Allocated) Measure(byte[] bytes, Action<byte[]> read)
    {
        var (clock, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        try
        {
            read(bytes);
            return (true, clock.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        catch (HarnessException)
        {
            return (false, clock.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    // Listed, looked through for a backbone, and read as far as somebody would: a shape may be honest about being huge.
    private void ReadFile(byte[] bytes)
    {
        var contents = WeightFile.Open(Write(bytes));
        foreach (var tensor in contents.StateDicts.SelectMany(state => state.Tensors.Values).Where(tensor => tensor.ByteCount < 1 << 20).Take(100))
            Assert.Equal(tensor.ByteCount, tensor.ReadBytes().Length);
        NumberCheck.Find(contents.Main().Tensors.Values.Where(tensor => tensor.ByteCount < 1 << 20).Take(100));
        ClassNames.Read(contents.Metadata);
        FitFinder.Find(contents, TestModels.Backbone("resnet18_half"));
    }

    // One file for each thread.
    private string Write(byte[] bytes) => _folder.Write($"{Environment.CurrentManagedThreadId}.pth", bytes);

    private static List<byte[]> Fixtures(bool legacy) =>
    [
        .. Directory.GetFiles(Path.GetDirectoryName(Fixture.Path("every_kind.pth"))!)
            .Where(path => path.EndsWith(".pth", StringComparison.Ordinal) && path.Contains(".legacy.", StringComparison.Ordinal) == legacy && new FileInfo(path).Length < 10_000)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
    ];

    private static byte[] PickleOf(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var stream = zip.Entries.First(entry => entry.Name == "data.pkl").Open();
        using var pickle = new MemoryStream();
        stream.CopyTo(pickle);
        return pickle.ToArray();
    }

    private static byte[] WithPickle(byte[] archive, byte[] pickle)
    {
        using var memory = new MemoryStream();
        using (var target = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        using (var source = new ZipArchive(new MemoryStream(archive)))
        {
            foreach (var entry in source.Entries)
            {
                using var to = target.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                using var from = entry.Open();
                if (entry.Name == "data.pkl") to.Write(pickle);
                else from.CopyTo(to);
            }
        }
        return memory.ToArray();
    }

    // Small pickles that would take much: lists in lists, marks, one list copied again and again, a tensor of many dimensions.
    private static IEnumerable<byte[]> Attacks => new[]
    {
        string.Concat(Enumerable.Repeat("]", 500)) + string.Concat(Enumerable.Repeat("a", 499)) + ".",
        new string('(', 500) + new string('t', 500) + ".",
        "]q\u0001(" + string.Concat(Enumerable.Repeat("K\u0001K\u0002\u0086", 50)) + "e0" + string.Concat(Enumerable.Repeat("ccollections\nOrderedDict\nh\u0001\u0085R", 50)) + ".",
        string.Concat(Enumerable.Repeat("2\u0086", 100)).Insert(0, "K\u0001") + ".",
        "c__torch__\nA\n)\u0081q\u0001}q\u0002(U\u0001ah\u0001U\u0001bh\u0001ub.",
        "ctorch.nn\nModule\n)\u0081q\u0001}q\u0002(U\u000b_parameters}U\u0008_modules}(U\u0001ah\u0001U\u0001bh\u0001uub.",
    }.Select(Encoding.Latin1.GetBytes);

    private static ModelProto Network() => new()
    {
        Graph = new GraphProto
        {
            Node = { new NodeProto { OpType = "Conv", Input = { "x", "raw" }, Output = { "y" } }, new NodeProto { OpType = "BatchNormalization", Input = { "y", "listed" } } },
            Initializer =
            {
                new TensorProto { Name = "raw", DataType = 1, Dims = { 2, 1 }, RawData = ByteString.CopyFrom([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]) },
                new TensorProto { Name = "listed", DataType = 1, Dims = { 3 }, FloatData = { 0.5f, 1, 2 } },
            },
        },
    };
}

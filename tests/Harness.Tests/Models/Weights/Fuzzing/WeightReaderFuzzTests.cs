using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Models.Weights.Onnx;
using Harness.Models.Weights.Pickle;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights.Fuzzing;

/// <summary>Every reader of weights, with ten thousand damaged files each: they are read, or refused with an error for people, within a second and within bounds of memory.</summary>
public sealed class WeightReaderFuzzTests
{
    private const int Inputs = 10_000;

    // The files have some kilobytes. What is taken beyond that does not follow from the file.
    private const long MaximumBytes = 64L << 20;

    private static readonly TimeSpan MaximumTime = TimeSpan.FromSeconds(1);

    // HARNESS_FUZZ_SEED makes other inputs than those of every day.
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("HARNESS_FUZZ_SEED") ?? "12", CultureInfo.InvariantCulture);

    [Fact]
    public void ZipCheckpoint_DamagedFiles_AreReadOrRefused() => Fuzz(Fixtures(".pth", legacy: false), ReadFile);

    [Fact]
    public void ZipCheckpoint_DamagedPickleInASoundArchive_IsReadOrRefused()
    {
        var archives = Fixtures(".pth", legacy: false);
        Fuzz([.. archives.Select(PickleOf)], (folder, pickle) => ReadFile(folder, WithPickle(archives[pickle.Length % archives.Count], pickle)));
    }

    [Fact]
    public void LegacyCheckpoint_DamagedFiles_AreReadOrRefused() => Fuzz(Fixtures(".pth", legacy: true), ReadFile);

    [Fact]
    public void PickleMachine_DamagedPickles_AreReadOrRefused() => Fuzz([.. Fixtures(".pth", legacy: false).Select(PickleOf), .. Attacks], (_, pickle) =>
        WeightFileError.Guard("the pickle", () => PickleWalk.StateDicts(PickleMachine.Load(new(new MemoryStream(pickle)), new TorchPickleRules("the pickle")))));

    [Fact]
    public void SafetensorsReader_DamagedFiles_AreReadOrRefused()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { "every_kind.pth", "module.pth" })
            SafetensorsWriter.Write(folder[file], WeightFile.Read(Fixture.Path(file)).Values, new Dictionary<string, string> { ["class_names"] = "[\"a\"]" });
        Fuzz([.. Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)], ReadFile);
    }

    [Fact]
    public void OnnxNetwork_DamagedFiles_AreReadOrRefused() => Fuzz([Network().ToByteArray()], static (folder, bytes) =>
    {
        var path = folder.Write("a.onnx", bytes);
        var network = OnnxNetwork.Read(path);
        foreach (var name in network.Nodes.SelectMany(node => node.Input)) WeightFileError.Guard(path, () => network.Floats(name));
    });

    // Nothing of a file may be told by its beginning alone.
    [Fact]
    public void WeightFile_DamagedFilesOfOtherFormats_AreRefused() => Fuzz(
        [
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 46830571\n"u8.ToArray(), "<!DOCTYPE html><html><head><title>a</title></head></html>"u8.ToArray(),
            [0x80, 2, .. "}q\0."u8], Convert.FromHexString("1f8b0800000000000003"), Network().ToByteArray(), [.. "{\"weight_map\": {}}"u8],
        ],
        ReadFile);

    private static void Fuzz(IReadOnlyList<byte[]> files, Action<TemporaryFolder, byte[]> read)
    {
        using var folder = new TemporaryFolder();
        var mutator = new Mutator(new Random(Seed));
        var refused = 0;
        for (var i = 0; i < Inputs; i++)
        {
            var bytes = mutator.Mutate(files);
            if (IsRefused(folder, bytes, read, i)) refused++;
        }
        Assert.InRange(refused, 1, Inputs);
        Assert.False(File.Exists("harness-was-here"));
    }

    private static bool IsRefused(TemporaryFolder folder, byte[] bytes, Action<TemporaryFolder, byte[]> read, int index)
    {
        var (refused, time, allocated) = Measure(folder, bytes, read, index);
        // A second that another program took is not the reader's.
        if (time > MaximumTime) (refused, time, allocated) = Measure(folder, bytes, read, index);
        Assert.True(time <= MaximumTime && allocated <= MaximumBytes, $"Input {index} of seed {Seed} took {time} and {allocated:N0} bytes: {Convert.ToHexString(bytes)}");
        return refused;
    }

    private static (bool Refused, TimeSpan Time, long Allocated) Measure(TemporaryFolder folder, byte[] bytes, Action<TemporaryFolder, byte[]> read, int index)
    {
        var (clock, before, refused) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread(), false);
        try
        {
            read(folder, bytes);
        }
        catch (HarnessException error)
        {
            Assert.NotEmpty(error.Message);
            refused = true;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Input {index} of seed {Seed}: {error.GetType().Name}: {error.Message}; {Convert.ToHexString(bytes)}", error);
        }
        return (refused, clock.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // Listed, looked through for a backbone, and read as far as somebody would: not beyond what the largest tensor of a small network takes.
    private static void ReadFile(TemporaryFolder folder, byte[] bytes)
    {
        var contents = WeightFile.Open(folder.Write("a.pth", bytes));
        foreach (var tensor in contents.StateDicts.SelectMany(state => state.Tensors.Values).Where(tensor => tensor.ByteCount < 1 << 20).Take(100))
            Assert.Equal(tensor.ByteCount, tensor.ReadBytes().Length);
        NumberCheck.Find(contents.Main().Tensors.Values.Where(tensor => tensor.ByteCount < 1 << 20).Take(100));
        ClassNames.Read(contents.Metadata);
        FitFinder.Find(contents, TestModels.Backbone("resnet18_half"));
    }

    private static List<byte[]> Fixtures(string ending, bool legacy) =>
    [
        .. Directory.GetFiles(Path.GetDirectoryName(Fixture.Path("every_kind.pth"))!)
            .Where(path => path.EndsWith(ending, StringComparison.Ordinal) && path.Contains(".legacy.", StringComparison.Ordinal) == legacy && new FileInfo(path).Length < 10_000)
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

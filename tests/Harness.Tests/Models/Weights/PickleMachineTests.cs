using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights;

/// <summary>Hand-made pickles in the legacy frame: what no honest program writes.</summary>
public sealed class PickleMachineTests
{
    // Magic number, protocol version 1001, an empty dict of machine facts.
    private static readonly byte[] Preamble =
    [
        0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.',
        0x80, 2, (byte)'M', 0xe9, 0x03, (byte)'.',
        0x80, 2, (byte)'}', (byte)'.',
    ];

    [Theory]
    [InlineData("cos\nsystem\n(U\u0004truetR.", "os.system")]
    [InlineData("cnt\nsystem\n(U\u0004truet\u0081.", "nt.system")]
    [InlineData("c__builtin__\nexec\n)}\u0092.", "__builtin__.exec")]
    [InlineData("}U\u0001acsubprocess\nPopen\n)Rs.", "subprocess.Popen")]
    [InlineData("ctorch.hub\nload\n)R.", "torch.hub.load")]
    [InlineData("cos\nsystem\n.", null)] // Named, not called.
    [InlineData("cbuiltins\ngetattr\n(cos\npath\nU\u0006systemtR)R.", null)] // What getattr would give is never asked for.
    [InlineData("ctorch.storage\n_load_from_bytes\n)R.", null)]
    [InlineData("ctorch\n_utils._rebuild_tensor\n.", null)] // The same name in other parts.
    public void Read_Call_IsRefusedWhereItRunsAProgramAndNeverMadeElsewhere(string pickle, string? refused)
    {
        var error = Refusal(pickle);

        if (refused is null) Assert.Contains("it holds no tensors with names", error.Message, StringComparison.Ordinal);
        else Assert.Contains($"wants to run {refused}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(S'x'\nios\nsystem\n.", "opcode 0x53")] // INST and OBJ build instances of any class.
    [InlineData("(ios\nsystem\n.", "opcode 0x69")]
    [InlineData(".", "empty stack")]
    [InlineData("(.", "mark")]
    [InlineData("h\u0005.", "object 5")]
    [InlineData("t.", "group")]
    [InlineData("}]s.", "empty stack")]
    [InlineData("](K\u0001u.", "not a dictionary")]
    [InlineData("}(K\u0001u.", "key without a value")]
    [InlineData("}(NK\u0001u.", "no tensors")]
    [InlineData("K\u0001)R.", "calls something that is not a function")]
    [InlineData("ccollections\nOrderedDict\nK\u0001R.", "without a tuple of arguments")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n)R.", "no PickleStorage")]
    [InlineData("K\u0001K\u0002b.", "attributes to something that has none")]
    [InlineData("U\u0003abcQ.", "not a storage")]
    [InlineData("T\u00ff\u00ff\u00ff\u00ff.", "length of -1")]
    [InlineData("X\u00ff\u00ff\u00ff\u007f.", "ends too early")]
    [InlineData("}.", "no tensors")]
    [InlineData("K\u0001.", "no tensors")]
    public void Read_MalformedPickle_SaysWhat(string pickle, string message) =>
        Assert.Contains(message, Refusal(pickle).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_TensorThatReachesPastItsStorage_IsRefusedByName()
    {
        // ('storage', torch.FloatStorage, '0', 'cpu', 2), then size (3,), stride (1,).
        var error = Refusal("}U\u0001w" + "ctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuK\u0002tQ"
            + "K\u0000K\u0003\u0085K\u0001\u0085\u0089Nt" + "Rs.", "](U\u00010e.", [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

        Assert.Contains("'w' reaches past its storage of 2 elements", error.Message, StringComparison.Ordinal);
    }

    // Two lists, each of twice the one before: without a bound on what is looked at, 2^40 parts.
    [Fact]
    public void Read_ObjectsThatReferToEachOtherTwice_EndsAtOnce()
    {
        var pickle = string.Concat(Enumerable.Range(0, 40).Select(_ => "2\u0086")) + ".";
        Assert.Contains("no tensors", Refusal("K\u0001" + pickle).Message, StringComparison.Ordinal);
    }

    // A dictionary, a list and modules that hold themselves.
    [Theory]
    [InlineData("ctorch.nn\nModule\n)\u0081q\u0001}(U\u000b_parameters}U\u0008_modules}(U\u0001ah\u0001U\u0001bh\u0001uub.")]
    [InlineData("c__torch__\nA\n)\u0081q\u0001}(U\u0001ah\u0001U\u0001bh\u0001ub.")]
    [InlineData("}q\u0001U\u0001ah\u0001s.")]
    [InlineData("]q\u0001h\u0001a.")]
    public void Read_ObjectThatHoldsItself_EndsAtOnce(string pickle) =>
        Assert.Contains("no tensors", Refusal(pickle).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ViewThatRepeatsOneElementForGigabytes_IsRefusedByName()
    {
        var error = Refusal("}U\u0001w" + "ctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuK\u0001tQ"
            + "K\u0000J\u0000\u0000\u0000\u0010\u0085K\u0000\u0085\u0089Nt" + "Rs.", "](U\u00010e.", [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

        Assert.Contains("'w' of shape [268435456] repeats the 1 elements of its storage", error.Message, StringComparison.Ordinal);
    }

    private static HarnessException Refusal(string pickle, string keys = "].", byte[]? storages = null)
    {
        using var folder = new TemporaryFolder();
        var bytes = (byte[])[.. Preamble, 0x80, 2, .. Latin1(pickle), 0x80, 2, .. Latin1(keys), .. storages ?? []];
        return Assert.Throws<HarnessException>(() => WeightFile.Read(folder.Write("bad.pth", bytes)));
    }

    private static byte[] Latin1(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}

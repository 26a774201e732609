using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Harness.Training;
using TorchSharp;

namespace Harness.Tests;

/// <summary>
/// TorchSharp turns a number into a <see cref="Scalar"/> by itself, and nothing keeps that one alive while libtorch reads it: the garbage collector may free
/// it in the middle of an operation. Sums of tensors do so with a factor of 1. So the library makes each one itself and holds it until the end.
/// </summary>
public sealed class HeldScalarTests
{
    [Fact]
    public void Harness_NowhereLeavesANumberToTheGarbageCollectorWhileLibtorchReadsIt()
    {
        var unheld = Conversions(typeof(Trainer).Assembly.Location);

        Assert.True(unheld.Count == 0, $"These give libtorch a number that nothing keeps alive: {string.Join(", ", unheld)}");
    }

    [Fact]
    public void Conversions_OfCodeThatMakesThem_AreFound() =>
        Assert.Superset(
            new HashSet<string> { $"{nameof(HeldScalarTests)}.{nameof(Unheld)}", $"{nameof(HeldScalarTests)}.{nameof(Sum)}", $"{nameof(HeldScalarTests)}.{nameof(SumInPlace)}" },
            Conversions(typeof(HeldScalarTests).Assembly.Location).ToHashSet());

    private static Scalar Unheld(double number) => number;

    private static torch.Tensor Sum(torch.Tensor one, torch.Tensor other) => one + other;

    private static torch.Tensor SumInPlace(torch.Tensor one, torch.Tensor other) => one.add_(other);

    private static List<string> Conversions(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        var conversions = reader.MemberReferences.Where(member => MakesAScalar(reader, member)).Select(member => MetadataTokens.GetToken(member)).ToHashSet();
        return
        [
            .. reader.MethodDefinitions
                .Select(reader.GetMethodDefinition)
                .Where(method => method.RelativeVirtualAddress != 0 && Calls(file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes(), conversions))
                .Select(method => $"{reader.GetString(reader.GetTypeDefinition(method.GetDeclaringType()).Name)}.{reader.GetString(method.Name)}"),
        ];
    }

    // The conversion itself, the operators of tensors that take a number and convert it, and sums without a factor, which make one of 1.
    private static bool MakesAScalar(MetadataReader reader, MemberReferenceHandle handle)
    {
        var member = reader.GetMemberReference(handle);
        if (member.Parent.Kind != HandleKind.TypeReference) return false;
        var (type, name) = (reader.GetString(reader.GetTypeReference((TypeReferenceHandle)member.Parent).Name), reader.GetString(member.Name));
        if (type == nameof(torch.Tensor) && (name == "op_Addition" || (name is "add" or "add_" && Parameters(reader.GetBlobReader(member.Signature)) == 1))) return true;
        return name.StartsWith("op_", StringComparison.Ordinal) && (type == nameof(Scalar) || type == nameof(torch.Tensor)) && TakesANumber(reader.GetBlobReader(member.Signature));
    }

    private static int Parameters(BlobReader signature)
    {
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    private static bool TakesANumber(BlobReader signature)
    {
        signature.ReadSignatureHeader();
        var parameters = signature.ReadCompressedInteger();
        SkipType(ref signature);
        for (var i = 0; i < parameters; i++)
        {
            if (SkipType(ref signature) is >= SignatureTypeCode.Boolean and <= SignatureTypeCode.Double) return true;
        }
        return false;
    }

    private static SignatureTypeCode SkipType(ref BlobReader signature)
    {
        var code = signature.ReadSignatureTypeCode();
        if (code == SignatureTypeCode.TypeHandle) signature.ReadTypeHandle();
        return code;
    }

    private static bool Calls(byte[]? code, HashSet<int> methods)
    {
        const byte call = 0x28, virtualCall = 0x6F;
        for (var i = 0; i + 5 <= (code?.Length ?? 0); i++)
        {
            if (code![i] is call or virtualCall && methods.Contains(BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i + 1)))) return true;
        }
        return false;
    }
}

using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using Harness.Diagnostics;
using Harness.Models.Onnx;
using Harness.Models.Weights;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights;

/// <summary>Files that are taken for weights and are something else.</summary>
public sealed class ForeignFileTests
{
    private const string Pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 46830571\n";

    [Theory]
    [InlineData(Pointer, "it is a Git LFS pointer to 46,830,571 bytes, not the file itself", "git lfs pull")]
    [InlineData("version https://git-lfs.github.com/spec/v1\n", "it is a Git LFS pointer, not the file itself", "git lfs pull")]
    [InlineData("<!DOCTYPE html><html><head><title>Virus scan warning</title>", "it is an HTML page", "download the file itself")]
    [InlineData("\ufeff\n\n  <HTML lang=en>", "it is an HTML page", "download the file itself")]
    [InlineData("<!-- saved -->\n<html>", "it is an HTML page", "download the file itself")]
    [InlineData("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "it is an XML document", "download the file itself")]
    [InlineData("{\"metadata\": {\"total_size\": 3}, \"weight_map\": {}}", "it is the index of a safetensors file in several parts", "Join the parts")]
    [InlineData("epoch: 3\nlr:\t0.1 é 日本", "it is a text file that begins 'epoch: 3 lr: 0.1 é 日本'", "Name a .pth")]
    public void Read_Text_IsNamedWithWhatToDo(string text, string message, string remedy) => AssertNamed(Encoding.UTF8.GetBytes(text), message, remedy);

    [Theory]
    [InlineData("1f8b080000000000", "it is a gzip archive", "Unpack it")]
    [InlineData("425a6839314159", "it is a bzip2 archive", "Unpack it")]
    [InlineData("fd377a585a00", "it is an xz archive", "Unpack it")]
    [InlineData("377abcaf271c0004", "it is a 7z archive", "Unpack it")]
    [InlineData("28b52ffd0458", "it is a zstd archive", "Unpack it")]
    [InlineData("894844460d0a1a0a", "it is an HDF5 file, as Keras writes them", "save the weights with torch.save")]
    [InlineData("934e554d50590100", "it is a NumPy array", "save the weights with torch.save")]
    [InlineData("1c00000054464c33", "it is a TensorFlow Lite file", "save the weights with torch.save")]
    [InlineData("80047d942e", "it is a pickle that torch.save did not write", "Load it in Python")]
    [InlineData("89504e470d0a1a0a", "it is a PNG image", "Name a .pth")]
    public void Read_OtherFormat_IsNamedWithWhatToDo(string bytes, string message, string remedy) => AssertNamed(Convert.FromHexString(bytes), message, remedy);

    [Fact]
    public void Read_Tar_IsNamed() => AssertNamed([.. "a/b"u8, .. new byte[254], .. "ustar"u8, .. new byte[300]], "it is a tar archive", "Unpack it");

    [Fact]
    public void Read_Onnx_IsNamed()
    {
        var graph = new ModelProto { Graph = new GraphProto { Node = { new NodeProto { OpType = "Conv" } } } }.ToByteArray();
        AssertNamed([0x08, 8, .. graph], "it is an ONNX file", "save the weights with torch.save");
        AssertNamed([0x08, 8, 0x12, 7, .. "pytorch"u8, .. graph], "it is an ONNX file", "save the weights with torch.save");
    }

    [Theory]
    [InlineData("it is a NumPy archive (.npz)", "weight.npy", "bias.npy")]
    [InlineData("it is a Keras model", "config.json", "model.weights.h5")]
    [InlineData("it holds a.pth, b.txt, c.txt …", "a.pth", "b.txt", "c.txt", "d.txt")]
    public void Read_OtherZip_IsNamed(string message, params string[] entries)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries) archive.CreateEntry(entry);
        }
        AssertNamed(memory.ToArray(), message, null);
    }

    [Fact]
    public void Resolve_PointerInPlaceOfAFileWithItsHashInTheName_IsAPointerAndNotDamaged()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("mine-c91c293f.safetensors", Encoding.UTF8.GetBytes(Pointer));
        Assert.Contains("Git LFS pointer", Assert.Throws<HarnessException>(() => new WeightResolver().Resolve(path, folder.Path, "resnet18")).Message, StringComparison.Ordinal);
    }

    private static void AssertNamed(byte[] bytes, string message, string? remedy)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.pth", bytes);
        var error = Assert.Throws<HarnessException>(() => WeightFile.Read(path));
        Assert.StartsWith($"{path}: not a readable weight file: it is", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        if (remedy is not null) Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }
}

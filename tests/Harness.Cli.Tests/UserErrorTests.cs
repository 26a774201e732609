using System.Runtime.InteropServices;
using Harness.Cli.Commands;
using Harness.Diagnostics;

namespace Harness.Cli.Tests;

public sealed class UserErrorTests
{
    private static readonly DllNotFoundException Missing = new("Unable to load 'LibTorchSharp'.\nlooked here\nand there");

    [Fact]
    public void From_MissingLibrary_SaysHowToInstallWhereverItIsWrapped()
    {
        Exception[] wrapped =
        [
            Missing, new TypeInitializationException("torch", Missing), new AggregateException(new TypeInitializationException("torch", Missing)),
            new TypeInitializationException("a", new TypeInitializationException("b", Missing)),
        ];
        foreach (var exception in wrapped)
        {
            var error = UserError.From(exception);

            Assert.Equal("A native library cannot be loaded: Unable to load 'LibTorchSharp'.", error!.Message);
            Assert.Contains("./run-all.sh setup", error.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void From_ErrorInAParallelLoop_IsFoundAmongTheOthers()
    {
        var own = new HarnessException("bad image");

        Assert.Same(own, UserError.From(new AggregateException(new InvalidOperationException(), new AggregateException(own))));
    }

    [Fact]
    public void CodeOf_Errors_TellsAWrongInputFromADiskAndFromAFolderInUse()
    {
        Assert.Equal(CommandLine.Failure, UserError.CodeOf(new HarnessException("bad key")));
        Assert.Equal(CommandLine.Failure, UserError.CodeOf(new HarnessException("no such file", inner: new FileNotFoundException())));
        Assert.Equal(CommandLine.Failure, UserError.CodeOf(new HarnessException("cut short", inner: new EndOfStreamException())));
        Assert.Equal(CommandLine.EnvironmentFailure, UserError.CodeOf(new HarnessException("disk full", inner: new HarnessException("file", inner: new IOException("No space left")))));
        Assert.Equal(CommandLine.EnvironmentFailure, UserError.CodeOf(new HarnessException("no rights", inner: new UnauthorizedAccessException())));
        Assert.Equal(CommandLine.InUse, UserError.CodeOf(new FolderInUseException("held", "wait", new IOException("locked"))));
    }

    [Fact]
    public void From_TooLittleMemory_IsNoDefectWhereverItIsWrapped()
    {
        foreach (var exception in (Exception[])[new OutOfMemoryException(), new AggregateException(new InsufficientMemoryException()), new TypeInitializationException("a", new OutOfMemoryException())])
        {
            var error = UserError.From(exception);

            Assert.Equal("There is too little memory.", error!.Message);
            Assert.Contains("--workers", error.Remedy, StringComparison.Ordinal);
            Assert.Equal(CommandLine.EnvironmentFailure, UserError.CodeOf(error));
        }
    }

    [Fact]
    public void From_TooLittleMemoryOfAGpu_HasLibtorchsWordsWithoutItsStackTrace()
    {
        var error = UserError.From(new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB.\nException raised from malloc at CUDACachingAllocator.cpp:1"));

        Assert.Equal("There is too little memory: CUDA out of memory. Tried to allocate 2.00 GiB.", error!.Message);
        Assert.Equal(CommandLine.EnvironmentFailure, UserError.CodeOf(error));
        Assert.Null(UserError.From(new ExternalException("mat1 and mat2 shapes cannot be multiplied")));
    }

    [Fact]
    public void From_Defect_IsNone()
    {
        Assert.Null(UserError.From(new TypeInitializationException("torch", new InvalidOperationException())));
        Assert.Null(UserError.From(new InvalidOperationException("x", new HarnessException("handled before"))));
    }
}

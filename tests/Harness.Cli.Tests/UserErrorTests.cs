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
    public void From_Defect_IsNone()
    {
        Assert.Null(UserError.From(new TypeInitializationException("torch", new InvalidOperationException())));
        Assert.Null(UserError.From(new InvalidOperationException("x", new HarnessException("handled before"))));
    }
}

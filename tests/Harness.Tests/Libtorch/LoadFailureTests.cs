using Harness.Libtorch;

namespace Harness.Tests.Libtorch;

public sealed class LoadFailureTests
{
    [Theory]
    [InlineData(
        "Unable to load shared library '/p/libLibTorchSharp.so' or one of its dependencies.\n/p/libLibTorchSharp.so: cannot open shared object file: No such file or directory\n"
        + "/lib/libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by /p/libc10.so)\n",
        "/lib/libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by /p/libc10.so)",
        "libstdc++) is too old")]
    [InlineData("a\n/lib/libc.so.6: version `GLIBC_2.34' not found (required by /p/libtorch_cpu.so)", "/lib/libc.so.6: version `GLIBC_2.34' not found (required by /p/libtorch_cpu.so)", "glibc 2.28")]
    [InlineData("/p/libLibTorchSharp.so: undefined symbol: _ZNK3c10", "/p/libLibTorchSharp.so: undefined symbol: _ZNK3c10", "which needs 2.10.0")]
    [InlineData("x\nlibcudart.so.12: cannot open shared object file: No such file or directory", "libcudart.so.12: cannot open shared object file: No such file or directory", "Set the project up again")]
    [InlineData("something else\nmore", "something else", "Set the project up again")]
    [InlineData("", "the system does not say why", "Set the project up again")]
    public void CauseAndRemedy_WhatTheSystemSays_AreTheLineThatMattersAndWhatToDo(string message, string cause, string remedy)
    {
        Assert.Equal(cause, LoadFailure.Cause(message));
        Assert.Contains(remedy, LoadFailure.Remedy(message), StringComparison.Ordinal);
    }
}

using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Tests.Files;

public sealed class AtomicFileTests
{
    [Fact]
    public void Write_ToTheRootOfADisk_SaysThatItIsAFolder()
    {
        var root = Path.GetPathRoot(AppContext.BaseDirectory)!;

        var exception = Assert.Throws<HarnessException>(() => AtomicFile.Write(root, "Choose another file.", _ => Assert.Fail("nothing is to be written")));

        Assert.Equal(($"'{root}' is a folder.", "Name a file in it."), (exception.Message, exception.Remedy));
    }
}

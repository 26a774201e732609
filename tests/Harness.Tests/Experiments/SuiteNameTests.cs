using Harness.Experiments;

namespace Harness.Tests.Experiments;

public sealed class SuiteNameTests
{
    [Theory]
    [InlineData("/data/flowers", "flowers")]
    [InlineData("/data/Fotos von Blüten", "Fotos-von-Bl-ten")]
    [InlineData("/data/花", "images")]
    [InlineData("/data/.hidden.", "hidden")]
    [InlineData("/Data", "Data-images")]
    [InlineData("/data/flowers-dry", "flowers-dry-images")]
    public void Of_Folder_CanBeTheNameOfASuite(string folder, string expected) => Assert.Equal(expected, SuiteName.Of(folder));

    [Theory]
    [InlineData("/photographs/flowers", "flowers")]
    [InlineData("/photographs/flowers/", "flowers")]
    [InlineData("/photographs/my flowers!/", "my-flowers")]
    [InlineData("/photographs/data/", "data-images")]
    [InlineData("/", "images")]
    public void Of_FolderWithAndWithoutAnEnding_IsItsName(string folder, string name) => Assert.Equal(name, SuiteName.Of(folder));
}

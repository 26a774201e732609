using Harness.Reporting.Charts;

namespace Harness.Tests.Reporting.Charts;

public sealed class TechniqueStyleTests
{
    [Fact]
    public void For_ManyTechniques_GivesEachItsOwnStyle()
    {
        var styles = Enumerable.Range(0, 180).Select(TechniqueStyle.For);

        Assert.Equal(180, styles.Select(style => (style.Color, style.Marker, style.Pattern.Name)).Distinct().Count());
    }
}

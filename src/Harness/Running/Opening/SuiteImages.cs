using Harness.Data;
using Harness.Data.Labels;
using Harness.Diagnostics;
using Harness.Experiments;
using Harness.Yaml;

namespace Harness.Running.Opening;

/// <summary>The images of a suite, checked one by one.</summary>
/// <param name="Source">Those that it is about, and that training knows the classes of.</param>
/// <param name="Target">Those of the target domain, the source's themselves where only transforms make them others; null for no target.</param>
internal sealed record SuiteImages(Manifest Source, Manifest? Target)
{
    /// <summary>Checks whether they fit together and fit what the suite says about them.</summary>
    /// <param name="suite">The suite.</param>
    /// <exception cref="DiagnosticsException">They do not; all problems are named.</exception>
    public void Check(Suite suite)
    {
        var errors = new DiagnosticBag();
        CheckTarget(suite.Data.Target, errors);
        if (suite.Data.Labels is { } labels) LabelTableCheck.Run(labels, Source, errors);
        ClassVectorCheck.Run(suite.Data, Source.Classes, errors);
        errors.ThrowIfAny();
    }

    /// <summary>Leaves out what training is not to see.</summary>
    /// <param name="suite">The suite.</param>
    /// <returns>The images that training and validation use.</returns>
    public SuiteImages Used(Suite suite) => suite.Data.Unseen is { } unseen ? this with { Source = unseen.Without(Source) } : this;

    private void CheckTarget(TargetSettings? settings, DiagnosticBag errors)
    {
        if (settings is null || Target is null) return;
        foreach (var name in Source.Classes.Except(Target.Classes))
            errors.Add(settings.Location, $"class '{name}' is in the source domain only", $"there is no folder '{name}' in {Target.Root}");
        foreach (var name in Target.Classes.Except(Source.Classes))
            errors.Add(settings.Location, $"class '{name}' is in the target domain only", $"there is no folder '{name}' in {Source.Root}");
    }
}

using Harness.Files;
using Harness.Models.Weights;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Determines whether the command line replaces the backbone, weights or images that a suite names. Published values hold for the named ones only.</summary>
/// <param name="folder">The folder of the suite file, to which its paths are relative.</param>
/// <param name="overrides">The inputs on the command line; their paths are relative to the working directory.</param>
internal sealed class ReplacedInputs(string folder, SuiteOverrides overrides)
{
    /// <summary>Whether any of them is replaced. Inputs that a suite leaves to the command line do not count.</summary>
    /// <param name="backbone">The suite's value of <c>backbone</c>.</param>
    /// <param name="weights">The suite's value of <c>weights</c>.</param>
    /// <param name="root">The suite's value of <c>root</c> in its <c>data</c>.</param>
    public bool Any(YamlNode? backbone, YamlNode? weights, YamlNode? root) =>
        Differs(backbone, overrides.Backbone, static (written, given) => written == given)
        || Differs(weights, overrides.Weights, (written, given) => AreSameWeights(written, given, (backbone as YamlScalar)?.Text ?? string.Empty))
        || Differs(root, overrides.DataRoot, IsSamePath);

    private static bool Differs(YamlNode? node, string? given, Func<string, string, bool> areSame) => given is not null && node is YamlScalar { IsNull: false } written && !areSame(written.Text, given);

    private bool AreSameWeights(string written, string given, string backbone) =>
        written == "none" || given == "none" ? written == given : IsSamePath(written, given) || (Published(written, backbone) is { } set && set == Published(given, backbone));

    // A published file holds the same weights in any folder: its name contains their hash.
    private static KnownWeightSet? Published(string weights, string backbone) => KnownWeights.Find(Path.GetFileName(weights), backbone);

    private bool IsSamePath(string written, string given) => RealPath.AreSame(Path.GetFullPath(written, folder), Path.GetFullPath(given));
}

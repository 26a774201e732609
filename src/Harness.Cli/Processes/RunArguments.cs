using System.Globalization;
using Harness.Models;
using Harness.Running;
using Harness.Running.Devices;

namespace Harness.Cli.Processes;

/// <summary>Writes as arguments what <see cref="Commands.SuiteArguments"/> reads.</summary>
internal static class RunArguments
{
    /// <summary>The arguments for some options.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The suite first; options that have their default value are left out.</returns>
    public static IReadOnlyList<string> Of(RunOptions options) =>
    [
        options.SuitePath,
        .. Text("--data", options.DataRoot),
        .. Text("--target", options.TargetRoot),
        .. Text("--labels", options.Labels),
        .. Text("--weights", options.Weights),
        .. Text("--out", options.OutputFolder),
        .. Text("--store", options.StoreFolder),
        .. Several("--seeds", options.Seeds?.Select(seed => seed.ToString(CultureInfo.InvariantCulture))),
        .. Several("--techniques", options.Techniques),
        .. Several("--also", options.AddedTechniques),
        .. Text("--backbone", options.Backbone),
        .. Text("--device", options.Device == DeviceList.Auto ? null : options.Device),
        .. Number("--workers", options.Workers),
        .. Number("--threads", options.Threads),
        .. Number("--cache", options.CacheMebibytes),
        .. Text("--precision", options.Compute.Precision == Precision.Float32 ? null : PrecisionNames.All.NameOf(options.Compute.Precision)),
        .. Flag("--no-fold", !options.Compute.FoldsBatchNorm),
        .. Flag("--no-winograd", !options.Compute.AllowsWinograd),
        .. Flag("--no-share", !options.Share),
        .. Flag("--no-store", !options.UseStore),
        .. Flag("--skip-unreadable", options.SkipUnreadable),
        .. Flag("--keep-split", options.KeepSplit),
        .. Flag("--dry", options.Dry),
    ];

    private static IEnumerable<string> Text(string name, string? value) => value is null ? [] : [name, value];

    private static IEnumerable<string> Number(string name, int? value) => value is { } number ? [name, number.ToString(CultureInfo.InvariantCulture)] : [];

    // The name before each: what begins with a dash is taken for a value only after a name.
    private static IEnumerable<string> Several(string name, IEnumerable<string>? values) => (values ?? []).SelectMany(value => (string[])[name, value]);

    private static IEnumerable<string> Flag(string name, bool isSet) => isSet ? [name] : [];
}

using Harness.Libtorch;
using Harness.Models;
using Harness.Models.Weights;
using Harness.Models.Winograd;
using Harness.Results;

namespace Harness.Running.Collecting;

/// <summary>Describes a run for its report: machine, versions, hashes and settings.</summary>
internal static class RunDescription
{
    /// <summary>Describes a run that ends now.</summary>
    /// <param name="session">What was run.</param>
    /// <returns>The description.</returns>
    public static RunInformation Of(SuiteSession session) => new()
    {
        HarnessVersion = typeof(RunDescription).Assembly.GetName().Version!.ToString(3),
        TorchVersion = TorchLibrary.Version,
        DotnetVersion = Environment.Version.ToString(),
        OperatingSystem = System.Runtime.InteropServices.RuntimeInformation.OSDescription,
        Processor = Machine.ProcessorName,
        InstructionSets = Machine.InstructionSets,
        Threads = session.ComputeDevice.Threads,
        Workers = session.Workers,
        Device = session.ComputeDevice.Name,
        Precision = session.Compute.Precision.ToString().ToLowerInvariant(),
        FoldsBatchNorm = session.Compute.FoldsBatchNorm,
        UsesWinograd = session.PlanInputs.ChoosesWinograd && session.Compute.AllowsWinograd && WinogradConvolution.Supports(session.Compute.Precision.ScalarType()),
        CommandLine = session.Options.CommandLine,
        Finished = DateTimeOffset.UtcNow,
        ManifestHash = session.Manifest.Hash,
        TargetManifestHash = session.Target?.Hash,
        LabelsHash = session.Suite.Data.Labels?.Hash,
        // The file's name and hash say which weights they are; where they lay on this machine says nothing to a reader elsewhere.
        Weights = session.Suite.Weights is { } weights ? Path.GetFileName(WeightReference.Parse(weights).File) : null,
        WeightsHash = session.WeightsHash,
        WeightsPlace = session.WeightsPlace,
    };
}

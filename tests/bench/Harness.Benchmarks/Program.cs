using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Harness.Benchmarks;

// dotnet run -c Release --project tests/bench/Harness.Benchmarks -- --filter '*'       BenchmarkDotNet on all pieces; without a filter it asks
// dotnet run -c Release --project tests/bench/Harness.Benchmarks -- pipeline FOLDER    images a second and core, for tests/bench/pipeline.py
// dotnet run -c Release --project tests/bench/Harness.Benchmarks -- epochs FOLDER      time and memory of whole epochs of batches
// dotnet run -c Release --project tests/bench/Harness.Benchmarks -- calibration        how often equal techniques have a winner, and what power there is
// dotnet run -c Release --project tests/bench/Harness.Benchmarks -- self FILE SEEDS    one technique against itself, from a predictions.csv with many seeds
if (args is ["pipeline", ..]) return PipelineCommand.Run(args[1..]);
if (args is ["epochs", ..]) return EpochCommand.Run(args[1..]);
if (args is ["calibration", ..]) return CalibrationCommand.Run(args[1..]);
if (args is ["self", _, _]) return SelfComparisonCommand.Run(args[1..]);

// In this process: a build for every benchmark would need the native libraries beside each, and takes minutes.
var config = DefaultConfig.Instance
    .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "reports"))
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default);
BenchmarkSwitcher.FromAssembly(typeof(PipelineCommand).Assembly).Run(args, config);
return 0;

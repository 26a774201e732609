using System.CommandLine;
using System.Text.RegularExpressions;
using Harness.Cli.Output;
using Harness.Cli.Processes;
using Harness.Cli.Slurm;
using Harness.Diagnostics;
using Harness.Estimation;
using Harness.Planning;
using Harness.Running;
using Harness.Running.Devices;
using Harness.Running.Folders;
using Harness.Running.Opening;

namespace Harness.Cli.Commands;

/// <summary><c>harness slurm</c>: writes a script that trains a suite on a Slurm cluster.</summary>
internal static partial class SlurmCommand
{
    private const int MaximumParts = 10_000;

    public static Command Create()
    {
        var command = new Command("slurm", "Write a script that trains a suite in parts on a Slurm cluster and then writes its report.");
        var arguments = new SuiteArguments();
        arguments.AddTo(command);
        var parts = WholeNumber.Option("--parts", "The number of parts to cut the suite into: the tasks of the job array.", "n", maximum: MaximumParts);
        parts.Required = true;
        var script = new Option<string?>("--script") { Description = "The script to write (default: NAME-slurm.sh).", HelpName = "file" };
        var partition = new Option<string?>("--partition") { Description = "The Slurm partition.", HelpName = "name" };
        var time = Matching("--time", "The time limit of a part, as Slurm writes it: minutes, HH:MM:SS or DAYS-HH (default: twice the estimate plus ten minutes).", "time", Time(), "minutes, HH:MM:SS or DAYS-HH:MM:SS");
        var memory = Matching("--memory", "The memory of a part, such as 8G (default: a quarter more than the estimate).", "size", Memory(), "a whole number followed by K, M, G or T, such as 8G");
        var cores = WholeNumber.Option("--cores", "The cores of a part, and its libtorch threads unless --threads says otherwise (default: as many as here).", "n", maximum: 1024);
        var gpus = new Option<bool>("--gpus") { Description = "A GPU for every part." };
        var noEstimate = new Option<bool>("--no-estimate") { Description = "Do not try a few batches here to estimate time and memory." };
        var force = TargetFile.Force();
        foreach (var option in (Option[])[parts, script, force, partition, time, memory, cores, gpus, noEstimate]) command.Add(option);
        command.SetAction(parsed => Write(
            arguments.Read(parsed),
            parsed.GetValue(parts)!.Value,
            new SlurmResources
            {
                Partition = parsed.GetValue(partition),
                Time = parsed.GetValue(time),
                Memory = parsed.GetValue(memory),
                Cores = parsed.GetValue(cores) ?? Environment.ProcessorCount,
                NeedsGpu = parsed.GetValue(gpus),
            },
            parsed.GetValue(script),
            parsed.GetValue(force),
            parsed.GetValue(noEstimate)));
        return command;
    }

    private static int Write(RunOptions options, int parts, SlurmResources resources, string? path, bool replaces, bool noEstimate)
    {
        if (path is not null) TargetFile.EnsureFree(path, replaces);
        if (!options.UseStore) throw new HarnessException("Parts share their epochs through the store, and --no-store keeps none.", "Leave out --no-store.");
        options = options with { Device = DeviceOf(options, resources), Threads = options.Threads ?? Math.Min(resources.Cores, ComputeOptions.MaximumThreads), Access = ResultsAccess.Look };
        using var interrupt = new Interrupt();
        var splits = SuiteOpener.SplitsOf(options);
        var observer = new PlainProgress();
        // Even if the GPUs are only on other machines, the images and the plan can be looked at.
        var isHere = DeviceList.KindOf(options.Device) == "cpu" || DeviceList.Of("auto")[0] != "cpu";
        using var session = SuiteOpener.Open(isHere ? options : options with { Device = "cpu" }, observer, observer.Images, interrupt.Token);
        path ??= $"{session.Suite.Name}-slurm.sh";
        TargetFile.EnsureFree(path, replaces);
        parts = AtMost(parts, PlanParts.MaximumOf(session.Plan) * splits.Count);
        if (isHere && !noEstimate && resources is not { Time: not null, Memory: not null } && Calibration.Estimate(session, interrupt.Token) is { IsTimed: true } estimate)
            resources = resources.Or(estimate, PartEstimate.LongestShare(session, parts) * splits.Count);
        WriteFile(path, ScriptOf(options, session.Suite.Name, splits.Folder, parts, resources).ToString());
        Tell(path, parts, resources);
        return CommandLine.Success;
    }

    // The same on every node: on one without a GPU, auto would mean something else.
    private static string DeviceOf(RunOptions options, SlurmResources resources)
    {
        if (options.Device.Contains(',', StringComparison.Ordinal)) throw new HarnessException($"A part trains on one device, and '{options.Device}' names several.", "Name one, and ask for more parts.");
        if (options.Device == DeviceList.Auto) return resources.NeedsGpu ? "cuda" : "cpu";
        // It need not be on this machine, and is checked here all the same: every job of the cluster would end with the mistake.
        DeviceList.Named(options.Device);
        if (resources.NeedsGpu && DeviceList.KindOf(options.Device) == "cpu") throw new HarnessException("--gpus asks for GPUs, and --device for none.", "Leave out one of them.");
        return options.Device;
    }

    private static int AtMost(int parts, int maximum)
    {
        if (parts <= maximum) return parts;
        Console.WriteLine($"The suite can be cut into {Quantity.Of(maximum, "part")} at most, since epochs that depend on one another stay together.");
        return maximum;
    }

    private static SlurmScript ScriptOf(RunOptions options, string name, string folder, int parts, SlurmResources resources) => new()
    {
        Name = name,
        Folder = Environment.CurrentDirectory,
        LogFolder = Path.Combine(Path.GetRelativePath(Environment.CurrentDirectory, folder), "slurm"),
        Parts = parts,
        Resources = resources,
        Program = OwnProgram.LaterCommand,
        Arguments = RunArguments.Of(options),
    };

    private static void WriteFile(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"The script '{path}' cannot be written: {exception.Message}", "Name another file with --script PATH.", exception);
        }
    }

    private static void Tell(string path, int parts, SlurmResources resources)
    {
        Console.WriteLine($"Written: {path}, for {Quantity.Of(parts, "part")} and their report. Each asks for {string.Join(' ', resources.Lines())}.");
        var submit = ShellWord.Join(["sh", path]);
        Console.WriteLine(IsSlurmHere()
            ? $"Submit it: {submit}"
            : $"Slurm's sbatch is not on this machine. Submit the script on a machine of the cluster that sees these folders, or install Slurm's client (Debian and Ubuntu: slurm-client): {submit}");
    }

    private static bool IsSlurmHere() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "sbatch")));

    private static Option<string?> Matching(string name, string description, string helpName, Regex form, string words) =>
        OneValue.Option(name, description, helpName, words, text => form.IsMatch(text) ? text : null);

    [GeneratedRegex(@"^\d+(:\d+){0,2}$|^\d+-\d+(:\d+){0,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"^\d+[KMGT]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Memory();
}

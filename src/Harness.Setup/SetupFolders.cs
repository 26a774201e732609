namespace Harness.Setup;

/// <summary>Where set-up reads and writes. It writes only below <c>artifacts</c>.</summary>
internal sealed class SetupFolders(string root)
{
    /// <summary>The repository.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The build results.</summary>
    public string Artifacts => Path.Combine(Root, "artifacts");

    /// <summary>The output of the last build.</summary>
    public string Log => Path.Combine(Artifacts, "setup.log");

    /// <summary>
    /// A text file with the name of the folder that holds the program: not a link, which Windows keeps to administrators.
    /// Each <c>TorchBackend</c> of the environment has its own.
    /// </summary>
    public string Pointer => Path.Combine(Artifacts, PointerName(Environment.GetEnvironmentVariable("TorchBackend")));

    /// <summary>The folder of the program that was built last.</summary>
    public string Program => Path.Combine(Artifacts, File.ReadAllText(Pointer).Trim());

    /// <summary>A project's file below <c>src</c>.</summary>
    public string Project(string name) => Path.Combine(Root, "src", name, $"{name}.csproj");

    private static string PointerName(string? backend) => string.IsNullOrEmpty(backend) ? "program.txt" : $"program-{backend}.txt";
}

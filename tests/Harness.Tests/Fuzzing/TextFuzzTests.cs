using System.Text;
using Harness.Data.Manifests;
using Harness.Diagnostics;
using Harness.Tests.Experiments;
using Harness.TestSupport;
using Harness.Yaml;
using Xunit.Abstractions;

namespace Harness.Tests.Fuzzing;

/// <summary>Suites, techniques and manifests with bytes that nobody typed are read or diagnosed.</summary>
public sealed class TextFuzzTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compose_MutatedYaml_ComposesOrDiagnoses()
    {
        string[] good = [ExperimentFolder.ValidSuite, ExperimentFolder.ValidTechnique, "a: &x [1, {b: 'c', \"d\": *e}]\n? k\n: |\n  text\n# end\n"];
        Mutations.Run([.. good.Select(Encoding.UTF8.GetBytes)], bytes => YamlComposer.Compose("a.yaml", Encoding.UTF8.GetString(bytes), new DiagnosticBag()) is not null, output, Mutations.Words);
    }

    [Fact]
    public void Load_MutatedSuitesAndTechniques_LoadOrAreDiagnosed()
    {
        LoadMutated("s.yaml", ExperimentFolder.ValidSuite);
        LoadMutated("t.yaml", ExperimentFolder.ValidTechnique);
    }

    [Fact]
    public void Read_MutatedManifests_ReadOrAreDiagnosed()
    {
        var hash = new string('a', 64);
        var manifest = $"path,label,split,sha256\ndaisy/1.png,daisy,train,{hash}\n\"rose/a, \"\"b\"\".png\",rose,valid,{hash}\ntest/rose/2.png,rose,test,{hash}\n";
        Mutations.Run([Encoding.UTF8.GetBytes(manifest)], bytes => Reads(bytes, path => ManifestFile.Read(path, isFromTable: false).Count > 0), output, Mutations.Words);
        Mutations.Run([Encoding.UTF8.GetBytes($"path,reason,sha256\nrose/3.png,is empty,{hash}\n")], bytes => Reads(bytes, path => ManifestFile.ReadSkipped(path).Count > 0), output, Mutations.Words);
    }

    private void LoadMutated(string file, string good)
    {
        using var folders = new ThreadLocal<ExperimentFolder>(() => new ExperimentFolder(), trackAllValues: true);
        Mutations.Run([Encoding.UTF8.GetBytes(good)], bytes => Loads(folders.Value!, file, bytes), output, Mutations.Words);
        foreach (var folder in folders.Values) folder.Dispose();
    }

    private static bool Loads(ExperimentFolder folder, string file, byte[] bytes)
    {
        File.WriteAllBytes(folder.Path(file), bytes);
        try
        {
            return folder.Load().Techniques.Count > 0;
        }
        catch (DiagnosticsException)
        {
            return false;
        }
    }

    private bool Reads(byte[] bytes, Func<string, bool> read)
    {
        var path = _folder.Write($"{Environment.CurrentManagedThreadId}.csv", bytes);
        try
        {
            return read(path);
        }
        catch (HarnessException)
        {
            return false;
        }
    }
}

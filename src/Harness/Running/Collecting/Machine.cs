using System.Runtime.Intrinsics.X86;
using Harness.Libtorch;

namespace Harness.Running.Collecting;

/// <summary>What a report says about the machine.</summary>
internal static class Machine
{
    // What decides, beside the processor, which of their kernels libtorch and oneDNN take.
    private static readonly string[] Limits = ["ATEN_CPU_CAPABILITY", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA"];

    /// <summary>The processor's name and its cores, as the operating system knows them.</summary>
    public static string ProcessorName { get; } = $"{Model() ?? "unknown processor"}, {Environment.ProcessorCount} cores";

    /// <summary>The instruction sets that the processor offers to libtorch and oneDNN, and the variables that hold either to fewer of them.</summary>
    /// <remarks>Asked of the processor, not of libtorch, which a report does not load: what is used is the best of these that its kernels know.</remarks>
    public static string InstructionSets { get; } = Describe(ProcessorInstructions.Offered, Environment.GetEnvironmentVariable);

    /// <summary>Why bfloat16 would take longer than float32 on this processor; null if it would not, or that is not known.</summary>
    public static string? WhyBFloat16IsSlow { get; } = X86Base.IsSupported ? WhySlow(ProcessorInstructions.Offered, ProcessorName) : null;

    /// <summary>Says why bfloat16 takes longer than float32 on an x86 processor.</summary>
    /// <param name="sets">Its instruction sets.</param>
    /// <param name="processor">Its name.</param>
    /// <returns>A sentence with what to do; null if it is faster there.</returns>
    /// <remarks>
    /// The seven techniques on flowers (results/reference) take about 0.8 times as long in bfloat16 with AMD's AVX-512 BF16, and took 1.39 times as long with Intel's before Winograd's
    /// algorithm computed convolutions in bfloat16 too. Virtual machines may hide the AMX that Intel's processors have beside it.
    /// </remarks>
    internal static string? WhySlow(IReadOnlyList<string> sets, string processor)
    {
        const string remedy = "without '--precision bf16' this run would be faster.";
        if (sets.Contains(ProcessorInstructions.AmxBFloat16)) return null;
        if (!sets.Contains(ProcessorInstructions.AvxBFloat16)) return $"This processor has no instructions for bf16 (AVX-512 BF16 or AMX): {remedy}";
        return processor.Contains("Intel", StringComparison.Ordinal) ? $"On Intel's processors bf16 is faster than fp32 only with AMX, which this one does not offer: {remedy}" : null;
    }

    /// <summary>Puts instruction sets and limits into a line.</summary>
    /// <param name="sets">The instruction sets.</param>
    /// <param name="variable">Looks an environment variable up.</param>
    /// <returns>For example <c>AVX2, AVX-512; ATEN_CPU_CAPABILITY=avx2</c>.</returns>
    internal static string Describe(IReadOnlyList<string> sets, Func<string, string?> variable)
    {
        var limits = Limits.Select(name => (name, value: variable(name))).Where(limit => !string.IsNullOrEmpty(limit.value));
        return string.Join("; ", [sets.Count == 0 ? "none beyond the basic ones" : string.Join(", ", sets), .. limits.Select(limit => $"{limit.name}={limit.value}")]);
    }

    // The processor's own words where it is an x86, which are the same on every operating system.
    private static string? Model() =>
        Brand() ?? LinuxModel("/proc/cpuinfo") ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? (OperatingSystem.IsMacOS() ? "Apple processor" : null);

    private static string? Brand()
    {
        if (!X86Base.IsSupported || (uint)X86Base.CpuId(unchecked((int)0x80000000), 0).Eax < 0x80000004) return null;
        var bytes = Enumerable.Range(2, 3)
            .Select(leaf => X86Base.CpuId(unchecked((int)0x80000000) + leaf, 0))
            .SelectMany(part => new[] { part.Eax, part.Ebx, part.Ecx, part.Edx })
            .SelectMany(BitConverter.GetBytes)
            .ToArray();
        var name = System.Text.Encoding.ASCII.GetString(bytes).TrimEnd('\0').Trim();
        return name.Length == 0 ? null : name;
    }

    private static string? LinuxModel(string file)
    {
        if (!File.Exists(file)) return null;
        var line = File.ReadLines(file).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':') + 1)..].Trim();
    }
}

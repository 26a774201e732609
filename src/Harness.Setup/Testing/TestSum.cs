using System.Xml;
using System.Xml.Linq;

namespace Harness.Setup.Testing;

/// <summary>The sum of the test projects' result files (<c>.trx</c>).</summary>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, and one for every project that ended without a readable result file or crashed.</param>
/// <param name="Skipped">Tests that did not run.</param>
/// <param name="Missing">Projects without a readable result file, and those that crashed.</param>
/// <param name="Reasons">Why tests were skipped, and how many for each reason.</param>
internal sealed record TestSum(int Passed, int Failed, int Skipped, int Missing, IReadOnlyDictionary<string, int> Reasons)
{
    /// <summary>Whether tests passed and none failed.</summary>
    public bool IsGood => Failed == 0 && Passed > 0;

    /// <summary>Sums up a folder.</summary>
    /// <param name="folder">Where the result files are; it may be missing.</param>
    /// <param name="expected">How many there must be.</param>
    public static TestSum Of(string folder, int expected)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.trx") : [];
        var results = files.Select(Read).OfType<XElement>().ToList();
        var counters = results.SelectMany(root => root.Descendants().Where(IsNamed("Counters"))).ToList();
        int Sum(string name) => counters.Sum(counter => (int?)counter.Attribute(name) ?? 0);
        var missing = Math.Max(0, expected - counters.Count) + results.Count(HasCrashed);
        return new TestSum(Sum("passed"), Sum("failed") + Sum("error") + missing, Sum("total") - Sum("executed"), missing, ReasonsOf(results));
    }

    /// <summary>Prints the reasons and, last, the line <c>N passed, N failed, N skipped</c>.</summary>
    public void Print(TextWriter output, TextWriter messages)
    {
        foreach (var (reason, count) in Reasons) output.WriteLine($"{count,5} skipped: {reason}");
        if (Missing > 0) messages.WriteLine($"error: {Missing} test project(s) crashed or left no results");
        output.WriteLine($"{Passed} passed, {Failed} failed, {Skipped} skipped");
    }

    // Such a run is called failed, although no test of it did.
    private static bool HasCrashed(XElement results) => results.Descendants().Where(IsNamed("ResultSummary")).Any(summary =>
        (string?)summary.Attribute("outcome") == "Failed" && summary.Elements().Where(IsNamed("Counters")).All(counter => (int?)counter.Attribute("failed") is null or 0));

    private static SortedDictionary<string, int> ReasonsOf(IEnumerable<XElement> results)
    {
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var test in results.SelectMany(root => root.Descendants().Where(IsNamed("UnitTestResult"))))
        {
            if ((string?)test.Attribute("outcome") != "NotExecuted") continue;
            var reason = test.Descendants().FirstOrDefault(IsNamed("Message"))?.Value.Trim() ?? "no reason given";
            reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
        }
        return reasons;
    }

    private static Func<XElement, bool> IsNamed(string name) => element => element.Name.LocalName == name;

    private static XElement? Read(string path)
    {
        try
        {
            return XElement.Load(path);
        }
        catch (XmlException)
        {
            // Cut short by a crash: treated as missing.
            return null;
        }
    }
}

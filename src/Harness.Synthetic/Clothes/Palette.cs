using Harness.Synthetic.Drawing;

namespace Harness.Synthetic.Clothes;

/// <summary>Four colors that go together.</summary>
/// <param name="Ground">Covers most.</param>
/// <param name="Second">The second.</param>
/// <param name="Third">The third.</param>
/// <param name="Accent">Often the darkest or the lightest.</param>
internal sealed record Palette(Rgb Ground, Rgb Second, Rgb Third, Rgb Accent)
{
    public IReadOnlyList<Rgb> Colors => [Ground, Second, Third, Accent];

    public Palette Map(Func<Rgb, Rgb> change) => new(change(Ground), change(Second), change(Third), change(Accent));
}

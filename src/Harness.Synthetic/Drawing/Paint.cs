namespace Harness.Synthetic.Drawing;

/// <summary>The colour that covers a place.</summary>
internal delegate Rgb Paint(Point at);

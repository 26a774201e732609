namespace Harness.Synthetic.Drawing;

/// <summary>The color that covers a place.</summary>
internal delegate Rgb Paint(Point at);

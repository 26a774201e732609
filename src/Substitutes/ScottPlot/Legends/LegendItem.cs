namespace ScottPlot;

/// <summary>A symbol and a name in the legend.</summary>
public class LegendItem : LabelStyleProperties, IHasMarker, IHasLine, IHasFill
{
    public static IEnumerable<LegendItem> None => [];

    public bool IsVisible { get; set; } = true;

    public override LabelStyle LabelStyle { get; set; } = new() { Alignment = Alignment.MiddleLeft };

    public LineStyle LineStyle { get; set; } = new() { Width = 0 };

    public float LineWidth { get => LineStyle.Width; set => LineStyle.Width = value; }

    public LinePattern LinePattern { get => LineStyle.Pattern; set => LineStyle.Pattern = value; }

    public Color LineColor { get => LineStyle.Color; set => LineStyle.Color = value; }

    public FillStyle FillStyle { get; set; } = new();

    public Color FillColor { get => FillStyle.Color; set => FillStyle.Color = value; }

    public LineStyle OutlineStyle { get; set; } = new() { Width = 0 };

    public float OutlineWidth { get => OutlineStyle.Width; set => OutlineStyle.Width = value; }

    public Color OutlineColor { get => OutlineStyle.Color; set => OutlineStyle.Color = value; }

    public MarkerStyle MarkerStyle { get; set; } = new();

    public MarkerShape MarkerShape { get => MarkerStyle.Shape; set => MarkerStyle.Shape = value; }

    public float MarkerSize { get => MarkerStyle.Size; set => MarkerStyle.Size = value; }

    public Color MarkerFillColor { get => MarkerStyle.FillColor; set => MarkerStyle.FillColor = value; }

    public Color MarkerLineColor { get => MarkerStyle.LineColor; set => MarkerStyle.LineColor = value; }

    public float MarkerLineWidth { get => MarkerStyle.LineWidth; set => MarkerStyle.LineWidth = value; }

    public Color MarkerColor
    {
        get => MarkerFillColor;
        set
        {
            MarkerFillColor = value;
            MarkerLineColor = value;
        }
    }

    internal static IEnumerable<LegendItem> Single(
        string text, LineStyle? line = null, MarkerStyle? marker = null, FillStyle? fill = null) =>
        [
            new LegendItem
            {
                LabelText = text,
                LineStyle = line ?? LineStyle.None,
                MarkerStyle = marker ?? MarkerStyle.None,
                FillStyle = fill ?? new FillStyle(),
            },
        ];
}

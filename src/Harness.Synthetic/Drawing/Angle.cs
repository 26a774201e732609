namespace Harness.Synthetic.Drawing;

/// <summary>Sine and cosine from additions and multiplications alone.</summary>
/// <remarks>So they have the same bits on every machine; the libraries' have not.</remarks>
internal static class Angle
{
    private const float HalfTurn = 3.14159265f;

    /// <summary>The sine of an angle in degrees, to five digits.</summary>
    public static float Sin(float degrees)
    {
        var turns = degrees / 360;
        turns -= MathF.Floor(turns + 0.5f);
        // Now in ±1/2; sines mirror at a quarter turn.
        if (turns > 0.25f) turns = 0.5f - turns;
        if (turns < -0.25f) turns = -0.5f - turns;
        var x = turns * 2 * HalfTurn;
        var square = x * x;
        return x * (1 - (square / 6 * (1 - (square / 20 * (1 - (square / 42 * (1 - (square / 72))))))));
    }

    /// <summary>The cosine of an angle in degrees.</summary>
    public static float Cos(float degrees) => Sin(degrees + 90);

    /// <summary>A direction: 0 is down, 90 is right.</summary>
    public static Point Direction(float degrees) => new(Sin(degrees), Cos(degrees));
}

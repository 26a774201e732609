using Harness.Synthetic.Backgrounds;
using Harness.Synthetic.Drawing;
using Harness.Synthetic.Effects;
using Harness.Synthetic.People;

namespace Harness.Synthetic.Scenes;

/// <summary>One picture: a place, a person in it, what is in front, light and camera.</summary>
/// <remarks>The class decides the cloth and nothing else.</remarks>
/// <param name="label">What the person wears.</param>
/// <param name="seed">The seed of the data set.</param>
/// <param name="image">The image's number over both classes.</param>
internal sealed class Scene(SyntheticClass label, long seed, long image)
{
    private const float CompanionProbability = 0.08f;

    /// <summary>Draws the picture.</summary>
    /// <param name="size">Its side, in pixels.</param>
    /// <returns>Bytes of red, green and blue, and the quality with which to write them.</returns>
    public (byte[] Pixels, int JpegQuality) Draw(int size)
    {
        var (background, canvas, light) = (new Canvas(size, 1), new Canvas(size, 2), new Light(Choices(DrawingPurpose.Light)));
        Backdrop.Paint(background, Choices(DrawingPurpose.Background));
        var companion = Choices(DrawingPurpose.Companion);
        if (companion.Chance(CompanionProbability))
        {
            var behind = Framing.PlaceBehind(Poses.Pick(Choices(DrawingPurpose.Pose, 1)), companion);
            DrawPerson(background, light, behind, person: 1, legsShow: true, isSeated: false);
        }
        var pose = Poses.Pick(Choices(DrawingPurpose.Pose));
        var framing = Choices(DrawingPurpose.Camera);
        var (skeleton, legsShow) = Framing.Place(pose, framing);
        background.Blur(Framing.BackgroundBlurRadius(size, framing));
        canvas.Begin(background);
        DrawPerson(canvas, light, skeleton, person: 0, legsShow, pose.IsSeated);
        Occluders.Draw(canvas, Choices(DrawingPurpose.Occluder));
        light.Apply(canvas);
        var camera = new Camera(Choices(DrawingPurpose.Sensor));
        return (camera.Develop(canvas), camera.JpegQuality);
    }

    private DrawingRandom Choices(DrawingPurpose purpose, int person = 0) => DrawingRandom.Create(seed, image, purpose, person);

    private void DrawPerson(Canvas canvas, Light light, Skeleton skeleton, int person, bool legsShow, bool isSeated)
    {
        var body = Choices(DrawingPurpose.Body, person);
        var complexion = Complexion.Pick(body);
        light.DrawShadow(canvas, new Point(skeleton.Hips.X, skeleton.Ground), skeleton.Height);
        if (isSeated) DrawSeat(canvas, skeleton, body);
        var outfit = Outfit.Pick(label, purpose => Choices(purpose, person), legsShow);
        new Figure(canvas, skeleton, outfit, complexion, light.Side, body.Seed()).Draw();
    }

    private static void DrawSeat(Canvas canvas, Skeleton skeleton, DrawingRandom random)
    {
        var half = random.Range(0.12f, 0.3f) * skeleton.Height;
        var color = random.Pick<Rgb>([Rgb.Hex(0x6B5138), Rgb.Hex(0x7D7F80), Rgb.Hex(0x4A4F47), Rgb.Hex(0x9A8B74)]);
        var top = skeleton.Hips.Y + (0.04f * skeleton.Height);
        canvas.Draw(
            Polygon.Rectangle(skeleton.Hips.X - half, top, skeleton.Hips.X + half, skeleton.Ground),
            at => color * (at.Y < top + (0.025f * skeleton.Height) ? 1.15f : 0.75f));
    }
}

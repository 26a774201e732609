using Harness.Synthetic.Drawing;
using Harness.Synthetic.Scenes;

namespace Harness.Synthetic.Clothes;

/// <summary>A printed or woven pattern on an endless piece of cloth.</summary>
/// <param name="u">Across, in heights of the person.</param>
/// <param name="v">Along, in heights of the person.</param>
internal delegate Rgb Fabric(float u, float v);

/// <summary>Makes a piece of cloth.</summary>
/// <param name="palette">Its colors; a pattern need not use all.</param>
/// <param name="scale">The size of one motif, in heights of the person.</param>
/// <param name="random">Decides the rest.</param>
internal delegate Fabric FabricMaker(Palette palette, float scale, DrawingRandom random);

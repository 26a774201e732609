namespace Harness.Tests.Experiments;

/// <summary>Mistakes in the data section: what is replaced in the files of <see cref="ExperimentFolder"/>, by what, and what the user reads.</summary>
public sealed class DataErrorTests
{
    [Theory]
    [InlineData(
        "rule: first",
        "rule: frist",
        "s.yaml:3:18: error: unknown rule 'frist'. Did you mean 'first'?\n    known: first, random, folders")]
    [InlineData(
        "fraction: 0.2",
        "fraction: 0.2, images_per_class: 5",
        "s.yaml:3:40: error: split has both 'fraction' and 'images_per_class'\n    keep one of them")]
    [InlineData(
        ", fraction: 0.2",
        "",
        "s.yaml:3:10: error: split does not say how many images are used for validation\n    add 'fraction: 0.2' or 'images_per_class: 100'")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: random, fraction: 0.2",
        "s.yaml:3:10: error: a random split needs its 'seed'\n    it decides which images are used for validation, and is not a training seed")]
    [InlineData(
        "fraction: 0.2",
        "fraction: 0.2, seed: 1",
        "s.yaml:3:40: error: a split by the rule 'first' has no 'seed': it is the same every time")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: folders, train: train",
        "s.yaml:3:10: error: a split by folders needs 'valid'\n    for example { rule: folders, train: train, valid: valid }")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: folders, train: a, valid: a",
        "s.yaml:3:37: error: 'train' and 'valid' are the same folder")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: folders, train: train, valid: ../valid",
        "s.yaml:3:48: error: 'valid' must be the name of a folder in the data folder, not '../valid'")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: folders, train: train, valid: valid, fraction: 0.2",
        "s.yaml:3:55: error: a split by folders has no 'fraction': the folders decide which images are used for validation")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: folders, train: train, valid: valid, seed: 1",
        "s.yaml:3:55: error: a split by the rule 'folders' has no 'seed': it is the same every time")]
    [InlineData(
        "fraction: 0.2",
        "fraction: 0.2, valid: valid",
        "s.yaml:3:40: error: 'valid' belongs to a split by the rule 'folders'")]
    [InlineData(
        "fraction: 0.2",
        "fraction: 0.2, test: test",
        "s.yaml:3:40: error: 'test' belongs to a split by the rule 'folders'\n    write 'test_fraction: 0.1' or 'test_images_per_class: 50'")]
    [InlineData(
        "fraction: 0.2",
        "fraction: 0.2, test_fraction: 0.8",
        "s.yaml:3:40: error: 'fraction' and 'test_fraction' leave no images to train on\n    together they must be less than 1")]
    [InlineData(
        "fraction: 0.2",
        "fraction: 0.2, test_fraction: 0.1, test_images_per_class: 5",
        "s.yaml:3:60: error: split has both 'test_fraction' and 'test_images_per_class'\n    keep one of them")]
    [InlineData(
        "fraction: 0.2",
        "fraction: 0.2, repeats: 3",
        "s.yaml:3:40: error: 'repeats' belongs to a split by the rule 'random'\n    only random splits differ from each other")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: random, seed: 0, folds: 5, fraction: 0.2",
        "s.yaml:3:45: error: a split into folds has no 'fraction': each fold is used once for validation")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: random, seed: 0, folds: 1",
        "s.yaml:3:42: error: 'folds' must be a whole number of at least 2 and at most 100, not '1'")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: random, seed: 0, fraction: 0.2, repeats: 2, test_fraction: 0.1",
        "s.yaml:3:62: error: a suite with 'repeats' has no test part\n    images of the test part of one split would be used for training in another")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: folders, train: train, valid: valid, test: valid",
        "s.yaml:3:55: error: 'valid' and 'test' are the same folder")]
    [InlineData(
        "rule: first, fraction: 0.2",
        "rule: folders, train: train, valid: valid, test_fraction: 0.1",
        "s.yaml:3:55: error: a split by folders has no 'test_fraction': the folders decide which images are used for the test")]
    [InlineData(
        "train: [random_resized_crop: 128, normalize: imagenet]",
        "train: []",
        "s.yaml:5:10: error: 'train' must be a list of transforms, not an empty list")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [random_resize_crop: 128, ",
        "s.yaml:5:11: error: unknown transform 'random_resize_crop'. Did you mean 'random_resized_crop'?\n    known: random_resized_crop, resize, center_crop, random_horizontal_flip, random_rotation, color_jitter, grayscale, invert, normalize")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [random_resized_crop, ",
        "s.yaml:5:11: error: 'random_resized_crop' needs its argument, for example random_resized_crop: 128")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [random_resized_crop: { scale: [0.5, 2], size: 128 }, ",
        "s.yaml:5:47: error: 'scale' must be a number greater than 0 and at most 1, not '2'")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [random_resized_crop: { scale: [1, 0.5], size: 128 }, ",
        "s.yaml:5:41: error: 'scale' must begin with the smaller number")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [random_resized_crop: { scale: 0.5, size: 128 }, ",
        "s.yaml:5:41: error: 'scale' must be a list of 2 numbers, not '0.5'")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [resize: 128, ",
        "s.yaml:5:10: error: the images of 'train' do not all get one size\n    end their resizing with 'random_resized_crop' or 'center_crop'")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [random_resized_crop: 16, ",
        "s.yaml:5:11: error: the images of 'train' end up 16 pixels wide, and resnet18 takes at least 32")]
    [InlineData(
        "train: [random_resized_crop: 128, normalize: imagenet]",
        "train: [random_resized_crop: 128]",
        "s.yaml:5:10: error: the transforms of 'train' do not end in 'normalize'\n    add '- normalize: imagenet' as the last one")]
    [InlineData(
        "train: [random_resized_crop: 128, normalize: imagenet]",
        "train: [normalize: imagenet, random_resized_crop: 128]",
        "s.yaml:5:11: error: 'normalize' must be the last transform")]
    [InlineData(
        "train: [random_resized_crop: 128, normalize: imagenet]",
        "train: [random_resized_crop: 128, normalize: imagenet, normalize: imagenet]",
        "s.yaml:5:58: error: 'normalize' is listed twice")]
    [InlineData(
        "train: [random_resized_crop: 128, normalize: imagenet]",
        "train: [random_resized_crop: 128, normalize: imagenette]",
        "s.yaml:5:48: error: 'normalize' must be imagenet or { mean: …, std: … }, not 'imagenette'")]
    [InlineData(
        "train: [random_resized_crop: 128, normalize: imagenet]",
        "train: [random_resized_crop: 128, normalize: { mean: [0, 0], std: [1, 1, 0] }]",
        "s.yaml:5:56: error: 'mean' must be a list of 3 numbers, not of 2\ns.yaml:5:76: error: 'std' must be a number greater than 0, not '0'")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [random_resized_crop: 128, color_jitter: { hue: 0.6 }, ",
        "s.yaml:5:58: error: 'hue' must be a number of at least 0 and at most 0.5, not '0.6'")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [random_resized_crop: 128, color_jitter: {}, ",
        "s.yaml:5:37: error: 'color_jitter' changes nothing\n    give it brightness, contrast, saturation or hue")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [{ random_resized_crop: 128, random_rotation: 15 }, ",
        "s.yaml:5:39: error: a transform is one name with its argument: begin 'random_rotation' with a '- ' of its own")]
    [InlineData(
        "valid: [resize: 146, center_crop: 128, ",
        "valid: [random_resized_crop: 128, ",
        "s.yaml:6:11: error: this transform is random, and validation images must be the same in every epoch\n    use resize and center_crop")]
    [InlineData(
        "batch_size: 64",
        "root: no/folder\n  batch_size: 64",
        "s.yaml:4:9: error: there is no folder 'no/folder'\n    looked for no/folder")]
    [InlineData(
        "batch_size: 64",
        "root: .\n  synthetic: { images_per_class: 10, size: 64, seed: 0 }\n  batch_size: 64",
        "s.yaml:5:3: error: data has both 'root' and 'synthetic'\n    keep one of them: images are read or drawn")]
    [InlineData(
        "batch_size: 64",
        "synthetic: { images_per_class: 10, size: 16 }\n  batch_size: 64",
        "s.yaml:4:14: error: synthetic has no 'seed'\n    known keys: images_per_class, seed, size\ns.yaml:4:44: error: 'size' must be a whole number of at least 32 and at most 512, not '16'")]
    [InlineData(
        "fraction: 0.2",
        "images_per_class: 2.5",
        "s.yaml:3:43: error: 'images_per_class' must be a whole number of at least 1, not '2.5'")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [random_resized_crop: 128, random_rotation: 200, ",
        "s.yaml:5:54: error: 'random_rotation' must be a number greater than 0 and at most 180, not '200'")]
    [InlineData(
        "train: [random_resized_crop: 128, ",
        "train: [random_resized_crop: 128, random_horizontal_flip: 2, ",
        "s.yaml:5:61: error: 'random_horizontal_flip' must be a number of at least 0 and at most 1, not '2'")]
    public void Load_Mistake_IsReportedWhereItIs(string old, string replacement, string expected)
    {
        using var folder = new ExperimentFolder();
        folder.Replace(old, replacement);
        Assert.Equal(expected, folder.Errors());
    }
}

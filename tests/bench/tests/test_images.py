import tempfile
import unittest
from pathlib import Path

from benchmarks.images import count_images, first_images


class FirstImagesTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name in ("roses/3.jpg", "roses/1.jpg", "roses/deep/2.jpg", "tulips/1.jpg", "a file beside the classes.txt"):
            path = self.folder / "all" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")

    def test_each_class_keeps_its_first_images_by_path(self):
        for copy in (False, True):
            few = first_images(self.folder / "all", self.folder / f"few-{copy}", 2, copy)
            self.assertEqual(
                {"roses/1.jpg": "roses/1.jpg", "roses/3.jpg": "roses/3.jpg", "tulips/1.jpg": "tulips/1.jpg"},
                {str(path.relative_to(few)): path.read_text(encoding="utf-8") for path in few.rglob("*.jpg")})
            self.assertEqual(3, count_images(few))
            self.assertEqual(copy, not (few / "roses" / "1.jpg").is_symlink())


if __name__ == "__main__":
    unittest.main()

"""Folders of images: one folder a class."""
import shutil
from pathlib import Path


def class_folders(folder):
    return sorted(path for path in Path(folder).iterdir() if path.is_dir())


def files_of(folder):
    """All files below a folder, in the order of their paths."""
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def count_images(folder):
    return sum(len(files_of(path)) for path in class_folders(folder))


def first_images(source, target, images_per_class, copy=False):
    """Makes a folder with the first images of each class of another one, as links or as copies, and returns it."""
    target = Path(target)
    for folder in class_folders(source):
        (target / folder.name).mkdir(parents=True)
        for file in files_of(folder)[:images_per_class]:
            place = target / folder.name / file.name
            if copy:
                shutil.copyfile(file, place)
            else:
                place.symlink_to(file.resolve())
    return target

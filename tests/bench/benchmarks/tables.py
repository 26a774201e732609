"""Markdown tables."""


def markdown_table(header, rows, numbers_right=False):
    """A table as text, without a newline at its end. Cells may be anything that str takes; None is an empty cell.

    numbers_right aligns all columns but the first to the right. Raises ValueError for a row of another length than the header.
    """
    header = list(header)
    rule = ["---", *("---:" if numbers_right else "---" for _ in header[1:])]
    lines = [line(header), f"|{'|'.join(rule)}|"]
    for row in rows:
        row = list(row)
        if len(row) != len(header):
            raise ValueError(f"a row of {len(row)} cells in a table of {len(header)} columns: {row}")
        lines.append(line(row))
    return "\n".join(lines)


def line(cells):
    return f"| {' | '.join(cell(value) for value in cells)} |"


def cell(value):
    return "" if value is None else str(value).replace("|", "\\|")


def number(value, form):
    """A number in a format; None stays an empty cell."""
    return None if value is None else format(value, form)

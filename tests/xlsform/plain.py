"""Copies workbooks for tools that do not know our columns: without `dh:begins`, which says with how many instances a repeat begins
where others always begin with one.

python plain.py FOLDER WORKBOOK...
"""

import sys
from pathlib import Path

import openpyxl


def copy(workbook: Path, folder: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    survey = book["survey"]
    for column in reversed([cell.column for cell in survey[1] if cell.value == "dh:begins"]):
        survey.delete_cols(column)
    book.save(folder / workbook.name)


if __name__ == "__main__":
    target, *workbooks = map(Path, sys.argv[1:])
    target.mkdir(exist_ok=True)
    for each in workbooks:
        copy(each, target)

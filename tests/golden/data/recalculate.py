"""Workbooks recalculated by LibreOffice without a screen.

    with Office() as office:
        office.cells("a.xlsx", {"Drivers!F5": 2})

Needs soffice and its Python binding `uno`, which belongs to the system's own Python.
"""

import os
import shutil
import subprocess
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

FORMULA, ERROR = 16, 4  # com.sun.star.sheet.CellFlags.FORMULA, com.sun.star.sheet.FormulaResult.ERROR


def settings(**values):
    made = []
    for name, value in values.items():
        made.append(PropertyValue())
        made[-1].Name, made[-1].Value = name, value
    return tuple(made)


class Cell:
    """What a cell holds: a number, a text, or None for a formula that failed."""

    def __init__(self, formula, value):
        self.formula, self.value = formula, value

    def __repr__(self):
        return f"{self.value} by {self.formula}" if self.formula else repr(self.value)


class Office:
    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="libreoffice-")
        pipe = f"runrate{os.getpid()}"
        self.process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation=file://{self.profile}", "--headless", "--invisible", "--nologo",
             "--norestore", "--nodefault", "--nolockcheck", f"--accept=pipe,name={pipe};urp;"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        begin = time.monotonic()
        while True:
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                if self.process.poll() is not None or time.monotonic() - begin > 120:
                    self.close()
                    raise RuntimeError("soffice did not start")
                time.sleep(0.1)
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            self.desktop.terminate()
        except Exception:
            pass
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def cells(self, path, changes=None):
        """All cells after every formula was computed anew: {sheet: {(row, column): Cell}}, from 0. `changes` sets cells
        first: {"Drivers!F5": 2.5}."""
        url = uno.systemPathToFileUrl(os.path.abspath(path))
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, settings(Hidden=True, MacroExecutionMode=0))
        if document is None:
            raise RuntimeError(f"LibreOffice can't read {path}")
        try:
            for where, value in (changes or {}).items():
                sheet, name = where.rsplit("!", 1)
                cell = document.Sheets.getByName(sheet).getCellRangeByName(name)
                if isinstance(value, str):
                    cell.setString(value)
                else:
                    cell.setValue(value)
            document.calculateAll()
            return {sheet.Name: self.sheet_cells(sheet) for sheet in document.Sheets}
        finally:
            document.close(True)

    @staticmethod
    def sheet_cells(sheet):
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        area = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
        formulas, values = area.getFormulaArray(), area.getDataArray()  # a call a sheet: a call takes a millisecond

        def places(ranges):
            return {(r, c) for g in ranges.getRangeAddresses() for r in range(g.StartRow, g.EndRow + 1)
                    for c in range(g.StartColumn, g.EndColumn + 1)}

        computed, failed = places(area.queryContentCells(FORMULA)), places(area.queryFormulaCells(ERROR))
        return {(r, c): Cell(formula if (r, c) in computed else None, None if (r, c) in failed else values[r][c])
                for r, row in enumerate(formulas) for c, formula in enumerate(row) if formula != ""}


def name_of(row, column):
    """"D5" of (4, 3)."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return f"{name}{row + 1}"

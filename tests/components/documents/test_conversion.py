"""Files as another office program opens them."""

import datetime
import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl

from components.documents.excel.workbook import write_workbook
from components.documents.word.memo import write_memo
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from tests.taken_away import make_hostile

TODAY = datetime.date(2026, 11, 22)


def test_other_programs_open_the_files(model: Model, tmp_path: Path) -> None:
    t = Texts("zh")
    origin = Origin(Words(model, t), TODAY)
    pair, hostile = ["110118", "110119"], make_hostile(model)
    files = {
        "duties.xlsx": write_workbook(origin, pair),
        "hostile.xlsx": write_workbook(Origin(Words(hostile, t), TODAY), pair),
        "memo.docx": write_memo(origin, pair[:1]),
        "comparison.docx": write_memo(origin, pair),
        "hostile_memo.docx": write_memo(Origin(Words(hostile, t), TODAY), pair),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        opened = openpyxl.load_workbook if name.endswith("xlsx") else docx.Document
        assert opened(io.BytesIO(data)) is not None
    # With LibreOffice on the machine the files must also become pages.
    soffice = shutil.which("soffice")
    if soffice:
        pages = _convert(soffice, tmp_path, list(files))
        assert 5 <= pages["duties.xlsx"] <= 24  # letters are 8 pt at least
        assert 3 <= pages["memo.docx"] <= 10
        assert pages["comparison.docx"] <= 3
        assert min(pages.values()) > 0


def _convert(soffice: str, folder: Path, names: list[str]) -> dict[str, int]:
    """Pages of the PDF that LibreOffice makes of each file, without a word of complaint."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    paths = [str(folder / name) for name in names]
    run = subprocess.run(
        [*command, *paths], capture_output=True, text=True, check=True, timeout=120
    )
    complaints = re.findall(r"(?im)^.*(?:error|warn).*$", run.stdout + run.stderr)
    # That no Java is installed says nothing of the files.
    assert [line for line in complaints if "javaldx" not in line] == []
    pdfs = {name: (folder / name).with_suffix(".pdf").read_bytes() for name in names}
    assert [name for name in pdfs if not pdfs[name].startswith(b"%PDF")] == []
    return {name: len(re.findall(rb"/Type\s*/Page[^s]", pdf)) for name, pdf in pdfs.items()}

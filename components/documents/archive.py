"""Office files as zip archives: the same bytes for the same content on the same day."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def seal_archive(data: bytes, today: datetime.date) -> bytes:
    """`data` with every date in it set to `today`."""
    moment = (today.year, today.month, today.day, 0, 0, 0)
    sealed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + f"{today}T00:00:00Z".encode(), content)
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return sealed.getvalue()

"""The bytes that a browser has sent: no more for a session than its limit, and none that no widget lists any more.

Streamlit keeps them for as long as the visit lasts, without a limit for all files of it together.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from starlette.exceptions import HTTPException
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from geodata.limits import Limits

TOO_LARGE = 413  # of HTTP


@cache
def limit_uploads() -> None:
    """Refuse a file with which the files of a session would be beyond its limit; once for this process."""
    add = MemoryUploadedFileManager.add_file

    def add_within_limit(manager: MemoryUploadedFileManager, session_id: str, file: UploadedFileRec) -> None:
        held = dict(manager.file_storage.get(session_id, {})) | {file.file_id: file}
        if sum(len(each.data) for each in held.values()) > Limits.from_environment().session_bytes:
            raise HTTPException(TOO_LARGE, "the files of this visit are too large together; take others away first")
        add(manager, session_id, file)

    MemoryUploadedFileManager.add_file = add_within_limit  # type: ignore[method-assign, assignment]


def forget(files: Iterable[str]) -> None:
    """Let the bytes of files of this session go, by their ids."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            context.uploaded_file_mgr.remove_file(context.session_id, file)

"""A session of the app without a browser: a websocket client that speaks Streamlit's protocol as page and reader do."""

from __future__ import annotations

import json
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileUploaderState, FileURLs, FileURLsRequest, StringArray, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import Config
from websockets import Subprotocol
from websockets.sync.client import ClientConnection, connect

SECONDS_TO_ANSWER = 60
EDGE = "edge-of-the-parts"  # of an upload


class Client:
    """One session: it asks for runs and keeps what it was sent."""

    def __init__(self, address: str, query: str = "") -> None:
        self.address, self.query = address, query
        self.stack = ExitStack()
        self.socket: ClientConnection
        self.fragment = ""
        self.widgets: dict[str, dict[str, Any]] = {}
        self.elements: list[Any] = []
        self.statuses: list[int] = []
        self.reported = 0
        self.config = Config()

    def __enter__(self) -> Self:
        address = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        opening = connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=SECONDS_TO_ANSWER
        )
        self.socket = self.stack.enter_context(opening)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stack.close()

    def run(self, fragment: str = "") -> None:
        """Ask for a run, with all widgets as they are, and take in what comes until it has ended."""
        state = ClientState(query_string=self.query, fragment_id=fragment)
        for name, value in self.widgets.items():
            state.widget_states.widgets.add(id=name, **value)
        self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        self.elements = []
        while self.receive().WhichOneof("type") != "script_finished":
            pass

    def receive(self) -> ForwardMsg:
        message = ForwardMsg.FromString(self.socket.recv(timeout=SECONDS_TO_ANSWER))
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.elements.append(message.delta.new_element)
            self.fragment = message.delta.fragment_id or self.fragment
        elif kind == "new_session":
            self.config = message.new_session.config
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "script_finished":
            self.statuses.append(message.script_finished)
        return message

    def of(self, kind: str) -> list[Any]:
        """Return the elements of a kind that the last run sent."""
        return [getattr(each, kind) for each in self.elements if each.WhichOneof("type") == kind]

    def report(self, share: str, event: str = "release") -> None:
        """Let the page say its state, as it does when its reader lets go."""
        (component,) = self.of("component_instance")
        self.reported += 1
        value = {"timeline": {"seq": self.reported, "share": share, "event": event}}
        self.widgets[component.id] = {"json_value": json.dumps(value)}
        self.run(self.fragment)

    def choose(self, kind: str, label: str, **value: Any) -> None:
        """Set the widget of a kind with a label, as its reader would."""
        self.widgets[self.labelled(kind, label).id] = value
        self.run(self.fragment)

    def press(self, label: str) -> None:
        button = self.labelled("button", label).id
        self.widgets[button] = {"trigger_value": True}
        self.run(self.fragment)
        del self.widgets[button]

    def labelled(self, kind: str, label: str) -> Any:
        (widget,) = [each for each in self.of(kind) if each.label == label]
        return widget

    def open_panel(self, name: str) -> None:
        self.choose("button_group", "Panels", string_array_value=StringArray(data=[name]))

    def drop(self, name: str, data: bytes) -> None:
        """Drop a file on the only place for files."""
        urls = self.upload_urls(name)
        send_file(self.address, urls.upload_url, name, data)
        (place,) = self.of("file_uploader")
        info = UploadedFileInfo(name=name, size=len(data), file_id=urls.file_id, file_urls=urls)
        self.widgets[place.id] = {"file_uploader_state_value": FileUploaderState(uploaded_file_info=[info])}
        self.run(self.fragment)

    def upload_urls(self, name: str) -> FileURLs:
        """Ask where a file is to be sent."""
        self.socket.send(
            BackMsg(file_urls_request=FileURLsRequest(request_id=name, file_names=[name])).SerializeToString()
        )
        while (message := self.receive()).WhichOneof("type") != "file_urls_response":
            pass
        (urls,) = message.file_urls_response.file_urls
        return urls

    @property
    def headline(self) -> str:
        (found,) = [text.body for text in self.of("markdown") if text.body.startswith("#### ")]
        return str(found).removeprefix("#### ").replace("\\", "")

    @property
    def arguments(self) -> str:
        """Return all that the map's component was sent, as text."""
        (component,) = self.of("component_instance")
        return str(component.json_args)

    @property
    def asked(self) -> dict[str, list[str]]:
        """Return the address as it stands."""
        return parse_qs(self.query.removeprefix("?"))


def send_file(address: str, place: str, name: str, data: bytes) -> None:
    """Upload a file as the page does."""
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + f"\r\n--{EDGE}--\r\n".encode()
    with urlopen(Request(address + place, body, upload_headers(address), method="PUT")):  # noqa: S310 - our own server
        pass


def announced(address: str, place: str, size: int) -> int:
    """Announce a file of a size in bytes, without sending it, and return the status of the answer."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=SECONDS_TO_ANSWER)
    with closing(connection):
        connection.request("PUT", place, headers=upload_headers(address) | {"Content-Length": str(size)})
        return connection.getresponse().status


def upload_headers(address: str) -> dict[str, str]:
    """Return the headers of an upload, with the token that guards against requests from other sites."""
    with urlopen(f"{address}/_stcore/health") as answer:  # noqa: S310 - our own server
        token = SimpleCookie(answer.headers["Set-Cookie"])["_streamlit_xsrf"].value
    return {
        "Content-Type": f"multipart/form-data; boundary={EDGE}",
        "X-Xsrftoken": token,
        "Cookie": f"_streamlit_xsrf={token}",
    }

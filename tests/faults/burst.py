"""Many forms sent at the same moment, over plain sockets: all stand at the door before the first is let in."""

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

# Cookie and field carry the same token, as in a browser that was given the form.
TOKEN = "a" * 32


@dataclass(frozen=True)
class Post:
    """One form: where to, by whom (the key of their session), and what stands in it."""

    path: str
    session: str = ""
    fields: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: str
    seconds: float


def send_at_once(port: int, posts: list[Post]) -> list[Answer]:
    """Send all posts at one moment; gives their answers in the same order."""
    return asyncio.run(_send_all(port, posts))


async def _send_all(port: int, posts: list[Post]) -> list[Answer]:
    ready, start = asyncio.Semaphore(0), asyncio.Event()
    tasks = [asyncio.create_task(_send(port, post, ready, start)) for post in posts]
    for _post in posts:
        await ready.acquire()
    start.set()
    return await asyncio.gather(*tasks)


async def _send(port: int, post: Post, ready: asyncio.Semaphore, start: asyncio.Event) -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    content = encoded(port, post)
    # Everything but the last byte: the server has the request in hand, and can begin at once when that byte comes.
    writer.write(content[:-1])
    await writer.drain()
    ready.release()
    await start.wait()
    began = time.perf_counter()
    writer.write(content[-1:])
    answer = await reader.read()
    writer.close()
    return decoded(answer, time.perf_counter() - began)


def encoded(port: int, post: Post, *, https: bool = False) -> bytes:
    """The bytes of a form on its way; with `https`, as the proxy in front of the portal hands it on."""
    body = urlencode({"csrfmiddlewaretoken": TOKEN, **post.fields}).encode()
    prefix = "__Host-" if https else ""
    cookies = f"{prefix}csrf={TOKEN}" + (f"; {prefix}session={post.session}" if post.session else "")
    proxied = ["Host: localhost", "X-Forwarded-Proto: https", "Referer: https://localhost/"]
    lines = [
        f"POST {post.path} HTTP/1.1",
        *(proxied if https else [f"Host: localhost:{port}"]),
        "Connection: close",
        f"Cookie: {cookies}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def decoded(answer: bytes, seconds: float) -> Answer:
    """What came back; status 0 when the connection broke."""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *headers = head.decode("latin-1").split("\r\n")
    named = {name.lower(): value for name, _, value in (line.partition(": ") for line in headers)}
    status = int(first.split()[1]) if first.startswith("HTTP/") else 0
    return Answer(status, named.get("location", ""), body.decode("utf-8", "replace"), seconds)

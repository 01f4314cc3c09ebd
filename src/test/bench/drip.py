"""Hosts that drip: each answer comes byte by byte, for ten seconds. Arguments: port, number of hosts."""

import asyncio
import sys

PORT, HOSTS = int(sys.argv[1]), int(sys.argv[2])


async def drip(reader, writer):
    try:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\nConnection: close\r\n\r\n")
        for _ in range(40):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.25)
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    writer.close()


async def main():
    for i in range(HOSTS):
        await asyncio.start_server(drip, f"127.2.{i // 250}.{i % 250 + 1}", PORT)
    await asyncio.Event().wait()


asyncio.run(main())

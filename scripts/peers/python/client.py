"""What every client does (see scripts/peers/interop/check.go), with websockets."""

import asyncio
import sys

import websockets


async def main(url):
    for compression in [None, "deflate"]:
        async with websockets.connect(url, subprotocols=["echo.v1"], compression=compression) as ws:
            assert ws.subprotocol == "echo.v1", ws.subprotocol
            assert bool(ws.extensions) == bool(compression), ws.extensions
            for size in [0, 1, 123, 124, 125, 1000, 60_000]:
                await echo(ws, '"' + "x" * size + '"')
            await echo(ws, '{"text":"κόσμε 😀 \\u0000 é"}')
            await asyncio.wait_for(await ws.ping(), 10)
            await ws.send('{"close":4321}')
            try:
                await ws.recv()
                raise AssertionError("no close frame")
            except websockets.ConnectionClosed as end:
                assert (end.rcvd.code, end.rcvd.reason) == (4321, "as you wish"), end
        async with websockets.connect(url, compression=compression) as ws:
            await echo(ws, '"again"')
            await ws.close(4000, "bye")
            assert ws.close_code == 4000, ws.close_code
        print(("Python websockets" + (", compressed" if compression else "")).ljust(32), "ok")


async def echo(ws, message):
    await ws.send(message)
    got = await asyncio.wait_for(ws.recv(), 10)
    assert got == message, (got[:40], message[:40])


asyncio.run(main(sys.argv[1]))

// What every client does (see scripts/peers/interop/check.go), with npm ws.
import assert from "node:assert/strict";
import { once } from "node:events";
import { WebSocket } from "ws";

const url = process.argv[2];

async function connect(perMessageDeflate) {
  const socket = new WebSocket(url, ["echo.v1"], { perMessageDeflate });
  await once(socket, "open");
  assert.equal(socket.protocol, "echo.v1");
  return socket;
}

async function echo(socket, message) {
  socket.send(message);
  const [data, isBinary] = await once(socket, "message");
  assert.equal(isBinary, false);
  assert.equal(data.toString(), message);
}

for (const perMessageDeflate of [false, { threshold: 0 }]) {
  let socket = await connect(perMessageDeflate);
  assert.equal(socket.extensions !== "", perMessageDeflate !== false);
  for (const size of [0, 1, 123, 124, 125, 1000, 60_000]) await echo(socket, `"${"x".repeat(size)}"`);
  await echo(socket, '{"text":"κόσμε 😀 \\u0000 é"}');

  socket.ping("p");
  const [pong] = await once(socket, "pong");
  assert.equal(pong.toString(), "p");

  socket.send('{"close":4321}');
  let [code, reason] = await once(socket, "close");
  assert.equal(code, 4321);
  assert.equal(reason.toString(), "as you wish");

  socket = await connect(perMessageDeflate);
  await echo(socket, '"again"');
  socket.close(4000, "bye");
  [code] = await once(socket, "close");
  assert.equal(code, 4000);
  console.log(`npm ws${perMessageDeflate ? ", compressed" : ""}`.padEnd(32), "ok");
}

// A server on npm ws that sends back every message. It prints its address, and
// ends when its standard input does.
import { WebSocketServer } from "ws";

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: 0,
  maxPayload: Number(process.argv[2] ?? 100_000),
  perMessageDeflate: { threshold: 0 },
  handleProtocols: (offered) => (offered.has("echo.v1") ? "echo.v1" : false),
});
server.on("connection", (socket) => {
  socket.on("error", () => {}); // ws closes by itself, with a code
  socket.on("message", (data, isBinary) => {
    // {"close":4321} asks for a close frame with that code.
    const close = isBinary ? null : /^\{"close":(\d+)\}$/.exec(data.toString());
    if (close) socket.close(Number(close[1]), "as you wish");
    else socket.send(data, { binary: isBinary });
  });
});
server.on("listening", () => console.log(`ws://127.0.0.1:${server.address().port}/`));
process.stdin.resume().on("end", () => process.exit(0));

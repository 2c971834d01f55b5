// Package wstest helps to test programs that serve WebSockets.
//
// # Frames, byte by byte
//
// A WebSocket library keeps its user from breaking the protocol. A server must
// stand clients that break it, so a test needs one that does: [DialRaw] makes
// the handshake and leaves the rest to the test.
//
//	c, err := wstest.DialRaw(ctx, server.URL+"/ws/chat", wstest.RawOptions{})
//	if err != nil {
//		t.Fatal(err)
//	}
//	defer c.Close()
//	c.Send(wstest.Frame{Opcode: wstest.Text, Payload: []byte(`{"text":`), More: true},
//		wstest.Frame{Opcode: wstest.Text, Payload: []byte(`"again"}`)}) // should have been a continuation
//	if end := c.ReadEnd(); end.Code != 1002 {
//		t.Errorf("closed with %v, want 1002", end)
//	}
//
// A [Frame] can have any header: reserved bits, no mask, a length that is not
// that of its payload, or not in its shortest form. [Raw.Write] sends bytes
// that are no frame at all, and [Raw.Chunk] cuts everything into small pieces.
package wstest

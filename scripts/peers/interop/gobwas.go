package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

type gobwas struct {
	net.Conn
	in io.Reader // behind what came with the handshake
	hs ws.Handshake
}

func dialGobwas(ctx context.Context, url string, _ bool) (client, error) {
	d := ws.Dialer{Protocols: []string{"echo.v1"}}
	conn, br, hs, err := d.Dial(ctx, url)
	if err != nil {
		return nil, err
	}
	g := &gobwas{Conn: conn, in: conn, hs: hs}
	if br != nil {
		g.in = br
	}
	if deadline, ok := ctx.Deadline(); ok {
		err = conn.SetDeadline(deadline)
	}
	return g, err
}

func (g *gobwas) Read(p []byte) (int, error) { return g.in.Read(p) }

func (g *gobwas) subprotocol() string { return g.hs.Protocol }

func (g *gobwas) send(_ context.Context, message string) error {
	return wsutil.WriteClientText(g, []byte(message))
}

func (g *gobwas) receive(context.Context) (string, error) {
	data, err := wsutil.ReadServerText(g)
	if end, ok := errors.AsType[wsutil.ClosedError](err); ok {
		return "", &closed{int(end.Code), end.Reason}
	}
	return string(data), err
}

func (g *gobwas) ping(context.Context) error {
	if err := wsutil.WriteClientMessage(g, ws.OpPing, []byte("p")); err != nil {
		return err
	}
	op, payload, err := g.control()
	if err == nil && (op != ws.OpPong || string(payload) != "p") {
		err = fmt.Errorf("got %v %q, want a pong", op, payload)
	}
	return err
}

// control reads a control frame.
func (g *gobwas) control() (ws.OpCode, []byte, error) {
	h, err := ws.ReadHeader(g)
	if err == nil {
		err = ws.CheckHeader(h, ws.StateClientSide)
	}
	if err != nil || !h.OpCode.IsControl() {
		return h.OpCode, nil, err
	}
	payload := make([]byte, h.Length)
	_, err = io.ReadFull(g, payload)
	return h.OpCode, payload, err
}

func (g *gobwas) close(_ context.Context, code int) error {
	defer g.Close()
	if err := wsutil.WriteClientMessage(g, ws.OpClose, ws.NewCloseFrameBody(ws.StatusCode(code), "bye")); err != nil {
		return err
	}
	op, payload, err := g.control()
	if err != nil {
		return err
	}
	if got, _ := ws.ParseCloseFrameData(payload); op != ws.OpClose || int(got) != code {
		return fmt.Errorf("answered with %v %d", op, got)
	}
	return nil
}

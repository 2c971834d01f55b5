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
	f, err := ws.ReadFrame(g)
	if err == nil && (f.Header.OpCode != ws.OpPong || string(f.Payload) != "p") {
		err = fmt.Errorf("got %v %q, want a pong", f.Header.OpCode, f.Payload)
	}
	return err
}

func (g *gobwas) close(_ context.Context, code int) error {
	defer g.Close()
	if err := wsutil.WriteClientMessage(g, ws.OpClose, ws.NewCloseFrameBody(ws.StatusCode(code), "bye")); err != nil {
		return err
	}
	f, err := ws.ReadFrame(g)
	if err != nil {
		return err
	}
	if got, _ := ws.ParseCloseFrameData(f.Payload); f.Header.OpCode != ws.OpClose || int(got) != code {
		return fmt.Errorf("answered with %v %d", f.Header.OpCode, got)
	}
	return nil
}

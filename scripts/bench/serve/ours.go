package main

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/scripts/bench/serve/contract"
)

// oursServer is this project's runtime with the generated code. It alone reads, checks
// and writes typed messages. All limits are on, except that on the rate.
type oursServer struct {
	*runtime.Server
	room *runtime.Hub[contract.Say]
}

func newOurs() server {
	srv := runtime.NewServer(runtime.Options{
		Authenticate: func(r *http.Request) (any, error) {
			if user := userOf(r); user != "" {
				return user, nil
			}
			return nil, runtime.ErrUnauthenticated
		},
		MessageRate: -1,
		Logger:      slog.New(slog.DiscardHandler),
	})
	return &oursServer{srv, runtime.Handle(srv, contract.Channels.Room, runtime.Handler[contract.Say, contract.Say]{
		OnMessage: func(ctx context.Context, c *runtime.Conn[contract.Say], m contract.Say) error { return c.Send(ctx, m) },
	})}
}

var broadcastSay = say(1e18, broadcastBytes)

func (s *oursServer) broadcast(n int) {
	for range n {
		m := broadcastSay
		m.Seq = time.Now().UnixNano()
		s.room.Broadcast(context.Background(), m)
	}
}

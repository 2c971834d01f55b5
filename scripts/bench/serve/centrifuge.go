package main

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/centrifugal/centrifuge"
)

// centrifugeServer is centrifuge with its broker in memory and its JSON protocol, which
// puts each message into an envelope, and up to 16 of them into a frame. It
// sends no pings of its own, which the client does not answer.
type centrifugeServer struct {
	node    *centrifuge.Node
	handler http.Handler
}

// centrifugeSend is a message of a client in the envelope of the protocol.
func centrifugeSend(message []byte) []byte {
	return slices.Concat([]byte(`{"send":{"data":`), message, []byte(`}}`))
}

const centrifugeChannel = "room"

func newCentrifuge() server {
	node, err := centrifuge.New(centrifuge.Config{})
	if err != nil {
		panic(err)
	}
	node.OnConnecting(func(context.Context, centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
		return centrifuge.ConnectReply{Subscriptions: map[string]centrifuge.SubscribeOptions{centrifugeChannel: {}}}, nil
	})
	node.OnConnect(func(c *centrifuge.Client) {
		c.OnMessage(func(e centrifuge.MessageEvent) { _ = c.Send(e.Data) })
	})
	if err := node.Run(); err != nil {
		panic(err)
	}
	config := centrifuge.WebsocketConfig{PingPongConfig: centrifuge.PingPongConfig{PingInterval: -1, PongTimeout: -1}}
	return &centrifugeServer{node, centrifuge.NewWebsocketHandler(node, config)}
}

func (s *centrifugeServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	user := userOf(r)
	if user == "" {
		http.Error(w, "no token", http.StatusUnauthorized)
		return
	}
	ctx := centrifuge.SetCredentials(r.Context(), &centrifuge.Credentials{UserID: user})
	s.handler.ServeHTTP(w, r.WithContext(ctx))
}

func (s *centrifugeServer) broadcast(n int) {
	for range n {
		_, _ = s.node.Publish(centrifugeChannel, stamped(time.Now().UnixNano()))
	}
}

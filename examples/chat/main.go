// Chat is a small chat server: rooms with several people, in one page without a
// framework.
//
//	go run github.com/wscontract/wscontract/examples/chat
//
// Its API is one file, chat/contract.go; what stands beside that file was
// generated from it. This file is the program around the API, and room.go is
// what the server does with the messages.
package main

import (
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

//go:embed index.html
var page string

func main() {
	log.SetFlags(0)
	log.SetPrefix("chat: ")
	addr := flag.String("addr", "127.0.0.1:8080", "serve at `host:port`; with port 0, at a free one")
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		log.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once

	fmt.Printf("chat: open http://%s/ in two windows\n", listener.Addr())
	if err := serve(ctx, listener); err != nil {
		log.Fatal(err)
	}
	fmt.Println("chat: everybody was told, and the server has stopped")
}

// serve serves page and chat until the context ends, and then takes leave of
// everybody.
func serve(ctx context.Context, listener net.Listener) error {
	chats := runtime.NewServer(runtime.Options{
		RejectAfterUpgrade: true, // so that the page learns what is wrong with a nick
	})
	serveChat(chats)

	mux := http.NewServeMux()
	mux.Handle("/ws/", chats)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "index.html", time.Time{}, strings.NewReader(page))
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}

	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	// The server of HTTP does not know of WebSockets: each is told by itself.
	leaving, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return errors.Join(chats.Shutdown(leaving), server.Shutdown(leaving))
}

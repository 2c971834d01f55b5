// Program tagged serves a channel in some builds only.
package main

import (
	"github.com/wscontract/wscontract/runtime"

	"unserved/chat"
)

func main() {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, chat.Channels.Chat, runtime.Handler[chat.In, chat.Out]{}) // want `^the program serves chat of chat, but never room-list; call runtime.Handle for it$`
	debug(srv)
}

var debug = func(*runtime.Server) {}

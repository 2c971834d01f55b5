// Program app keeps its server and its hubs in a struct.
package main

import (
	"github.com/wscontract/wscontract/runtime"

	"unserved/chat"
)

type app struct {
	srv *runtime.Server
	hub *runtime.Hub[chat.Out]
}

func main() {
	a := app{srv: runtime.NewServer(runtime.Options{})}
	a.hub = runtime.Handle(a.srv, chat.Channels.Chat, runtime.Handler[chat.In, chat.Out]{}) // want `^the program serves chat of chat, but never presence and room-list; call runtime.Handle for it$`
	if hub := runtime.Handle(a.srv, chat.Channels.Chat, runtime.Handler[chat.In, chat.Out]{}); hub == nil {
		panic("no hub")
	}
}

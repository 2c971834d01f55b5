// Program table goes through the route table.
package main

import (
	"github.com/wscontract/wscontract/runtime"

	"unserved/chat"
)

func main() {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, chat.Channels.Chat, runtime.Handler[chat.In, chat.Out]{})
	for _, route := range chat.RouteTable {
		println(route.Path)
	}
}

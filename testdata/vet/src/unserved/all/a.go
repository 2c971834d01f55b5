// Program all serves the rest in another package.
package main

import (
	"github.com/wscontract/wscontract/runtime"

	"unserved/chat"
	"unserved/helper"
)

func main() {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, chat.Channels.Chat, runtime.Handler[chat.In, chat.Out]{})
	helper.Serve(srv)
}

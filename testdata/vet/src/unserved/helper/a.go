package helper

import (
	"github.com/wscontract/wscontract/runtime"

	"unserved/chat"
)

func Serve(srv *runtime.Server) {
	serve(srv, chat.Channels.Presence)
	serve(srv, chat.Channels.RoomList)
}

func serve(srv *runtime.Server, ch runtime.Channel[chat.In, chat.Out]) {
	runtime.Handle(srv, ch, runtime.Handler[chat.In, chat.Out]{})
}

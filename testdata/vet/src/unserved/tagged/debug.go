//go:build debug

package main

import (
	"github.com/wscontract/wscontract/runtime"

	"unserved/chat"
)

func init() {
	debug = func(srv *runtime.Server) {
		runtime.Handle(srv, chat.Channels.Presence, runtime.Handler[chat.In, chat.Out]{})
	}
}

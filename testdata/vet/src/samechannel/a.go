package main

import (
	"github.com/wscontract/wscontract/runtime"

	"samechannel/audit"
	"samechannel/chat"
	"samechannel/other"
)

func main() {
	srv := runtime.NewServer(runtime.Options{}) // want `^the only server of this program serves quiet of chat and quiet of other, which have the same name; change one of the contracts$`
	runtime.Handle(srv, chat.Channels.Events, runtime.Handler[chat.In, chat.Out]{})
	runtime.Handle(srv, audit.Channels.Events, runtime.Handler[audit.In, audit.Out]{}) // want `^srv serves events of chat and events of audit, which have the same name, so this panics; change one of the contracts$`
	runtime.Handle(srv, chat.Channels.Rooms, runtime.Handler[chat.In, chat.Out]{})
	runtime.Handle(srv, audit.Channels.Logs, runtime.Handler[audit.In, audit.Out]{})
	runtime.Handle(srv, audit.Channels.Wide, runtime.Handler[audit.In, audit.Out]{}) // want `which have routes that match the same requests, /rooms/{room} and /{kind}/logs, so this panics`
	more(srv)
}

func more(srv *runtime.Server) {
	runtime.Handle(srv, chat.Channels.Quiet, runtime.Handler[chat.In, chat.Out]{})
	if err := others(srv); err != nil {
		runtime.Handle(srv, other.Channels.Silent, runtime.Handler[other.In, other.Out]{})
	}
	runtime.Handle(srv, audit.Channels.Silent, runtime.Handler[audit.In, audit.Out]{})
}

func others(srv *runtime.Server) error {
	runtime.Handle(srv, other.Channels.Quiet, runtime.Handler[other.In, other.Out]{})
	return nil
}

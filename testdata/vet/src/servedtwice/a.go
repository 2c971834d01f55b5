package servedtwice

import (
	"github.com/wscontract/wscontract/runtime"

	"servedtwice/chat"
)

type handler = runtime.Handler[chat.In, chat.Out]

func twice(srv *runtime.Server) {
	runtime.Handle(srv, chat.Channels.Chat, handler{})
	_ = runtime.Handle(srv, chat.Channels.Presence, handler{})
	hub := runtime.Handle(srv, chat.Channels.Chat, handler{}) // want `^srv has the channel chat already, so this panics; remove one of the calls$`
	_ = hub
}

func two(a, b *runtime.Server) {
	runtime.Handle(a, chat.Channels.Chat, handler{})
	runtime.Handle(b, chat.Channels.Chat, handler{})
}

func again() {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, chat.Channels.Chat, handler{})
	srv = runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, chat.Channels.Chat, handler{})
}

func either(srv *runtime.Server, first bool) {
	if first {
		runtime.Handle(srv, chat.Channels.Chat, handler{})
	} else {
		runtime.Handle(srv, chat.Channels.Chat, handler{})
	}
}

func perhapsAgain(srv *runtime.Server, other bool) {
	runtime.Handle(srv, chat.Channels.Chat, handler{})
	if other {
		srv = runtime.NewServer(runtime.Options{})
	}
	runtime.Handle(srv, chat.Channels.Chat, handler{})
}

func eachTwice() {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, chat.Channels.Chat, handler{})
	runtime.Handle(srv, chat.Channels.Chat, handler{}) // want `srv has the channel chat already`
	srv = runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, chat.Channels.Chat, handler{})
	runtime.Handle(srv, chat.Channels.Chat, handler{}) // want `srv has the channel chat already`
}

func inCase(srv *runtime.Server, mode string) {
	switch mode {
	case "one":
		runtime.Handle(srv, chat.Channels.Chat, handler{})
	case "two":
		runtime.Handle(srv, chat.Channels.Chat, handler{})
		runtime.Handle(srv, chat.Channels.Chat, handler{}) // want `srv has the channel chat already`
	}
}

func spelledAlike(srv *runtime.Server) {
	runtime.Handle(srv, chat.Channels.Presence, handler{})
	runtime.Handle(srv, chat.Channels.PreSence, handler{})
	runtime.Handle(srv, chat.Channels.Presence, handler{}) // want `srv has the channel presence already`
	runtime.Handle(srv, chat.Channels.PreSence, handler{}) // want `srv has the channel pre-sence already`
}

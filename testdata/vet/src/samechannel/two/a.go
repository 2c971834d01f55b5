// Program two has two servers, so that nothing can be said of the contracts.
package main

import (
	"github.com/wscontract/wscontract/runtime"

	"samechannel/audit"
	"samechannel/chat"
)

func main() {
	one, two := runtime.NewServer(runtime.Options{}), runtime.NewServer(runtime.Options{})
	runtime.Handle(one, chat.Channels.Events, runtime.Handler[chat.In, chat.Out]{})
	runtime.Handle(two, audit.Channels.Events, runtime.Handler[audit.In, audit.Out]{})
}

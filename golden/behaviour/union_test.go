package behaviour

import (
	"github.com/wscontract/wscontract/golden/adjacent"
	"github.com/wscontract/wscontract/golden/aliases"
	"github.com/wscontract/wscontract/golden/chat"
	"github.com/wscontract/wscontract/golden/consts"
	"github.com/wscontract/wscontract/golden/envelope"
	"github.com/wscontract/wscontract/golden/inttag"
	"github.com/wscontract/wscontract/golden/nestedunion"
	"github.com/wscontract/wscontract/golden/nozero"
	"github.com/wscontract/wscontract/golden/openunion"
	"github.com/wscontract/wscontract/golden/pointervariant"
	"github.com/wscontract/wscontract/golden/reach"
	"github.com/wscontract/wscontract/golden/strict"
	"github.com/wscontract/wscontract/golden/tagged"
	"github.com/wscontract/wscontract/golden/union"
	"github.com/wscontract/wscontract/golden/validates"
	"github.com/wscontract/wscontract/testdata/foreignunion/events"
)

// unions are the unions of all goldens, described by hand.
var unions = []*unionType{
	interfaceUnion[adjacent.Call]("op", "payload", variants{"add": adjacent.Add{}, "stop": adjacent.Stop{}}),
	interfaceUnion[adjacent.Notice]("type", "the content", variants{"text": &adjacent.Text{}}),
	interfaceUnion[aliases.Reply]("type", "", variants{"yes": aliases.Yes{}, "no": aliases.No{}}),
	interfaceUnion[chat.Command]("type", "", variants{"join": chat.Join{}, "say": chat.Say{}, "set_presence": chat.SetPresence{}}),
	interfaceUnion[chat.Event]("type", "", variants{"said": chat.Said{}, "members": chat.Members{}}),
	interfaceUnion[consts.Event]("kind", "", variants{"opened": consts.Opened{}, "closed": consts.Closed{}}),
	structUnion[envelope.Request]("method", ""),
	structUnion[envelope.Response]("type", "data"),
	interfaceUnion[events.Event]("kind", "", variants{"moved": events.Moved{}, "new-name": &events.Renamed{}}),
	structUnion[events.Frame]("kind", ""),
	interfaceUnion[inttag.Packet]("op", "", variants{"10": inttag.Hello{}, "2": inttag.Heartbeat{}, "-1": inttag.Reset{}}).withIntTag(),
	structUnion[inttag.Frame]("op", "d").withIntTag(),
	interfaceUnion[nestedunion.Shape]("shape", "", variants{"circle": nestedunion.Circle{}, "group": nestedunion.Group{}}),
	structUnion[nestedunion.Block]("type", ""),
	interfaceUnion[nozero.Shape]("type", "", variants{"dot": nozero.Dot{}, "line": &nozero.Line{}}),
	structUnion[nozero.Frame]("type", ""),
	interfaceUnion[openunion.Event]("type", "", variants{"known": openunion.Known{}, "*": openunion.Unknown{}}),
	structUnion[openunion.Frame]("kind", "body"),
	interfaceUnion[pointervariant.Message]("type", "", variants{"pointer": &pointervariant.Pointer{}, "mixed": &pointervariant.Mixed{}, "value": pointervariant.Value{}}),
	interfaceUnion[reach.Shape]("type", "", variants{"point": reach.Point{}}),
	structUnion[reach.Frame]("type", ""),
	interfaceUnion[strict.Event]("kind", "", variants{"closed": strict.Closed{}, "open": strict.Open{}}),
	interfaceUnion[tagged.Answer]("type", "", variants{"accepted": tagged.Accepted{}, "refused": tagged.Refused{}}),
	interfaceUnion[union.Event]("type", "", variants{"user_joined": union.UserJoined{}, "http_ready": union.HTTPReady{}, "ping": union.Ping{}, `very "custom" näme`: union.Custom{}}),
	interfaceUnion[union.Result]("$kind", "", variants{"done": union.Done{}, "failed": union.Failed{}}),
	interfaceUnion[validates.Event]("type", "", variants{"moved": validates.Moved{}}),
}

package golang

import (
	"strconv"
	"strings"

	"github.com/wscontract/wscontract/emit/code"
)

// printRoutes prints the variable RouteTable. What the contract does not say is
// left out:
//
//	{Channel: "chat", Path: "/ws/rooms/{room}", ServerToClientType: "Event", ClientToServerType: "Command"},
func (g *generator) printRoutes(f *code.File) {
	f.P("// RouteTable lists the channels of this package in the order of their names.")
	f.P("var RouteTable = []%s{", use(f, runtimeLib, "Route"))
	for _, ch := range g.channels {
		fields := []string{"Channel: " + quote(ch.Name), "Path: " + quote(ch.Path)}
		if ch.ServerToClient != nil {
			fields = append(fields, "ServerToClientType: "+quote(g.display(ch.ServerToClient)))
		}
		if ch.ClientToServer != nil {
			fields = append(fields, "ClientToServerType: "+quote(g.display(ch.ClientToServer)))
		}
		if name, ok := authNames[ch.Auth]; ok {
			fields = append(fields, "Auth: "+use(f, runtimeLib, name))
		}
		if ch.MaxSize != 0 {
			fields = append(fields, "MaxSize: "+strconv.FormatInt(ch.MaxSize, 10))
		}
		if ch.Rate != 0 {
			fields = append(fields, "Rate: "+strconv.FormatFloat(ch.Rate, 'g', -1, 64))
		}
		if name, ok := overflowNames[ch.Overflow]; ok {
			fields = append(fields, "Overflow: "+use(f, runtimeLib, name))
		}
		f.P("	{%s},", strings.Join(fields, ", "))
	}
	f.P("}")
}

var authNames = map[string]string{
	"required": "AuthRequired",
	"none":     "AuthNone",
}

var overflowNames = map[string]string{
	"close":       "OverflowClose",
	"drop-oldest": "OverflowDropOldest",
	"drop-newest": "OverflowDropNewest",
}

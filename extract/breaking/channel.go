package breaking

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// channels is a channel in both contracts; one of them is nil when the channel
// was added or removed.
type channels struct {
	site
	old, new *contract.Channel
}

var channelRules = []*Rule{
	{
		ID: "channel-added", Client: Fine,
		Title:  "a channel was added",
		Why:    "Nobody uses it yet.",
		Before: "", After: "// ws:channel news\ntype News struct{ ServerToClient Item }",
		check: func(c *channels) {
			if c.old == nil {
				c.report("channel %s was added at %s", c.new.Name, c.new.Path)
			}
		},
	},
	{
		ID: "channel-removed", Client: Breaks,
		Title:   "a channel was removed",
		Why:     "Clients that connect to its path are refused.",
		Instead: "keep it until no client connects, and mark it Deprecated",
		Before:  "// ws:channel news\ntype News struct{ ServerToClient Item }", After: "",
		check: func(c *channels) {
			if c.new == nil {
				c.report("channel %s at %s was removed", c.old.Name, c.old.Path)
			}
		},
	},
	{
		ID: "channel-renamed", Client: Fine,
		Title:  "a channel has another name at the same path",
		Why:    "Peers see only the path. The names in generated code and in documents change.",
		Before: "// ws:channel news path=/news", After: "// ws:channel headlines path=/news",
		check: func(c *channels) {
			if c.both() && c.old.Name != c.new.Name && route(c.old) == route(c.new) {
				c.report("channel %s is now called %s", c.old.Name, c.new.Name)
			}
		},
	},
	{
		ID: "channel-path-changed", Client: Breaks,
		Title:   "a channel has moved to another path",
		Why:     "Clients connect to the old path and are refused. The names of {segments} do not matter.",
		Instead: "keep the old path, or serve it by http.StripPrefix until no client uses it",
		Before:  "// ws:channel news path=/news", After: "// ws:channel news path=/v2/news",
		check: func(c *channels) {
			if c.both() && route(c.old) != route(c.new) {
				c.report("channel %s has moved from %s to %s", c.new.Name, c.old.Path, c.new.Path)
			}
		},
	},
	{
		ID: "channel-direction-removed", Client: Breaks, Server: Risky,
		Title:   "a side no longer sends anything",
		Why:     "Messages that clients send are refused. What the server no longer sends, clients wait for in vain.",
		Instead: "keep the direction and answer with an error message of the contract",
		Before:  "type Chat struct {\n\tClientToServer Say\n\tServerToClient Said\n}", After: "type Chat struct {\n\tServerToClient Said\n}",
		check: func(c *channels) {
			if c.both() && c.old.ClientToServer != nil && c.new.ClientToServer == nil {
				c.towards(ClientToServer).report("clients can no longer send on channel %s", c.new.Name)
			}
			if c.both() && c.old.ServerToClient != nil && c.new.ServerToClient == nil {
				c.towards(ServerToClient).report("the server no longer sends on channel %s", c.new.Name)
			}
		},
	},
	{
		ID: "channel-direction-added", Client: Fine, Server: Breaks,
		Title:   "a side has begun to send",
		Why:     "Old clients refuse messages on a channel on which the server sent nothing. A server that has begun to listen harms nobody.",
		Instead: "add a channel for it",
		Before:  "type Log struct {\n\tClientToServer Line\n}", After: "type Log struct {\n\tClientToServer Line\n\tServerToClient Ack\n}",
		check: func(c *channels) {
			if c.both() && c.old.ClientToServer == nil && c.new.ClientToServer != nil {
				c.towards(ClientToServer).report("clients can now send on channel %s", c.new.Name)
			}
			if c.both() && c.old.ServerToClient == nil && c.new.ServerToClient != nil {
				c.towards(ServerToClient).report("the server now sends on channel %s", c.new.Name)
			}
		},
	},
	{
		ID: "channel-deprecated", Client: Fine,
		Title:  "a channel was marked as deprecated",
		Why:    "It works as before; people are told to leave it.",
		Before: "// News are the news.", After: "// News are the news.\n//\n// Deprecated: use Headlines.",
		check: func(c *channels) {
			if c.both() && c.old.Deprecated == "" && c.new.Deprecated != "" {
				c.report("channel %s is now deprecated: %s", c.new.Name, c.new.Deprecated)
			}
		},
	},
}

// both tells that the channel is in both contracts.
func (c *channels) both() bool { return c.old != nil && c.new != nil }

// towards returns the channel as seen in one direction.
func (c *channels) towards(d Direction) *channels {
	at := *c
	at.direction = d
	return &at
}

// route is the path of a channel without the names of its segments, which no
// peer sees.
func route(ch *contract.Channel) string {
	path, _ := numbered(ch.Path)
	return path
}

// numbered replaces the names of the segments of a path by their places, and
// returns the names in order.
func numbered(path string) (route string, names []string) {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if name, ok := strings.CutPrefix(s, "{"); ok {
			segments[i] = "{" + strconv.Itoa(len(names)) + "}"
			names = append(names, strings.TrimSuffix(name, "}"))
		}
	}
	return strings.Join(segments, "/"), names
}

// renamedParams returns the path parameters of the old channel by the names that
// the segments have in the new one.
func renamedParams(old, new *contract.Channel) *contract.Type {
	_, was := numbered(old.Path)
	_, is := numbered(new.Path)
	if old.Params == nil || old.Params.Struct == nil || len(was) != len(is) {
		return old.Params
	}
	st := *old.Params.Struct
	st.Fields = nil
	for _, f := range old.Params.Struct.Fields {
		field := *f
		if i := slices.Index(was, f.Name); i >= 0 {
			field.Name = is[i]
		}
		st.Fields = append(st.Fields, &field)
	}
	return &contract.Type{Kind: contract.Inline, Struct: &st}
}

// A channelPair is a channel in both contracts, or in one of them.
type channelPair struct{ old, new *contract.Channel }

// pairChannels finds which channel is which: by the path, which is all that peers
// see, else by the name, else by the Go type that declares it.
func pairChannels(old, new []*contract.Channel) []channelPair {
	was := map[*contract.Channel]*contract.Channel{} // by the new one
	left := slices.Clone(old)
	for _, alike := range []func(o, n *contract.Channel) bool{
		func(o, n *contract.Channel) bool { return route(o) == route(n) },
		func(o, n *contract.Channel) bool { return o.Name == n.Name },
		func(o, n *contract.Channel) bool { return o.Go == n.Go && o.GoPackage == n.GoPackage },
	} {
		for _, n := range new {
			i := slices.IndexFunc(left, func(o *contract.Channel) bool { return alike(o, n) })
			if was[n] == nil && i >= 0 {
				was[n] = left[i]
				left = slices.Delete(left, i, i+1)
			}
		}
	}
	var pairs []channelPair
	for _, n := range new {
		pairs = append(pairs, channelPair{was[n], n})
	}
	for _, o := range left {
		pairs = append(pairs, channelPair{o, nil})
	}
	return pairs
}

package breaking

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

// A Direction says which messages a change is about.
type Direction uint8

// The directions.
const (
	Connecting     Direction = iota // no messages: how a connection is made and kept
	ClientToServer                  // also the parameters that a client connects with
	ServerToClient
)

// String returns the direction in words.
func (d Direction) String() string {
	return [...]string{"connecting", "client to server", "server to client"}[d]
}

// A Change is a difference between two contracts, in one direction.
type Change struct {
	Rule      *Rule
	Effect    Effect
	Direction Direction
	// Channels are the names of the channels it is seen on, sorted; Package is
	// the import path of the package that serves them.
	Channels []string
	Package  string
	// Message is one clause that says what has changed.
	Message string
	// Pos is in the new source: the declaration, or what once contained it. Old
	// is the declaration in the old source. Each may be zero.
	Pos, Old contract.Position
}

// Compare returns the changes from one contract to another, sorted by their
// places. Peers do not see the paths of packages: one that has moved is compared
// with the one that serves a route of it. Those that only one contract has are
// compared as well: their channels are removed or added.
func Compare(old, new *contract.Contract) []Change {
	c := &comparison{old: old, new: new}
	left := slices.Clone(old.Packages)
	was := map[*contract.Package]string{} // the old path, by the new package
	for _, alike := range []func(o, n *contract.Package) bool{
		func(o, n *contract.Package) bool { return o.Path == n.Path },
		func(o, n *contract.Package) bool { return ShareRoute(old.ChannelsOf(o.Path), new.ChannelsOf(n.Path)) },
	} {
		for _, n := range new.Packages {
			i := slices.IndexFunc(left, func(o *contract.Package) bool { return alike(o, n) })
			if was[n] == "" && i >= 0 {
				was[n] = left[i].Path
				left = slices.Delete(left, i, i+1)
			}
		}
	}
	for _, n := range new.Packages {
		c.comparePackage(n.Path, old.ChannelsOf(was[n]), new.ChannelsOf(n.Path))
	}
	for _, o := range left {
		c.comparePackage(o.Path, old.ChannelsOf(o.Path), nil)
	}
	return merge(c.changes)
}

// ShareRoute reports whether a peer finds a channel of one list in the other.
func ShareRoute(old, new []*contract.Channel) bool {
	return slices.ContainsFunc(new, func(n *contract.Channel) bool {
		return slices.ContainsFunc(old, func(o *contract.Channel) bool { return route(o) == route(n) })
	})
}

// merge sorts changes, and makes one of those that differ only in the channel.
func merge(changes []Change) []Change {
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(
			cmp.Compare(a.Package, b.Package), comparePositions(a.Pos, b.Pos), cmp.Compare(a.Rule.ID, b.Rule.ID),
			cmp.Compare(a.Direction, b.Direction), strings.Compare(a.Message, b.Message), slices.Compare(a.Channels, b.Channels))
	})
	var merged []Change
	for _, c := range changes {
		if last := len(merged) - 1; last >= 0 && sameBut(merged[last], c) {
			merged[last].Channels = append(merged[last].Channels, c.Channels...)
			slices.Sort(merged[last].Channels)
			merged[last].Channels = slices.Compact(merged[last].Channels)
			merged[last].Effect = max(merged[last].Effect, c.Effect)
			continue
		}
		merged = append(merged, c)
	}
	return merged
}

func sameBut(a, b Change) bool {
	return a.Package == b.Package && a.Pos == b.Pos && a.Rule == b.Rule && a.Direction == b.Direction && a.Message == b.Message
}

func comparePositions(a, b contract.Position) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// Diagnostic returns the change as a finding, at the new source with the old
// place related. What breaks or may break ends with the way out.
func (c *Change) Diagnostic() diag.Diagnostic {
	d := diag.Diagnostic{Pos: c.Pos, Code: c.Rule.ID, Level: c.Effect.Level()}
	d.Message = fmt.Sprintf("%s (%s)", c.Message, c.scope())
	if c.Effect > Fine && c.Rule.Instead != "" {
		d.Message += "; " + c.Rule.Instead
	}
	if c.Old.File != "" {
		d.Related = append(d.Related, diag.Related{Pos: c.Old, Message: "what it was"})
	}
	return d
}

// scope says on which channels and in which direction, such as "channel chat,
// client to server".
func (c *Change) scope() string {
	where := "channel " + strings.Join(c.Channels, ", ")
	if len(c.Channels) > 1 {
		where = "channels " + strings.Join(c.Channels, ", ")
	}
	if c.Direction != Connecting {
		where += ", " + c.Direction.String()
	}
	return where
}

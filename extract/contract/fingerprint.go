package contract

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Fingerprint returns "sha256:" and the hash of what stands on the wire. Two
// contracts have the same fingerprint when a peer cannot tell them apart:
// docs, positions, the order of fields and everything that is only spelled in
// Go (names of types, fields, constants and packages, whether a struct has a
// name) do not count. Routes, limits, keys, presence, null, values, variants
// and rules do.
//
// Two things cannot be seen from here. A codec counts by its wire kind and
// format, since what its methods do is not in the contract; and a Validate
// method counts by its presence.
func (c *Contract) Fingerprint() string { return c.fingerprint(c.Channels) }

// FingerprintOf is the fingerprint of the channels of one package.
func (c *Contract) FingerprintOf(path string) string { return c.fingerprint(c.ChannelsOf(path)) }

func (c *Contract) fingerprint(channels []*Channel) string {
	sum := sha256.Sum256([]byte(c.canonical(channels)))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// canonical is the text that the fingerprint is the hash of.
func (c *Contract) canonical(channels []*Channel) string {
	type entry struct {
		route, rest string
		roots       []*shape
	}
	g := &graph{c: c, named: map[string]*shape{}}
	var entries []entry
	for _, ch := range channels {
		route, params := numberParams(ch.Path)
		e := entry{route: route, rest: fmt.Sprintf("auth=%s size=%d rate=%s overflow=%s",
			ch.Auth, ch.MaxSize, strconv.FormatFloat(ch.Rate, 'g', -1, 64), ch.Overflow)}
		for _, root := range []struct {
			name  string
			typ   *Type
			names map[string]string
		}{
			{"client", ch.ClientToServer, nil},
			{"server", ch.ServerToClient, nil},
			{"params", ch.Params, params},
			{"query", ch.Query, nil},
		} {
			if root.typ != nil {
				e.roots = append(e.roots, g.node(root.name, g.root(root.typ, root.names)))
			}
		}
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.route, b.route), strings.Compare(a.rest, b.rest))
	})

	g.classify()
	var b strings.Builder
	fmt.Fprintf(&b, "wscontract %d\n", Version)
	printer := shapePrinter{b: &b, seen: map[int]int{}}
	for _, e := range entries {
		fmt.Fprintf(&b, "%s %s\n", e.route, e.rest)
		for _, r := range e.roots {
			printer.print(r)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// numberParams replaces the names of the {segments} of a route, which no peer
// sees, by their place: "/rooms/{room}" becomes "/rooms/{0}". The map leads
// from the old names to the new ones.
func numberParams(path string) (string, map[string]string) {
	names := map[string]string{}
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if name, ok := strings.CutPrefix(s, "{"); ok {
			place := strconv.Itoa(len(names))
			names[strings.TrimSuffix(name, "}")] = place
			segments[i] = "{" + place + "}"
		}
	}
	return strings.Join(segments, "/"), names
}

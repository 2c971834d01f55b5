// Package contract is what wscontract knows about a WebSocket API: its
// channels, and every type a message can contain, as plain, ordered data.
//
// It is the hinge of the project. Extraction produces a [Contract] from Go
// source; emitters, the comparison for breaking changes and other people's
// tools read it. Nothing in it refers to go/types or to a position in memory,
// so a contract can be built by hand in a test, saved as JSON and compared with
// the contract of last year.
//
// # Shape
//
// A contract has channels and named types, both sorted. A channel refers to
// its messages with a [Type], which is a tree: pointers, slices, maps and
// anonymous structs stand inline, and a type with a name is a reference to an
// entry of [Contract.Types], found with [Contract.Named]. Recursion therefore
// always passes through a name.
//
// # What is wire and what is Go
//
// Fields that say what stands on the wire decide the [Contract.Fingerprint].
// Docs, positions and the spelling of Go names do not.
package contract

import "sort"

// Version is the version of the JSON form of a contract. It changes when a
// reader of the old form would misread the new one.
const Version = 1

// A Contract is everything that was extracted from a set of packages.
type Contract struct {
	Version int `json:"version"`

	// Packages are the packages that declare channels, by import path.
	Packages []*Package `json:"packages"`

	// Channels are sorted by package, then by name.
	Channels []*Channel `json:"channels"`

	// Types are all named types that a channel reaches, sorted by ID.
	Types []*Named `json:"types"`

	// Ignores are the ws:ignore in the packages of the main module that the
	// contract takes types from.
	Ignores []*Ignore `json:"-"`

	index map[string]*Named
}

// A Package declares at least one channel.
type Package struct {
	Path string `json:"path"`
	Name string `json:"name"`
	Doc  string `json:"doc,omitempty"`
	// Files are the base names of the source files that declare channels, sorted.
	Files []string `json:"files"`

	// Build is the build constraint of those files, such as "linux && cgo", or
	// "". What is emitted for the package has the same.
	Build string `json:"-"`

	// Dir is the directory of the package on this machine, where output goes.
	Dir string `json:"-"`

	// Decls says where each package-level name of the package is declared,
	// wscontract's own output left out. Emitters must not declare these again.
	Decls map[string]Position `json:"-"`

	// Imports says where its files import packages, by the names these have
	// there. Emitters must not declare these names either, for a name cannot
	// stand for something in a package and in one of its files; but another
	// file may import a package under one of them.
	Imports map[string]Position `json:"-"`
}

// A Position is a place in a source file. Line and Column count from 1;
// columns are bytes, as in go/token.
type Position struct {
	// File is slash-separated and relative to the root of the main module;
	// for a file of another module it begins with module@version.
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

// A Channel is one contract: who may say what to whom, and where.
type Channel struct {
	// Name is unique within the package.
	Name string `json:"name"`
	// Package is the import path of the package whose output serves the channel.
	Package string `json:"package"`
	// Go is the name of the struct type that declares the channel. It stands
	// in the package GoPackage, which differs from Package only when a
	// ws:channels map of one package names a channel struct of another.
	Go        string `json:"go"`
	GoPackage string `json:"goPackage"`

	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Pos        Position `json:"pos,omitzero"`

	// Path is the route, such as "/ws/rooms/{room}". PathSet tells that the
	// contract states it; otherwise it is the default prefix and the name.
	Path    string `json:"path"`
	PathSet bool   `json:"pathSet,omitempty"`

	// ClientToServer and ServerToClient are nil in a direction without messages.
	ClientToServer *Type `json:"clientToServer,omitempty"`
	ServerToClient *Type `json:"serverToClient,omitempty"`

	// Params are the {segments} of Path, Query the query parameters. Each is
	// nil when the channel struct has no such field. The keys of their fields
	// are the names of the segments and of the query parameters.
	Params *Type `json:"params,omitempty"`
	Query  *Type `json:"query,omitempty"`

	// Required is "all" or "tagged"; see [Field.Required] for its effect.
	Required string `json:"required"`
	// Auth is "required", "none", or "" where the contract is silent.
	Auth string `json:"auth,omitempty"`
	// MaxSize is the largest message in bytes, 0 for the server's default.
	MaxSize int64 `json:"maxSize,omitempty"`
	// Rate is the number of messages per second a client may send, 0 for the
	// server's default.
	Rate float64 `json:"rate,omitempty"`
	// Overflow is "close", "drop-oldest", "drop-newest", or "" where the contract is silent.
	Overflow string `json:"overflow,omitempty"`
}

// Sort puts packages, channels and types into their order.
func (c *Contract) Sort() {
	sort.Slice(c.Packages, func(i, j int) bool { return c.Packages[i].Path < c.Packages[j].Path })
	sort.Slice(c.Channels, func(i, j int) bool {
		a, b := c.Channels[i], c.Channels[j]
		if a.Package != b.Package {
			return a.Package < b.Package
		}
		return a.Name < b.Name
	})
	sort.Slice(c.Types, func(i, j int) bool { return c.Types[i].ID < c.Types[j].ID })
	c.index = nil
}

// Named returns the named type with the given ID, or nil.
func (c *Contract) Named(id string) *Named {
	if len(c.index) != len(c.Types) {
		c.index = make(map[string]*Named, len(c.Types))
		for _, n := range c.Types {
			c.index[n.ID] = n
		}
	}
	return c.index[id]
}

// Package returns the package with the given import path, or nil.
func (c *Contract) Package(path string) *Package {
	for _, p := range c.Packages {
		if p.Path == path {
			return p
		}
	}
	return nil
}

// ChannelsOf returns the channels of one package, in name order.
func (c *Contract) ChannelsOf(path string) []*Channel {
	var channels []*Channel
	for _, ch := range c.Channels {
		if ch.Package == path {
			channels = append(channels, ch)
		}
	}
	return channels
}

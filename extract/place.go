package extract

import (
	"go/token"

	"github.com/wscontract/wscontract/extract/contract"
)

// A place is where a type is met on the way from a channel: what a message
// about it needs to say, and what the type inherits from there.
type place struct {
	channel string // the name of the channel
	pkg     string // the import path of the package that serves it
	trail   string // the way from the channel, such as "Command: Say.Meta[]"
	outer   string // the part of it before the message or variant
	start   bool   // no type with a name has been met behind that part

	pos    contract.Position
	syntax syntax // how the type is written, as far as it is known

	// tagged tells that the channel has required=tagged.
	tagged bool
	// writeOnly tells that values are only written, because the type around
	// reads itself. An interface can then be anything.
	writeOnly bool
}

// field is the place of the type of a field.
func (p place) field(name string, pos contract.Position, s syntax) place {
	p.trail += "." + name
	p.start = false
	p.pos = pos
	p.syntax = s
	return p
}

// elem is the place of what a slice, array or map holds.
func (p place) elem() place {
	p.trail += "[]"
	return p
}

// variant is the place of a variant of a union.
func (p place) variant(pos contract.Position) place {
	p.outer = p.trail + ": "
	p.start = true
	p.pos = pos
	return p
}

// named is the place within a named type.
func (p place) named(name string, s syntax) place {
	if p.start {
		p.trail = p.outer + name
		p.start = false
	}
	p.syntax = s
	p.writeOnly = false // others may reach the type as well
	return p
}

// String is the way from the channel to the type, as messages begin with it.
func (p place) String() string {
	return "channel " + p.channel + ": " + p.trail
}

// position makes the position that a contract states.
func (x *extractor) position(pos token.Pos) contract.Position {
	if !pos.IsValid() {
		return contract.Position{}
	}
	return x.prog.Position(pos)
}

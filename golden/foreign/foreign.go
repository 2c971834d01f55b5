// Package foreign has types of other packages: two with one name, of packages
// with one name, such that cannot be named here, and some of the standard
// library.
package foreign

import (
	"go/token"
	"image"
	"net/url"

	"github.com/wscontract/wscontract/testdata/foreign/blue"
	green "github.com/wscontract/wscontract/testdata/foreign/green/blue"
)

// ws:channel foreign
type Foreign struct {
	ClientToServer Message
	ServerToClient blue.Item
}

// ws:channel other
type Other struct {
	ClientToServer green.Item
}

// Item has the name of two others.
type Item struct {
	Mine bool `json:"mine"`
}

// A Message has items of all three packages.
type Message struct {
	Mine    Item                `json:"mine"`
	Blue    blue.Item           `json:"blue"`
	Green   *green.Item         `json:"green"`
	Greens  []green.Item        `json:"greens,omitempty"`
	Boxes   map[string]blue.Box `json:"boxes,omitempty"`
	Color   blue.Color          `json:"color,omitempty"`
	Shade   green.Shade         `json:"shade,omitempty"`
	Point   image.Point         `json:"point,omitzero"`
	Rect    *image.Rectangle    `json:"rect,omitempty"`
	Pos     token.Position      `json:"pos,omitzero"`
	Values  url.Values          `json:"values,omitempty"`
	Promote blue.Promoted       `json:"promote,omitzero"`
	blue.Embedded
}

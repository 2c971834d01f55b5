// Package pointers has pointers to everything. null is nil at the outermost
// pointer.
package pointers

// ws:channel pointers
type Pointers struct {
	ClientToServer Graph
}

// A Graph has pointers to each kind of type.
type Graph struct {
	Basic   *int             `json:"basic,omitempty"`
	Double  **string         `json:"double,omitempty"`
	Triple  ***Node          `json:"triple,omitempty"`
	Struct  *Node            `json:"struct,omitempty"`
	Slice   *[]int           `json:"slice,omitzero"`
	Map     *map[string]*int `json:"map,omitzero"`
	Array   *[2]*int         `json:"array,omitempty"`
	List    []*Node          `json:"list,omitempty"`
	Lists   *[]*[]*int       `json:"lists,omitempty"`
	Table   map[string]*Node `json:"table,omitempty"`
	Any     *any             `json:"any,omitempty"`
	Enum    *Color           `json:"enum,omitempty"`
	Named   Ref              `json:"named,omitempty"`
	NamedPP *Ref             `json:"namedPP,omitempty"`
}

// A Node is pointed to.
type Node struct {
	Name string `json:"name"`
}

// A Ref is a named pointer.
type Ref *Node

// A Color is an enum.
type Color string

// The color.
const Red Color = "red"

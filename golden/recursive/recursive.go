// Package recursive has types that contain themselves, alone and together.
package recursive

// ws:channel trees
type Trees struct {
	ClientToServer Tree
	ServerToClient Expr
}

// ws:channel lists
type Lists struct {
	ClientToServer List
	ServerToClient Table
}

// A Tree contains trees.
type Tree struct {
	Value int             `json:"value"`
	Kids  []Tree          `json:"kids,omitempty"`
	Left  *Tree           `json:"left,omitempty"`
	Named map[string]Tree `json:"named,omitempty"`
}

// An Expr contains a Term, and that contains an Expr.
type Expr struct {
	Terms []Term `json:"terms"`
}

// A Term is a number, or an Expr in parentheses.
type Term struct {
	Number *float64 `json:"number,omitempty"`
	Group  *Expr    `json:"group,omitempty"`
}

// A List contains nothing but lists.
type List []List

// A Table contains nothing but tables.
type Table map[string]Table

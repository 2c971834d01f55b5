// Package arrays has arrays, which have exactly as many elements as their type
// says.
package arrays

// ws:channel arrays
type Arrays struct {
	ClientToServer Board
}

// A Board has arrays of different elements.
type Board struct {
	Point   [2]float64     `json:"point"`
	Grid    [2][3]int      `json:"grid,omitzero"`
	None    [0]string      `json:"none,omitzero"`
	Cells   [2]Cell        `json:"cells,omitzero"`
	Names   [2]*string     `json:"names,omitzero"`
	Rows    [2][]int       `json:"rows,omitzero"`
	Pointer *[1]int        `json:"pointer,omitempty"`
	List    [][2]int       `json:"list,omitempty"`
	Table   map[string]RGB `json:"table,omitempty"`
}

// A Cell is one element.
type Cell struct {
	Value string `json:"value"`
}

// RGB is a named array.
type RGB [3]uint8

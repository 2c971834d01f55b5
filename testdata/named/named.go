// Package named has named types that are not structs. A message need not be an
// object.
package named

// ws:channel named
type Named struct {
	ClientToServer Profile
	ServerToClient Tags
}

// ws:channel scores
type ScoresOnly struct {
	ClientToServer Score
	ServerToClient map[string]Score
}

// ws:channel text
type Texts struct {
	ClientToServer string
	ServerToClient *Title
}

// A Profile uses each of the types.
type Profile struct {
	Title  Title   `json:"title" validate:"max=5"`
	Tags   Tags    `json:"tags"`
	Scores Scores  `json:"scores"`
	Flag   Flag    `json:"flag"`
	Ratio  Ratio   `json:"ratio"`
	Score  Score   `json:"score"`
	Matrix Matrix  `json:"matrix"`
	Person Person  `json:"person"`
	Ptr    *Scores `json:"ptr"`
}

type (
	// A Title is a string.
	Title string
	// Tags is a slice of a named type.
	Tags []Title
	// Scores is a map between named types.
	Scores map[Title]Score
	// A Flag is a boolean.
	Flag bool
	// A Ratio is a float.
	Ratio float32
	// A Score is an integer.
	Score int16
	// A Matrix is made of another named type.
	Matrix [2]Row
	// A Row is that type.
	Row [2]Ratio
	// A Person has the fields of another struct.
	Person human
)

type human struct {
	Name Title `json:"name"`
}

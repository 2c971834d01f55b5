// Package rules has each rule of the first set, with the meaning that
// go-playground/validator gives it.
package rules

// ws:channel rules
type Rules struct {
	ClientToServer Message
}

// ws:channel groups
type Groups struct {
	ClientToServer Group
}

// A Message has a field for each rule and kind. All are optional, so that a
// message can name just one; a rule also holds for the zero value of a field
// that is absent, unless it follows omitempty, omitzero or omitnil.
type Message struct {
	// Strings are counted in characters.
	Len      string `json:"len,omitzero" validate:"omitempty,len=3"`
	Min      string `json:"min,omitzero" validate:"omitempty,min=2"`
	Max      string `json:"max,omitzero" validate:"max=3"`
	Between  string `json:"between,omitzero" validate:"omitempty,gt=1,lt=4"`
	From     string `json:"from,omitzero" validate:"omitempty,gte=2,lte=3"`
	Eq       string `json:"eq,omitzero" validate:"omitempty,eq=yes"`
	Ne       string `json:"ne,omitzero" validate:"ne=no"`
	OneOf    string `json:"oneof,omitzero" validate:"omitempty,oneof=red 'light green' blue"`
	Alpha    string `json:"alpha,omitzero" validate:"omitempty,alpha"`
	Alphanum string `json:"alphanum,omitzero" validate:"omitempty,alphanum"`
	Numeric  string `json:"numeric,omitzero" validate:"omitempty,numeric"`
	ASCII    string `json:"ascii,omitzero" validate:"ascii"`
	Lower    string `json:"lowercase,omitzero" validate:"omitempty,lowercase"`
	Upper    string `json:"uppercase,omitzero" validate:"omitempty,uppercase"`
	Contains string `json:"contains,omitzero" validate:"omitempty,contains=@"`
	Excludes string `json:"excludes,omitzero" validate:"excludes=@"`
	Starts   string `json:"startswith,omitzero" validate:"omitempty,startswith=ab"`
	Ends     string `json:"endswith,omitzero" validate:"omitempty,endswith=yz"`
	Or       string `json:"or,omitzero" validate:"omitempty,len=3|eq=x"`

	// Numbers are compared.
	IntMin   int     `json:"intMin,omitzero" validate:"omitempty,min=-2"`
	IntMax   int8    `json:"intMax,omitzero" validate:"max=10"`
	IntEq    int64   `json:"intEq,omitzero" validate:"omitempty,eq=7"`
	IntLen   int     `json:"intLen,omitzero" validate:"omitempty,len=7"`
	IntOneOf uint16  `json:"intOneOf,omitzero" validate:"omitempty,oneof=1 2 3"`
	Uint     uint64  `json:"uint,omitzero" validate:"omitempty,gt=1,lte=18446744073709551614"`
	Float    float64 `json:"float,omitzero" validate:"gte=-0.5,lt=0.5"`
	Required bool    `json:"required,omitzero" validate:"required"`

	// Slices and maps are counted, and dived into.
	List     []int          `json:"list,omitzero" validate:"omitempty,min=2,max=3,unique"`
	Dive     []string       `json:"dive,omitzero" validate:"max=2,dive,min=1,max=2"`
	Matrix   [][]int        `json:"matrix,omitzero" validate:"dive,len=2,dive,gte=0"`
	Map      map[string]int `json:"map,omitzero" validate:"max=2,dive,keys,min=2,endkeys,gt=0"`
	Objects  []Part         `json:"objects,omitzero" validate:"unique=ID,dive"`
	Pointers []*int         `json:"pointers,omitzero" validate:"dive,omitnil,min=1"`

	// A pointer is checked through; only nil is empty. So is a struct, unless it
	// is zero.
	Pointer *string `json:"pointer,omitempty" validate:"omitempty,min=2"`
	NotNil  *int    `json:"notNil,omitempty" validate:"omitnil,min=1"`
	Struct  Part    `json:"struct,omitzero" validate:"omitempty"`
	Nested  *Part   `json:"nested,omitempty"`
}

// A Part is an object with rules of its own.
type Part struct {
	ID int `json:"id" validate:"min=1"`
}

// A Group has rules that need a value: with required, the zero value is refused
// as well.
type Group struct {
	Name  string         `json:"name" validate:"required"`
	Count int            `json:"count" validate:"required,max=5"`
	List  []string       `json:"list" validate:"required"`
	Map   map[string]int `json:"map" validate:"required,min=1"`
	Ptr   *int           `json:"ptr" validate:"required"`
	Part  *Part          `json:"part" validate:"required"`
}

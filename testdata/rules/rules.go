// Package rules has each rule of the first set, with the meaning that
// go-playground/validator gives it.
package rules

import "time"

// ws:channel rules
type Rules struct {
	ClientToServer Message
}

// ws:channel groups
type Groups struct {
	ClientToServer Group
	ServerToClient Pairs
}

// ws:channel kinds
type Kinds struct {
	ClientToServer Others
	ServerToClient Parts
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
	Print    string `json:"printascii,omitzero" validate:"printascii"`
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

// Pairs have rules that compare two fields.
type Pairs struct {
	A   int           `json:"a"`
	Eq  int           `json:"eq" validate:"eqfield=A"`
	Ne  int           `json:"ne" validate:"nefield=A"`
	Gt  int           `json:"gt" validate:"gtfield=A"`
	Gte int           `json:"gte" validate:"gtefield=A"`
	Lt  int           `json:"lt" validate:"ltfield=A"`
	Lte int           `json:"lte" validate:"ltefield=A"`
	S   string        `json:"s,omitzero"`
	Sub string        `json:"sub,omitzero" validate:"eqfield=S"`
	T   time.Time     `json:"t,omitzero"`
	End time.Time     `json:"end,omitzero" validate:"gtefield=T"`
	D   time.Duration `json:"d,omitzero"`
	Max time.Duration `json:"max,omitzero" validate:"omitempty,gtfield=D"`
}

// Others are rules on other kinds of values.
type Others struct {
	Yes      bool              `json:"yes,omitzero" validate:"omitempty,eq=true"`
	Not      bool              `json:"not,omitzero" validate:"ne=true"`
	Past     *time.Time        `json:"past,omitzero" validate:"omitnil,lt"`
	Future   *time.Time        `json:"future,omitzero" validate:"omitnil,gte"`
	Wait     time.Duration     `json:"wait,omitzero" validate:"omitempty,min=1s,max=1m30s"`
	Bytes    []byte            `json:"bytes,omitzero" validate:"max=2"`
	Values   map[string]string `json:"values,omitzero" validate:"unique"`
	Zero     *int              `json:"zero,omitzero" validate:"omitzero,min=3"`
	Floats   []float64         `json:"floats,omitzero" validate:"unique,dive,gt=0.5"`
	Array    [2]int            `json:"array,omitzero" validate:"dive,ne=1"`
	Named    Level             `json:"named,omitzero" validate:"omitempty,oneof=1 3"`
	Deep     [][]Part          `json:"deep,omitzero" validate:"dive,max=2,dive"`
	NoDive   []Part            `json:"noDive,omitzero" validate:"max=1"`
	ByName   map[string]*Part  `json:"byName,omitzero" validate:"dive,required"`
	Strings  []*string         `json:"strings,omitzero" validate:"unique"`
	Unsigned uint8             `json:"unsigned,omitzero" validate:"max=0x10"`
}

// Parts are checked each.
type Parts []Part

// A Level is a named integer.
type Level int

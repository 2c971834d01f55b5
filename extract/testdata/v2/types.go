package main

import (
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// The types below are read twice: compiled, by encoding/json/v2, and as source,
// by extract. Both have to see the same keys. A type whose name begins with Bad
// has to be refused by both.

type Plain struct {
	A int
	B string `json:"b"`
	C *int   `json:"c"`
	d int
}

type Names struct {
	A int `json:"a b"`
	B int `json:"$ref"`
	C int `json:"größe"`
	D int `json:"-,omitempty"`
	E int `json:"a.b/c"`
	F int `json:"<&>"`
	G int `json:",omitempty"`
	H int `json:"Ünicode"`
	I int `json:"a;b:c"`
	J int `json:"x,inline"`
	K int `json:"_"`
	L int `json:"true"`
	M int `json:"1st"`
	N int `bson:"n" json:"nn" yaml:"nnn"`
	Ö int
}

type Omitted struct {
	A int            `json:",omitempty"`
	B string         `json:",omitempty"`
	C []int          `json:",omitempty"`
	D map[string]int `json:",omitempty"`
	E *string        `json:",omitempty"`
	F any            `json:",omitempty"`
	G struct{}       `json:",omitempty"`
	H Plain          `json:",omitempty"`
	I [0]int         `json:",omitempty"`
	J bool           `json:",omitempty"`
	K []byte         `json:",omitempty"`
}

type Zeroed struct {
	A int            `json:",omitzero"`
	B string         `json:",omitzero"`
	C []int          `json:",omitzero"`
	D map[string]int `json:",omitzero"`
	E *string        `json:",omitzero"`
	F any            `json:",omitzero"`
	G struct{}       `json:",omitzero"`
	H Plain          `json:",omitzero"`
	I time.Time      `json:",omitzero"`
	J Weird          `json:",omitzero"`
	K *Weird         `json:",omitzero"`
	L Both           `json:",omitzero,omitempty"`
}

// Weird is zero when it is 7.
type Weird int

func (w Weird) IsZero() bool { return w == 7 }

type Both []string

type Quoted struct {
	A int      `json:",string"`
	B uint8    `json:",string"`
	C float64  `json:",string"`
	D *int64   `json:",string"`
	E **uint   `json:",string"`
	F Weird    `json:",string"`
	G *float32 `json:"g,string"`
	H Texter   `json:",string"`
	I uintptr  `json:",string,omitempty"`
}

// Texter has a codec, which the option string does not reach.
type Texter int

func (t Texter) MarshalText() ([]byte, error) { return []byte{'a' + byte(t)%26}, nil }

func (t *Texter) UnmarshalText(b []byte) error { *t = Texter(b[0] - 'a'); return nil }

type Cases struct {
	A int `json:"alpha,case:ignore"`
	B int `json:"beta,case:strict"`
	C int `json:"gamma"`
	D int `json:",case:ignore"`
	E int `json:"with_underscore,case:ignore"`
}

type Base struct {
	ID   int
	Name string `json:"name"`
}

type lower struct {
	Low  int
	Name string
}

type Embeds struct {
	X int
	Base
	Y int
}

type EmbedsPointer struct {
	*Base
	Y int
}

type EmbedsUnexported struct {
	lower
	Z int
}

type EmbedsExplicitly struct {
	A Base  `json:",embed"`
	B *Deep `json:",embed"`
}

type EmbedsTagged struct {
	Base `json:",embed"`
	C    int
}

type Deep struct {
	D1 int
	Deeper
}

type Deeper struct {
	D2 int
	Deepest
}

type Deepest struct {
	D1 string // hidden by Deep.D1
	D3 int
}

type EmbedsDeep struct {
	Deep
	D3 string // hides Deepest.D3
}

type NamedEmbed struct {
	Base  `json:"base"`
	*Deep `json:"deep,omitempty"`
}

type NamedUnexportedEmbed struct {
	lower `json:"low"`
}

type Ignored struct {
	Base `json:"-"`
	A    int
	B    chan int `json:"-"`
}

type Shadowed struct {
	Base
	ID string
}

type ShadowedByTag struct {
	Base
	Other int `json:"ID"`
}

type left struct {
	Same int
	L    int
}

type right struct {
	Same string
	R    int
}

type Cancelled struct {
	left
	right
}

type tagged struct {
	Other int `json:"Same"`
}

type TagWins struct {
	left
	tagged
	right
}

type TagsCancel struct {
	A struct {
		X int `json:"x"`
	} `json:",embed"`
	B struct {
		Y int `json:"x"`
		Z int
	} `json:",embed"`
}

type DeepCancelled struct {
	A struct {
		In struct {
			P, Q, R int
		} `json:",embed"`
	} `json:",embed"`
	B struct {
		In struct {
			Q, S, R int
		} `json:",embed"`
	} `json:",embed"`
	P string
	R string
}

type Twice struct {
	First  Base `json:",embed"`
	Second Base `json:",embed"`
	Third  int
}

type Recursive struct {
	A          int
	*Recursive `json:",embed"`
	B          int
}

type RecursiveField struct {
	A    int
	Next *RecursiveField
	All  []RecursiveField
}

type (
	Alias          = Base
	Generic[T any] struct {
		Value T
		List  []T `json:"list"`
	}
	Inst = Generic[string]
)

type EmbedsAlias struct {
	Alias
	Inst
}

type EmbedsGeneric struct {
	Generic[int]
	E int
}

type Others struct {
	A int
	X map[string]any `json:",embed"`
}

type OthersRaw struct {
	X jsontext.Value `json:",embed"`
	A int
}

type Key string

type OthersNamed struct {
	X map[Key]int `json:",embed"`
}

type OthersPointer struct {
	A int
	X *map[string]int `json:",embed"`
}

type OthersBelow struct {
	Others
	B int
}

type OthersCancelled struct {
	A struct {
		X map[string]int `json:",embed"`
		K int
	} `json:",embed"`
	B struct {
		X map[string]int `json:",embed"`
	} `json:",embed"`
}

type Inline struct {
	A struct {
		B int `json:"b"`
		C struct{ D []struct{ E string } }
	}
}

type Empty struct{}

type OnlyIgnored struct {
	a int
	B int `json:"-"`
}

type Kinds struct {
	A []byte
	B [4]byte
	C [2]int
	D map[int]string
	E map[Texter]bool
	F [][]string
	G map[string]map[uint8]*int
	H []Weird
	I time.Time
	J jsontext.Value
	K []MyByte
	L *[]*string
	M interface{}
	N [2]MyByte
	O uintptr
	P rune
}

type MyByte byte

type BadDuplicate struct {
	A int `json:"x"`
	B int `json:"x"`
}

type BadDuplicateOfGoName struct {
	A int
	B int `json:"A"`
}

type BadQuotedName struct {
	A int `json:"'a b'"`
}

type BadNameWithQuote struct {
	A int `json:"a'b"`
}

type BadNameWithBackslash struct {
	A int `json:"a\\b"`
}

type BadTrailingComma struct {
	A int `json:"a,"`
}

type BadTrailingCommaOfDash struct {
	A int `json:"-,"`
}

type BadSpelling struct {
	A int `json:"a,omitEmpty"`
}

type BadSpellingOfString struct {
	A int `json:"a,String"`
}

type BadTwice struct {
	A int `json:"a,omitempty,omitempty"`
}

type BadSpace struct {
	A int `json:"a, omitempty"`
}

type BadOptionSyntax struct {
	A int `json:"a,omitempty:true"`
}

type BadQuotedOption struct {
	A int `json:"a,'omitempty'"`
}

type BadCase struct {
	A int `json:"a,case:upper"`
}

type BadCaseAlone struct {
	A int `json:"a,case"`
}

type BadCaseBoth struct {
	A int `json:"a,case:ignore,case:strict"`
}

type BadFormat struct {
	A []byte `json:"a,format:hex"`
}

type BadUnexported struct {
	a int `json:"a"`
	B int
}

type BadEmbeddedInt struct {
	Weird
}

type BadEmbeddedMap struct {
	Dict
}

type Dict map[string]int

type BadEmbeddedWithOption struct {
	Base `json:",omitempty"`
}

type BadEmbedWithName struct {
	A Base `json:"a,embed"`
}

type BadEmbedOfCodec struct {
	A int
	T Texter `json:",embed"`
}

type BadEmbedOfInt struct {
	A int `json:",embed"`
}

type BadEmbedOfIntMap struct {
	A map[int]string `json:",embed"`
}

type BadEmbedOfCodecMap struct {
	A map[TextKey]string `json:",embed"`
}

type TextKey string

func (k TextKey) MarshalText() ([]byte, error) { return []byte(k), nil }

type BadEmbedOfPointerToPointer struct {
	A **Base `json:",embed"`
}

type BadOthersTwice struct {
	A map[string]int `json:",embed"`
	B jsontext.Value `json:",embed"`
}

type BadNoFields struct {
	a, b int
}

type BadNoFieldsBelow struct {
	A int
	BadNoFields
}

type BadStringOfString struct {
	A string `json:",string"`
}

type BadStringOfBool struct {
	A bool `json:",string"`
}

type BadStringOfSlice struct {
	A []int `json:",string"`
}

type BadStringOfStruct struct {
	A Base `json:",string"`
}

type BadStringOfTime struct {
	A time.Time `json:",string"`
}

type BadStringOfBytes struct {
	A []byte `json:",string"`
}

type BadChan struct {
	A chan int
}

type BadFunc struct {
	A []func()
}

type BadComplex struct {
	A map[string]complex128
}

type BadMapKey struct {
	A map[bool]int
}

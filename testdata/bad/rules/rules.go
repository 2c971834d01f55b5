package rules

import "time"

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	A string         `validate:"required,emial"`     // want:39 `^unknown rule emial; did you mean email\?$`
	B string         `validate:"required,email"`     // want:39 `^the rule email is not supported yet; check it in a method Validate\(\) error`
	C bool           `validate:"min=1"`              // want:30 `^the rule min applies to strings, integers, floats, durations, slices and arrays, maps and bytes, and bool is not one of them; remove it$`
	D int            `validate:"max=ten"`            // want:30 `^the rule max on int cannot have the parameter "ten"; write an integer, such as 3$`
	E uint8          `validate:"min=-1"`             // want:30 `the rule min on uint8 cannot have the parameter "-1"; write an integer that is not negative`
	F []string       `validate:"alpha"`              // want:30 `the rule alpha applies to strings, and \[\]string is not one of them; write dive before it`
	G string         `validate:"dive,max=3"`         // want:30 `^dive leads to the elements of slices, arrays and maps, and string has none; remove it$`
	H []int          `validate:"dive,keys,min=1,endkeys"` // want:35 `keys leads to the keys of a map, and \[\]int has none`
	I map[string]int `validate:"dive,keys,max=3"`    // want:35 `keys needs endkeys behind the last rule of the keys`
	J map[string]int `validate:"keys,max=3,endkeys"` // want:30 `keys stands right after dive; write dive,keys,…,endkeys`
	K string         `validate:"max=3,endkeys"`      // want:36 `endkeys ends a list of rules that begins with keys`
	L string         `validate:"required,,max=3"`    // want:39 `a rule is missing here; remove the comma or bar`
	M string         `validate:"required, max=3"`    // want:39 `unknown rule " max"; remove the space`
	N string         `validate:"required=true"`      // want:30 `the rule required takes no parameter; write required`
	O string         `validate:"omitempty|alpha"`    // want:30 `omitempty decides about the rules after it and cannot be an alternative`
	P int            `validate:"oneof=1 2 three"`    // want:30 `no value of int is written "three", so the rule oneof would never accept it`
	Q string         `validate:"oneof="`             // want:30 `the rule oneof needs values; write oneof=a b 'c d'`
	R string         `validate:"contains"`           // want:30 `the rule contains needs a text; write contains=TEXT`
	S time.Time      `validate:"gt=2020"`            // want:30 `the rule gt on a time compares with the present and takes no parameter`
	T time.Duration  `validate:"min=soon"`           // want:30 `cannot have the parameter "soon"; write a duration, such as 1.5s`
	U any            `validate:"min=3"`              // want:30 `the rule min applies to .*, and any is not one of them; check it in a method Validate`
	V [][]int        `validate:"unique"`             // want:30 `values of \[\]int cannot be compared, so the rule unique does not apply to them`
	W []Event        `validate:"unique=Nope"`        // want:30 `Event has no exported field Nope by which its values could be told apart`
	X string         `validate:"eqfield=x"`          // want:30 `the rule eqfield needs a field of the same struct, and there is no exported field x; did you mean X\?`
	Y string         `validate:"nefield=D"`          // want:30 `the rule nefield cannot compare Y, which is string, with D, which is int; give both the same type`
	Z string         `validate:"gtfield=Z"`          // want:30 `the rule gtfield compares Z with itself`
	Ä float32        `validate:"eq=x"`               // want:31 `the rule eq on float32 cannot have the parameter "x"; write a number`
	Ö bool           `validate:"eq=maybe"`           // want:31 `"maybe" is not a bool; write eq=true or eq=false`
	Ü []int          `validate:"dive,eqfield=D"`     // want:36 `the rule eqfield is not supported after dive`
	É string         `validate:"eqfield=W.A"`        // want:31 `the rule eqfield is only supported with a field of the same struct`
	È string         `validate:"foobar"`             // want:31 `unknown rule foobar; check it in a method Validate`
	Á *[]byte        `validate:"dive,min=1"`         // want:31 `dive leads to the elements of slices, arrays and maps, and \*\[\]byte has none`
}

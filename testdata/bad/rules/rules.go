package rules

import "time"

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	A string         `validate:"required,emial"`     // want `^unknown rule emial; did you mean email\?$`
	B string         `validate:"required,email"`     // want `^the rule email is not supported yet; check it in a method Validate\(\) error`
	C bool           `validate:"min=1"`              // want `^the rule min applies to strings, integers, floats, durations, slices and arrays, maps and bytes, and bool is not one of them; remove it$`
	D int            `validate:"max=ten"`            // want `^the rule max on int cannot have the parameter "ten"; write an integer, such as 3$`
	E uint8          `validate:"min=-1"`             // want `the rule min on uint8 cannot have the parameter "-1"; write an integer that is not negative`
	F []string       `validate:"alpha"`              // want `the rule alpha applies to strings, and \[\]string is not one of them; write dive before it`
	G string         `validate:"dive,max=3"`         // want `^dive leads to the elements of slices, arrays and maps, and string has none; remove it$`
	H []int          `validate:"dive,keys,min=1,endkeys"` // want `keys leads to the keys of a map, and \[\]int has none`
	I map[string]int `validate:"dive,keys,max=3"`    // want `keys needs endkeys behind the last rule of the keys`
	J map[string]int `validate:"keys,max=3,endkeys"` // want `keys stands right after dive; write dive,keys,…,endkeys`
	K string         `validate:"max=3,endkeys"`      // want `endkeys ends a list of rules that begins with keys`
	L string         `validate:"required,,max=3"`    // want `a rule is missing here; remove the comma or bar`
	M string         `validate:"required, max=3"`    // want `unknown rule " max"; remove the space`
	N string         `validate:"required=true"`      // want `the rule required takes no parameter; write required`
	O string         `validate:"omitempty|alpha"`    // want `omitempty decides about the rules after it and cannot be an alternative`
	P int            `validate:"oneof=1 2 three"`    // want `no value of int is written "three", so the rule oneof would never accept it`
	Q string         `validate:"oneof="`             // want `the rule oneof needs values; write oneof=a b 'c d'`
	R string         `validate:"contains"`           // want `the rule contains needs a text; write contains=TEXT`
	S time.Time      `validate:"gt=2020"`            // want `the rule gt on a time compares with the present and takes no parameter`
	T time.Duration  `validate:"min=soon"`           // want `cannot have the parameter "soon"; write a duration, such as 1.5s`
	U any            `validate:"min=3"`              // want `the rule min applies to .*, and any is not one of them; check it in a method Validate`
	V [][]int        `validate:"unique"`             // want `values of \[\]int cannot be compared, so the rule unique does not apply to them`
	W []Event        `validate:"unique=Nope"`        // want `Event has no exported field Nope by which its values could be told apart`
	X string         `validate:"eqfield=x"`          // want `the rule eqfield needs a field of the same struct, and there is no exported field x; did you mean X\?`
	Y string         `validate:"nefield=D"`          // want `the rule nefield cannot compare Y, which is string, with D, which is int; give both the same type`
	Z string         `validate:"gtfield=Z"`          // want `the rule gtfield compares Z with itself`
	Ä float32        `validate:"eq=x"`               // want `the rule eq on float32 cannot have the parameter "x"; write a number`
	Ö bool           `validate:"eq=maybe"`           // want `"maybe" is not a bool; write eq=true or eq=false`
	Ü []int          `validate:"dive,eqfield=D"`     // want `the rule eqfield is not supported after dive`
	É string         `validate:"eqfield=W.A"`        // want `the rule eqfield is only supported with a field of the same struct`
	È string         `validate:"foobar"`             // want `unknown rule foobar; check it in a method Validate`
	Á *[]byte        `validate:"dive,min=1"`         // want `dive leads to the elements of slices, arrays and maps, and \*\[\]byte has none`
}

package rules

import "time"

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	A string         `validate:"required,emial"`             // want:39 `^unknown rule emial; did you mean email\?$`
	B string         `validate:"required,file"`              // want:39 `^the rule file is not supported yet; check it in a method Validate\(\) error`
	C bool           `validate:"min=1"`                      // want:30 `^the rule min applies to strings, integers, floats, durations, slices and arrays, maps and bytes, and bool is not one of them; remove it$`
	D int            `validate:"max=ten"`                    // want:30 `^the rule max on int cannot have the parameter "ten"; write an integer, such as 3$`
	E uint8          `validate:"min=-1"`                     // want:30 `the rule min on uint8 cannot have the parameter "-1"; write an integer that is not negative`
	F []string       `validate:"alpha"`                      // want:30 `the rule alpha applies to strings, and \[\]string is not one of them; write dive before it`
	G string         `validate:"dive,max=3"`                 // want:30 `^dive leads to the elements of slices, arrays and maps, and string has none; remove it$`
	H []int          `validate:"dive,keys,min=1,endkeys"`    // want:35 `keys leads to the keys of a map, and \[\]int has none`
	I map[string]int `validate:"dive,keys,max=3"`            // want:35 `keys needs endkeys behind the last rule of the keys`
	J map[string]int `validate:"keys,max=3,endkeys"`         // want:30 `keys stands right after dive; write dive,keys,…,endkeys`
	K string         `validate:"max=3,endkeys"`              // want:36 `endkeys ends a list of rules that begins with keys`
	L string         `validate:"required,,max=3"`            // want:39 `a rule is missing here; remove the comma or bar`
	M string         `validate:"required, max=3"`            // want:39 `unknown rule " max"; remove the space`
	N string         `validate:"required=true"`              // want:30 `the rule required takes no parameter; write required`
	O string         `validate:"omitempty|alpha"`            // want:30 `omitempty decides about the rules after it and cannot be an alternative`
	P int            `validate:"oneof=1 2 three"`            // want:30 `no value of int is written "three", so the rule oneof would never see it`
	Q string         `validate:"oneof="`                     // want:30 `the rule oneof needs values; write oneof=a b 'c d'`
	R string         `validate:"contains"`                   // want:30 `the rule contains needs a text; write contains=TEXT`
	S time.Time      `validate:"gt=2020"`                    // want:30 `the rule gt on a time compares with the present and takes no parameter`
	T time.Duration  `validate:"min=soon"`                   // want:30 `cannot have the parameter "soon"; write a duration, such as 1.5s`
	U any            `validate:"min=3"`                      // want:30 `the rule min applies to .*, and any is not one of them; check it in a method Validate`
	V [][]int        `validate:"unique"`                     // want:30 `values of \[\]int cannot be compared, so the rule unique does not apply to them`
	W []Event        `validate:"unique=Nope"`                // want:30 `Event has no exported field Nope by which its values could be told apart`
	X string         `validate:"eqfield=x"`                  // want:30 `the rule eqfield needs a field of the same struct, and there is no exported field x; did you mean X\?`
	Y string         `validate:"nefield=D"`                  // want:30 `the rule nefield cannot compare Y, which is string, with D, which is int; give both the same type`
	Z string         `validate:"gtfield=Z"`                  // want:30 `the rule gtfield compares Z with itself`
	Ä float32        `validate:"eq=x"`                       // want:31 `the rule eq on float32 cannot have the parameter "x"; write a number`
	Ö bool           `validate:"eq=maybe"`                   // want:31 `"maybe" is not a bool; write eq=true or eq=false`
	Ü []int          `validate:"dive,eqfield=D"`             // want:36 `the rule eqfield is not supported after dive`
	É string         `validate:"eqfield=W.A"`                // want:31 `^the rule eqfield needs a path of fields, and \[\]Event has no exported field A; write Go names with dots between`
	È string         `validate:"foobar"`                     // want:31 `unknown rule foobar; check it in a method Validate`
	Á *[]byte        `validate:"dive,min=1"`                 // want:31 `dive leads to the elements of slices, arrays and maps, and \*\[\]byte has none`
	Í string         `validate:"bcp47_strict_language_tag"`  // want:31 `^the rule bcp47_strict_language_tag is not supported: it needs a copy of the registry of IANA; write bcp47_language_tag`
	Ì string         `validate:"gtcsfield=S.Year"`           // want:31 `^the rule gtcsfield needs a path of fields, and time.Time has no exported field Year`
	Ó string         `validate:"required_if=D"`              // want:31 `^the rule required_if needs pairs of a field and a value; write required_if=FIELD VALUE$`
	Ò string         `validate:"required_if=D x"`            // want:31 `^D, which is int, is never "x" for the rule required_if; write an integer in its range$`
	Ô string         `validate:"excluded_unless=E 256"`      // want:31 `^E, which is uint8, is never "256"`
	Ñ string         `validate:"required_if=C 1"`            // want:31 `^C, which is bool, is never "1" for the rule required_if; write true or false$`
	Õ string         `validate:"required_if=S x"`            // want:31 `^S, which is time.Time, is never "x" .*; write a field that is a string, a bool, a number, a slice or a map$`
	Ø string         `validate:"required_if=D 1 D 2"`        // want:31 `^the rule required_if names D twice, which cannot have two values; remove one$`
	Ú string         `validate:"required_with=d"`            // want:31 `there is no exported field d; did you mean D\?$`
	Ù string         `validate:"required_with=Ù"`            // want:31 `compares Ù with itself`
	Û string         `validate:"excluded_without"`           // want:31 `^the rule excluded_without needs fields; write`
	Ý []int          `validate:"dive,required_with=D"`       // want:36 `^the rule required_with is not supported after dive`
	Þ *string        `validate:"required_with=D,min=3"`      // want:47 `^the rule min refuses null, also where required_with lets it pass; write omitempty between them$`
	Ć *[]int         `validate:"excluded_if=D 1,dive,min=3"` // want:47 `^the rule dive refuses null, also where excluded_if lets it pass`
	Č string         `validate:"required_with=D|min=3"`      // want:31 `^required_with is not supported as an alternative`
	Ď [2]byte        `validate:"json"`                       // want:31 `^the rule json does not apply to \[2\]byte; use \[\]byte$`
	Ę string         `validate:"port"`                       // want:31 `^the rule port applies to integers, and string is not one of them`
	Ě string         `validate:"datetime"`                   // want:31 `^the rule datetime needs a text; write datetime=TEXT$`
	Ğ string         `validate:"spicedb=name"`               // want:31 `^the rule spicedb does not know "name"; write spicedb=id, spicedb=type or spicedb=permission$`
	Ġ string         `validate:"eqcsfield=Ĝ.D"`              // want:31 `^the rule eqcsfield cannot compare Ġ, which is string, with Ĝ.D, which is int; give both the same type$`
	Ģ string         `validate:"fieldcontains=Ĝ.Nope"`       // want:31 `^the rule fieldcontains needs a path of fields, and Below has no exported field Nope`
	Ĥ string         `validate:"required max=3"`             // want:31 `^unknown rule "required max"; separate rules with a comma and no space$`
	Ħ string         `validate:"oneof=red,green,max=9"`      // want:41 `^unknown rule green; separate the values of oneof with spaces, and write a comma within one as 0x2C$`
	Ĩ string         `validate:"max"`                        // want:31 `^the rule max on string has no parameter; write max=N, where N is an integer, such as 3$`
	Ī Price          `validate:"gt=0"`                       // want:31 `^the rule gt cannot see into Price, which is what its method MarshalText makes of it; check it in a method Validate\(\) error of the struct$`
	Ĝ *Below
}

type Price int

func (p Price) MarshalText() ([]byte, error)  { return nil, nil }
func (p *Price) UnmarshalText(b []byte) error { return nil }

type Below struct{ D int }

package extract

import (
	"go/types"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readNameTag reads the tag that names a field, which is a json tag, or a path
// or query tag of the same form.
func (x *extractor) readNameTag(key string, v *types.Var, value tagValue, ok bool) jsonTag {
	var t jsonTag
	var problems []tagProblem
	if key == "json" {
		t, problems = parseJSONTag(v.Name(), v.Exported(), v.Embedded(), value.text, ok)
	} else {
		t, problems = parseParamTag(key, v, value.text, ok)
	}
	for _, p := range problems {
		x.errorf(value.pos(p.at), key+"-tag", "%s", p.message)
	}
	return t
}

// parseParamTag reads a path or query tag: the name of the parameter, and for
// the query the option omitempty. Without a name, the parameter is called as
// the field, with a lower-case first letter.
func parseParamTag(key string, v *types.Var, tag string, ok bool) (jsonTag, []tagProblem) {
	if tag == "-" {
		return jsonTag{ignored: true}, nil
	}
	if !v.Exported() && !v.Embedded() {
		var problems []tagProblem
		if ok {
			problems = append(problems, tagProblem{0, "a " + key + " tag on the unexported field " + v.Name() + " has no effect; export the field"})
		}
		return jsonTag{ignored: true}, problems
	}
	name, options, hasOptions := strings.Cut(tag, ",")
	t := jsonTag{name: name, hasName: name != ""}
	if name == "" {
		t.name = lowerFirst(v.Name())
	}
	switch {
	case !hasOptions:
	case options == "omitempty" && key == "query":
		// A client that dials leaves out what is zero: nobody wants to send
		// since=0001-01-01T00:00:00Z.
		t.omitEmpty, t.omitZero = true, true
	case key == "query":
		return t, []tagProblem{{len(name) + 1, "a query tag has no option " + options + "; the only one is omitempty"}}
	default:
		return t, []tagProblem{{len(name) + 1, "a path tag has no options; write only the name of the segment"}}
	}
	return t, nil
}

// lowerFirst returns a Go name with its first letter in lower case.
func lowerFirst(name string) string {
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(r)) + name[n:]
}

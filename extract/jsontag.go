package extract

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A jsonTag is the json tag of a field as encoding/json/v2 reads it.
type jsonTag struct {
	ignored bool // json:"-", or an unexported field

	name      string
	hasName   bool // the tag states the name
	embed     bool
	omitZero  bool
	omitEmpty bool
	quoted    bool // the option string
	fold      bool // the option case:ignore
	strict    bool // the option case:strict
}

// A tagProblem is a mistake in a tag, and the byte at which it stands.
type tagProblem struct {
	at      int
	message string
}

// jsonOptions are the options of encoding/json/v2. It refuses format since it
// became part of the standard library.
var jsonOptions = []string{"case", "embed", "omitzero", "omitempty", "string", "format"}

// parseJSONTag reads a json tag by the rules of encoding/json/v2: what that
// package refuses is a problem here, and what it accepts means the same.
func parseJSONTag(goName string, exported, embedded bool, tag string, hasTag bool) (jsonTag, []tagProblem) {
	var t jsonTag
	var problems []tagProblem
	report := func(rest, format string, args ...any) {
		problems = append(problems, tagProblem{len(tag) - len(rest), fmt.Sprintf(format, args...)})
	}

	if tag == "-" {
		return jsonTag{ignored: true}, nil
	}
	if !exported && !embedded {
		if hasTag {
			report(tag, "a json tag on the unexported field %s has no effect; export the field, or write `json:\"-\"`", goName)
		}
		return jsonTag{ignored: true}, problems
	}

	t.name = goName
	rest := tag
	if tag != "" && tag[0] != ',' {
		end := strings.IndexAny(tag, ",\\'\"`")
		if end < 0 {
			end = len(tag)
		}
		name := tag[:end]
		if end < len(tag) && tag[end] != ',' {
			report(tag[end:], "the name of a json key cannot contain %q in a tag; choose another name", tag[end])
			if comma := strings.IndexByte(tag[end:], ','); comma < 0 {
				end = len(tag)
			} else {
				end += comma
			}
			name = tag[:end]
		}
		if !utf8.ValidString(name) {
			report(tag, "the name of a json key must be valid UTF-8")
			name = strings.ToValidUTF8(name, string(utf8.RuneError))
		}
		t.name, t.hasName = name, true
		rest = tag[end:]
	}

	seen := map[string]bool{}
	for rest != "" {
		if rest[0] != ',' {
			report(rest, "a comma is missing before %q in the json tag", rest)
			break
		}
		rest = rest[1:]
		if rest == "" {
			problems = append(problems, tagProblem{len(tag) - 1, "the json tag ends in a comma; remove it"})
			break
		}
		opt := identifier(rest)
		if opt == "" {
			report(rest, "%q is not an option of a json tag; the options are %s", firstPart(rest), strings.Join(jsonOptions[:5], ", "))
			break
		}
		at := rest
		rest = rest[len(opt):]
		switch opt {
		case "case":
			value := ""
			if strings.HasPrefix(rest, ":") {
				value = identifier(rest[1:])
				rest = rest[1+len(value):]
			}
			switch value {
			case "ignore":
				t.fold = true
			case "strict":
				t.strict = true
			default:
				report(at, "the option case needs a value; write case:ignore or case:strict")
			}
			if t.fold && t.strict {
				report(at, "case:ignore and case:strict contradict each other; remove one")
				t.strict = false
				continue
			}
		case "embed":
			t.embed = true
		case "omitzero":
			t.omitZero = true
		case "omitempty":
			t.omitEmpty = true
		case "string":
			t.quoted = true
		case "format":
			report(at, "the option format is not part of encoding/json/v2; give the type its own MarshalText and UnmarshalText instead")
			return t, problems
		default:
			// As in v2, words that are nothing like an option may mean something
			// to others.
			plain := strings.ReplaceAll(strings.ToLower(opt), "_", "")
			for _, known := range jsonOptions {
				if plain == known {
					report(at, "unknown option %s in the json tag; did you mean %s?", opt, known)
				}
			}
		}
		if seen[opt] {
			report(at, "the option %s stands twice in the json tag; remove one", opt)
		}
		seen[opt] = true
	}
	return t, problems
}

// identifier returns the Go identifier with which s begins.
func identifier(s string) string {
	if r, _ := utf8.DecodeRuneInString(s); r != '_' && !unicode.IsLetter(r) {
		return ""
	}
	return s[:len(s)-len(strings.TrimLeftFunc(s, func(r rune) bool {
		return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r)
	}))]
}

// firstPart returns s up to its first comma.
func firstPart(s string) string {
	part, _, _ := strings.Cut(s, ",")
	return part
}

package golang

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/wscontract/wscontract/extract/contract"
)

var (
	ruleLib    = library{"github.com/wscontract/wscontract/runtime/wire/rule", "rule"}
	langtagLib = library{"github.com/wscontract/wscontract/runtime/wire/rule/langtag", "langtag"}
)

// class returns the row of a rule that a function of package rule decides, which
// gets the string, and args behind it:
//
//	!rule.IsUUIDVersion(v.ID, '4')
func class(function, message string, args ...string) row {
	return func(o *operand, _ string) verdict {
		if !o.isText() {
			return o.wants("a string")
		}
		list := strings.Join(append([]string{o.text()}, args...), ", ")
		return verdict{breaks: "!" + o.lib(ruleLib, function) + "(" + list + ")", message: message}
	}
}

// hash returns the row of a rule about the length of a hexadecimal text.
func hash(digits int) row {
	n := strconv.Itoa(digits)
	return class("IsHash", "must be "+n+" lower-case hexadecimal digits", n)
}

// substring returns the row of a rule about a part of a string.
func substring(function string, broken bool, message string) row {
	return func(o *operand, param string) verdict {
		if !o.isText() {
			return o.wants("a string")
		}
		cond := o.lib(stringsLib, function) + "(" + o.text() + ", " + quote(param) + ")"
		if !broken {
			cond = "!" + cond
		}
		return verdict{breaks: cond, message: message + " " + strconv.Quote(param)}
	}
}

// containsRune returns the row of a rule about one character, the first of the
// parameter.
func containsRune(broken bool, message string) row {
	return func(o *operand, param string) verdict {
		if !o.isText() {
			return o.wants("a string")
		}
		r, _ := utf8.DecodeRuneInString(param)
		cond := o.lib(stringsLib, "ContainsRune") + "(" + o.text() + ", " + strconv.QuoteRune(r) + ")"
		if !broken {
			cond = "!" + cond
		}
		return verdict{breaks: cond, message: message + " " + strconv.Quote(string(r))}
	}
}

// equalFold returns the row of a rule that compares strings without case.
func equalFold(broken bool, message string) row {
	return func(o *operand, param string) verdict {
		if !o.isText() {
			return o.wants("a string")
		}
		cond := o.lib(stringsLib, "EqualFold") + "(" + o.text() + ", " + quote(param) + ")"
		if !broken {
			cond = "!" + cond
		}
		return verdict{breaks: cond, message: message + " " + strconv.Quote(param) + " in any case"}
	}
}

// languageTag is about strings, and needs the tables of golang.org/x/text.
func languageTag(o *operand, _ string) verdict {
	if !o.isText() {
		return o.wants("a string")
	}
	return verdict{breaks: "!" + o.lib(langtagLib, "IsLanguageTag") + "(" + o.text() + ")", message: "must be a language tag, such as de-CH"}
}

// spicedb is three rules.
func spicedb(o *operand, param string) verdict {
	switch param {
	case "type":
		return class("IsSpiceDBType", "must be a type of SpiceDB")(o, param)
	case "permission":
		return class("IsSpiceDBPermission", "must be a permission of SpiceDB")(o, param)
	}
	return class("IsSpiceDBID", "must be an ID of SpiceDB")(o, param)
}

// datetime is about strings in a layout of package time.
func datetime(o *operand, param string) verdict {
	return class("IsDatetime", "must be a time written as "+strconv.Quote(param), quote(param))(o, param)
}

// isJSON is about strings and bytes.
func isJSON(o *operand, param string) verdict {
	const message = "must be JSON"
	if o.kind != contract.Bytes {
		return class("IsJSON", message)(o, param)
	}
	x := o.expr
	if !o.plain() {
		x = "[]byte(" + x + ")"
	}
	return verdict{breaks: "!" + o.lib(ruleLib, "IsJSON") + "(" + x + ")", message: message}
}

// oneOfParam splits the parameter of oneof at spaces outside quotes.
var oneOfParam = regexp.MustCompile(`'[^']*'|\S+`)

// words returns the values that a parameter lists.
func words(param string) []string {
	var values []string
	for _, value := range oneOfParam.FindAllString(param, -1) {
		values = append(values, strings.ReplaceAll(value, "'", ""))
	}
	return values
}

// oneOf compares strings, and integers by their decimal text.
func oneOf(o *operand, param string) verdict {
	return choice(o, param, " != ", " && ", "must be one of: ")
}

// noneOf is the opposite of oneOf.
func noneOf(o *operand, param string) verdict {
	return choice(o, param, " == ", " || ", "must be none of: ")
}

func choice(o *operand, param, op, join, message string) verdict {
	var values, literals []string
	for _, value := range words(param) {
		if slices.Contains(values, value) {
			continue
		}
		values = append(values, value)
		switch {
		case o.isText():
			literals = append(literals, quote(value))
		case isInteger(o.kind) || o.kind == contract.Duration:
			n, ok := parseInteger(value)
			if !ok || n.String() != value {
				return verdict{err: strconv.Quote(value) + " is not an integer; write it in decimal"}
			}
			if integerRange(o.kind).holds(n) {
				literals = append(literals, value)
			}
		default:
			return o.wants("a string or an integer")
		}
	}
	switch {
	case len(literals) > 0:
	case op == " == ":
		return verdict{}
	default:
		return verdict{breaks: always}
	}
	x := o.wide(literals)
	return verdict{
		breaks:  x + op + strings.Join(literals, join+x+op),
		message: message + strings.Join(values, ", "),
	}
}

// choiceFold returns the row of oneofci, or of its opposite.
func choiceFold(broken bool, message string) row {
	return func(o *operand, param string) verdict {
		if !o.isText() {
			return o.wants("a string")
		}
		values := words(param)
		conditions := make([]string, len(values))
		for i, value := range values {
			conditions[i] = o.lib(stringsLib, "EqualFold") + "(" + o.text() + ", " + quote(value) + ")"
			if !broken {
				conditions[i] = "!" + conditions[i]
			}
		}
		join := " && "
		if broken {
			join = " || "
		}
		return verdict{breaks: strings.Join(conditions, join), message: message + strings.Join(values, ", ") + ", in any case"}
	}
}

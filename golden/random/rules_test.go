package random

import (
	"fmt"
	"strings"
)

// fieldRules returns a validate tag for a field, or "".
func (g *gen) fieldRules(m member, before []member, of structOf) string {
	if strings.HasPrefix(m.typ.src, "V") {
		return "omitempty" // else the library asks the rules of an envelope that is absent
	}
	if g.one(2) {
		return ""
	}
	if len(before) > 0 && g.one(6) {
		return g.conditional(m, before)
	}
	if m.typ.class == aStruct || m.typ.class == other {
		switch {
		case m.typ.pointer && g.one(4):
			return "required"
		case m.typ.class == aStruct && g.one(10):
			return "-"
		}
		return ""
	}
	if len(before) > 0 && !m.typ.pointer && g.one(4) {
		for _, o := range before {
			if o.typ.src == m.typ.src && o.typ.class < aList {
				rules := []string{"eqfield", "nefield"}
				if m.typ.class != aBool {
					rules = append(rules, "gtfield", "gtefield", "ltfield", "ltefield")
				}
				return pick(g, rules) + "=" + o.name
			}
		}
	}
	rules := g.rulesOf(m.typ)
	switch {
	case g.one(4):
		rules = pick(g, []string{"omitempty", "omitnil", "omitzero"}) + "," + rules
	case g.one(5):
		rules = "required," + rules
	}
	return strings.TrimSuffix(rules, ",")
}

// rulesOf returns rules about the values of a type.
func (g *gen) rulesOf(t typ) string {
	if strings.HasPrefix(t.src, "**") {
		return "required"
	}
	switch t.class {
	case aBool:
		return pick(g, []string{"required", "eq=true", "eq=false", "ne=true"})
	case aString:
		return g.alternatives(g.stringRule)
	case anInt, aUint:
		return g.alternatives(func() string { return g.integerRule(t) })
	case aFloat:
		return g.alternatives(func() string {
			return fmt.Sprintf("%s=%v", pick(g, []string{"min", "max", "gt", "lt", "gte", "lte", "ne"}), pick(g, []float64{0, 1, 2, 3, -0.5, 1e21, 0.25}))
		})
	case aDuration:
		return pick(g, []string{"required", "min=1ns", "max=1m", "gt=0", "lt=1h", "ne=1ms"})
	case aTime:
		return pick(g, []string{"required", "lt", "gt"})
	case aList, aMap:
		return g.listRules(t)
	}
	return ""
}

// alternatives joins rules: one, two in a row, or two of which one suffices.
func (g *gen) alternatives(rule func() string) string {
	switch g.IntN(6) {
	case 0:
		return rule() + "|" + rule()
	case 1:
		return rule() + "," + rule()
	}
	return rule()
}

// conditional returns a rule that asks other fields, perhaps with one behind it.
func (g *gen) conditional(m member, before []member) string {
	var rule string
	if o := pick(g, before); g.one(2) && !strings.HasPrefix(o.typ.src, "**") && o.typ.class >= aBool && o.typ.class <= aFloat {
		rule = pick(g, []string{"required_if", "required_unless", "excluded_if", "excluded_unless"}) + "=" + o.name + " "
		switch o.typ.class {
		case aBool:
			rule += pick(g, []string{"true", "false"})
		case aString:
			rule += pick(g, []string{"a", "'a b'", "ab", "12"})
		case aFloat:
			rule += pick(g, []string{"0", "0.5", "1"})
		default:
			rule += pick(g, []string{"0", "1", "7"})
		}
	} else {
		names := pick(g, before).name
		if g.one(2) {
			names += " " + pick(g, before).name
		}
		rule = pick(g, []string{"required", "excluded"}) + pick(g, []string{"_with", "_with_all", "_without", "_without_all"}) + "=" + names
	}
	if m.typ.class != aStruct && m.typ.class != other && g.one(3) {
		if rest := g.rulesOf(m.typ); rest != "" {
			return rule + ",omitempty," + rest
		}
	}
	return rule
}

// formats are rules about strings without a parameter, or with one that is
// common.
var formats = []string{
	"email", "url", "http_url", "uri", "uuid", "uuid4", "ulid", "ip", "ipv4", "ipv6", "cidr", "mac", "hostname", "hostname_rfc1123", "fqdn",
	"e164", "base64", "base64url", "base32", "json", "jwt", "datetime=2006-01-02", "latitude", "longitude", "semver", "iso3166_1_alpha2",
	"iso4217", "timezone", "hexcolor", "rgb", "iscolor", "hexadecimal", "boolean", "number", "alphaunicode", "alphanumunicode", "alphaspace",
	"multibyte", "md5", "sha256", "mongodb", "containsany=é7", "containsrune=b", "excludesall=a7", "oneofci=ab 'A b'", "noneof=a ab",
	"startsnotwith=a", "endsnotwith=b", "eq_ignore_case=AB", "ne_ignore_case=é", "isdefault",
}

func (g *gen) stringRule() string {
	switch g.IntN(6) {
	case 4, 5:
		return pick(g, formats)
	case 0:
		return pick(g, []string{"alpha", "alphanum", "numeric", "ascii", "printascii", "lowercase", "uppercase"})
	case 1:
		return pick(g, []string{"contains", "excludes", "startswith", "endswith", "eq", "ne"}) + "=" + pick(g, []string{"a", "ab", "é", "7", "-", " x"})
	case 2:
		return "oneof=" + pick(g, []string{"a b", "ab é abc", "12", "'a b' ABC", "a a"})
	}
	return g.size("len", "min", "max", "gt", "gte", "lt", "lte")
}

// size returns one of the rules about a size, that some value keeps.
func (g *gen) size(names ...string) string {
	name, n := pick(g, names), g.IntN(5)
	if name == "lt" {
		n++
	}
	return fmt.Sprintf("%s=%d", name, n)
}

func (g *gen) integerRule(t typ) string {
	n := int64(g.IntN(6))
	switch {
	case g.one(4):
		n = int64(1)<<g.IntN(t.bits) - int64(g.IntN(2))
	case t.class == anInt && g.one(4):
		n = -int64(g.IntN(100))
	}
	if g.one(5) {
		return fmt.Sprintf("oneof=%d %d %d", n, n/2, n/3+1)
	}
	rules := []string{"min", "max", "gt", "gte", "lt", "lte", "eq", "ne", "len"}
	if n < 0 {
		rules = rules[:8]
	}
	rule := pick(g, rules)
	if rule == "lt" && n == 0 {
		n = 1
	}
	return fmt.Sprintf("%s=%d", rule, n)
}

// listRules returns rules about a list or a map, and its keys and elements.
func (g *gen) listRules(t typ) string {
	var rules []string
	switch {
	case g.one(2):
	case t.array > 0:
		rules = append(rules, fmt.Sprintf("%s=%d", pick(g, []string{"len", "min", "max", "eq"}), t.array-1))
	default:
		rules = append(rules, g.size("len", "min", "max", "gt", "gte", "lt", "lte", "eq", "ne"))
	}
	if t.elem.scalar && g.one(3) {
		rules = append(rules, "unique")
	}
	switch keys := t.mapKey != nil && t.mapKey.class != other && g.one(2); {
	case strings.HasPrefix(t.elem.src, "**"):
	case keys:
		rules = append(rules, "dive", "keys", g.rulesOf(*t.mapKey), "endkeys")
		if r := g.rulesOf(*t.elem); r != "" && g.one(2) {
			rules = append(rules, r)
		}
	case g.one(2) && t.elem.src != "":
		if t.elem.class == aStruct {
			rules = append(rules, "dive")
		} else if r := g.rulesOf(*t.elem); r != "" {
			rules = append(rules, "dive", r)
		}
	}
	return strings.Join(rules, ",")
}

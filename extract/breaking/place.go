package breaking

import (
	"regexp"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// A place is where rules stand: at a field of a struct. Rules name other fields
// by their Go names, which no peer sees; here they are spelled by their keys.
type place struct {
	c     *contract.Contract
	st    *contract.Struct // nil for what is no field
	field *contract.Field
}

// spell writes a rule about other fields, with their keys.
func (p place) spell(r *contract.Rule) string {
	if p.st == nil {
		return spellRule(r)
	}
	words := paramWords.FindAllString(r.Param, -1)
	for i := range words {
		// After the names of required_if and its kin stand values, in pairs.
		if pairs := strings.HasSuffix(r.Name, "_if") || strings.HasSuffix(r.Name, "_unless"); !pairs || i%2 == 0 {
			words[i] = keyOfField(p.st, p.field.Go[:len(p.field.Go)-1], words[i])
		}
	}
	return r.Name + "=" + strings.Join(words, " ")
}

// paramWords finds the words of a parameter, of which some are quoted.
var paramWords = regexp.MustCompile(`'[^']*'|\S+`)

// keyOfField returns the key of a field by its Go name, seen from a struct that
// is embedded by the given steps. A field without a key is called by its name.
func keyOfField(st *contract.Struct, steps []contract.Selector, name string) string {
	if st == nil {
		return name
	}
	var path []string
	for _, s := range steps {
		path = append(path, s.Name)
	}
	wanted := strings.Join(append(path, name), ".")
	for _, f := range st.Fields {
		if strings.Join(selectors(f), ".") == wanted {
			return f.Name
		}
	}
	return name
}

// elementStruct is the struct that the elements of a list or a map are, or nil.
func (v core) elementStruct(c *contract.Contract) *contract.Struct {
	if v.typ.Elem == nil {
		return nil
	}
	return coreOf(c, value{typ: v.typ.Elem}).object
}

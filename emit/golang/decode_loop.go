package golang

import (
	"strconv"
	"strings"
	"unicode"
)

// loop prints
//
//	var text, replyTo int // where the value of each key starts
//	for next := 0; d.Next(keysSay, &next); {
//		switch string(d.Key()) {
//		case "text":
//			d.Once(&text)
//			…
//		default:
//			d.Unknown()
//		}
//	}
func (p *decoder) loop(members []member, others func(), s *scope) {
	if len(members) == 0 {
		p.P("for d.Field() {")
		others()
		p.P("}")
		return
	}
	p.printOffsets(members, s)
	if keys := p.keyTable(members, s); keys == "" {
		p.P("for d.Field() {")
	} else {
		s = s.inner()
		next := s.local("next")
		p.P("for %s := 0; d.Next(%s, &%s); {", next, keys, next)
	}
	p.P("	switch %s {", p.currentKey(members, s))
	for _, m := range members {
		p.P("	case %s:", quote(m.key))
		p.P("		d.Once(&%s)", m.at)
		m.read()
	}
	p.P("	default:")
	others()
	p.P("	}")
	p.P("}")
}

// keyTable returns the variable with the keys of members, which printKeys will
// print, or "" where one is not worth it.
func (p *decoder) keyTable(members []member, s *scope) string {
	if len(members) < 2 || p.stem == "" {
		return ""
	}
	list := make([]string, len(members))
	for i, m := range members {
		list[i] = m.key
	}
	table := keyTable{stem: p.stem, keys: lines(list)}
	if name, ok := p.keyNames[table]; ok {
		return name
	}
	name := "keys" + p.stem
	for i := 2; p.keyVars[name] || i > 2 && s.taken(name); i++ {
		name = "keys" + p.stem + strconv.Itoa(i)
	}
	p.keyVars[name] = true
	p.names.taken[name] = true
	p.keyNames[table] = name
	p.keyTables = append(p.keyTables, table)
	return name
}

// lines returns the elements of a literal, on lines of their own when they are
// many.
func lines(list []string) string {
	const width = 90
	text := joinQuoted(list, ", ")
	if len(text) <= width {
		return text
	}
	var b strings.Builder
	line := width + 1 // full
	for _, s := range list {
		if line+len(s) > width {
			b.WriteByte('\n')
			line = 0
		} else {
			b.WriteByte(' ')
		}
		n, _ := b.WriteString(quote(s) + ",")
		line += n + 1
	}
	b.WriteByte('\n')
	return b.String()
}

// A keyTable stands for the keys of an object that functions of one stem read.
type keyTable struct{ stem, keys string }

// printKeys prints the variables that the functions before it ask for:
//
//	var keysSay = wire.NewKeys("text", "replyTo")
func (p *decoder) printKeys() {
	for _, t := range p.keyTables {
		p.P("")
		text := "var " + p.keyNames[t] + " = " + wire(p.File, "NewKeys") + "(" + t.keys + ")"
		for line := range strings.SplitSeq(text, "\n") {
			p.P("%s", line)
		}
	}
	p.keyTables = nil
}

// printOffsets declares the variables of members, a line at a time. The first
// of a function say what they are.
func (p *decoder) printOffsets(members []member, s *scope) {
	const width = 100
	comment := ""
	if s.first("offsets") {
		comment = " // where the value of each key starts"
	}
	for i := 0; i < len(members); {
		line := "var " + members[i].at
		for i++; i < len(members) && len(line)+len(members[i].at) < width; i++ {
			line += ", " + members[i].at
		}
		p.P("%s int%s", line, comment)
		comment = ""
	}
}

// currentKey returns the expression to switch over: string(d.Key()), or where
// keys are compared without case a variable, after the statements that turn the
// key into the one that is meant:
//
//	key := string(d.Key())
//	switch string(d.FoldKey()) {
//	case "REPLYTO":
//		key = "replyTo"
//	}
//
// A key that is exactly that of another field is that field.
func (p *decoder) currentKey(members []member, s *scope) string {
	exact := map[string][]string{} // keys that must match exactly, by their fold
	folds := map[string]bool{}
	for _, m := range members {
		if m.fold {
			folds[fold(m.key)] = true
		} else {
			exact[fold(m.key)] = append(exact[fold(m.key)], m.key)
		}
	}
	if len(folds) == 0 {
		return "string(d.Key())"
	}
	key := s.local("key")
	p.P("%s := string(d.Key())", key)
	p.P("switch string(d.FoldKey()) {")
	for _, m := range members {
		if !m.fold || !folds[fold(m.key)] {
			continue
		}
		folds[fold(m.key)] = false
		p.P("case %s:", quote(fold(m.key)))
		if others := exact[fold(m.key)]; len(others) > 0 {
			p.P("	if %s != %s {", key, joinQuoted(others, " && "+key+" != "))
			p.P("		%s = %s", key, quote(m.key))
			p.P("	}")
		} else {
			p.P("	%s = %s", key, quote(m.key))
		}
	}
	p.P("}")
	return key
}

// fold returns a key as encoding/json/v2 compares it under case:ignore. Its
// twin for the keys of messages is wire.Fold.
func fold(key string) string {
	var b strings.Builder
	for _, r := range key {
		if r == '-' || r == '_' {
			continue
		}
		b.WriteRune(foldRune(r))
	}
	return b.String()
}

// joinQuoted returns the Go literals of list, with a separator between them.
func joinQuoted(list []string, separator string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = quote(s)
	}
	return strings.Join(quoted, separator)
}

// foldRune returns the smallest of the runes that equal r when case is ignored.
func foldRune(r rune) rune {
	for {
		next := unicode.SimpleFold(r)
		if next <= r {
			return next
		}
		r = next
	}
}

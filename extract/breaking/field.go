package breaking

import (
	"iter"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// objects is an object in both contracts.
type objects struct {
	site
	old, new object
}

// fields is a key that both contracts have.
type fields struct {
	site
	oldObject, newObject object
	old, new             *key
}

var fieldRules = []*Rule{
	{
		ID: "field-added-required", Client: Breaks, Server: Fine,
		Title:   "a field was added that must be present",
		Why:     "Old clients do not send it. A field also must be present when its rules refuse the zero value that an absent field has.",
		Instead: "add it as optional, and make it required when no old client is left",
		Before:  "type Say struct {\n\tText string `json:\"text\"`\n}",
		After:   "type Say struct {\n\tText string `json:\"text\"`\n\tRoom string `json:\"room\"`\n}",
		check: func(o *objects) {
			for k := range o.added() {
				if k.required || k.asked {
					why := "and must be present"
					switch {
					case k.byRules:
						why = "with rules that refuse its absence"
					case k.asked:
						why = "with a rule about other fields that may refuse its absence"
					}
					o.on(k, nil).report("field %s of %s was added %s", k.name, o.subject, why)
				}
			}
		},
	},
	{
		ID: "field-added-optional", Client: Fine, Server: Fine,
		Title:  "an optional field was added",
		Why:    "Old clients do not send it, and ignore it.",
		Before: "type Say struct {\n\tText string `json:\"text\"`\n}",
		After:  "type Say struct {\n\tText string `json:\"text\"`\n\tRoom string `json:\"room,omitempty\"`\n}",
		check: func(o *objects) {
			for k := range o.added() {
				if !k.required && !k.asked {
					o.on(k, nil).report("optional field %s of %s was added", k.name, o.subject)
				}
			}
		},
	},
	{
		ID: "field-added-to-strict", Server: Breaks,
		Title:   "a field was added where old clients refuse unknown keys",
		Why:     "The new server sends a key that the old contract does not have, and its object is ws:strict, or keeps unknown keys as values of another type.",
		Instead: "let the object ignore unknown keys first, and add the field when no old client is left",
		Before:  "// ws:strict\ntype Said struct {\n\tText string `json:\"text\"`\n}",
		After:   "// ws:strict\ntype Said struct {\n\tText string `json:\"text\"`\n\tBy string `json:\"by,omitempty\"`\n}",
		check: func(o *objects) {
			for k := range o.added() {
				if o.old.refuses(k, &o.new) {
					o.on(k, nil).report("field %s was added to %s, which %s", k.name, o.subject, o.old.spellRefusal("was", "kept"))
				}
			}
		},
	},
	{
		ID: "field-removed-required", Client: Risky, Server: Breaks,
		Title:   "a field was removed that was always present",
		Why:     "Old clients refuse messages without it. In what they send, it is now an unknown key, and ignored.",
		Instead: "keep sending it, marked Deprecated, until no old client is left",
		Before:  "type Said struct {\n\tText string `json:\"text\"`\n\tBy string `json:\"by\"`\n}",
		After:   "type Said struct {\n\tText string `json:\"text\"`\n}",
		check: func(o *objects) {
			for k := range o.removed() {
				switch {
				case k.required:
					o.on(nil, k).report("field %s of %s was removed, which had to be present", k.name, o.subject)
				case k.asked:
					o.on(nil, k).report("field %s of %s was removed, which other fields could require", k.name, o.subject)
				}
			}
		},
	},
	{
		ID: "field-removed-optional", Client: Risky, Server: Fine,
		Title:   "an optional field was removed",
		Why:     "Old clients can do without it. What they send under the key is ignored.",
		Instead: "keep reading it until no client sends it",
		Before:  "type Say struct {\n\tText string `json:\"text\"`\n\tRoom string `json:\"room,omitempty\"`\n}",
		After:   "type Say struct {\n\tText string `json:\"text\"`\n}",
		check: func(o *objects) {
			for k := range o.removed() {
				if !k.required && !k.asked {
					o.on(nil, k).report("optional field %s of %s was removed", k.name, o.subject)
				}
			}
		},
	},
	{
		ID: "field-removed-from-strict", Client: Breaks,
		Title:   "a field was removed where unknown keys are refused",
		Why:     "Old clients send the key, and the object is ws:strict, or keeps unknown keys as values of another type.",
		Instead: "keep the field as optional, or remove ws:strict",
		Before:  "// ws:strict\ntype Say struct {\n\tText string `json:\"text\"`\n\tRoom string `json:\"room\"`\n}",
		After:   "// ws:strict\ntype Say struct {\n\tText string `json:\"text\"`\n}",
		check: func(o *objects) {
			for k := range o.removed() {
				if o.new.refuses(k, &o.old) {
					o.on(nil, k).report("field %s was removed from %s, which %s", k.name, o.subject, o.new.spellRefusal("is", "keeps"))
				}
			}
		},
	},
	{
		ID: "field-renamed", Client: Breaks, Server: Breaks,
		Title:   "a field has another key",
		Why:     "It is a field that was removed and one that was added: the side that reads looks for the one and finds the other. When both are optional, the value is lost silently.",
		Instead: "add the new key beside the old one, and remove that when no old client is left",
		Before:  "Text string `json:\"text\"`", After: "Text string `json:\"body\"`",
		check: func(o *objects) {
			for was, k := range o.renamed() {
				read, reader, wrote, writer := k, &o.new, was, &o.old
				if o.direction == ServerToClient {
					read, reader, wrote, writer = was, &o.old, k, &o.new
				}
				effect := Risky
				switch {
				case read.foldsTo(wrote.name):
					effect = Fine
				case read.required || read.asked || reader.refuses(wrote, writer):
					effect = Breaks
				}
				o.on(k, was).reportAs(effect, "field %s of %s is now called %s", was.name, o.subject, k.name)
			}
		},
	},
	{
		ID: "field-optional-to-required", Client: Breaks, Server: Fine,
		Title:   "an optional field must now be present",
		Why:     "Old clients may leave it out.",
		Instead: "keep it optional, and treat its absence as a value",
		Before:  "Room string `json:\"room,omitempty\"`", After: "Room string `json:\"room\"`",
		check: func(f *fields) {
			if !f.old.required && f.new.required {
				f.report("%s must now be present", f.subject)
			}
		},
	},
	{
		ID: "field-required-to-optional", Client: Fine, Server: Breaks,
		Title:   "a field that was always present is now optional",
		Why:     "Old clients refuse messages without it.",
		Instead: "keep sending it always",
		Before:  "By string `json:\"by\"`", After: "By string `json:\"by,omitempty\"`",
		check: func(f *fields) {
			if f.old.required && !f.new.required {
				f.report("%s is now optional", f.subject)
			}
		},
	},
	{
		ID: "field-case-exact", Client: Breaks, Server: Fine,
		Title:   "the key of a field is no longer read in any case",
		Why:     "Clients may send the key in another case, which is now an unknown key: an optional value is lost silently.",
		Instead: "keep json:\",case:ignore\"",
		Before:  "Text string `json:\"text,case:ignore\"`", After: "Text string `json:\"text\"`",
		check: func(f *fields) {
			if foldsCase(f.old) && !foldsCase(f.new) {
				effect := Risky
				if f.new.required || f.newObject.refuses(f.new, &f.oldObject) {
					effect = Breaks
				}
				f.reportAs(effect, "the key of %s is no longer read in any case", f.subject)
			}
		},
	},
	{
		ID: "field-case-ignored", Client: Fine, Server: Fine,
		Title:  "the key of a field is read in any case",
		Why:    "It is written as before.",
		Before: "Text string `json:\"text\"`", After: "Text string `json:\"text,case:ignore\"`",
		check: func(f *fields) {
			if !foldsCase(f.old) && foldsCase(f.new) {
				f.report("the key of %s is now read in any case", f.subject)
			}
		},
	},
	{
		ID: "field-deprecated", Client: Fine, Server: Fine,
		Title:  "a field was marked as deprecated",
		Why:    "It works as before; people are told to leave it.",
		Before: "Room string `json:\"room,omitempty\"`", After: "// Deprecated: use Rooms.\nRoom string `json:\"room,omitempty\"`",
		check: func(f *fields) {
			if o, n := f.old.field, f.new.field; o != nil && n != nil && o.Deprecated == "" && n.Deprecated != "" {
				f.report("%s is now deprecated: %s", f.subject, n.Deprecated)
			}
		},
	},
}

func foldsCase(k *key) bool { return k.field != nil && k.field.IgnoreCase }

// foldsTo tells that a field that is read in any case is read under a name, as
// encoding/json/v2 has it: dashes and underscores do not matter either.
func (k *key) foldsTo(name string) bool {
	bare := strings.NewReplacer("-", "", "_", "")
	return foldsCase(k) && strings.EqualFold(bare.Replace(k.name), bare.Replace(name))
}

// spellRefusal says why an object refuses a key that it does not have.
func (o *object) spellRefusal(is, keeps string) string {
	if o.strict {
		return is + " strict"
	}
	return keeps + " unknown keys as values of another type"
}

// added are the fields that only the new object has, removed those that only the
// old one has, but for those that were renamed. Constants have rules of their own.
func (o *objects) added() iter.Seq[*key]   { return keysOnlyIn(&o.new, &o.old) }
func (o *objects) removed() iter.Seq[*key] { return keysOnlyIn(&o.old, &o.new) }

func keysOnlyIn(one, other *object) iter.Seq[*key] {
	return func(yield func(*key) bool) {
		for _, k := range one.keys {
			if k.onlyIn(other) && k.renamedIn(one, other) == nil && !yield(k) {
				return
			}
		}
	}
}

// renamed are the fields whose keys were renamed, as they were and as they are.
func (o *objects) renamed() iter.Seq2[*key, *key] {
	return func(yield func(was, is *key) bool) {
		for _, k := range o.new.keys {
			if was := k.renamedIn(&o.new, &o.old); was != nil && !yield(was, k) {
				return
			}
		}
	}
}

// onlyIn tells that a key is that of a field, and no key of the other object.
func (k *key) onlyIn(other *object) bool { return k.constant == nil && other.key(k.name) == nil }

// renamedIn returns the key that a key of one object has in the other: that of
// the same Go field, if each is in one of the objects only.
func (k *key) renamedIn(one, other *object) *key {
	if !k.onlyIn(other) {
		return nil
	}
	i := slices.IndexFunc(other.keys, func(o *key) bool {
		return o.onlyIn(one) && slices.Equal(selectors(o.field), selectors(k.field))
	})
	if i < 0 {
		return nil
	}
	return other.keys[i]
}

// on returns the objects as seen from one of their keys, which may be in one of
// the contracts only.
func (o *objects) on(is, was *key) *objects {
	at := *o
	if is != nil && is.pos.File != "" {
		at.pos = is.pos
	}
	if was != nil && was.pos.File != "" {
		at.site.was = was.pos
	}
	return &at
}

// selectors are the names of the Go fields on the way to a field.
func selectors(f *contract.Field) []string {
	var names []string
	for _, s := range f.Go {
		names = append(names, s.Name)
	}
	return names
}

package directive

import (
	"fmt"
	"slices"
	"strings"
)

// A Spec describes one directive: it is a row of the [Vocabulary].
type Spec struct {
	Name string
	// Forms are how the directive is written, by the place where it stands.
	Forms []Form
	// Anywhere lets the directive stand above or beside any declaration, field or
	// statement, and not only above a type.
	Anywhere bool
	// Repeats allows the directive more than once on the same type.
	Repeats bool
	// Excludes are the directives that make no sense on the same type.
	Excludes []string

	Summary string // one clause, without a period
	Doc     string // the rest of the documentation, in paragraphs
	Example string // Go source
}

// A Form is how a directive is written in one kind of place.
type Form struct {
	On Place
	// Generic allows the type to have type parameters.
	Generic bool
	// Args are the positional arguments, Keys those of the form key=value.
	Args []Param
	Keys []Param
	// AnyKey describes key=value arguments whose keys the user chooses; at
	// least one is needed.
	AnyKey *Param
	// Rule tells what is wrong with the arguments taken together.
	Rule func(*Directive) error
}

// A Param describes one argument.
type Param struct {
	// Name is the key, or what stands for a positional argument in the synopsis.
	Name     string
	Required bool
	Value    Value
	Summary  string // one clause, without a period
}

// A Value is a kind of value.
type Value struct {
	// Syntax stands for the value in the synopsis, such as SIZE or close|drop-oldest.
	Syntax string
	// Check tells what is wrong with a value, and the way out.
	Check func(Arg) error
}

// The kinds of values.
var (
	channelNameValue = Value{"NAME", func(a Arg) error { return CheckChannelName(a.Value) }}
	textValue        = Value{"NAME", func(a Arg) error { return checkText(a.Value) }}
	keyValue         = Value{"KEY", func(a Arg) error { return checkText(a.Value) }}
	formatValue      = Value{"FORMAT", func(a Arg) error { return checkText(a.Value) }}
	ruleValue        = Value{"RULE", func(a Arg) error { return checkIgnorable(a.Value) }}
	reasonValue      = Value{"REASON", func(a Arg) error { return checkText(a.Value) }}
	pathValue        = Value{"PATH", func(a Arg) error { _, err := ParsePath(a.Value); return err }}
	sizeValue        = Value{"SIZE", func(a Arg) error { _, err := ParseSize(a.Value); return err }}
	rateValue        = Value{"RATE", func(a Arg) error { _, err := ParseRate(a.Value); return err }}
	constValue       = Value{"VALUE", func(a Arg) error { _, err := ParseConst(a); return err }}
)

// words is the kind of value that is one of a few words.
func words(list ...string) Value {
	return Value{strings.Join(list, "|"), func(a Arg) error {
		if slices.Contains(list, a.Value) {
			return nil
		}
		if hint := didYouMean(a.Value, list); hint != "" {
			return fmt.Errorf("unknown value%s", hint)
		}
		return fmt.Errorf("unknown value; write %s", strings.Join(list, " or "))
	}}
}

// channelKeys are the keys that a map of channels shares with a channel.
var channelKeys = []Param{
	{"auth", false, words("required", "none"),
		"whether a client must be authenticated; the server's default where the contract is silent"},
	{"max-size", false, sizeValue,
		"the largest message a client may send, such as 16KiB (units B, KB, KiB, MB, MiB)"},
	{"rate", false, rateValue,
		"how many messages a client may send, such as 10/s or 90/m"},
	{"overflow", false, words("close", "drop-oldest", "drop-newest"),
		"what happens when a client reads too slowly"},
	{"required", false, words("all", "tagged"),
		"which fields must be present: all but optional ones (default), or only those tagged as required"},
}

var unionKeys = []Param{
	{"tag", false, keyValue, `the key of the discriminator (default "type")`},
	{"content", false, keyValue, "the key under which the variant stands; without it, the variant's keys stand beside the tag"},
	{"tagtype", false, words("string", "int"), "whether the discriminator is a string (default) or an integer"},
}

// unionRule keeps the tag and the content of a union apart.
func unionRule(d *Directive) error {
	tag := "type"
	if a, ok := d.Lookup("tag"); ok {
		tag = a.Value
	}
	if content, ok := d.Lookup("content"); ok && content.Value == tag {
		return fmt.Errorf("tag and content are both %q; choose two keys", tag)
	}
	return nil
}

// Vocabulary is the table of all directives, in the order of the reference.
var Vocabulary = []Spec{
	{
		Name: "channel",
		Forms: []Form{{
			On:   Struct,
			Args: []Param{{"NAME", false, channelNameValue, "the channel's name (default: the name of the type)"}},
			Keys: slices.Concat([]Param{{"path", false, pathValue,
				"the route, with {param} segments (default: /ws/NAME; generate -prefix changes /ws)"}}, channelKeys),
		}},
		Excludes: []string{"channels", "union", "message", "const", "type", "strict"},
		Summary:  "declares a channel",
		Doc: `The fields ServerToClient and ClientToServer give the messages of each direction; one of them alone makes a
one-way channel. The fields Params and Query, which are structs with path:"…" and query:"…" tags, give the parameters of
the handshake.`,
		Example: `// Chat is the room everyone talks in.
//
//ws:channel chat path=/ws/rooms/{room} auth=required max-size=16KiB
type Chat struct {
	ClientToServer Command
	ServerToClient Event
	Params         struct {
		Room string ` + "`path:\"room\"`" + `
	}
}`,
	},
	{
		Name:     "channels",
		Forms:    []Form{{On: Struct, Keys: channelKeys}},
		Excludes: []string{"union", "message", "const", "type", "strict"},
		Summary:  "declares a map of channels",
		Doc: `The type of each field is a channel struct, of this package or another. The channel's name is the field's
ws:"NAME" tag, or else the field's name with a lower-case first letter, whatever ws:channel calls it. The keys hold for
every channel of the map that does not say otherwise itself.`,
		Example: `//ws:channels auth=required
type API struct {
	Chat   Chat
	Prices feed.Prices ` + "`ws:\"price-feed\"`" + `
}`,
	},
	{
		Name: "union",
		Forms: []Form{
			{On: Interface, Keys: unionKeys, Rule: unionRule},
			{On: Struct, Generic: true, Keys: unionKeys, Rule: unionRule},
		},
		Summary: "declares a discriminated union",
		Doc: `On an interface type, the variants are the struct types of the same package that implement it.

On a struct type, every pointer field with a ws:"NAME" tag is a variant, of which exactly one is set, and every other
field is an ordinary key beside the tag. This form also takes types of other packages as variants, and one with ws:"*" for
every unknown tag, as ws:message * has it.`,
		Example: `//ws:union tag=type
type Command interface{ command() }

//ws:union tag=kind content=payload
type Frame struct {
	Seq  int       ` + "`json:\"seq\"`" + `
	Say  *Say      ` + "`ws:\"say\"`" + `
	Ping *pkg.Ping ` + "`ws:\"ping\"`" + `
}`,
	},
	{
		Name: "message",
		Forms: []Form{{
			On:   Struct,
			Args: []Param{{"NAME", true, textValue, "the value of the tag, or * for all values that no other variant has"}},
		}},
		Summary: "names a variant of a union on the wire",
		Doc: `Without it, the name is the type's name in snake_case. The variant ws:message * receives every unknown tag
with the raw bytes, and makes the union open; a variant whose name is an asterisk is written ws:message "*". A field with
the key of the tag holds the tag.`,
		Example: `//ws:message say
type Say struct {
	Text string ` + "`json:\"text\"`" + `
}

//ws:message *
type Unknown struct {
	Raw json.RawMessage
}`,
	},
	{
		Name: "const",
		Forms: []Form{{
			On: Struct, Generic: true,
			AnyKey: &Param{"KEY", true, constValue, "an integer, true, false, or a string, which is quoted if it looks like one of the others"},
		}},
		Repeats: true,
		Summary: "gives a key that always has the same value",
		Doc:     `The key is written with every message of this type, and a message in which it has another value is refused.`,
		Example: `//ws:const jsonrpc="2.0"
type Request struct {
	Method string ` + "`json:\"method\"`" + `
}`,
	},
	{
		Name: "type",
		Forms: []Form{{
			On: AnyType &^ Interface, Generic: true,
			Args: []Param{{"KIND", true, words("string", "integer", "number", "boolean", "object", "array"), "what the type is in JSON"}},
			Keys: []Param{{"format", false, formatValue, "narrows it as in JSON Schema, such as uuid or date"}},
		}},
		Excludes: []string{"union", "const", "strict", "enum"},
		Summary:  "says what a type with its own codec is on the wire",
		Doc: `Go always calls the type's own codec. Schemas and TypeScript need to be told what it writes; without this they
accept anything, except for well-known types such as time.Time.`,
		Example: `//ws:type string format=uuid
type ID [16]byte`,
	},
	{
		Name: "enum",
		Forms: []Form{{
			On:   String | Integer,
			Args: []Param{{"open", false, words("open"), "lets other values pass, and keeps the known ones in docs and TypeScript"}},
		}},
		Summary: "makes the constants of a type its only values",
		Doc: `A named string type with constants is a closed enum without being asked when it belongs to the contract's own
module. Types of other modules, and integer types, are enums only when asked.`,
		Example: `//ws:enum open
type Level string

const (
	Info Level = "info"
	Warn Level = "warn"
)`,
	},
	{
		Name:    "strict",
		Forms:   []Form{{On: Struct, Generic: true}},
		Summary: "makes unknown keys an error",
		Doc:     `Without it, keys that the struct does not have are ignored.`,
		Example: `//ws:strict
type Login struct {
	Token string ` + "`json:\"token\"`" + `
}`,
	},
	{
		Name: "ignore",
		Forms: []Form{{
			On: AnyType, Generic: true,
			Args: []Param{
				{"RULE", true, ruleValue, "the name of a check of wscontract vet, or the id of a rule of wscontract breaking"},
				{"REASON", true, reasonValue, "why it does not matter here, quoted if it has spaces"},
			},
		}},
		Anywhere: true,
		Repeats:  true,
		Summary:  "silences a check where it does not matter",
		Doc: `It covers the declaration, field or statement that it stands above, or on whose first or last line it stands behind. What
generate refuses cannot be silenced.`,
		Example: `//ws:ignore int64 "the database counts from 1 and has 10,000 users"
type User struct {
	ID int64 ` + "`json:\"id\"`" + `
}`,
	},
}

// Lookup returns the row of the directive with the given name, or nil.
func Lookup(name string) *Spec {
	for i := range Vocabulary {
		if Vocabulary[i].Name == name {
			return &Vocabulary[i]
		}
	}
	return nil
}

// Names returns the names of all directives, in the order of the reference.
func Names() []string {
	names := make([]string, len(Vocabulary))
	for i, spec := range Vocabulary {
		names[i] = spec.Name
	}
	return names
}

// On returns all places where the directive may stand.
func (s *Spec) On() Place {
	var p Place
	for _, f := range s.Forms {
		p |= f.On
	}
	return p
}

// place says on what the directive may stand.
func (s *Spec) place(on Place) string {
	if s.Anywhere {
		return "any declaration, field or statement"
	}
	return on.String()
}

// form returns how the directive is written on a type of the given kind, or
// nil if it has no place there. Where the kind is not known, the first form
// that may apply is returned.
func (s *Spec) form(on Place) *Form {
	for i := range s.Forms {
		if s.Forms[i].On&on != 0 {
			return &s.Forms[i]
		}
	}
	return nil
}

// excludes tells that the two directives make no sense on the same type.
func (s *Spec) excludes(other *Spec) bool {
	return slices.Contains(s.Excludes, other.Name) || slices.Contains(other.Excludes, s.Name)
}

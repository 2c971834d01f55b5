package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
)

func showCodec(c *contract.Codec) string {
	if c == nil {
		return "none"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "decode=%s encode=%s", c.Decode, c.Encode)
	for _, flag := range []struct {
		name string
		set  bool
	}{{"text", c.Text}, {"appends", c.Appends}, {"pointer", c.EncodePointer}} {
		if flag.set {
			b.WriteString(" " + flag.name)
		}
	}
	if c.Fallback != nil {
		b.WriteString(" else " + show(c.Fallback))
	}
	if c.Wire != "" {
		b.WriteString(" " + c.Wire)
	}
	if c.Format != "" {
		b.WriteString("/" + c.Format)
	}
	return b.String()
}

func TestCodecs(t *testing.T) {
	const (
		marshalJSON   = "func (T) MarshalJSON() ([]byte, error) { return nil, nil }\n"
		unmarshalJSON = "func (*T) UnmarshalJSON([]byte) error { return nil }\n"
		marshalText   = "func (T) MarshalText() ([]byte, error) { return nil, nil }\n"
		unmarshalText = "func (*T) UnmarshalText([]byte) error { return nil }\n"
		appendText    = "func (T) AppendText(b []byte) ([]byte, error) { return b, nil }\n"
		jsontext      = "import \"github.com/go-json-experiment/json/jsontext\"\n"
		marshalTo     = "func (*T) MarshalJSONTo(*jsontext.Encoder) error { return nil }\n"
		unmarshalFrom = "func (*T) UnmarshalJSONFrom(*jsontext.Decoder) error { return nil }\n"
	)
	for _, test := range []struct{ name, decls, want string }{
		{"json", "type T struct{}\n" + marshalJSON + unmarshalJSON, "decode=json encode=json"},
		{"text", "type T int\n" + marshalText + unmarshalText, "decode=text encode=text text string"},
		{"json before text", "type T int\n" + marshalJSON + unmarshalJSON + marshalText + unmarshalText, "decode=json encode=json"},
		{"each by its own", "type T int\n" + marshalJSON + unmarshalText, "decode=text encode=json"},
		{"append text", "type T int\n" + appendText + unmarshalText, "decode=text encode=text text appends string"},
		{"marshal before append text", "type T int\n" + appendText + marshalText + unmarshalText, "decode=text encode=text text string"},
		{"streams", jsontext + "type T struct{}\n" + marshalTo + unmarshalFrom, "decode=json2 encode=json2 pointer"},
		{"streams as well", jsontext + "type T struct{}\n" + marshalTo + unmarshalFrom + marshalJSON + unmarshalJSON, "decode=json encode=json"},
		{"pointer receiver", "type T struct{}\nfunc (*T) MarshalJSON() ([]byte, error) { return nil, nil }\n" + unmarshalJSON, "decode=json encode=json pointer"},
		{"only encodes", "type T struct{ A int }\n" + marshalJSON, "decode= encode=json else {A A int required}"},
		{"only decodes", "type T []string\n" + unmarshalJSON, "decode=json encode= else []string"},
		{"only encodes as text", "type T int\n" + marshalText, "decode= encode=text text else int"},
		{"only decodes an interface", "type I interface{ M() }\ntype T struct { A I; B []interface{ M() }; C error }\n" + unmarshalJSON,
			"decode=json encode= else {A A any required; B B []any required; C C any required}"},
		{"promoted", "import \"time\"\ntype T struct { time.Time; Name string }\n", "decode=json encode=json"},
		{"told", "//ws:type number\ntype T struct{}\n" + marshalJSON + unmarshalJSON, "decode=json encode=json number"},
		{"told with a format", "//ws:type string format=date\ntype T struct{}\n" + marshalText + unmarshalText, "decode=text encode=text text string/date"},
		{"other signatures", "type T struct{ A int }\nfunc (T) MarshalJSON() string { return \"\" }\nfunc (T) UnmarshalText(string) error { return nil }\n", "none"},
		{"methods of a pointer type", "type P struct{ A int }\ntype T *P\nfunc (*P) MarshalJSON() ([]byte, error) { return nil, nil }\nfunc (*P) UnmarshalJSON([]byte) error { return nil }\n", "none"},
	} {
		t.Run(test.name, func(t *testing.T) {
			decls := test.decls
			if !strings.HasPrefix(decls, "import") {
				decls = "\n" + decls
			}
			c := extracted(t, messages(decls))
			if got := showCodec(typeOf(t, c, "T").Codec); got != test.want {
				t.Errorf("the codec is %s, want %s", got, test.want)
			}
		})
	}
}

func TestWellKnownCodecs(t *testing.T) {
	c := extracted(t, messages(`
import (
	"math/big"
	"net/netip"

	"github.com/google/uuid"
)

type T struct {
	Int   *big.Int
	Float big.Float
	Addr  netip.Addr
	ID    uuid.UUID
}
-- github.com/google/uuid/uuid.go --
package uuid

type UUID [16]byte

func (UUID) MarshalText() ([]byte, error) { return nil, nil }
func (*UUID) UnmarshalText([]byte) error { return nil }
`))
	for id, want := range map[string]string{
		"math/big.Int":                "decode=json encode=json pointer integer",
		"math/big.Float":              "decode=text encode=text text pointer string",
		"net/netip.Addr":              "decode=text encode=text text string",
		"github.com/google/uuid.UUID": "decode=text encode=text text string/uuid",
	} {
		if got := showCodec(typeOf(t, c, id).Codec); got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
}

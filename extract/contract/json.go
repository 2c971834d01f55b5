package contract

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Schema is the JSON Schema (draft 2020-12) of the JSON form of a [Contract].
//
//go:embed contract.schema.json
var Schema string

// Encode writes the JSON form of c, indented, with a newline at the end. Equal
// contracts give equal bytes.
func (c *Contract) Encode(w io.Writer) error { return encode(w, c) }

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// Decode reads what [Contract.Encode] or [Contract.EncodeLock] wrote. A key it does not know, and any
// other version, is an error: a contract that is only partly understood would
// be compared wrongly.
func Decode(r io.Reader) (*Contract, error) {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	c := new(Contract)
	if err := d.Decode(&saved{Contract: c}); err != nil {
		return nil, fmt.Errorf("reading a contract: %w", err)
	}
	if c.Version != Version {
		return nil, fmt.Errorf("reading a contract: it has version %d and this tool reads version %d; write it again", c.Version, Version)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("reading a contract: there is more after its end")
	}
	return c, nil
}

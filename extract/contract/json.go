package contract

import (
	"bytes"
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

// Decode reads what [Contract.Encode] or [Contract.EncodeLock] wrote. A key it
// does not know, and any other version, is an error: a contract that is only
// partly understood would be compared wrongly. So is what no contract has, such
// as a reference to a type that is not there.
func Decode(r io.Reader) (*Contract, error) {
	c, err := decode(r)
	if err != nil {
		return nil, fmt.Errorf("reading a contract: %w", err)
	}
	return c, nil
}

func decode(r io.Reader) (*Contract, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // which some editors add
	if bytes.HasPrefix(text, []byte(conflict)) || bytes.Contains(text, []byte("\n"+conflict)) {
		return nil, errors.New("it has the marks of a merge conflict; run generate, which writes it again")
	}
	var of struct {
		Version int `json:"version"`
	}
	d := json.NewDecoder(bytes.NewReader(text))
	if err := d.Decode(&of); err == nil && of.Version != Version {
		return nil, fmt.Errorf("it has version %d and this tool reads version %d; %s", of.Version, Version, wayOut(of.Version))
	}
	d = json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	c := new(Contract)
	if err := d.Decode(&saved{Contract: c}); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more after its end")
	}
	return c, c.check()
}

// conflict begins the first line of a merge conflict, at the start of a line.
const conflict = "<<<<<<< "

func wayOut(version int) string {
	if version > Version {
		return "use the wscontract that wrote it"
	}
	return "write it again"
}

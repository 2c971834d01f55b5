package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/wscontract/wscontract/extract/check"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/report"
)

// A vetFinding is one finding as go vet -json prints it.
type vetFinding struct {
	Category string `json:"category"`
	Posn     string `json:"posn"`
	End      string `json:"end"`
	Message  string `json:"message"`
	Related  []struct {
		Posn    string `json:"posn"`
		Message string `json:"message"`
	} `json:"related"`
}

// parseVet reads what go vet -json prints: for each package an object that leads from
// its ID and the name of an analyzer to findings, or to why that failed.
func parseVet(out []byte) (diag.List, error) {
	var list diag.List
	d := json.NewDecoder(bytes.NewReader(withoutComments(out)))
	for {
		var tree map[string]map[string]json.RawMessage
		if err := d.Decode(&tree); errors.Is(err, io.EOF) {
			list.Sort()
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading the output of go vet: %w", err)
		}
		for _, pkg := range slices.Sorted(maps.Keys(tree)) {
			for _, name := range slices.Sorted(maps.Keys(tree[pkg])) {
				var found []vetFinding
				if err := json.Unmarshal(tree[pkg][name], &found); err != nil {
					return nil, fmt.Errorf("analyzer %s failed on %s: %s", name, pkg, tree[pkg][name])
				}
				for _, f := range found {
					list = append(list, f.diagnostic(name))
				}
			}
		}
	}
}

// withoutComments removes the lines in which the go command names packages.
func withoutComments(out []byte) []byte {
	var kept []byte
	for line := range bytes.Lines(out) {
		if !bytes.HasPrefix(line, []byte("#")) {
			kept = append(kept, line...)
		}
	}
	return kept
}

func (f vetFinding) diagnostic(analyzer string) diag.Diagnostic {
	d := diag.Diagnostic{Pos: position(f.Posn), End: position(f.End), Code: analyzer, Level: check.Level(analyzer), Message: f.Message}
	for _, r := range f.Related {
		d.Related = append(d.Related, diag.Related{Pos: position(r.Posn), Message: r.Message})
	}
	return d
}

// position reads file:line:column, or file:line, where the file may have colons in its
// name.
func position(s string) contract.Position {
	rest, last, ok := cutLast(s)
	if !ok {
		return contract.Position{}
	}
	if file, line, ok := cutLast(rest); ok {
		return contract.Position{File: file, Line: line, Column: last}
	}
	return contract.Position{File: rest, Line: last}
}

// cutLast separates the number behind the last colon.
func cutLast(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}

// vetRules describe the analyzers, for the forms of output that carry it.
func vetRules() []report.Rule {
	var rules []report.Rule
	for _, a := range check.Analyzers {
		title, help := check.Summary(a)
		rules = append(rules, report.Rule{ID: a.Name, Level: check.Level(a.Name), Title: title, Help: help})
	}
	return rules
}

package report

import (
	"encoding/json"
	"io"

	"github.com/wscontract/wscontract/extract/contract"
)

// A jsonPlace is a position, with what is known of it.
type jsonPlace struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	EndLine int    `json:"endLine,omitempty"`
	EndCol  int    `json:"endColumn,omitempty"`
}

// A jsonFinding is one element of the array.
type jsonFinding struct {
	jsonPlace
	Code    string        `json:"code"`
	Level   string        `json:"level"`
	Message string        `json:"message"`
	Related []jsonRelated `json:"related,omitempty"`
}

type jsonRelated struct {
	jsonPlace
	Message string `json:"message"`
}

// json writes the findings as an array, which is empty when there are none.
func (r *Report) json(w io.Writer) error {
	list := make([]jsonFinding, 0, len(r.Findings))
	for _, d := range r.Findings {
		f := jsonFinding{jsonPlace: r.jsonPlace(d.Pos), Code: d.Code, Level: d.Level.String(), Message: d.Message}
		f.EndLine, f.EndCol = d.End.Line, d.End.Column
		for _, related := range d.Related {
			f.Related = append(f.Related, jsonRelated{r.jsonPlace(related.Pos), related.Message})
		}
		list = append(list, f)
	}
	return writeJSON(w, list)
}

func (r *Report) jsonPlace(p contract.Position) jsonPlace {
	return jsonPlace{File: r.file(p), Line: p.Line, Column: p.Column}
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

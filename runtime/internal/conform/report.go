package conform

import (
	_ "embed"
	"encoding/json"
	"html/template"
	"io"
	"strconv"
	"strings"
)

// A Report is what came of all cases, with one server or several.
type Report struct {
	Runs []RunReport `json:"runs"`
}

// A RunReport is what came of the cases with one server.
type RunReport struct {
	Target  Target          `json:"target"`
	Counts  map[Verdict]int `json:"counts"`
	Results []Result        `json:"results"`
}

// NewRunReport counts the results.
func NewRunReport(t Target, results []Result) RunReport {
	counts := map[Verdict]int{}
	for _, r := range results {
		counts[r.Verdict]++
	}
	return RunReport{t, counts, results}
}

// WriteJSON writes the report for programs.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

//go:embed report.html
var page string

var pageTemplate = template.Must(template.New("report").Funcs(template.FuncMap{
	"verdicts": func() []Verdict { return []Verdict{Passed, Tolerated, Differs, NotApplicable} },
	"class":    func(v Verdict) string { return strings.ReplaceAll(string(v), " ", "-") },
}).Parse(page))

// A row is one case with the results of all servers.
type row struct {
	Case    Case
	Sent    string
	Results []Result
}

// WriteHTML writes the report for people: a row for each case, a column for
// each server.
func (r *Report) WriteHTML(w io.Writer) error {
	var rows []*row
	byID := map[string]*row{}
	for i, run := range r.Runs {
		for _, res := range run.Results {
			line := byID[res.ID]
			if line == nil {
				line = &row{Case: res.Case, Sent: res.Sent, Results: make([]Result, len(r.Runs))}
				byID[res.ID] = line
				rows = append(rows, line)
			}
			line.Results[i] = res
		}
	}
	return pageTemplate.Execute(w, map[string]any{"Runs": r.Runs, "Rows": rows})
}

// String says in a word or two what a server did.
func (o Observed) String() string {
	if o.Status != 0 {
		return strings.TrimSpace(strings.Join(append([]string{strconv.Itoa(o.Status)}, o.Answer...), " "))
	}
	s := codes([]uint16{o.End})
	if o.Reason != "" {
		s += " " + o.Reason
	}
	if len(o.Echo) > 0 {
		s = quote(o.Echo) + ", " + s
	}
	return s
}
